"""The bands as a form: where each begins, what it is called; a band split in two, or given to its neighbour.

Only lower ends are written; a band ends where the one above it begins, so no gap can be typed. The sign of a band
that is in force stays: by it the town of before is held beside the town of now.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from play.drafts import Document
from play.edits import whole
from play.naming import with_bands
from play.pages.bench_condition import Tampered, Written
from play.pages.bench_part import PEN
from scoring.engine import Rulebook
from scoring.engine.changes import line_words

MOST: Final = 60  # as the format allows
MOST_WORDS: Final = 300  # as the format allows
MOST_SIGN: Final = 16
MOST_TYPED: Final = 1000  # characters of a field that are read: what is too long is told so, and not cut
SIGN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")  # as the format allows
WRITTEN: Final = ("id", "label", "from")
Ends = list[tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """One band. `was` are the bands of before that came to be this one; `old` is false for one whose sign is the
    learner's own, and can be written."""

    id: str
    label: str
    low: str  # as it was typed; nobody types it for the lowest band
    was: tuple[str, ...] = ()
    old: bool = True


@dataclass(frozen=True)
class RowPage:
    """A band as the page shows it."""

    row: Row
    name: str
    lowest: bool
    heir: str  # to whom its range goes; "" for the only band
    splits: bool
    errors: Mapping[str, str]
    high: str


@dataclass(frozen=True)
class Bands:
    """All bands, best first. `rising`: the best has the lowest numbers. `in_force` are lines of the document, by id."""

    rows: tuple[Row, ...]
    floor: int
    ceiling: int
    rising: bool
    in_force: Mapping[str, Document] = field(default_factory=dict)
    template: str = "play/bands_form.html"

    # from a form

    def read(self, form: QueryDict, rulebook: Rulebook) -> Self:
        count = form.get("b.count", "")
        if not (count.isascii() and count.isdecimal() and len(count) < 3 and int(count) <= MOST):
            raise Tampered("b.count")
        known = {band.id for band in rulebook.bands}
        return replace(self, rows=tuple(self._row_of(form, f"b.{index}", known) for index in range(int(count))))

    def _row_of(self, form: QueryDict, name: str, known: set[str]) -> Row:
        """One band as it was written. One that was removed in another tab is a band of the learner's own again."""
        was = tuple(dict.fromkeys(each for each in form.get(f"{name}.was", "").split() if each in known))
        old = form.get(f"{name}.old", "")[:MOST_TYPED]
        sign, label, low = (form.get(f"{name}.{key}", "").strip()[:MOST_TYPED] for key in WRITTEN)
        return Row(old or sign, label, low[:20], was, old in known or old in self.in_force)

    def pressed(self, verb: str, name: str, _rulebook: Rulebook) -> Self:
        rows = list(self.rows)
        if verb == "add" and name == "b" and not rows:
            return replace(self, rows=(Row("A", _("everybody"), "", (), False),))
        place = int(name) if name.isascii() and name.isdecimal() and len(name) < 3 else len(rows)
        if place >= len(rows) or verb not in ("split", "drop"):
            raise Tampered(f"{verb}:{name}")
        return self._split(rows, place) if verb == "split" else self._dropped(rows, place)

    def _split(self, rows: list[Row], place: int) -> Self:
        """The worse half becomes a band of its own; nothing that named the band lets go of it."""
        ends = self._ends({})
        if ends is None or not self._splits(ends, place):
            return self
        row, (low, high) = rows[place], ends[place]
        halves = (str(low), str(low + (high - low + 1) // 2))
        better, worse = halves if self.rising else halves[::-1]
        sign = _beside(row.id, {each.id for each in rows}, MOST_SIGN, "")
        label = _beside(row.label, {each.label for each in rows}, MOST_WORDS, " ")
        own = Row(sign, label, worse, row.was, False)
        rows[place : place + 1] = [replace(row, low=better), own]
        return replace(self, rows=tuple(rows))

    def _splits(self, ends: Ends | None, place: int) -> bool:
        return len(self.rows) < MOST and ends is not None and ends[place][0] < ends[place][1]

    def _dropped(self, rows: list[Row], place: int) -> Self:
        """The range goes to the band before, that of the best one to the band after. The last band stays."""
        if len(rows) == 1:
            return self
        gone = rows.pop(place)
        heir = max(0, place - 1)
        low = gone.low if (place > 0) != self.rising else rows[heir].low
        rows[heir] = replace(rows[heir], low=low, was=tuple(dict.fromkeys([*rows[heir].was, *gone.was])))
        return replace(self, rows=tuple(rows))

    # to the document

    def document(self, now: Document, written: Written) -> Document:
        ends = self._ends(written.errors) or [(0, 0)] * len(self.rows)
        self._named(written.errors)
        held = {**self.in_force, **{band["id"]: band for band in now["bands"]}}
        bands: list[Document] = []
        names = self._heirs(now, ends)
        written.fields["/bands"] = "b.0.from"
        for index, (row, (low, high)) in enumerate(zip(self.rows, ends, strict=True)):
            written.fields |= {f"/bands/{index}/{key}": f"b.{index}.{key}" for key in WRITTEN}
            grounds = held.get(row.id, {}) if row.old else {"evidence": dict(PEN)}
            bands.append({**grounds, "id": row.id, "label": row.label, "from": low, "to": high})
            for old in row.was:
                names.setdefault(old, []).append(row.id)
        return with_bands(now, bands, names)

    def _heirs(self, now: Document, ends: Ends) -> dict[str, list[str]]:
        """Bands of which the form knows nothing, because another tab added them: who covers now where they began."""
        known = {name for row in self.rows for name in (row.id, *row.was)}
        return {
            band["id"]: [row.id]
            for band in now["bands"]
            for row, (low, high) in zip(self.rows, ends, strict=True)
            if band["id"] not in known and low <= band["from"] <= high
        }

    def _named(self, errors: dict[str, str]) -> None:
        """What is wrong with signs and names."""
        signs: set[str] = set()
        labels: set[str] = set()
        for index, row in enumerate(self.rows):
            faults = {"id": _sign_fault(row, signs), "label": _label_fault(row.label, labels)}
            errors |= {f"b.{index}.{key}": words for key, words in faults.items() if words}
            signs.add(row.id)
            labels.add(row.label.casefold())

    def _ends(self, errors: dict[str, str]) -> Ends | None:
        """From where to where each band goes, best first; None where a number can't be read or is out of order."""
        count = len(self.rows)
        downwards = range(count - 1, -1, -1) if self.rising else range(count)
        ends, high, above = {}, self.ceiling, ""
        for place, index in enumerate(downwards):
            row, name = self.rows[index], f"b.{index}.from"
            low = self.floor if place == count - 1 else whole(row.low, self.floor + 1, self.ceiling)
            if low is None:
                words = _("Write a whole number from %(low)s to %(high)s.")
                errors[name] = words % {"low": f"{self.floor + 1:,}", "high": f"{self.ceiling:,}"}
                return None
            if low > high:
                words = _(
                    "Nothing would be left of %(band)s: %(above)s, above it, begins at %(n)s. Write less than that."
                )
                errors[name] = words % {"band": row.id, "above": above, "n": f"{high + 1:,}"}
                return None
            ends[index], high, above = (low, high), low - 1, row.id
        return [ends[index] for index in range(count)]

    def sentences(self, tried: Rulebook) -> tuple[str, ...]:
        return tuple(line_words(tried, "bands", index) for index in range(len(tried.bands)))

    def owns(self, part: str, _name: str) -> bool:
        return part == "bands"

    def page(self, rulebook: Rulebook, errors: Mapping[str, str]) -> dict[str, Any]:
        ends = self._ends({})
        rows = [self._row(index, ends, errors) for index in range(len(self.rows))]
        return {"rows": rows, "scale": rulebook.scale, "low": f"{self.floor:,}", "high": f"{self.ceiling:,}"}

    def _row(self, index: int, ends: Ends | None, errors: Mapping[str, str]) -> RowPage:
        name = f"b.{index}"
        heir = self.rows[index - 1 if index else 1].id if len(self.rows) > 1 else ""
        return RowPage(
            row=self.rows[index],
            name=name,
            lowest=index == (0 if self.rising else len(self.rows) - 1),
            heir=heir,
            splits=self._splits(ends, index),
            errors={each: errors.get(f"{name}.{each}", "") for each in WRITTEN},
            high=f"{ends[index][1]:,}" if ends else "…",
        )


def bands_of(rulebook: Rulebook, in_force: Rulebook | None = None) -> Bands:
    """The bands as they stand. Those that are in force keep their signs."""
    before = {band["id"]: band for band in (in_force or rulebook).document.get("bands") or ()}
    lows = [band.low for band in rulebook.bands]
    better = rulebook.scale.higher_is
    rising = better == "worse" or (better == "neither" and len(lows) > 1 and lows == sorted(lows))
    rows = tuple(Row(band.id, band.label, str(band.low), (band.id,), band.id in before) for band in rulebook.bands)
    return Bands(rows, rulebook.scale.floor, rulebook.scale.ceiling, rising, before)


def _beside(text: str, taken: set[str], most: int, space: str) -> str:
    """A sign or a name for a band that was split off: C gives C2, then C3."""
    names = (f"{text[: most - 3]}{space}{number}" for number in range(2, MOST + 3))
    return next(name for name in names if name not in taken)


def _sign_fault(row: Row, taken: set[str]) -> str:
    if row.id in taken:
        return _("Two bands cannot both have the sign %(sign)s. Give one of them another.") % {"sign": row.id}
    if row.old:
        return ""
    if not row.id:
        return _("Give the band a sign: a letter, say.")
    if len(row.id) > MOST_SIGN:
        return _("This sign is too long. Write %(most)s characters or fewer.") % {"most": MOST_SIGN}
    if not SIGN.fullmatch(row.id):
        return _("A sign is made of the letters A to Z and of figures, without a space.")
    return ""


def _label_fault(label: str, taken: set[str]) -> str:
    if not label:
        return _("Give the band a name.")
    if len(label) > MOST_WORDS:
        return _("This name is too long. Write %(most)s characters or fewer.") % {"most": MOST_WORDS}
    if label.casefold() in taken:
        return _("Two bands cannot both be called “%(label)s”. Give one of them another name.") % {"label": label}
    return ""

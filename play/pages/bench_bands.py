"""The bands as a form: where each begins, what it is called; a band split in two, or given to its neighbour.

Only lower ends are written; a band ends where the one above it begins, so no gap can be typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
MOST_WORDS: Final = 300
WRITTEN: Final = ("id", "label", "from")
Ends = list[tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """One band. `was` are the bands of before that came to be this one; `old` is false for one that was split off."""

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
    """All bands, best first. `rising`: the best has the lowest numbers."""

    rows: tuple[Row, ...]
    floor: int
    ceiling: int
    rising: bool
    template: str = "play/bands_form.html"

    # from a form

    def read(self, form: QueryDict, rulebook: Rulebook) -> Self:
        count = form.get("b.count", "")
        if not (count.isascii() and count.isdecimal() and len(count) < 3 and int(count) <= MOST):
            raise Tampered("b.count")
        known = {band.id for band in rulebook.bands}
        return replace(self, rows=tuple(_read(form, f"b.{index}", known) for index in range(int(count))))

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
        own = Row(_sign(row.id, {each.id for each in rows}), row.label, worse, row.was, False)
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
        held = {band["id"]: band for band in now["bands"]}
        bands: list[Document] = []
        names: dict[str, list[str]] = {}
        written.fields["/bands"] = "b.0.from"
        for index, (row, (low, high)) in enumerate(zip(self.rows, ends, strict=True)):
            written.fields |= {f"/bands/{index}/{key}": f"b.{index}.{key}" for key in WRITTEN}
            grounds = held.get(row.id, {}) if row.old else {"evidence": dict(PEN)}
            bands.append({**grounds, "id": row.id, "label": row.label, "from": low, "to": high})
            for old in row.was:
                names.setdefault(old, []).append(row.id)
        return with_bands(now, bands, names)

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


def bands_of(rulebook: Rulebook) -> Bands:
    """The bands as they stand."""
    lows = [band.low for band in rulebook.bands]
    better = rulebook.scale.higher_is
    rising = better == "worse" or (better == "neither" and len(lows) > 1 and lows == sorted(lows))
    rows = tuple(Row(band.id, band.label, str(band.low), (band.id,)) for band in rulebook.bands)
    return Bands(rows, rulebook.scale.floor, rulebook.scale.ceiling, rising)


def _read(form: QueryDict, name: str, known: set[str]) -> Row:
    """Raises Tampered for a band that the rulebook does not have."""
    was = tuple(form.get(f"{name}.was", "").split())
    old = form.get(f"{name}.old", "")
    sign = old or form.get(f"{name}.id", "").strip()[:64]
    if not {*was, *([old] if old else [])} <= known:
        raise Tampered(name)
    label, low = (form.get(f"{name}.{key}", "").strip() for key in ("label", "from"))
    return Row(sign, label[:MOST_WORDS], low[:20], was, bool(old))


def _sign(split: str, taken: Sequence[str] | set[str]) -> str:
    """A sign for a band that was split off: C gives C2, then C3."""
    return next(f"{split[:60]}{number}" for number in range(2, MOST + 3) if f"{split[:60]}{number}" not in taken)

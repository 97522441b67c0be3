"""The rewrite page's galley: the rulebook as sentences with blanks, beside the bill and what is in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from play.edits import Typed, apply_steps, token
from play.pages.blanks import Blank, blank, chosen, in_short, is_blank, limit, limits, sentence_of, words_before
from registry.lives import File
from registry.replays import SIZES, town_of
from scoring import display
from scoring.bills import Bill, bill_for
from scoring.engine import Rulebook, lint
from scoring.pages.evidence import Grounds, grounds
from town.content import load_content

DOMAINS: Final[Mapping[str, StrPromise]] = {
    "traffic": pgettext_lazy("domain", "On the road"),
    "transit": pgettext_lazy("domain", "On tram and train"),
    "tourism": pgettext_lazy("domain", "On a journey"),
    "family": pgettext_lazy("domain", "In the family"),
    "environment": pgettext_lazy("domain", "Waste and animals"),
    "bills": pgettext_lazy("domain", "Bills"),
    "finance": pgettext_lazy("domain", "Loans and homes"),
    "law": pgettext_lazy("domain", "Courts and offices"),
    "civic": pgettext_lazy("domain", "Good works"),
    "health": pgettext_lazy("domain", "Health"),
    "speech": pgettext_lazy("domain", "What is said"),
    "social": pgettext_lazy("domain", "Friends and neighbours"),
    "consumption": pgettext_lazy("domain", "Shopping and pastimes"),
    "data": pgettext_lazy("domain", "Data given or withheld"),
    "business": pgettext_lazy("domain", "Business"),
    "": pgettext_lazy("domain", "Any act at all"),
}


@dataclass(frozen=True)
class Row:
    """One rule on the galley."""

    id: str
    parts: tuple[str | Blank, ...]
    enabled: bool
    grounds: Grounds
    note: str
    remarks: tuple[str, ...]
    changed: bool
    in_force: str
    bill: str
    yours: str

    @property
    def gives_points(self) -> bool:
        return any(isinstance(part, Blank) and part.points for part in self.parts)

    @property
    def faulty(self) -> bool:
        return any(isinstance(part, Blank) and part.error for part in self.parts)


@dataclass(frozen=True)
class Shelf:
    """The rules of one domain, folded away until somebody looks."""

    id: str
    label: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> bool:
        return any(row.faulty for row in self.rows)


@dataclass(frozen=True)
class Desk:
    """What lies on the table: the rulebook in force, the reform, the bill, and what was typed wrongly."""

    file: File
    steps: list[Any]
    size: int
    typed: Typed = field(default_factory=Typed)

    @property
    def baseline(self) -> Rulebook:
        return self.file.rulebook

    @cached_property
    def reform(self) -> Rulebook:
        return apply_steps(self.baseline, self.steps)

    @cached_property
    def before(self) -> Rulebook:
        """The reform as it was before the last step."""
        return apply_steps(self.baseline, self.steps[:-1])

    @cached_property
    def bill(self) -> Bill | None:
        return bill_for(self.baseline)

    @property
    def edited(self) -> bool:
        return self.reform != self.baseline

    @cached_property
    def lead(self) -> str:
        """The rule that weighed most in this life: the first knob."""
        return next(iter(met_rules(self.file)), "")

    @cached_property
    def remarks(self) -> Mapping[str, list[str]]:
        """What is odd about the edited rules, in the engine's words."""
        found: dict[str, list[str]] = {}
        if self.edited:
            for remark in lint(self.reform, town_of(self.size, self.file.seed)):
                found.setdefault(remark.rule, []).append(remark.message)
        return found

    def edited_rules(self, since: Rulebook) -> list[int]:
        """The rules whose lines differ from an earlier state."""
        pairs = zip(self.reform.document["rules"], since.document["rules"], strict=True)
        return [position for position, (now, was) in enumerate(pairs) if now != was]


def pen_page(desk: Desk) -> dict[str, Any]:
    """The whole galley."""
    met = met_rules(desk.file)
    rows = {rule.id: _row(desk, position) for position, rule in enumerate(desk.reform.rules)}
    shelves = _shelves(desk, rows, set(met))
    return {
        **marks(desk),
        "first": [rows[name] for name in met if name == desk.lead],
        "met": Shelf("met", "", tuple(rows[name] for name in met if name != desk.lead)),
        "shelves": shelves,
        "others": sum(len(shelf.rows) for shelf in shelves),
        "others_open": any(shelf.open for shelf in shelves),
        "limits_open": any(path.startswith("/bands/") for path in desk.typed.errors),
    }


def touched(desk: Desk, since: Rulebook) -> list[Row]:
    """The rows that an edit has changed, and those that it wrote on wrongly."""
    wrong = [int(path.split("/")[2]) for path in desk.typed.errors if path.startswith("/rules/")]
    return [_row(desk, position) for position in sorted({*desk.edited_rules(since), *wrong})]


def marks(desk: Desk) -> dict[str, Any]:
    """All on the galley that is not a rule; it is small, so every edit brings it anew."""
    return {
        "desk": desk,
        "bill": desk.bill,
        "steps": len(desk.steps),
        "token": token(desk.steps),
        "limits": _limits(desk),
        "sources": _sources(desk),
        "all_repealed": not any(rule.enabled for rule in desk.reform.rules),
        "sizes": [(size, f"{size:,}") for size in SIZES],
        "size": f"{desk.size:,}",
    }


def met_rules(file: File) -> list[str]:
    """The rules that met this citizen, heaviest first; with none, the first rule of the book."""
    weights: dict[str, int] = {}
    for settlement in file.explanation.settlements:
        for look in settlement.trace.looks if settlement.trace else ():
            if look.fired:
                weights[look.rule] = weights.get(look.rule, 0) + abs(look.points)
    met = sorted(weights, key=lambda name: (-weights[name], name))
    return met or [rule.id for rule in file.rulebook.rules[:1]]


def _shelves(desk: Desk, rows: Mapping[str, Row], met: set[str]) -> list[Shelf]:
    kinds = load_content().kinds
    found: dict[str, list[Row]] = {}
    for rule in desk.reform.rules:
        if rule.id not in met:
            found.setdefault(kinds[rule.on[0]].domain if rule.on else "", []).append(rows[rule.id])
    order = [*DOMAINS, *(name for name in found if name not in DOMAINS)]
    return [Shelf(name, str(DOMAINS.get(name, name)), tuple(found[name])) for name in order if name in found]


def _row(desk: Desk, position: int) -> Row:
    rule, was = desk.reform.rules[position], desk.baseline.rules[position]
    bill = desk.bill.rulebook if desk.bill else None
    changed = desk.reform.document["rules"][position] != desk.baseline.document["rules"][position]
    return Row(
        id=rule.id,
        parts=_parts(desk, position, bill),
        enabled=rule.enabled,
        grounds=grounds(rule.evidence),
        note=rule.note or "",
        remarks=tuple(desk.remarks.get(rule.id, ())) if changed and rule.enabled else (),
        changed=changed,
        in_force=in_short(desk.baseline, was),
        bill=in_short(bill, bill.rules[position]) if bill else "",
        yours=in_short(desk.reform, rule) if rule.enabled or not was.enabled else _("repealed"),
    )


def _parts(desk: Desk, position: int, bill: Rulebook | None) -> tuple[str | Blank, ...]:
    parts = sentence_of(desk.reform, desk.baseline, position)
    found: list[str | Blank] = []
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        if is_blank(part):
            path = part["path"]
            found.append(blank(part, desk.baseline, bill, desk.typed.errors.get(path, ""), desk.typed.text.get(path)))
        elif "text" in part:
            found.append(words_before(part, after, desk.baseline))
        else:
            found.append(chosen(part))
    return tuple(found)


def _limits(desk: Desk) -> list[tuple[Any, Blank | None, int]]:
    """The bands, best first, each with the blank for its lower end (the lowest has none)."""
    bill = desk.bill.rulebook if desk.bill else None
    found: list[tuple[Any, Blank | None, int]] = []
    for index, band in enumerate(desk.reform.bands):
        path = f"/bands/{index}/from"
        here = None
        if index in limits(desk.reform):
            errors, text = desk.typed.errors, desk.typed.text
            here = limit(desk.reform, desk.baseline, bill, index, errors.get(path, ""), text.get(path))
        found.append((display.band_sign(desk.reform, band.id), here, band.low))
    return found


def _sources(desk: Desk) -> list[dict[str, Any]]:
    """The sources that observed this life, and whether the office still listens to them."""
    sources = load_content().sources
    heard, in_force = desk.reform.observers, desk.baseline.observers
    used = dict.fromkeys(row.observation.source for row in desk.file.life.seen)
    return [
        {"id": name, "label": sources[name].label, "heard": heard is None or name in heard}
        for name in used
        if in_force is None or name in in_force
    ]

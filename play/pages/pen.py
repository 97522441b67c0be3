"""The rewrite page's galley: the rulebook as sentences with blanks, beside the bill and what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from play.edits import token
from play.pages.bench_desk import Desk, met_rules
from play.pages.bench_lines import KINDS, lines
from play.pages.bench_rows import LineRow, Row, line_row, plainly, row_of
from play.pages.blanks import Blank, limit, limits
from registry.replays import ON_OFFER
from scoring import display
from scoring.engine import Rulebook
from town.content import load_content

ADDED = ("lists", "doors")  # kinds of lines that the learner may add
SECOND = 2  # knobs that join the first after the first edit
MOST_BOXED = 100  # rules of a book in which every number is a box at once; of a longer one those that are asked for
MOST_ASKED = 20

__all__ = ["Desk", "Row", "Shelf", "lines_touched", "marks", "met_rules", "pen_page", "touched"]

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
class Shelf:
    """The rules of one domain, folded away until somebody looks."""

    id: str
    label: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> bool:
        return any(row.faulty or row.asked for row in self.rows)


def pen_page(desk: Desk, asked: Sequence[str] = ()) -> dict[str, Any]:
    """The whole galley. `asked` are rules of a long book that shall be written on here."""
    rows = {rule.id: row_of(desk, position) for position, rule in enumerate(desk.reform.rules)}
    met = [name for name in met_rules(desk.file) if name in rows]
    if len(rows) > MOST_BOXED:
        rows = _in_hand(desk, rows, met, asked)
    shelves = _shelves(desk, rows, set(met))
    return {
        **marks(desk),
        "first": [rows[name] for name in met if name == desk.lead],
        "next": Shelf("next", "", tuple(rows[name] for name in met if name != desk.lead)[:SECOND]),
        "met": Shelf("met", "", tuple(rows[name] for name in met if name != desk.lead)[SECOND:]),
        "shelves": shelves,
        "others": sum(len(shelf.rows) for shelf in shelves),
        "others_open": any(shelf.open for shelf in shelves),
        "limits_open": any(path.startswith("/bands/") for path in desk.typed.errors),
        "line_shelves": _line_shelves(desk),
        "repealed_rules": _removed(desk),
    }


def _in_hand(desk: Desk, rows: Mapping[str, Row], met: Sequence[str], asked: Sequence[str]) -> dict[str, Row]:
    """Of a long book the knobs, what was written on last and what was asked for have boxes; the rest is only read."""
    last = [desk.reform.rules[position].id for position in desk.edited_rules(desk.before)]
    boxed = {desk.lead, *[name for name in met if name != desk.lead][:SECOND], *asked[:MOST_ASKED]}
    boxed |= set(last if len(last) <= MOST_ASKED else ())
    return {
        name: replace(row, asked=name in asked) if name in boxed else plainly(desk, row) for name, row in rows.items()
    }


def touched(desk: Desk, since: Rulebook) -> list[Row]:
    """The rows that an edit has changed, and those that it wrote on wrongly."""
    wrong = [int(path.split("/")[2]) for path in desk.typed.errors if path.startswith("/rules/")]
    return [row_of(desk, position) for position in sorted({*desk.edited_rules(since), *wrong})]


def lines_touched(desk: Desk, since: Rulebook) -> list[LineRow]:
    """The lines beside the rules that an edit has changed, and those that it wrote on wrongly."""
    were = {line.id: line for line in lines(since)}
    wrong = {path for path in desk.typed.errors if not path.startswith("/rules/")}
    return [
        line_row(desk, line)
        for line in lines(desk.reform)
        if line != were.get(line.id) or wrong & {part.get("path") for part in line.parts}
    ]


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
        "sizes": [(size, f"{size:,}") for size in ON_OFFER],
        "size": f"{desk.size:,}",
    }


def _shelves(desk: Desk, rows: Mapping[str, Row], met: set[str]) -> list[Shelf]:
    kinds = load_content().kinds
    found: dict[str, list[Row]] = {}
    for rule in desk.reform.rules:
        if rule.id not in met:
            found.setdefault(kinds[rule.on[0]].domain if rule.on else "", []).append(rows[rule.id])
    order = [*DOMAINS, *(name for name in found if name not in DOMAINS)]
    return [Shelf(name, str(DOMAINS.get(name, name)), tuple(found[name])) for name in order if name in found]


def _removed(desk: Desk) -> list[tuple[str, str]]:
    """The rules in force that the reform has no more, by id and text."""
    kept = {rule.id for rule in desk.reform.rules}
    return [(rule.id, rule.text) for rule in desk.baseline.rules if rule.id not in kept]


def _line_shelves(desk: Desk) -> list[dict[str, Any]]:
    """The lines that are not rules, kind by kind. Lists and doors can be added where there are none."""
    rows: dict[str, list[LineRow]] = {kind: [] for kind in ADDED}
    for line in lines(desk.reform):
        rows.setdefault(line.kind, []).append(line_row(desk, line))
    return [
        {"id": kind, "label": KINDS[kind], "rows": rows[kind], "open": any(row.faulty for row in rows[kind])}
        for kind in KINDS
        if kind in rows
    ]


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

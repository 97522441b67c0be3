"""The matrix of act 7: one life in columns, every system in rows, each on its own scale. None is set above another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from play.pages.elsewhere_columns import column, columns
from play.pages.elsewhere_pair import choices, pair
from play.pages.elsewhere_rows import STOCKS, Row, row, verdict
from play.pages.elsewhere_week import Harm, Week, of_file
from registry.deeds import Deed
from registry.elsewhere import Run
from registry.lives import File, open_file
from scoring.engine import Rulebook
from scoring.pages.words import FAMILIES, word
from town.events import Decision
from town.scenes import load_scenes

# Sorted by what was done to a person, never by the standing: scales cannot be compared, days and doors can.
SORTS: Final[Mapping[str, tuple[StrPromise, Callable[[Harm], tuple[int, ...]]]]] = {
    "innocent": (
        gettext_lazy("Days listed for somebody else’s acts"),
        lambda harm: (harm.innocent, harm.listed, len(harm.closed)),
    ),
    "listed": (gettext_lazy("Days on a list"), lambda harm: (harm.listed, harm.innocent, len(harm.closed))),
    "doors": (gettext_lazy("Doors closed"), lambda harm: (len(harm.closed), harm.listed, harm.innocent)),
}


@dataclass(frozen=True)
class Shelf:
    """One family of systems, or all of them in the order of what they did."""

    id: str
    word: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Laid:
    """Ten days laid under every system: the acts that stand as columns, and a row for each system."""

    week: Week
    chosen: tuple[Deed, ...]
    rows: tuple[Row, ...]


def laid(week: Week, trail: str = "") -> Laid:
    """`trail` is the address of this life's opened box, where there is one."""
    chosen = columns(week)
    apart = {run.rulebook.id for run in three_apart(week)}
    rows = (
        row(run, chosen, week, trail=trail if run.rulebook.id == week.own else "", apart=run.rulebook.id in apart)
        for run in week.runs
    )
    return Laid(week, tuple(chosen), tuple(rows))


def laid_of(file: File, trail: str = "", struck: frozenset[str] = frozenset()) -> Laid:
    """The same of a life, kept for a while: sorting and narrowing lay nothing anew, and it can be done ahead."""
    return _laid_of(file.persona.id, file.seed, file.rulebook, file.decisions, trail, struck, get_language())


@lru_cache(maxsize=64)
def _laid_of(
    persona: str,
    seed: int,
    rulebook: Rulebook,
    made: tuple[Decision, ...],
    trail: str,
    struck: frozenset[str],
    _language: str | None,
) -> Laid:
    return laid(of_file(open_file(persona, seed, rulebook, made), struck), trail)


def elsewhere_page(found: Laid, asked: Mapping[str, str]) -> dict[str, Any]:
    """`asked`: family narrows the rows, sort orders them, a and b are put side by side, table says it all once
    more as one plain table. What is counted stays.
    """
    week, chosen, rows = found.week, found.chosen, found.rows
    there = {run.rulebook.id: run.rulebook.family for run in week.runs}
    family = asked.get("family", "") if asked.get("family", "") in there.values() else ""
    sort = asked.get("sort", "") if asked.get("sort", "") in SORTS else ""
    shelves = shelved([each for each in rows if family in ("", there[each.slug])], there, sort)
    return {
        "name": week.name,
        "columns": [column(deed) for deed in chosen],
        "shelves": shelves,
        "rests": any(row.rest for shelf in shelves for row in shelf.rows),
        "count": len(week.runs),
        "sentence": sentence(week),
        "families": [(each, word(FAMILIES, each)) for each in FAMILIES if each in there.values()],
        "family": family,
        "sorts": [(name, label) for name, (label, _key) in SORTS.items()],
        "sort": sort,
        "plain": "table" in asked,
        "pair": pair(week, asked.get("a", ""), asked.get("b", "")),
        "choices": choices(),
    }


def shelved(rows: Sequence[Row], families: Mapping[str, str], sort: str) -> list[Shelf]:
    """Families in their order; or one shelf of all, those that did most first and equals as they stood."""
    if sort:
        label, key = SORTS[sort]
        return [Shelf(sort, str(label), tuple(sorted(rows, key=lambda each: [-n for n in key(each.harm)])))]
    found = [
        Shelf(each, word(FAMILIES, each), tuple(row for row in rows if families[row.slug] == each)) for each in FAMILIES
    ]
    return [shelf for shelf in found if shelf.rows]


def sentence(week: Week) -> str:
    """What the runs say together, counted in the words of the last column."""
    found = [verdict(run) for run in week.runs]
    words = {"name": week.name, "all": len(week.runs), "n": sum(each in {"untouched", "none"} for each in found)}
    if week.early:
        trace = _("Under %(n)s of %(all)s systems these ten days, and what was on file before them, leave no trace.")
    else:
        trace = _("Under %(n)s of %(all)s systems these ten days leave no trace.")
    listed = _("Under none of them does %(name)s end on a list.")
    if "listed" in found:
        listed = _("Under %(m)s, %(name)s ends on a list.")
    words["m"] = found.count("listed")
    return " ".join(each % words for each in (_("Nothing %(name)s did has changed."), trace, listed))


def caveat(file: File | None = None) -> str:
    """What an exchange of rulebooks can't show: some days went as they did because a door was shut."""
    only = _("Only the rulebook is exchanged.")
    if file is None:
        return only
    scenes = load_scenes()
    driven = sum(
        any(each.door is not None or each.listed is not None for each in scenes[made.scene_id].when)
        for made in file.decisions
    )
    if not driven:
        return only
    because = ngettext(
        "%(n)s of %(all)s scenes came of a door or a list of %(system)s; elsewhere it would not have been told.",
        "%(n)s of %(all)s scenes came of a door or a list of %(system)s; elsewhere they would not have been told.",
        driven,
    )
    return f"{only} {because}" % {"n": driven, "all": len(file.decisions), "system": file.rulebook.short}


def three_apart(week: Week) -> list[Run]:
    """Of three ways of keeping count (a sum, a record, a mean or a card) the system in which most acts counted."""
    found = []
    for stock in (1, 2, 3):
        kin = [run for run in week.runs if STOCKS[run.rulebook.scale.kind] == stock and run.rulebook.id != week.own]
        found += sorted(kin, key=lambda run: -len(run.marks))[:1]
    return found

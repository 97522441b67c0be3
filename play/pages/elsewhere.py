"""The matrix of act 7: one life in columns, every system in rows, each on its own scale. None is set above another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.pages.elsewhere_columns import column, columns
from play.pages.elsewhere_rows import STOCKS, Row, row, verdict
from registry.deeds import deeds
from registry.elsewhere import Run, everywhere
from registry.lives import File
from scoring.pages.words import FAMILIES, word
from town.scenes import load_scenes


@dataclass(frozen=True)
class Shelf:
    """One family of systems."""

    id: str
    word: str
    rows: tuple[Row, ...]


def elsewhere_page(file: File, trail: str, family: str = "") -> dict[str, Any]:
    """`trail` is the address of this life's opened box; `family` narrows the rows, never what is counted."""
    runs = everywhere(file)
    found = deeds(file.life)
    chosen = columns(file, runs, found)
    apart = {run.rulebook.id for run in three_apart(runs, file)}
    there = {run.rulebook.family for run in runs}
    family = family if family in there else ""
    shelves = []
    for each in FAMILIES:
        rows = tuple(
            row(run, chosen, found, trail=trail if slug == file.rulebook.id else "", apart=slug in apart)
            for slug, run in ((run.rulebook.id, run) for run in runs)
            if run.rulebook.family == each and family in ("", each)
        )
        if rows:
            shelves.append(Shelf(each, word(FAMILIES, each), rows))
    return {
        "columns": [column(deed) for deed in chosen],
        "shelves": shelves,
        "rests": any(row.rest for shelf in shelves for row in shelf.rows),
        "count": len(runs),
        "sentence": sentence(file, runs),
        "caveat": caveat(file),
        "families": [(each, word(FAMILIES, each)) for each in FAMILIES if each in there],
        "family": family,
    }


def sentence(file: File, runs: Sequence[Run]) -> str:
    """What the runs say together, counted in the words of the last column."""
    found = [verdict(run) for run in runs]
    words = {"name": file.persona.name, "all": len(runs), "n": sum(each in {"untouched", "none"} for each in found)}
    if any(seen.day <= 0 for seen in file.observations):
        trace = _("Under %(n)s of %(all)s systems these ten days, and what was on file before them, leave no trace.")
    else:
        trace = _("Under %(n)s of %(all)s systems these ten days leave no trace.")
    listed = _("Under none of them does %(name)s end on a list.")
    if "listed" in found:
        listed = _("Under %(m)s, %(name)s ends on a list.")
    words["m"] = found.count("listed")
    return " ".join(each % words for each in (_("Nothing %(name)s did has changed."), trace, listed))


def caveat(file: File) -> str:
    """What an exchange of rulebooks can't show: some days went as they did because a door was shut."""
    scenes = load_scenes()
    driven = sum(
        any(each.door is not None or each.listed is not None for each in scenes[made.scene_id].when)
        for made in file.decisions
    )
    only = _("Only the rulebook is exchanged.")
    if not driven:
        return only
    because = ngettext(
        "%(n)s of %(all)s scenes came of a door or a list of %(system)s; elsewhere it would not have been told.",
        "%(n)s of %(all)s scenes came of a door or a list of %(system)s; elsewhere they would not have been told.",
        driven,
    )
    return f"{only} {because}" % {"n": driven, "all": len(file.decisions), "system": file.rulebook.short}


def three_apart(runs: Sequence[Run], file: File) -> list[Run]:
    """Of three ways of keeping count (a sum, a record, a mean or a card) the system in which most acts counted."""
    found = []
    for stock in (1, 2, 3):
        kin = [run for run in runs if STOCKS[run.rulebook.scale.kind] == stock and run.rulebook.id != file.rulebook.id]
        found += sorted(kin, key=lambda run: -len(run.marks))[:1]
    return found

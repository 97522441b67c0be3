"""What the desks that make entries did in a year: entries on the wrong file, facts misread, and a return each month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from appeals.bureau.acts import Notes, draws, seen_part
from appeals.bureau.offices import RatedOffice
from appeals.bureau.slips import misread_rows
from scoring.engine import TownColumns
from scoring.engine.columns import Array

MONTH, MONTHS = 30, 12
RUSH, FEWEST = 2, 4  # a day of rush: twice the usual number of entries, and at least four
THOUSAND = 1000


@dataclass(frozen=True, eq=False)
class Audit:
    """Masks over the rows of the town: which the auditor opened, which are misread; and the days of rush."""

    opened: Array
    misread: Array
    rushed: Array  # [source, day]


def audit_of(town: TownColumns, seed: int) -> Audit:
    opened = draws(seed, "audit", len(town)) < seen_part("entry_wrong")
    misread = misread_rows(town.citizens, seed) & ~town.wrong
    filed = np.zeros((int(town.source.max(initial=0)) + 1, town.days + 1), np.int32)
    np.add.at(filed, (town.source, town.day), 1)
    usual = np.maximum(np.median(filed[:, 1:], axis=1, keepdims=True), 1)
    return Audit(opened, misread, filed >= np.maximum(RUSH * usual, FEWEST))


def note_desks(notes: Notes, offices: tuple[RatedOffice, ...], town: TownColumns, audit: Audit) -> None:
    for position, office in enumerate(offices):
        if office.source >= 0:
            rows = np.flatnonzero(town.source == office.source)
            _note_mistakes(notes, position, office, town, audit, rows)
            _note_returns(notes, position, town, audit, rows)


def _note_mistakes(
    notes: Notes, position: int, office: RatedOffice, town: TownColumns, audit: Audit, rows: Array
) -> None:
    for kind, mask in (("entry_wrong", town.wrong), ("entry_misread", audit.misread)):
        for row in rows[mask[rows]].tolist():
            day = int(town.day[row])
            rushed = "rush" if audit.rushed[office.source, day] else ""
            notes.add(
                position,
                kind,
                day,
                seen=bool(audit.opened[row]),
                reason="machine" if office.machine else rushed,
                resident=int(town.citizen[row]),
            )


def _note_returns(notes: Notes, position: int, town: TownColumns, audit: Audit, rows: Array) -> None:
    """A return for each month of thirty days in which the desk filed something."""
    for month in range(MONTHS):
        first, last = month * MONTH + 1, (month + 1) * MONTH
        here = rows[(town.day[rows] >= first) & (town.day[rows] <= last)]
        opened = here[audit.opened[here]]
        found = int((town.wrong[opened] | audit.misread[opened]).sum())
        if len(here):
            share = THOUSAND * found // max(len(opened), 1)
            notes.add(position, "month_filed", last, facts={"entries": len(here), "per_thousand": share})

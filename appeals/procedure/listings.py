"""Who is on a black list from which day to which, and whether they should be: read off two years of the engine.

The filed year is what the sources wrote down; in the clean year every act lies on the file of whoever did it. A day on
a black list in the first and not in the second is wrongful. No other record of guilt exists here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.engine import Replay
from scoring.engine.columns import Array
from scoring.engine.model import Rulebook

INCOME = "income"


@dataclass(frozen=True, eq=False)
class Listings:
    """One place for each run of days that are all wrongful or all rightful, in the order of citizens and days.

    `first` and `last` are days, both on the list. `income` holds positions in `incomes`.
    """

    citizens: int
    days: int
    citizen: Array
    first: Array
    last: Array
    wrong: Array
    income: Array
    incomes: Sequence[str]
    doors: int  # doors that being listed shuts
    keeps_list: bool

    def __len__(self) -> int:
        return len(self.first)


def listings_of(filed: Replay, clean: Replay) -> Listings:
    """Both years are of one rulebook and one town, the second without what lies on the wrong file."""
    town = filed.town
    labels, codes = town.groups.get(INCOME, (("all",), np.zeros(town.citizens, np.uint8)))
    was, should = _black(filed), _black(clean)
    if was is None or should is None:
        parts = [_runs(np.zeros((1, 0), np.uint8), 0)]
        wrong = np.zeros(0, bool)
    else:
        parts = [_runs(was & ~should, town.citizens), _runs(was & should, town.citizens)]
        wrong = np.repeat([True, False], [len(part[0]) for part in parts])
    citizen, first, last = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((first, citizen))
    return Listings(
        citizens=town.citizens,
        days=town.days,
        citizen=citizen[order],
        first=first[order],
        last=last[order],
        wrong=wrong[order],
        income=codes[citizen[order]],
        incomes=tuple(labels),
        doors=_doors(filed.rulebook),
        keeps_list=was is not None,
    )


def _black(year: Replay) -> Array | None:
    """Who is on any black list, day by day, as bits; None where the rulebook keeps none."""
    lists = [year.listed[entry.id] for entry in year.rulebook.lists if entry.colour == "black"]
    return np.asarray(np.bitwise_or.reduce(lists)) if lists else None


def _runs(bits: Array, citizens: int) -> tuple[Array, Array, Array]:
    """Citizen, first and last day of every run of set bits; bits are [day, citizens / 8]."""
    nothing = np.zeros((1, bits.shape[1]), np.uint8)
    starts = bits & ~np.concatenate((nothing, bits[:-1]))
    ends = bits & ~np.concatenate((bits[1:], nothing))
    citizen, first = _set(starts, citizens)
    return citizen, first, _set(ends, citizens)[1]


def _set(bits: Array, citizens: int) -> tuple[Array, Array]:
    """Citizen and day of every set bit, citizen by citizen. As many starts as ends, in the same order."""
    day, byte = np.nonzero(bits)
    inside = np.unpackbits(bits[day, byte][:, None], axis=1)
    place, bit = np.nonzero(inside)
    citizen = byte[place] * 8 + bit
    order = np.lexsort((day[place], citizen))
    kept = order[citizen[order] < citizens]
    return citizen[kept], day[place][kept]


def _doors(rulebook: Rulebook) -> int:
    """Doors that being on a black list moves, by name or by the bands that put one there."""
    black = {entry.id for entry in rulebook.lists if entry.colour == "black"}
    return len({line.door for line in rulebook.doors if any(test.list in black for test in line.when)})

"""How the counter could work, and how each way stands under a scorecard: what an office does that reads its own rules.

Every way is the simulated procedure with the same town and the same luck; all of them are rated by one run of the
engine, as if they were six counters. The counter is taken to choose the way that stands best; of several, the quickest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import get_args

import numpy as np

from appeals.bureau.acts import Notes
from appeals.bureau.answers import Answers, answers_of, note_counter
from appeals.bureau.offices import COUNTER, RatedOffice
from appeals.bureau.setting import Setting
from appeals.bureau.year import OfficeYear, columns_of
from appeals.procedure.model import Look, Reasons
from appeals.procedure.simulation import simulate_years
from scoring.engine import Rulebook, TownColumns, replay


@dataclass(frozen=True, slots=True)
class Way:
    """A way of working and what a year of it comes to.

    errors: of the `decided`, those against what happened. days: the middle one, from filing to the counter's answer.
    innocent_days: person-days before shut doors that are left. now: it is how the counter works in this year.
    """

    look: Look
    reasons: Reasons
    decided: int
    errors: int
    unanswered: int
    days: float
    innocent_days: int
    now: bool

    @property
    def error_share(self) -> float:
        return self.errors / self.decided if self.decided else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A way, and the counter's standing under a scorecard if it works that way."""

    way: Way
    number: int


@dataclass(frozen=True, slots=True)
class Ways:
    """`chosen` stands best; `surest` is least often wrong among all of them."""

    all: tuple[Standing, ...]
    chosen: Standing
    surest: Standing


@dataclass(frozen=True, eq=False)
class _Worked:
    """Six counters, each working in its own way, as a town for the engine."""

    ways: tuple[Way, ...]
    columns: TownColumns


def ways_of(scorecard: Rulebook, year: OfficeYear) -> Ways | None:
    """None where there is no counter."""
    if not any(office.id == COUNTER for office in year.offices):
        return None
    worked = _worked(year)
    standing = replay(scorecard, worked.columns).standing
    found = tuple(Standing(way, int(number)) for way, number in zip(worked.ways, standing, strict=True))
    return Ways(
        all=found,
        chosen=max(found, key=lambda each: (each.number, -each.way.days, each.way.now)),
        surest=min(found, key=lambda each: (each.way.error_share, each.way.days)),
    )


@lru_cache(maxsize=16)
def _worked(year: OfficeYear) -> _Worked:
    """It hangs on no weight of the scorecard, so it is kept."""
    notes, ways = Notes(), []
    counters = tuple(product(get_args(Look), get_args(Reasons)))
    for position, (look, reasons) in enumerate(counters):
        ways.append(_work(year, look, reasons, notes, position))
    offices = (RatedOffice(COUNTER, "", "appeals"),) * len(counters)
    return _Worked(tuple(ways), columns_of(offices, tuple(notes.acts), year.columns.days))


def _work(year: OfficeYear, look: Look, reasons: Reasons, notes: Notes, position: int) -> Way:
    setting = _with(year.setting, look, reasons)
    answers: Answers = answers_of(setting, year.answers.listings, year.filed.town)
    note_counter(notes, position, answers, setting.seed)
    first, wrong = answers.first, answers.wrong
    result = simulate_years(year.filed, year.clean, setting.seed, setting.knobs, model=setting.model)
    took = (first.left - first.filed)[first.done]
    return Way(
        look=look,
        reasons=reasons,
        decided=int(first.done.sum()),
        errors=int((first.granted != wrong)[first.done].sum()),
        unanswered=int((first.done & ~first.served).sum()),
        days=float(np.median(took)) if len(took) else 0.0,
        innocent_days=result.innocent_days_left,
        now=setting == year.setting,
    )


def _with(setting: Setting, look: Look, reasons: Reasons) -> Setting:
    if setting.knobs is None:
        raise ValueError("Without a path of appeal there is no counter, and no way of working.")
    return replace(setting, knobs=replace(setting.knobs, look=look, reasons=reasons))

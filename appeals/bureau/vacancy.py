"""What supervision does to the counter itself: a vacant desk stays vacant, and the same year is run with less time."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from appeals.bureau.offices import COUNTER
from appeals.bureau.rated import Rated
from appeals.bureau.setting import VACANT
from appeals.bureau.year import OfficeYear, office_year

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Worked:
    """A counter's year: its standing, the middle number of days to an answer, and what it left to the deadline."""

    standing: int
    days: float
    unanswered: int


@dataclass(frozen=True, slots=True)
class Vacancy:
    """The counter as it was, and with a desk vacant; `staff` is what then is left of the usual time, in per cent."""

    staff: int
    before: Worked
    after: Worked


def vacancy(rated: Rated) -> Vacancy | None:
    """None where there is no counter, or where it is not under supervision on any day of the year."""
    offices = rated.year.offices
    place = next((position for position, office in enumerate(offices) if office.id == COUNTER), None)
    if place is None or not rated.days[place]:
        return None
    setting = rated.year.setting
    staff = max(1, setting.staff * (WHOLE - VACANT) // WHOLE)
    less = Rated(rated.scorecard, office_year(replace(setting, staff=staff)))
    as_noted = Rated(rated.scorecard, rated.year)  # no objection is granted on either side
    return Vacancy(staff, _worked(as_noted, place), _worked(less, place))


def _worked(rated: Rated, place: int) -> Worked:
    year: OfficeYear = rated.year
    first = year.answers.first
    took = (first.left - first.filed)[first.done]
    days = float(np.median(took)) if len(took) else 0.0
    return Worked(rated.standing(place), days, year.happened.get((place, "unanswered"), 0))

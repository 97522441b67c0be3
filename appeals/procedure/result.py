"""What a year of a town's appeals did and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

WEEKS = 52


@dataclass(frozen=True, slots=True)
class IncomeGroup:
    """What the procedure was for one income group. `fees` are quills."""

    filed: int
    fees: int
    wrongly_listed: int
    never_filed: int
    freed: int


@dataclass(frozen=True, slots=True)
class PersonDays:
    """Days on the list by the engine, and what became of them. engine = left + freed + stayed + spared."""

    engine: int
    left: int  # the doors were shut
    freed: int  # after an appeal was granted
    stayed: int  # while an appeal was pending, where that opens the door
    spared: int  # by notice, grace or expiry


@dataclass(frozen=True, slots=True)
class Result:
    """Listings, not citizens, are counted unless it says so; one citizen can be listed again. Times in days.

    filed = granted + dismissed + pending, at the last instance that each case reached within the year.
    """

    rulebook: str
    citizens: int
    seed: int
    days: int
    keeps_list: bool
    route: bool
    clerks: int
    # effect
    filed: int
    granted: int
    dismissed: int
    pending: int
    late: int  # not answered within the office's days
    by_silence: int  # of these: never opened
    wrongly_listed: int
    rightly_listed: int
    innocent_freed: int
    guilty_freed: int
    never_filed: int  # wrongly listed, some day before a shut door, and no appeal
    waited_median: float | None  # from filing to being freed, of the wrongly listed
    waited_p90: float | None
    innocent: PersonDays
    guilty: PersonDays
    copies_days: int  # innocent person-days after being freed, with a copy at another office still shutting doors
    # cost
    hours: float
    fees: int
    incomes: Mapping[str, IncomeGroup]
    backlog: tuple[int, ...]  # filed and undecided at the end of each week
    busy: float  # part of the first instance's time that was worked; above 1 the line grows all year

    @property
    def innocent_days_left(self) -> int:
        """Person-days before a shut door that nothing but a mistake explains."""
        return self.innocent.left

    @property
    def guilty_free_days(self) -> int:
        """Person-days that the rulebook would have had listed and the procedure had not."""
        return self.guilty.engine - self.guilty.left

    def to_dict(self) -> dict[str, Any]:
        """Plain data, for JSON."""
        derived = {"innocent_days_left": self.innocent_days_left, "guilty_free_days": self.guilty_free_days}
        return {**asdict(self), "backlog": list(self.backlog), **derived}

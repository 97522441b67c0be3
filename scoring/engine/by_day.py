"""What happens to whom, laid out by day."""

from __future__ import annotations

import numpy as np

from scoring.engine.columns import Array
from scoring.engine.frozen import dataclass


@dataclass(frozen=True, eq=False)
class ByDay:
    """Citizens, and what happens to them, in the order of days."""

    starts: Array
    citizen: Array
    amounts: tuple[Array, ...] = ()

    def on(self, day: int) -> slice:
        return slice(int(self.starts[day]), int(self.starts[day + 1]))

    def since(self, first: int, last: int) -> slice:
        """From day `first` to day `last`."""
        return slice(int(self.starts[max(first, 0)]), int(self.starts[last + 1]))

    def days(self) -> list[int]:
        """The days on which anything happens."""
        return [int(day) for day in np.flatnonzero(np.diff(self.starts))]

    def only(self, position: Array, days: int) -> ByDay:
        """The part about some citizens, renumbered by `position` (−1: not among them)."""
        there = position[self.citizen]
        kept = there >= 0
        day = np.repeat(np.arange(days + 1), np.diff(self.starts))
        return ByDay(
            np.searchsorted(day[kept], np.arange(days + 2)),
            there[kept],
            tuple(part[kept] for part in self.amounts),
        )


def by_day(day: Array, citizen: Array, days: int, *amounts: Array) -> ByDay:
    """Sort by day; what comes after the last day is dropped."""
    if bool((day[1:] < day[:-1]).any()):
        order = np.argsort(day, kind="stable")
        day, citizen, amounts = day[order], citizen[order], tuple(part[order] for part in amounts)
    starts = np.searchsorted(day, np.arange(days + 2, dtype=day.dtype))
    stop = int(starts[-1])
    return ByDay(starts, citizen[:stop], tuple(part[:stop] for part in amounts))


@dataclass(frozen=True, eq=False)
class Event:
    """One effect of one rule (or one count of a characteristic) for a whole town."""

    what: str  # points | record | set_band | put_on | take_off | display | stars | count
    key: str | int
    days: int | None
    happens: ByDay
    leaves: ByDay | None = None

    def only(self, position: Array, days: int) -> Event:
        """The part about some citizens, renumbered by `position` (−1: not among them)."""
        leaves = self.leaves.only(position, days) if self.leaves else None
        return Event(self.what, self.key, self.days, self.happens.only(position, days), leaves)

    def add_points(self, day: int, total: Array) -> None:
        """Add a day's points to everybody's, and take away what leaves on it."""
        for part, change in ((self.happens, np.add), (self.leaves, np.subtract)):
            if part is not None:
                now = part.on(day)
                change.at(total, part.citizen[now], part.amounts[0][now].astype(total.dtype))

"""One list's memory of everybody, moved forward one day at a time."""

from __future__ import annotations

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.state import BEFORE, NOT_LISTED


class ListScan:
    """Who is on a list. `alone`: only rules put citizens on it and take them off, no band and no other list."""

    def __init__(self, entry: m.ListDef, citizens: int, days: int, *, alone: bool) -> None:
        self.entry, self.alone = entry, alone
        self.on = np.zeros(citizens, bool)
        self.hold = np.full(citizens, BEFORE, np.int32)
        self.put = np.full(citizens, BEFORE, np.int32)
        self.since = np.full(citizens, NOT_LISTED.since, np.int32)
        self.was_put = False
        self.turns: set[int] = set()  # days on which a list of rules alone may change by itself
        self.bits = np.zeros((days + 1, (citizens + 7) // 8), np.uint8)
        self.days_listed: Array = np.zeros(citizens, np.int16 if days < 2**15 else np.int32)

    def settle(
        self, day: int, wanted: Array | None, puts: list[tuple[Array, int]], offs: list[Array], scored: Array
    ) -> None:
        """`wanted`: by band or by another list. `puts` and `offs`: what rules did today."""
        if self.alone and not puts and not offs and day not in self.turns:
            if self.was_put:
                self.bits[day] = self.bits[day - 1]
                self.days_listed += self.on
            return
        self._exchange(day, puts, offs)
        want = np.zeros(len(self.on), bool) if wanted is None else wanted
        if self.was_put:
            want = want | (self.put >= day)
        entering = np.greater(want, self.on)
        if self.entry.notice_days:
            entering &= self._noticed(day, want)
        self._move(day, want, entering)
        self.on &= scored
        self.bits[day] = np.packbits(self.on)
        self.days_listed += self.on

    def _exchange(self, day: int, puts: list[tuple[Array, int]], offs: list[Array]) -> None:
        """Taken off ends what earlier days began; what the same day begins stands."""
        for off in offs:
            self.put[off] = BEFORE
            self.on[off] = False
            self.since[off] = NOT_LISTED.since
        for citizens, last in puts:
            self.put[citizens] = np.maximum(self.put[citizens], last)
            self.was_put = True
            self.turns |= {last + 1, day + self.entry.notice_days}

    def _noticed(self, day: int, want: Array) -> Array:
        """Who has been wanted for longer than the days of notice."""
        self.since = np.where(want, np.minimum(self.since, day), NOT_LISTED.since).astype(np.int32)
        return np.asarray(day - self.since >= self.entry.notice_days)

    def _move(self, day: int, want: Array, entering: Array) -> None:
        """Enter whom it wants; keep for the minimum stay whom it wants no longer."""
        stay = self.hold >= day
        if self.entry.notice_days:
            stay |= want
        stay &= self.on
        new = np.flatnonzero(entering)
        if len(new):
            self.hold[new] = day + self.entry.minimum_days - 1
            self.turns.add(day + self.entry.minimum_days)
        if self.entry.notice_days:
            self.on = stay | entering
        else:
            self.on = stay | want

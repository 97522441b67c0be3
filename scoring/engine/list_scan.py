"""One list's memory of everybody, moved forward day by day. Citizens are bits: eight of them to a byte."""

from __future__ import annotations

import numpy as np

from scoring.engine import model as m
from scoring.engine.by_day import Event
from scoring.engine.columns import Array
from scoring.engine.put_on import last_days, wanted_by_rules
from scoring.engine.state import BEFORE


class ListScan:
    """Who is on a list: `bits[d]` at the end of day d.

    A list wants some citizens every day: by their band, by another list, by a rule that put them on it. A minimum stay
    is read off the days on which citizens entered, days of notice off those on which it wanted them.
    """

    def __init__(self, entry: m.ListDef, scored: Array, days: int) -> None:
        self.entry, self.citizens = entry, len(scored)
        self.scored = np.packbits(scored)
        self.bits = np.zeros((days + 1, len(self.scored)), np.uint8)
        self.entered = np.zeros_like(self.bits) if entry.minimum_days > 1 else None
        self.wanted = np.zeros_like(self.bits) if entry.notice_days else None
        self.day = 0
        self._puts: list[Event] = []
        self._offs: list[Event] = []
        self._by_rules: Array | None = None  # whom rules want on it [day, citizen / 8]
        self._held = np.zeros_like(self.scored)  # whose minimum stay is not over

    @property
    def on(self) -> Array:
        """Who is on it at the end of the present day."""
        return np.unpackbits(self.bits[self.day], count=self.citizens).view(bool)

    @property
    def put(self) -> Array:
        """The last day for which a rule put each citizen on it."""
        return last_days(self._puts, self._offs, self.citizens, self.day)

    @property
    def hold(self) -> Array:
        """The last day of each citizen's minimum stay."""
        hold = np.full(self.citizens, BEFORE, np.int32)
        before = np.zeros_like(self.scored)
        for day in range(self.day + 1):
            entering = self.bits[day] & ~before if self.entered is None else self.entered[day]
            hold[np.unpackbits(entering, count=self.citizens).view(bool)] = day + self.entry.minimum_days - 1
            before = self.bits[day]
        return hold

    def expect(self, event: Event) -> None:
        (self._puts if event.what == "put_on" else self._offs).append(event)
        self._by_rules = None

    def settle(self, first: int, last: int, wanted: Array | None) -> None:
        """`wanted`: by band or by another list, bits [day, citizens / 8]."""
        self.day = last
        want = self._want(first, last, wanted)
        if not self._offs and self.wanted is None:
            self._settle_at_once(first, last, want)
            return
        for day in range(first, last + 1):
            self._settle(day, want[day - first])

    def _want(self, first: int, last: int, wanted: Array | None) -> Array:
        if not self._puts:
            return np.zeros_like(self.bits[first : last + 1]) if wanted is None else wanted & self.scored
        if self._by_rules is None:
            days = len(self.bits) - 1
            self._by_rules = wanted_by_rules(self._puts, self._offs, self.citizens, days) & self.scored
        here = self._by_rules[first : last + 1]
        return here if wanted is None else here | wanted & self.scored

    def _settle_at_once(self, first: int, last: int, wanted: Array) -> None:
        """Where no rule takes anybody off and there is no notice, a list has whom it wants and whom it holds, and
        nobody who is held can leave."""
        if self.entered is None:
            self.bits[first : last + 1] = wanted
            return
        entered = self.entered[first : last + 1]
        np.copyto(entered, wanted)
        entered[1:] &= ~wanted[:-1]
        if first:
            entered[0] &= ~self.bits[first - 1]
        free, frees = ~self._held, np.empty_like(entered)
        for entering, now, over in zip(entered, frees, self._over(self.entered, first, last), strict=True):
            np.bitwise_and(entering, free, out=entering)
            np.bitwise_xor(free, over, out=now)
            np.bitwise_xor(now, entering, out=now)
            free = now
        self._held = ~free
        np.bitwise_or(~frees, wanted, out=self.bits[first : last + 1])

    def _over(self, entered: Array, first: int, last: int) -> list[Array]:
        """Whose minimum stay is over, on each of some days: those who entered so many days before."""
        nobody, days = np.zeros_like(self._held), self.entry.minimum_days
        return [entered[day - days] if day >= days else nobody for day in range(first, last + 1)]

    def _settle(self, day: int, want: Array) -> None:
        before = self._taken_off(day, self.bits[day - 1] if day else np.zeros_like(self.scored))
        stay = self._staying(day, before)
        entering = want & ~before
        if self.wanted is not None:
            self.wanted[day] = want
            entering &= self._noticed(day)
            stay |= want & before
            want = entering
        if self.entered is not None:
            self.entered[day] = entering
            self._held |= entering
        np.bitwise_or(stay, want, out=self.bits[day])

    def _taken_off(self, day: int, before: Array) -> Array:
        """Taken off ends what earlier days began, waiting too; what the same day begins stands."""
        for event in self._offs:
            now = event.happens.on(day)
            if now.stop > now.start:
                marked = np.zeros(self.citizens, bool)
                marked[event.happens.citizen[now]] = True
                kept = ~np.packbits(marked)
                before = before & kept
                if self.wanted is not None:
                    self.wanted[max(0, day - self.entry.notice_days) : day] &= kept
        return before

    def _staying(self, day: int, before: Array) -> Array:
        """Who is on it and may not leave yet: entered within the minimum stay."""
        if self.entered is None:
            return np.zeros_like(self.scored)
        first = day - self.entry.minimum_days + 1
        if self._offs:  # whoever is taken off can enter again before the first stay would have been over
            self._held = np.asarray(np.bitwise_or.reduce(self.entered[max(0, first) : day], axis=0))
        elif first > 0:
            self._held &= ~self.entered[first - 1]
        return before & self._held

    def _noticed(self, day: int) -> Array:
        """Whom it has wanted without a break on all the days of notice before this one."""
        notice = self.entry.notice_days
        if self.wanted is None or day < notice:
            return np.zeros_like(self.scored)
        return np.asarray(np.bitwise_and.reduce(self.wanted[day - notice : day], axis=0))

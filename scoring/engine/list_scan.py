"""One list's memory of everybody, moved forward day by day. Citizens are bits: eight of them to a byte."""

from __future__ import annotations

import numpy as np

from scoring.engine import model as m
from scoring.engine.beside import last_day
from scoring.engine.by_day import Event
from scoring.engine.columns import Array
from scoring.engine.state import BEFORE


class ListScan:
    """Who is on a list. `alone`: only rules put citizens on it and take them off, no band and no other list.

    `bits[d]` says who is on it at the end of day d. A minimum stay is read off the days on which citizens entered, days
    of notice off those on which it wanted them.
    """

    def __init__(self, entry: m.ListDef, scored: Array, days: int, *, alone: bool) -> None:
        self.entry, self.alone, self.citizens = entry, alone, len(scored)
        self.scored = np.packbits(scored)
        self.bits = np.zeros((days + 1, len(self.scored)), np.uint8)
        self.entered = np.zeros_like(self.bits) if entry.minimum_days > 1 else None
        self.wanted = np.zeros_like(self.bits) if entry.notice_days else None
        self.day = 0
        self.puts: dict[int, list[tuple[Array, int]]] = {}
        self.offs: dict[int, list[Array]] = {}
        self.turns: set[int] = set()  # days on which a list of rules alone may change by itself
        self._put: Array | None = None  # last day for which a rule put each citizen on it
        self._put_bits = np.zeros_like(self.scored)
        self._held = np.zeros_like(self.scored)  # whose minimum stay is not over

    @property
    def on(self) -> Array:
        """Who is on it at the end of the present day."""
        return np.unpackbits(self.bits[self.day], count=self.citizens).view(bool)

    @property
    def put(self) -> Array:
        """The last day for which a rule put each citizen on it."""
        return np.full(self.citizens, BEFORE, np.int32) if self._put is None else self._put

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
        part = event.happens
        for day in part.days():
            citizens = part.citizen[part.on(day)]
            if event.what == "put_on":
                self.puts.setdefault(day, []).append((citizens, last_day(day, event.days)))
            else:
                self.offs.setdefault(day, []).append(citizens)

    def settle(self, first: int, last: int, wanted: Array | None) -> None:
        """`wanted`: by band or by another list, bits [day, citizens / 8]."""
        self.day = last
        if wanted is not None and not (self.puts or self.offs or self.wanted is not None):
            self._settle_by_others(first, last, wanted & self.scored)
            return
        fresh = self._put_on(first, last)
        for day in range(first, last + 1):
            self._settle(day, None if wanted is None else wanted[day - first], fresh.get(day))

    def _put_on(self, first: int, last: int) -> dict[int, Array]:
        """Whom rules put on it, as bits, on each of some days on which they do so."""
        days = [day for day in range(first, last + 1) if day in self.puts]
        marked = np.zeros((len(days), self.citizens), bool)
        for row, day in zip(marked, days, strict=True):
            for citizens, _ in self.puts[day]:
                row[citizens] = True
        return dict(zip(days, np.packbits(marked, axis=1), strict=True))

    def _settle_by_others(self, first: int, last: int, wanted: Array) -> None:
        """Where no rule puts anybody on it or takes off, and there is no notice: it has whom it wants and whom it
        holds, and nobody who is held can leave."""
        if self.entered is None:
            self.bits[first : last + 1] = wanted
            return
        entered = self.entered[first : last + 1]
        np.copyto(entered, wanted)
        entered[1:] &= ~wanted[:-1]
        if first:
            entered[0] &= ~self.bits[first - 1]
        free, frees = ~self._held, np.empty_like(entered)
        for entering, now, over in zip(entered, frees, self._over(first, last), strict=True):
            np.bitwise_and(entering, free, out=entering)
            np.bitwise_xor(free, over, out=now)
            np.bitwise_xor(now, entering, out=now)
            free = now
        self._held = ~free
        np.bitwise_or(~frees, wanted, out=self.bits[first : last + 1])

    def _over(self, first: int, last: int) -> list[Array]:
        """Whose minimum stay is over, on each of some days: those who entered so many days before."""
        assert self.entered is not None  # noqa: S101  (for the type checker)
        nobody, days = np.zeros_like(self._held), self.entry.minimum_days
        return [self.entered[day - days] if day >= days else nobody for day in range(first, last + 1)]

    def _settle(self, day: int, wanted: Array | None, fresh: Array | None) -> None:
        before = self.bits[day - 1] if day else np.zeros_like(self.scored)
        stirred = day in self.puts or day in self.offs or day in self.turns
        if self.alone and not stirred:
            self.bits[day] = before
            if self.wanted is not None and day:
                self.wanted[day] = self.wanted[day - 1]
            return
        if stirred:
            before = self._exchange(day, before, fresh)
        want = self._put_bits if wanted is None else wanted if self._put is None else wanted | self._put_bits
        want = want & self.scored
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
            if self.alone and entering.any():
                self.turns.add(day + self.entry.minimum_days)
        np.bitwise_or(stay, want, out=self.bits[day])

    def _exchange(self, day: int, before: Array, fresh: Array | None) -> Array:
        """Taken off ends what earlier days began; what the same day begins stands."""
        if self._put is None:
            self._put = np.full(self.citizens, BEFORE, np.int32)
        ends = day in self.offs or day in self.turns
        for off in self.offs.get(day, ()):
            self._put[off] = BEFORE
            kept = ~self._as_bits(off)
            before = before & kept
            if self.wanted is not None:
                self.wanted[max(0, day - self.entry.notice_days) : day] &= kept
        for citizens, last in self.puts.get(day, ()):
            self._put[citizens] = np.maximum(self._put[citizens], last)
            self.turns |= {last + 1, day + self.entry.notice_days}
        if ends:
            self._put_bits = np.packbits(self._put >= day)
        elif fresh is not None:
            self._put_bits = self._put_bits | fresh
        return before

    def _as_bits(self, citizens: Array) -> Array:
        marked = np.zeros(self.citizens, bool)
        marked[citizens] = True
        return np.packbits(marked)

    def _staying(self, day: int, before: Array) -> Array:
        """Who is on it and may not leave yet: entered within the minimum stay."""
        if self.entered is None:
            return np.zeros_like(self.scored)
        first = day - self.entry.minimum_days + 1
        if self.offs:  # whoever is taken off can enter again before the first stay would have been over
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

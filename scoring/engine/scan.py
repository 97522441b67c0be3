"""The days of a town, one after the other: standing, bands and lists of many citizens at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scoring.engine import model as m
from scoring.engine.beside import Beside
from scoring.engine.by_day import ByDay, Event
from scoring.engine.card import Card, FactColumn
from scoring.engine.columns import Array
from scoring.engine.list_scan import ListScan

Part = tuple[Event, ByDay, int]  # what, to whom, and whether it comes (1) or leaves (−1)
STRETCH = 1 << 20  # bytes of standing that are settled at a time
LONGEST = 64  # days


class Scan:
    """Everybody's state, moved forward one stretch of days at a time. Mirrors settlement.settle_day.

    What is asked of a scan is told as of the last day settled, and holds until the next is.
    """

    def __init__(self, rulebook: m.Rulebook, facts: FactColumn, scored: Array, days: int, points: Array | None) -> None:
        citizens = len(scored)
        self.rulebook, self.scored, self.citizens, self.points = rulebook, scored, citizens, points
        scale = rulebook.scale
        self.refund = scale.expiry == "refund"
        number = np.dtype(np.int64) if points is None else points.dtype
        self._by_sum = self.refund or scale.kind not in ("stars", "scorecard")
        self.total = np.full(citizens, scale.start if self._by_sum else 0, number)  # a sum has room for the start
        self.marks = np.zeros(citizens, np.int64)
        self.weight = np.zeros(citizens, np.int64)
        self.card = Card(rulebook, facts, citizens)
        kept = number if self._by_sum else np.dtype(np.int64)
        stretch = min(max(1, STRETCH // max(1, kept.itemsize * citizens)), LONGEST, days + 1)
        self._rows = np.empty((stretch, citizens), kept)
        # whole rows of the ends: NumPy is many times quicker with these than with one number
        self._low, self._high = (np.full(citizens, end, kept) for end in (scale.floor, scale.ceiling))
        self.lists = {entry.id: ListScan(entry, scored, days) for entry in rulebook.lists}
        self.beside = Beside(citizens)
        self.standing = self._rows[0]
        self.day = 0
        self._agenda: dict[int, list[Part]] = {}

    def expect(self, events: Iterable[Event]) -> None:
        """More events of the days to come, laid out by day: a day without any costs nothing."""
        for event in events:
            if event.what in ("put_on", "take_off"):
                self.lists[str(event.key)].expect(event)
            elif event.what in ("record", "display", "set_band"):
                self.beside.expect(event)
            else:
                self._lay_out(event, event.happens, 1)
                if event.leaves is not None:
                    self._lay_out(event, event.leaves, -1)

    def _lay_out(self, event: Event, part: ByDay, sign: int) -> None:
        if event.what == "points":  # add.at has its fast path for machine-sized positions and equal types
            part = ByDay(part.starts, part.citizen.astype(np.intp), (part.amounts[0].astype(self.total.dtype),))
        for day in part.days():
            self._agenda.setdefault(day, []).append((event, part, sign))

    def know(self, facts: FactColumn) -> None:
        """What is known about everybody from now on."""
        self.card.know(facts)

    def step(self, day: int) -> None:
        self.run(day, day)

    def run(self, first: int, last: int, record: Array | None = None) -> None:
        """Settle these days. `record` takes the standing [day, citizen]."""
        for start in range(first, last + 1, len(self._rows)):
            stop = min(start + len(self._rows), last + 1)
            rows = self._settle(start, stop)
            if not self.refund:  # whether a number lies in a band can be told before it is clamped
                self._clamp(rows if record is not None else rows[-1])
            if record is not None:
                record[start:stop] = rows
            self.standing, self.day = rows[-1], stop - 1
            if self.lists:
                self._settle_lists(start, rows)

    @property
    def entries(self) -> Array:
        """How many entries are on everybody's file."""
        self.beside.tell(self.day)
        return self.beside.entries

    @property
    def displays(self) -> dict[str, Array]:
        """By place of display: the last day on which everybody is shown."""
        self.beside.tell(self.day)
        return self.beside.displays

    # the number

    def _settle(self, first: int, stop: int) -> Array:
        """Everybody's number on some days [day, citizen]; clamped under `refund` only."""
        rows = self._rows[: stop - first]
        if self.refund and self.points is not None and not self._agenda:
            return self._running(self.points[first:stop], rows)
        for day, row in enumerate(rows, first):
            if self._by_sum:
                self._add(day, row)
            else:
                self._add(day, self.total)
                self._read(row)
        if self._by_sum and not self.refund:
            self.total = rows[-1].copy()
        return rows

    def _running(self, points: Array, rows: Array) -> Array:
        """Points and nothing else, clamped at the end of every day."""
        total = self.total
        for more, row in zip(points, rows, strict=True):
            np.add(total, more, out=row)
            np.maximum(row, self._low, out=row)
            np.minimum(row, self._high, out=row)
            total = row
        self.total = total
        return rows

    def _add(self, day: int, total: Array) -> None:
        """The day's events, and the sum of points in `total`. Under `refund` it is clamped every day."""
        if self.points is not None:
            np.add(self.total, self.points[day], out=total)
        elif total is not self.total:
            np.copyto(total, self.total)
        for event, part, sign in self._agenda.get(day, ()):
            self._happen(event, part, part.on(day), sign, total)
        if self.refund:
            self._clamp(total)
        self.total = total

    def _happen(self, event: Event, part: ByDay, now: slice, sign: int, total: Array) -> None:
        citizens = part.citizen[now]
        if event.what == "points":
            (np.add if sign > 0 else np.subtract).at(total, citizens, part.amounts[0][now])
        elif event.what == "stars":
            for sums, amounts in zip((self.marks, self.weight), part.amounts, strict=True):
                np.add.at(sums, citizens, sign * amounts[now])
        else:
            self.card.count(int(event.key), citizens, sign)

    def _read(self, row: Array) -> None:
        """The standing of scales that are no plain sum."""
        scale = self.rulebook.scale
        if scale.kind == "stars":
            marks = scale.start * scale.prior_weight + self.marks
            np.floor_divide(marks, scale.prior_weight + self.weight, out=row)
        else:
            np.add(scale.start + self.card.total(), self.total, out=row)

    def _clamp(self, numbers: Array) -> None:
        np.maximum(numbers, self._low, out=numbers)
        np.minimum(numbers, self._high, out=numbers)

    # bands and lists

    def band(self, who: Array | None = None) -> Array:
        """The position of everybody's band, or of some citizens'; −1 where there are none."""
        band = natural_bands(self.rulebook, self.standing)
        for position, citizens in self.beside.held_on(self.day) if self.rulebook.bands else ():
            band[citizens] = np.maximum(band[citizens], position)
        return band if who is None else band[who]

    def _settle_lists(self, first: int, rows: Array) -> None:
        pulled: dict[str, Array] = {}
        for entry in self.rulebook.lists:
            memory = self.lists[entry.id]
            wanted = self._by_band(entry, first, rows)
            if entry.id in pulled:
                wanted = pulled[entry.id] if wanted is None else wanted | pulled[entry.id]
            memory.settle(first, self.day, wanted)
            now = memory.bits[first : self.day + 1]
            for other in entry.joint:
                pulled[other] = now | pulled[other] if other in pulled else now

    def _by_band(self, entry: m.ListDef, first: int, rows: Array) -> Array | None:
        """Whom a list wants for their band, as bits [day, citizens / 8]."""
        if not entry.enter:
            return None
        parts = [self._between(rows, low, high) for low, high in runs(entry.enter, self.rulebook)]
        wanted = parts[0] if len(parts) == 1 else np.logical_or.reduce(parts)
        if any(_matters(int(event.key), entry) for event in self.beside.held):
            for day, (row, want) in enumerate(zip(rows, wanted, strict=True), first):
                self._by_held_band(entry, day, row, want)
        return np.packbits(wanted, axis=1)

    def _by_held_band(self, entry: m.ListDef, day: int, row: Array, want: Array) -> None:
        """A band held by a rule makes a standing no better than that."""
        held = self.beside.held_on(day)
        if held:
            who = np.unique(np.concatenate([citizens for _, citizens in held]))
            band = natural_bands(self.rulebook, row[who])
            for position, citizens in held:
                there = np.searchsorted(who, citizens)
                band[there] = np.maximum(band[there], position)
            want[who] = np.isin(band, list(entry.enter))

    def _between(self, rows: Array, low: int, high: int) -> Array:
        scale = self.rulebook.scale
        if low <= scale.floor:
            return np.asarray(rows <= high) if high < scale.ceiling else np.ones(rows.shape, bool)
        part = rows >= low
        return np.asarray(part & (rows <= high) if high < scale.ceiling else part)


def natural_bands(rulebook: m.Rulebook, standing: Array) -> Array:
    """The positions of the bands that numbers fall into; −1 where there are none."""
    if not rulebook.bands:
        return np.full(len(standing), -1, np.int8)
    order = sorted(range(len(rulebook.bands)), key=lambda index: rulebook.bands[index].low)
    passed = np.zeros(len(standing), np.int8)
    for index in order[1:]:
        passed += (standing >= rulebook.bands[index].low).view(np.int8)
    return np.asarray(np.array(order, np.int8)[passed])


def _matters(position: int, entry: m.ListDef) -> bool:
    """Does being held at a band change whether a list wants somebody of a better band?"""
    return any((better in entry.enter) != (position in entry.enter) for better in range(position))


def runs(bands: frozenset[int], rulebook: m.Rulebook) -> list[tuple[int, int]]:
    """The ranges of numbers that these bands cover, neighbours joined."""
    ranges = sorted((rulebook.bands[index].low, rulebook.bands[index].high) for index in bands)
    joined = [ranges[0]]
    for low, high in ranges[1:]:
        if low == joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined

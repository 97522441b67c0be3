"""The days of a town, one after the other: standing, bands and lists of many citizens at once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.conditions import mask
from scoring.engine.ledger import ByDay, Event
from scoring.engine.state import BEFORE, NOT_LISTED
from scoring.engine.vocabulary import Fact

FactColumn = Mapping[str, Array]


class ListScan:
    """One list's memory of everybody."""

    def __init__(self, entry: m.ListDef, citizens: int, days: int) -> None:
        self.entry = entry
        self.on = np.zeros(citizens, bool)
        self.hold = np.full(citizens, BEFORE, np.int32)
        self.put = np.full(citizens, BEFORE, np.int32)
        self.since = np.full(citizens, NOT_LISTED.since, np.int32)
        self.was_put = False
        self.bits = np.zeros((days + 1, (citizens + 7) // 8), np.uint8)
        self.days_listed: Array = np.zeros(citizens, np.int16 if days < 2**15 else np.int32)

    def settle(self, day: int, wanted: Array | None, puts: list[tuple[Array, int]], offs: list[Array]) -> None:
        """`wanted`: by band or by another list. `puts` and `offs`: what rules did today."""
        entry = self.entry
        for off in offs:
            self.put[off] = BEFORE
            self.on[off] = False
            self.since[off] = NOT_LISTED.since
        for citizens, last in puts:
            self.put[citizens] = np.maximum(self.put[citizens], last)
            self.was_put = True
        want = np.zeros(len(self.on), bool) if wanted is None else wanted
        if self.was_put:
            want = want | (self.put >= day)
        entering = want & ~self.on
        if entry.notice_days:
            self.since = np.where(want, np.minimum(self.since, day), NOT_LISTED.since).astype(np.int32)
            entering &= day - self.since >= entry.notice_days
        leaving = np.flatnonzero(self.on & ~want)
        if len(leaving):
            self.on[leaving] = self.hold[leaving] >= day
        new = np.flatnonzero(entering)
        if len(new):
            self.on[new] = True
            self.hold[new] = day + entry.minimum_days - 1

    def record(self, day: int) -> None:
        self.bits[day] = np.packbits(self.on)
        self.days_listed += self.on


class Scan:
    """Everybody's state, moved forward one day at a time. Mirrors settlement.settle_day."""

    def __init__(self, rulebook: m.Rulebook, facts: FactColumn, scored: Array, days: int, points: Array | None) -> None:
        citizens = len(scored)
        self.rulebook, self.facts, self.scored, self.days = rulebook, facts, scored, days
        self.citizens = citizens
        self.points = points
        refund = rulebook.scale.expiry == "refund"
        number = np.int64 if points is None else points.dtype
        self.total = np.full(citizens, rulebook.scale.start if refund else 0, number)
        self.marks = np.zeros(citizens, np.int64)
        self.weight = np.zeros(citizens, np.int64)
        self.entries = np.zeros(citizens, np.int32)
        self.counts = {i: np.zeros(citizens, np.int64) for i, p in enumerate(rulebook.characteristics) if p.count_on}
        self.held: dict[int, Array] = {}
        self.displays: dict[str, Array] = {}
        self.lists = {entry.id: ListScan(entry, citizens, days) for entry in rulebook.lists}
        self.standing = np.zeros(citizens, number)
        self.events: dict[str, list[Event]] = {}
        self._cards: tuple[Array, list[tuple[Array, Fraction]]] | None = None
        self._card: Array | None = None

    def expect(self, events: list[Event]) -> None:
        """The events of the days to come."""
        self.events = {}
        for event in events:
            self.events.setdefault(event.what, []).append(event)
        self._cards = self._card = None

    def step(self, day: int) -> None:
        if self.events:
            self._happen(day)
        self.standing = self._number(day)
        if self.lists:
            self._lists(day)

    # events

    def _happen(self, day: int) -> None:
        for event in self.events.get("stars", ()):
            self._sum(event, day, (self.marks, self.weight))
        for event in self.events.get("record", ()):
            self._count(event, day, self.entries)
        for event in self.events.get("count", ()):
            self._count(event, day, self.counts[int(event.key)])
        for event in self.events.get("set_band", ()):
            self._until(event, day, self.held.setdefault(int(event.key), self._never()))
        for event in self.events.get("display", ()):
            self._until(event, day, self.displays.setdefault(str(event.key), self._never()))

    def _never(self) -> Array:
        return np.full(self.citizens, BEFORE, np.int32)

    def _sum(self, event: Event, day: int, sums: tuple[Array, Array]) -> None:
        for part, sign in ((event.happens, 1), (event.leaves, -1)):
            if part is not None and (now := part.on(day)).stop > now.start:
                for total, amounts in zip(sums, part.amounts, strict=True):
                    np.add.at(total, part.citizen[now], sign * amounts[now])

    def _count(self, event: Event, day: int, total: Array) -> None:
        for part, sign in ((event.happens, 1), (event.leaves, -1)):
            if part is not None and (now := part.on(day)).stop > now.start:
                np.add.at(total, part.citizen[now], sign)
                self._card = None

    def _until(self, event: Event, day: int, last: Array) -> None:
        citizens = _today(event.happens, day)
        last[citizens] = np.maximum(last[citizens], last_day(day, event.days))

    # the number

    def _number(self, day: int) -> Array:
        scale = self.rulebook.scale
        if self.points is not None:
            self.total += self.points[day]
        if scale.expiry == "refund":
            low, high = self.total.dtype.type(scale.floor), self.total.dtype.type(scale.ceiling)
            np.minimum(np.maximum(self.total, low, out=self.total), high, out=self.total)
            return self.total
        if scale.kind == "stars":
            marks = scale.start * scale.prior_weight + self.marks
            return _clip(marks // (scale.prior_weight + self.weight), scale)
        if scale.kind == "scorecard":
            return _clip(scale.start + self.scorecard() + self.total, scale)
        return _clip(self.total + self.total.dtype.type(scale.start), scale)  # a sum of points has room for the start

    def scorecard(self) -> Array:
        """The characteristics' sum times every multiplier; read again only when something counted has changed."""
        if self._card is not None:
            return self._card
        if self._cards is None:
            self._cards = self._fixed_sum(), self._products()
        fixed, products = self._cards
        total = fixed.copy()
        for index, counted in self.counts.items():
            part = self.rulebook.characteristics[index]
            value = counted if part.fact is None else counted + self._column(part.fact)
            total += bin_points(part, value)
        for who, product in products:
            total[who] = total[who] * product.numerator // product.denominator
        self._card = total
        return total

    def _fixed_sum(self) -> Array:
        total = np.zeros(self.citizens, np.int64)
        for index, part in enumerate(self.rulebook.characteristics):
            if index not in self.counts and part.fact is not None:
                total += bin_points(part, self._column(part.fact))
        return total

    def _products(self) -> list[tuple[Array, Fraction]]:
        """Citizens for whom the same multipliers hold, and the exact product: one floor division for each."""
        factors = self.rulebook.multipliers
        bits = np.zeros(self.citizens, np.int64)
        for position, factor in enumerate(factors):
            bits |= np.int64(1 << position) * np.broadcast_to(mask(factor.when, self._column), bits.shape)
        result = []
        for chosen in np.unique(bits).tolist():
            held = [Fraction(factor.percent, 100) for i, factor in enumerate(factors) if chosen >> i & 1]
            if held:
                result.append((np.flatnonzero(bits == chosen), prod(held, start=Fraction(1))))
        return result

    def _column(self, fact: Fact) -> Array | int:
        column = self.facts.get(fact.id)
        return fact.code(fact.default) if column is None else column

    # lists

    def band(self) -> Array:
        """The position of everybody's band; −1 where there are none."""
        bands = self.rulebook.bands
        if not bands:
            return np.full(self.citizens, -1, np.int8)
        order = sorted(range(len(bands)), key=lambda index: bands[index].low)
        edges = np.array([bands[index].low for index in order[1:]], self.standing.dtype)
        band = np.array(order, np.int8)[np.searchsorted(edges, self.standing, "right")]
        for position, last in self.held.items():
            band = np.where(last >= self.day, np.maximum(band, np.int8(position)), band)
        return band

    day = 0

    def _lists(self, day: int) -> None:
        self.day = day
        pulled: dict[str, Array] = {}
        band = self.band() if self.held and any(entry.enter for entry in self.rulebook.lists) else None
        for entry in self.rulebook.lists:
            memory = self.lists[entry.id]
            wanted = self._by_band(entry, band)
            if entry.id in pulled:
                wanted = pulled[entry.id] if wanted is None else wanted | pulled[entry.id]
            puts = [
                (citizens, last_day(day, event.days))
                for event in self.events.get("put_on", ())
                if event.key == entry.id and len(citizens := _today(event.happens, day))
            ]
            offs = [_today(event.happens, day) for event in self.events.get("take_off", ()) if event.key == entry.id]
            memory.settle(day, wanted, puts, offs)
            memory.on &= self.scored
            memory.record(day)
            for other in entry.joint:
                pulled[other] = memory.on | pulled[other] if other in pulled else memory.on

    def _by_band(self, entry: m.ListDef, band: Array | None) -> Array | None:
        if not entry.enter:
            return None
        if band is not None:
            return np.isin(band, list(entry.enter))
        result: Array | None = None
        for low, high in runs(entry.enter, self.rulebook):
            part = np.ones(self.citizens, bool)
            if low > self.rulebook.scale.floor:
                part &= self.standing >= low
            if high < self.rulebook.scale.ceiling:
                part &= self.standing <= high
            result = part if result is None else result | part
        return result


def _clip(number: Array, scale: m.Scale) -> Array:
    low, high = number.dtype.type(scale.floor), number.dtype.type(scale.ceiling)
    return np.asarray(np.minimum(np.maximum(number, low), high))


def _today(part: ByDay, day: int) -> Array:
    return part.citizen[part.on(day)]


def last_day(day: int, days: int | None) -> int:
    return m.FOREVER if days is None else min(day + days - 1, m.FOREVER)


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


def bin_points(part: m.Characteristic, value: Array | int) -> Array:
    """The points of the bin that each value falls into."""
    result = np.full(np.shape(value), part.otherwise, np.int64)
    for one in part.bins:
        if one.values is not None and part.fact is not None:
            taken = np.isin(value, [part.fact.code(choice) for choice in one.values])
        else:
            taken = np.ones(np.shape(value), bool)
            taken &= True if one.low is None else np.asarray(value >= one.low)
            taken &= True if one.high is None else np.asarray(value <= one.high)
        result = np.where(taken, one.points, result)
    return result

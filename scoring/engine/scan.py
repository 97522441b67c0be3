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
from scoring.engine.list_scan import ListScan
from scoring.engine.state import BEFORE
from scoring.engine.vocabulary import Fact

FactColumn = Mapping[str, Array]
Part = tuple[Event, ByDay, int]  # what, to whom, and whether it comes (1) or leaves (−1)


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
        pulled = {name for entry in rulebook.lists for name in entry.joint}
        self.lists = {
            entry.id: ListScan(entry, citizens, days, alone=not entry.enter and entry.id not in pulled)
            for entry in rulebook.lists
        }
        self.standing = np.zeros(citizens, number)
        self.day = 0
        self.agenda: dict[int, list[Part]] = {}
        self.of_lists: dict[tuple[int, str], list[Part]] = {}
        self._held: Array = np.zeros(0, np.int64)  # whom a rule ever held at a band
        self._cards: tuple[Array, list[tuple[Array, Fraction]]] | None = None
        self._card: Array | None = None

    def expect(self, events: list[Event]) -> None:
        """More events of the days to come, laid out by day: a day without any costs nothing."""
        for event in events:
            for part, sign in ((event.happens, 1), (event.leaves, -1)):
                if part is not None:
                    self._lay_out(event, part, sign)
        self._card = None

    def _lay_out(self, event: Event, part: ByDay, sign: int) -> None:
        for day in np.flatnonzero(np.diff(part.starts)).tolist():
            if event.what in ("put_on", "take_off"):
                self.of_lists.setdefault((day, str(event.key)), []).append((event, part, sign))
            else:
                self.agenda.setdefault(day, []).append((event, part, sign))

    def know(self, facts: FactColumn) -> None:
        """What is known about everybody from now on."""
        self.facts = facts
        self._cards = self._card = None

    def step(self, day: int) -> None:
        self.day = day
        for event, part, sign in self.agenda.get(day, ()):
            self._happen(event, part, sign)
        self.standing = self._number(day)
        if self.lists:
            self._lists(day)

    # events

    def _happen(self, event: Event, part: ByDay, sign: int) -> None:
        now = part.on(self.day)
        citizens = part.citizen[now]
        if event.what == "points":
            amounts = (sign * part.amounts[0][now]).astype(self.total.dtype)
            np.add.at(self.total, citizens.astype(np.intp), amounts)
        elif event.what == "stars":
            for total, amounts in zip((self.marks, self.weight), part.amounts, strict=True):
                np.add.at(total, citizens, sign * amounts[now])
        elif event.what == "record":
            np.add.at(self.entries, citizens, sign)
        elif event.what == "count":
            np.add.at(self.counts[int(event.key)], citizens, sign)
            self._card = None
        elif event.what == "set_band":
            if event.key not in self.held:
                self.held[int(event.key)] = self._never()
            self._until(self.held[int(event.key)], event, citizens)
            self._held = np.union1d(self._held, citizens)
        else:
            if event.key not in self.displays:
                self.displays[str(event.key)] = self._never()
            self._until(self.displays[str(event.key)], event, citizens)

    def _never(self) -> Array:
        return np.full(self.citizens, BEFORE, np.int32)

    def _until(self, last: Array, event: Event, citizens: Array) -> None:
        last[citizens] = np.maximum(last[citizens], last_day(self.day, event.days))

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

    def band(self, who: Array | None = None) -> Array:
        """The position of everybody's band, or of some citizens'; −1 where there are none."""
        bands = self.rulebook.bands
        standing = self.standing if who is None else self.standing[who]
        if not bands:
            return np.full(len(standing), -1, np.int8)
        order = sorted(range(len(bands)), key=lambda index: bands[index].low)
        edges = np.array([bands[index].low for index in order[1:]], standing.dtype)
        band = np.array(order, np.int8)[np.searchsorted(edges, standing, "right")]
        for position, last in self.held.items():
            alive = (last if who is None else last[who]) >= self.day
            np.maximum(band, np.int8(position), out=band, where=alive)
        return band

    def _lists(self, day: int) -> None:
        pulled: dict[str, Array] = {}
        held = self.band(self._held) if len(self._held) else None
        for entry in self.rulebook.lists:
            memory = self.lists[entry.id]
            wanted = self._by_band(entry, held)
            if entry.id in pulled:
                wanted = pulled[entry.id] if wanted is None else wanted | pulled[entry.id]
            puts, offs = [], []
            for event, part, _ in self.of_lists.get((day, entry.id), ()):
                citizens = part.citizen[part.on(day)]
                if event.what == "put_on":
                    puts.append((citizens, last_day(day, event.days)))
                else:
                    offs.append(citizens)
            memory.settle(day, wanted, puts, offs, self.scored)
            for other in entry.joint:
                pulled[other] = memory.on | pulled[other] if other in pulled else memory.on

    def _by_band(self, entry: m.ListDef, held: Array | None) -> Array | None:
        """Whom a list wants for their band. `held`: the bands of those whom a rule ever held at one."""
        if not entry.enter:
            return None
        result: Array | None = None
        for low, high in runs(entry.enter, self.rulebook):
            part = self._between(low, high)
            result = part if result is None else result | part
        if held is not None and result is not None:
            result[self._held] = np.isin(held, list(entry.enter))
        return result

    def _between(self, low: int, high: int) -> Array:
        scale = self.rulebook.scale
        if low <= scale.floor:
            return self.standing <= high if high < scale.ceiling else np.ones(self.citizens, bool)
        part = self.standing >= low
        return np.asarray(part & (self.standing <= high) if high < scale.ceiling else part)


def _clip(number: Array, scale: m.Scale) -> Array:
    low, high = number.dtype.type(scale.floor), number.dtype.type(scale.ceiling)
    return np.asarray(np.minimum(np.maximum(number, low), high))


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

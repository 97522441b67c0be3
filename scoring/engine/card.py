"""A scorecard's sum for many citizens: bins of facts and of counted observations, then multipliers."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.conditions import mask
from scoring.engine.vocabulary import Fact

if TYPE_CHECKING:
    from fractions import Fraction

FactColumn = Mapping[str, Array]


class Card:
    """The characteristics' sum times every multiplier; read again only when something counted or known changes."""

    def __init__(self, rulebook: m.Rulebook, facts: FactColumn, citizens: int) -> None:
        self.rulebook, self.facts, self.citizens = rulebook, facts, citizens
        self.counts = {i: np.zeros(citizens, np.int64) for i, p in enumerate(rulebook.characteristics) if p.count_on}
        self._fixed: tuple[Array, list[tuple[Array, Fraction]]] | None = None
        self._total: Array | None = None

    def know(self, facts: FactColumn) -> None:
        """What is known about everybody from now on."""
        self.facts = facts
        self._fixed = self._total = None

    def count(self, index: int, citizens: Array, sign: int) -> None:
        np.add.at(self.counts[index], citizens, sign)
        self._total = None

    def total(self) -> Array:
        if self._total is not None:
            return self._total
        if self._fixed is None:
            self._fixed = self._fixed_sum(), self._products()
        fixed, products = self._fixed
        total = fixed.copy()
        for index, counted in self.counts.items():
            part = self.rulebook.characteristics[index]
            value = counted if part.fact is None else counted + self._column(part.fact)
            total += bin_points(part, value)
        for who, product in products:
            total[who] = total[who] * product.numerator // product.denominator
        self._total = total
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
        if not factors:
            return []
        from fractions import Fraction  # here: few rulebooks multiply, and it costs every start two milliseconds

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

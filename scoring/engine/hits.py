"""Which rows a rule fires on, and what each hit is worth, for a whole town at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array, TownColumns
from scoring.engine.conditions import Condition, mask
from scoring.engine.vocabulary import Fact


@dataclass(frozen=True, eq=False)
class Hits:
    """Rows in ascending order. `points` is one number where every hit is worth the same."""

    rows: Array
    points: Array | int


@dataclass(frozen=True, eq=False)
class View:
    """What rules may see of a town during some days: its rows, and the associations then in force."""

    rulebook: m.Rulebook
    town: TownColumns
    associations: Mapping[str, Array]
    first: int
    last: int
    gathered: dict[tuple[str, int, int], Array] = field(default_factory=dict)  # citizens' facts laid along rows

    def column(self, fact: Fact, start: int, stop: int) -> Array | int:
        """A fact's coded values for a run of rows; one number where it is the same for all."""
        if fact.owner == "observation":
            column = self.town.facts.get(fact.id)
            return fact.code(fact.default) if column is None else column[start:stop]
        column = self.associations.get(fact.id, self.town.citizen_facts.get(fact.id))
        if column is None:
            return fact.code(fact.default)
        key = (fact.id, start, stop)
        if key not in self.gathered:
            self.gathered[key] = column[self.town.citizen[start:stop]]
        return self.gathered[key]

    def observed(self) -> Array | None:
        """Which sources this office sees, as a table; None when it sees all."""
        observers = self.rulebook.observers
        if observers is None:
            return None
        table = np.zeros(256, bool)
        for name in observers:
            table[self.rulebook.vocabulary.source_codes[name]] = True
        return table

    def pieces(self, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
        """The runs of rows that hold the kinds (none named: all)."""
        codes = self.rulebook.vocabulary.kind_codes
        chosen = sorted(codes[kind] for kind in kinds) if kinds else range(len(codes))
        if not kinds and self.first <= 1 and self.last >= self.town.days:
            return [(0, len(self.town))]
        runs = [self.town.rows_of(code, self.first, self.last) for code in chosen]
        return [(start, stop) for start, stop in runs if stop > start]


def firing(when: Condition | None, view: View, start: int, stop: int) -> Array | None:
    """Which of a run of rows the office sees and the condition takes; None when all."""
    table = view.observed()
    wanted: Array | None = None if table is None else table[view.town.source[start:stop]]
    if when is not None:
        passed = np.broadcast_to(mask(when, lambda fact: view.column(fact, start, stop)), (stop - start,))
        wanted = passed if wanted is None else wanted & passed
    return wanted


def matching(rule_on: tuple[str, ...], when: Condition | None, view: View) -> Array:
    """The rows of these kinds that the office sees and whose facts pass the condition."""
    found = []
    for start, stop in view.pieces(rule_on):
        wanted = firing(when, view, start, stop)
        found.append(np.arange(start, stop) if wanted is None else np.flatnonzero(wanted) + start)
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def points_of(rule: m.Rule, rows: Array, view: View) -> Array | int:
    """What each of these hits is worth."""
    fixed = sum(effect.amount for effect in rule.effects if isinstance(effect, m.Points))
    total: Array | int = fixed
    for effect in rule.effects:
        if isinstance(effect, m.PointsPer):
            amount = np.asarray(fact_at(effect.fact, rows, view), np.int64)
            points = amount // effect.every * effect.each
            total = total + (points if effect.cap is None else np.clip(points, -effect.cap, effect.cap))
    return total if isinstance(total, int) else np.broadcast_to(total, rows.shape)


def fact_at(fact: Fact, rows: Array, view: View) -> Array | int:
    """A fact's coded values at single rows."""
    if fact.owner == "observation":
        column = view.town.facts.get(fact.id)
        return fact.code(fact.default) if column is None else column[rows]
    column = view.associations.get(fact.id, view.town.citizen_facts.get(fact.id))
    return fact.code(fact.default) if column is None else column[view.town.citizen[rows]]


def marks_of(rule: m.Rule, rows: Array, view: View) -> tuple[Array, Array]:
    """Sum of marks × weight and sum of weights that each hit adds on a stars scale."""
    marks, weights = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    for effect in rule.effects:
        if isinstance(effect, m.Stars):
            value = effect.value if isinstance(effect.value, int) else _hundredths(effect.value, rows, view)
            weight = effect.weight if isinstance(effect.weight, int) else fact_at(effect.weight, rows, view)
            weight = np.asarray(weight, np.int64)
            marks += value * weight
            weights += weight
    return marks, weights


def _hundredths(fact: Fact, rows: Array, view: View) -> Array:
    return np.asarray(fact_at(fact, rows, view), np.int64) * 100


def hits_of(rule: m.Rule, view: View) -> Hits:
    """Every hit of a rule, before its limit."""
    rows = matching(rule.on, rule.when, view)
    return Hits(rows, points_of(rule, rows, view))


def within_limit(rule: m.Rule, hits: Hits, view: View) -> Hits:
    """The hits that count: per citizen and block of days the earliest, and within a day the largest."""
    limit = rule.at_most
    if limit is None or not len(hits.rows):
        return hits
    rows, town = hits.rows, view.town
    day = town.day[rows].astype(np.int64)
    block = (day - 1) // limit.days
    group = town.citizen[rows].astype(np.int64) * (town.days // limit.days + 2) + block
    order = np.lexsort((*_ties(rule, hits, view), day, group))
    group = group[order]
    first = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    place = np.arange(len(group)) - np.repeat(first, np.diff(np.append(first, len(group))))
    kept = np.sort(order[place < limit.times])
    return Hits(rows[kept], hits.points if isinstance(hits.points, int) else hits.points[kept])


def _ties(rule: m.Rule, hits: Hits, view: View) -> list[Array]:
    """What decides between hits of one day, the most important last."""
    keys: list[Array] = []
    if any(isinstance(effect, m.Stars) for effect in rule.effects):
        marks, weights = marks_of(rule, hits.rows, view)
        keys += [weights, marks]
    if not isinstance(hits.points, int):
        keys += [hits.points, -np.abs(hits.points)]
    return keys

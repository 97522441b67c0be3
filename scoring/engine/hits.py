"""Which rows a rule fires on, and what each hit is worth, for a whole town at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from itertools import pairwise

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array, TownColumns
from scoring.engine.conditions import Condition, mask, tests_in
from scoring.engine.frozen import dataclass
from scoring.engine.state import MONTH
from scoring.engine.vocabulary import Fact

TABLE = 1 << 20  # places


@dataclass(frozen=True, eq=False)
class Hits:
    """Rows by kind and day, or by day. `points` is one number where every hit is worth the same."""

    rows: Array
    points: Array | int


def as_run(rows: Array) -> Array | slice:
    """Rows without a gap as a slice: then nothing needs to be copied. (Rows may also lie in the order of days.)"""
    if len(rows) and int(rows[-1]) - int(rows[0]) == len(rows) - 1 and bool((rows[1:] > rows[:-1]).all()):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


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
            seen = self.town.facts.get(fact.id)
            return fact.code(fact.default) if seen is None else seen[start:stop]
        column = self.of_citizens(fact)
        if isinstance(column, int):
            return column
        key = (fact.id, start, stop)
        if key not in self.gathered:
            self.gathered[key] = column.take(self.town.citizen[start:stop])  # quicker than column[…]
        return self.gathered[key]

    def of_citizens(self, fact: Fact) -> Array | int:
        """A fact's coded values, one for each citizen; one number where it is the same for all."""
        column = self.associations.get(fact.id, self.town.citizen_facts.get(fact.id))
        return fact.code(fact.default) if column is None else column

    @property
    def whole(self) -> bool:
        return self.first <= 1 and self.last >= self.town.days

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
        if not kinds and self.whole:
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
    if not rule_on and when is not None and not view.whole and _about_citizens(when):
        return _rows_of_citizens(when, view)
    found = []
    for start, stop in view.pieces(rule_on):
        wanted = firing(when, view, start, stop)
        found.append(np.arange(start, stop) if wanted is None else np.flatnonzero(wanted) + start)
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _about_citizens(when: Condition) -> bool:
    return all(test.fact.owner != "observation" for test in tests_in(when))


def _rows_of_citizens(when: Condition, view: View) -> Array:
    """All rows of some days about those whom a condition takes, by day: asked once per citizen, not per row."""
    town = view.town
    who = np.broadcast_to(mask(when, view.of_citizens), (town.citizens,))
    rows = town.rows_on(view.first, view.last)[who[town.citizens_on(view.first, view.last)]]
    table = view.observed()
    return np.asarray(rows if table is None else rows[table[town.source[rows]]])


def once_a_month(rule: m.Rule) -> bool:
    """Does a rule take one entry of any kind a month from those it is told something about, whatever the entry is?"""
    if rule.on or rule.when is None or not _about_citizens(rule.when) or rule.at_most != m.AtMost(1, MONTH):
        return False
    return not any(isinstance(effect, (m.PointsPer, m.Stars)) for effect in rule.effects)


def first_of_month(rule: m.Rule, view: View) -> Hits:
    """The hits of such a rule in the month that a view shows. Which entries come first is the same for every rule."""
    assert rule.when is not None  # noqa: S101 - once_a_month has looked
    rows = view.town.firsts(MONTH, view.observed())[(view.first - 1) // MONTH]
    who = np.broadcast_to(mask(rule.when, view.of_citizens), (view.town.citizens,))
    rows = rows[who.take(view.town.citizen.take(rows))]
    return Hits(rows, points_of(rule, rows, view))


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
        seen = view.town.facts.get(fact.id)
        return fact.code(fact.default) if seen is None else seen.take(rows)
    column = view.of_citizens(fact)
    return column if isinstance(column, int) else column.take(view.town.citizen.take(rows))


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
    order = _counted_in(town.day[rows], _ties(rule, hits, view))
    if order is not None:
        rows = rows[order]
    kept = _first_of_blocks(town.day[rows], town.citizen[rows], limit, town)
    kept = np.sort(kept if order is None else order[kept])
    return Hits(hits.rows[kept], hits.points if isinstance(hits.points, int) else hits.points[kept])


def _counted_in(day: Array, ties: list[Array]) -> Array | None:
    """The order in which hits are counted; None when they lie in it already."""
    if ties:
        return np.lexsort((*ties, day))
    return np.argsort(day, kind="stable") if bool((day[1:] < day[:-1]).any()) else None


def _first_of_blocks(day: Array, citizen: Array, limit: m.AtMost, town: TownColumns) -> Array:
    """Positions of each citizen's first hits in each block of days. Days are in order."""
    block = (day - 1) // limit.days
    stretch = max(1, TABLE // town.citizens)  # so many blocks at a time, for the table's sake
    edges = np.searchsorted(block, np.arange(0, int(block[-1]) + 1 + stretch, stretch)).tolist()
    found = [np.zeros(0, np.intp)]
    for start, stop in pairwise(edges):
        if stop > start:
            group = (block[start:stop] - block[start]).astype(np.intp) * town.citizens + citizen[start:stop]
            found += [part + start for part in _first_of_groups(group, limit.times)]
    return np.concatenate(found)


def _first_of_groups(group: Array, times: int) -> list[Array]:
    """Positions of the first of each group, then of the second, and so on. No sorting: the last write stays."""
    table = np.empty(int(group.max()) + 1, np.intp)
    left, found = np.arange(len(group)), []
    for _ in range(times):
        if not len(left):
            break
        here = group[left]
        table[here[::-1]] = left[::-1]
        first = table[here] == left
        found.append(left[first])
        left = left[~first]
    return found


def _ties(rule: m.Rule, hits: Hits, view: View) -> list[Array]:
    """What decides between hits of one day, the most important last."""
    keys: list[Array] = []
    if any(isinstance(effect, m.Stars) for effect in rule.effects):
        marks, weights = marks_of(rule, hits.rows, view)
        keys += [weights, marks]
    if not isinstance(hits.points, int):
        keys += [hits.points, -np.abs(hits.points)]
    return keys

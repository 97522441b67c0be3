"""Rules for any kind of act, summed act by act first: each cell of the matrix is written once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.conditions import mask
from scoring.engine.frozen import dataclass
from scoring.engine.hits import View, fact_at
from scoring.engine.matrix import Stream
from scoring.engine.vocabulary import Fact

RUN = 1 << 16  # rows
PLACES = 1 << 16  # of a table
Number = np.dtype[np.signedinteger]
Rules = Sequence[m.Rule]
Column = Callable[[Fact], "Array | int"]
Reader = Callable[[Column], list[Array]]  # from the facts of some rows to what each group of rules gives there


def looks_at_everything(rule: m.Rule) -> bool:
    """A rule for any kind of act that gives fixed points and nothing else."""
    return not rule.on and rule.at_most is None and all(isinstance(effect, m.Points) for effect in rule.effects)


def summed_streams(rules: Rules, view: View, number: Number) -> list[Stream]:
    """What such rules add together on the day of each act, and take away on the days on which it leaves."""
    leaving: dict[int, list[m.Rule]] = {}
    for rule in rules:
        if rule.expires is not None and rule.expires <= view.town.days:
            leaving.setdefault(rule.expires, []).append(rule)
    groups = [list(rules), *leaving.values()]
    rows = view.town.rows_on(1, view.town.days)
    sums = [np.empty(len(rows), number) for _ in groups]
    reader = _by_table(groups, view, number) or _by_rule(groups, number)
    for start in range(0, len(rows), RUN):
        here = slice(start, start + RUN)
        seen = _seen(rows[here], view)
        for total, found in zip(sums, reader(_column(rows[here], view)), strict=True):
            total[here] = found * seen
    cells = view.town.cells[rows]
    come, *gone = sums
    return [Stream(cells, come), *(Stream(cells, -left, later) for later, left in zip(leaving, gone, strict=True))]


def _seen(rows: Array, view: View) -> Array | int:
    """Which of some rows the office sees: 1 where it sees all."""
    table = view.observed()
    return 1 if table is None else table[view.town.source[rows]]


def _column(rows: Array, view: View) -> Column:
    return lambda fact: fact_at(fact, rows, view)


def _by_rule(groups: Sequence[Rules], number: Number) -> Reader:
    """Every rule asks every row."""
    return lambda column: [_sum(rules, column, number) for rules in groups]


def _sum(rules: Rules, column: Column, number: Number) -> Array:
    total: Array = np.zeros((), number)
    for rule in rules:
        amount = sum(effect.amount for effect in rule.effects if isinstance(effect, m.Points))
        fires = True if rule.when is None else mask(rule.when, column)
        total = total + np.multiply(fires, number.type(amount), dtype=number)
    return total


@dataclass(frozen=True, eq=False)
class Axis:
    """A fact and the range of codes that occur in a town."""

    fact: Fact
    low: int
    size: int


def _axis(fact: Fact, view: View) -> Axis:
    column = view.town.facts.get(fact.id) if fact.owner == "observation" else view.of_citizens(fact)
    if column is None or isinstance(column, int) or not len(column):
        return Axis(fact, column if isinstance(column, int) else fact.code(fact.default), 1)
    low = int(column.min())
    return Axis(fact, low, int(column.max()) - low + 1)


def _by_table(groups: Sequence[Rules], view: View, number: Number) -> Reader | None:
    """Every rule asks every combination of the facts' values once, and each row is looked up. None: too many."""
    facts = {fact.id: fact for rules in groups for rule in rules for fact in rule.facts}
    axes = [_axis(fact, view) for fact in facts.values()]
    sizes = tuple(axis.size for axis in axes)
    if prod(sizes) > PLACES:
        return None
    grid = np.ix_(*(np.arange(axis.low, axis.low + axis.size) for axis in axes))
    codes = dict(zip(facts, grid, strict=True))
    tables = [np.broadcast_to(_sum(rules, lambda fact: codes[fact.id], number), sizes).ravel() for rules in groups]

    def read(column: Column) -> list[Array]:
        place: Array = np.zeros((), np.intp)
        for axis in axes:
            place = place * axis.size + column(axis.fact) - axis.low
        return [table[place] for table in tables]

    return read

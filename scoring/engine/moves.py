"""How far an edit moves everybody's sum of points: at the most down, at the most up, and by the end of the year."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scoring.engine import model as m
from scoring.engine.by_day import Event, by_day
from scoring.engine.columns import Array, TownColumns
from scoring.engine.frozen import dataclass
from scoring.engine.hits import Hits, as_run

LONGEST = 1 << 22  # rows that two sets of hits may span to be weighed against each other in a table

Changed = list[tuple[m.Rule, Hits]]


@dataclass(frozen=True, eq=False)
class Move:
    """Days and citizens of hits whose points an edit changes, by how much, and after how many days that lapses."""

    day: Array
    citizen: Array
    points: Array | int
    expires: int | None

    def event(self, days: int) -> Event:
        """The same, laid out by day."""
        points = np.broadcast_to(np.asarray(self.points, np.int64), self.day.shape)
        leaves = None
        if self.expires is not None and self.expires <= days:
            leaves = by_day(self.day.astype(np.int32) + self.expires, self.citizen, days, points)
        return Event("points", "", self.expires, by_day(self.day, self.citizen, days, points), leaves)


def add_moves(matrix: Array | None, moves: Iterable[Move]) -> None:
    """Write moves into a matrix of points [day, citizen]."""
    if matrix is None:
        return
    days, citizens = matrix.shape
    for move in moves:
        cell = move.day.astype(np.intp) * citizens + move.citizen
        amount = np.broadcast_to(np.asarray(move.points), cell.shape).astype(matrix.dtype)
        np.add.at(matrix.reshape(-1), cell, amount)
        if move.expires is not None:
            inside = move.day < days - move.expires
            np.subtract.at(matrix.reshape(-1), cell[inside] + move.expires * citizens, amount[inside])


@dataclass(frozen=True, eq=False)
class Reach:
    """For each citizen, bounds on how far the sum is moved on any day (down ≤ 0 ≤ up), and how far on the last."""

    down: Array
    up: Array
    end: Array


def moves_between(gone: Changed, come: Changed, town: TownColumns) -> list[Move]:
    """What the changed rules give now less what they gave before. Hits that are worth the same as before fall away."""
    before = {rule.id: (rule, hits) for rule, hits in gone}
    moved: list[tuple[Hits, int | None]] = []
    for rule, hits in come:
        old, was = before.pop(rule.id, (rule, None))
        if was is None:
            moved.append((hits, rule.expires))
        elif old.expires == rule.expires:
            moved += [(part, rule.expires) for part in _difference(was, hits)]
        else:
            moved += [(hits, rule.expires), (_negative(was), old.expires)]
    moved += [(_negative(was), old.expires) for old, was in before.values()]
    return [move_of(hits, expires, town) for hits, expires in moved if len(hits.rows) and np.any(hits.points)]


def move_of(hits: Hits, expires: int | None, town: TownColumns) -> Move:
    rows = as_run(hits.rows)
    if isinstance(rows, slice):
        return Move(town.day[rows], town.citizen[rows], hits.points, expires)
    return Move(town.day.take(rows), town.citizen.take(rows), hits.points, expires)


def _negative(hits: Hits) -> Hits:
    return Hits(hits.rows, -hits.points)


def _difference(was: Hits, now: Hits) -> list[Hits]:
    if was.rows is now.rows:
        return [Hits(now.rows, now.points - was.points)]
    ends = [int(hits.rows[place]) for hits in (was, now) if len(hits.rows) for place in (0, -1)]
    if not ends or max(ends) - min(ends) >= LONGEST:
        return [now, _negative(was)]
    first = min(ends)
    table = np.zeros(max(ends) - first + 1, np.int64)
    table[now.rows - first] = now.points
    table[was.rows - first] -= was.points
    differing = np.flatnonzero(table)
    return [Hits(differing + first, table[differing])]


def reach_of(moves: list[Move], town: TownColumns) -> Reach:
    """Sums over each citizen's moved hits. A sum of those alive on one day lies between all losses and all gains."""
    down, up, end = (np.zeros(town.citizens, np.int64) for _ in range(3))
    for move in moves:
        points = np.asarray(move.points)
        lowered, raised = _sums(move.citizen, points, town.citizens)
        down += lowered
        up += raised
        if move.expires is not None and move.expires <= town.days:
            lasting = move.day > town.days - move.expires
            some = points[lasting] if points.ndim else points
            lowered, raised = _sums(move.citizen[lasting], some, town.citizens)
        end += lowered
        end += raised
    return Reach(down, up, end)


def _sums(citizen: Array, points: Array, citizens: int) -> tuple[Array | int, Array | int]:
    """Each citizen's losses and gains."""
    if not points.ndim:
        total = np.bincount(citizen, minlength=citizens) * points
        return (total, 0) if points < 0 else (0, total)
    gain = points > 0
    return _weighed(citizen[~gain], points[~gain], citizens), _weighed(citizen[gain], points[gain], citizens)


def _weighed(citizen: Array, points: Array, citizens: int) -> Array:
    # in floating point, which holds whole numbers up to 2 ** 53 exactly
    return np.bincount(citizen, weights=points, minlength=citizens).astype(np.int64)

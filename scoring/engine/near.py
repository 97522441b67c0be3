"""Who is near an edge: after an edit only those are settled again whom it may carry across one.

An edge is an end of the scale, or the end of the bands that put a citizen on a list. As long as somebody's sum of
points, before anything is clamped, crosses no edge, no list can change, and an edit moves the last day's number by
what it adds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from scoring.engine import model as m
from scoring.engine.by_day import Event
from scoring.engine.columns import Array
from scoring.engine.frozen import dataclass
from scoring.engine.ledger import Ledger
from scoring.engine.moves import Move, Reach
from scoring.engine.room import copy_of

if TYPE_CHECKING:
    from scoring.engine.replaying import Replay

SHARE, FEW = 0.1, 4096  # this share of a town, or so many citizens, are laid out beside the town
MANY = 0.25  # share of them from which on it is sooner to settle them all
FAR = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Lines:
    """Some citizens' year, laid out as the town's is: a row for each day."""

    citizens: Array
    points: Array  # [day, place]
    events: list[Event]  # all that is no points
    listed: dict[str, Array]  # bits [day, place / 8]

    def copy(self) -> Lines:
        return replace(self, points=copy_of(self.points))

    def only(self, places: Array) -> Lines:
        """Those at some of the places."""
        among = np.full(len(self.citizens), -1, np.int32)
        among[places] = np.arange(len(places), dtype=np.int32)
        events = [event.only(among, len(self.points) - 1) for event in self.events]
        listed = {name: bits_of(bits, places) for name, bits in self.listed.items()}
        return Lines(self.citizens[places], self.points.take(places, axis=1), events, listed)

    def add(self, moves: Iterable[Move], town_size: int) -> None:
        """Write moves into the points."""
        among = np.full(town_size, -1, np.int32)
        among[self.citizens] = np.arange(len(self.citizens), dtype=np.int32)
        for move in moves:
            _add(self.points, move, among)


@dataclass(frozen=True, eq=False)
class Near:
    """`low`, `high`: ends of everybody's unclamped sum over the year. `lines`: those nearest to an edge."""

    low: Array
    high: Array
    lines: Lines
    place: Array  # of each citizen of the town among the lines; −1: not among them

    def crossing(self, reach: Reach, edges: list[int]) -> Array:
        """Whom moves that reach so far may carry across an edge (or back)."""
        low, high = self.low + reach.down, self.high + reach.up
        result = np.zeros(len(low), bool)
        for edge in edges:
            result |= (low < edge) & (high >= edge)
        return np.asarray(result & ((reach.down != 0) | (reach.up != 0)))

    def lines_of(self, replay: Replay, citizens: Array) -> Lines:
        """A copy of these citizens' lines, or of all lines where picking these out would take longer."""
        places = self.place[citizens]
        if len(places) and int(places.min()) < 0:
            return laid_out(replay, citizens)
        return self.lines.copy() if len(places) > MANY * len(self.lines.citizens) else self.lines.only(places)


def _add(points: Array, move: Move, among: Array) -> None:
    days, count = points.shape
    row = among.take(move.citizen)
    there = np.flatnonzero(row >= 0)
    day = move.day[there].astype(np.intp)
    cell = day * count + row[there]
    amount = np.broadcast_to(np.asarray(move.points), row.shape)[there].astype(points.dtype)
    flat = points.reshape(-1)
    np.add.at(flat, cell, amount)
    if move.expires is not None:
        inside = day + move.expires < days
        np.subtract.at(flat, cell[inside] + move.expires * count, amount[inside])


def edges_of(rulebook: m.Rulebook, held: Iterable[int] = ()) -> list[int]:
    """Numbers below which a standing means something else on some day. `held`: bands at which rules hold citizens."""
    edges = {rulebook.scale.floor, rulebook.scale.ceiling + 1}
    bands = sorted(enumerate(rulebook.bands), key=lambda pair: pair[1].low)
    for entry in rulebook.lists:
        for least in (0, *held):
            wanted = [max(position, least) in entry.enter for position, _ in bands]
            edges |= {band.low for (_, band), (was, now) in zip(bands[1:], pairwise(wanted), strict=True) if was != now}
    return sorted(edges)


def near_of(replay: Replay) -> Near | None:
    """None where standing is no plain sum of points."""
    rulebook, town, ledger = replay.rulebook, replay.town, replay.ledger
    if ledger.points is None or rulebook.scale.kind in ("stars", "scorecard"):
        return None
    low, high = _ends(ledger, rulebook.scale.start)
    distance = _distance(low, high, edges_of(rulebook, ledger.held_bands))
    most = max(FEW, int(SHARE * town.citizens))
    citizens = np.arange(town.citizens) if town.citizens <= most else np.sort(np.argpartition(distance, most)[:most])
    place = np.full(town.citizens, -1, np.int32)
    place[citizens] = np.arange(len(citizens), dtype=np.int32)
    return Near(low, high, laid_out(replay, citizens), place)


def _ends(ledger: Ledger, start: int) -> tuple[Array, Array]:
    """The least and the largest sum of everybody on any day, nothing clamped."""
    points = ledger.points
    assert points is not None  # noqa: S101 - the caller has looked
    total = np.full(points.shape[1], start, points.dtype)
    low, high = total.copy(), total.copy()
    beside = [event for event in ledger.all_events() if event.what == "points"]
    for day, row in enumerate(points):
        np.add(total, row, out=total)
        for event in beside:
            event.add_points(day, total)
        np.minimum(low, total, out=low)
        np.maximum(high, total, out=high)
    return low.astype(np.int32), high.astype(np.int32)


def _distance(low: Array, high: Array, edges: list[int]) -> Array:
    """How far everybody's sum stays from the nearest edge; 0: it crosses one."""
    result = np.full(len(low), FAR - 1, np.int32)
    for edge in edges:
        np.minimum(result, np.maximum(edge - high, low - edge + 1).clip(0), out=result)
    return result


def laid_out(replay: Replay, citizens: Array) -> Lines:
    """Some citizens' points, with what lies beside the matrix, their other events and their days on lists."""
    ledger, count = replay.ledger, replay.town.citizens
    assert ledger.points is not None  # noqa: S101 - the caller has looked
    points = ledger.points.take(citizens, axis=1)
    place = np.full(count, -1, np.int32)
    place[citizens] = np.arange(len(citizens), dtype=np.int32)
    events = [event.only(place, len(points) - 1) for event in ledger.effects()]
    listed = {name: bits_of(bits, citizens) for name, bits in replay.listed.items()}
    lines = Lines(citizens, points, [event for event in events if event.what != "points"], listed)
    lines.add(ledger.moves, count)
    return lines


def bits_of(bits: Array, columns: Array) -> Array:
    """Some columns out of many that are kept as bits [day, column / 8]."""
    eighth, shift = columns // 8, (7 - columns % 8).astype(np.uint8)
    return np.packbits(bits.take(eighth, axis=1) >> shift & 1, axis=1)

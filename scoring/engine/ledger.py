"""Everything that observations add on each day: points in a day × citizen matrix, the rest as lists by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array, TownColumns
from scoring.engine.hits import Hits, View, hits_of, marks_of, matching, within_limit


@dataclass(frozen=True, eq=False)
class ByDay:
    """Citizens, and what happens to them, in the order of days."""

    starts: Array
    citizen: Array
    amounts: tuple[Array, ...] = ()

    def on(self, day: int) -> slice:
        return slice(int(self.starts[day]), int(self.starts[day + 1]))

    def only(self, position: Array, days: int) -> ByDay:
        """The part about some citizens, renumbered by `position` (−1: not among them)."""
        there = position[self.citizen]
        kept = there >= 0
        day = np.repeat(np.arange(days + 1), np.diff(self.starts))
        return ByDay(
            np.searchsorted(day[kept], np.arange(days + 2)),
            there[kept],
            tuple(part[kept] for part in self.amounts),
        )


def by_day(day: Array, citizen: Array, days: int, *amounts: Array) -> ByDay:
    """Sort by day; what comes after the last day is dropped."""
    order = np.argsort(day, kind="stable")
    order = order[: int(np.searchsorted(day[order], days, "right"))]
    starts = np.searchsorted(day[order], np.arange(days + 2))
    return ByDay(starts, citizen[order], tuple(part[order] for part in amounts))


@dataclass(frozen=True, eq=False)
class Event:
    """One effect of one rule (or one count of a characteristic) for a whole town."""

    what: str  # record | set_band | put_on | take_off | display | stars | count
    key: str | int
    days: int | None
    happens: ByDay
    leaves: ByDay | None = None


@dataclass(eq=False)
class Ledger:
    """What the rules of one rulebook write into one town's year."""

    points: Array | None
    events: dict[str, list[Event]] = field(default_factory=dict)

    def all_events(self) -> list[Event]:
        return [event for events in self.events.values() for event in events]

    def copy(self) -> Ledger:
        return Ledger(None if self.points is None else self.points.copy(), dict(self.events))


def number_type(rulebook: m.Rulebook, town: TownColumns) -> type[np.signedinteger]:
    """The smallest type in which no sum of points can overflow."""
    per_row = sum(rule_bound(rule) for rule in rulebook.rules if rule.enabled)
    scale = rulebook.scale
    bound = per_row * town.most_rows + abs(scale.start) + max(abs(scale.floor), abs(scale.ceiling))
    if bound < 2**15:
        return np.int16
    return np.int32 if bound < 2**31 else np.int64


def rule_bound(rule: m.Rule) -> int:
    """The most points, either way, that one hit can give."""
    bound = 0
    for effect in rule.effects:
        if isinstance(effect, m.Points):
            bound += abs(effect.amount)
        elif isinstance(effect, m.PointsPer):
            ends = (effect.fact.min // effect.every, effect.fact.max // effect.every)
            most = max(abs(end * effect.each) for end in ends)
            bound += most if effect.cap is None else min(most, effect.cap)
    return bound


def has_points(rulebook: m.Rulebook) -> bool:
    return any(rule.enabled and rule_bound(rule) for rule in rulebook.rules)


def empty_ledger(rulebook: m.Rulebook, town: TownColumns) -> Ledger:
    points = None
    if has_points(rulebook):
        points = np.zeros((town.days + 1, town.citizens), number_type(rulebook, town))
    return Ledger(points)


def write(ledger: Ledger, rule: m.Rule, hits: Hits, view: View, sign: int = 1) -> None:
    """Add one rule's hits of some days (sign −1 takes them away again)."""
    if ledger.points is not None and rule_bound(rule):
        _write_points(ledger.points, rule, hits, view.town, sign)
    if sign > 0:
        events = _events(rule, hits, view)
        if events:
            ledger.events[rule.id] = ledger.events.get(rule.id, []) + events


def _write_points(matrix: Array, rule: m.Rule, hits: Hits, town: TownColumns, sign: int) -> None:
    flat = matrix.reshape(-1)
    for rows, points in _kind_by_kind(rule, hits, town):
        _add(flat, town, rows, points, sign, 0)
        if rule.expires is not None and rule.expires <= town.days:
            staying = town.day[rows] <= town.days - rule.expires
            left = points if isinstance(points, int) else points[staying]
            _add(flat, town, rows[staying], left, -sign, rule.expires * town.citizens)


def _kind_by_kind(rule: m.Rule, hits: Hits, town: TownColumns) -> Iterator[tuple[Array, Array | int]]:
    """Within one kind, rows that share a cell are known; between kinds they are not."""
    if len(rule.on) == 1:
        yield hits.rows, hits.points
        return
    edges = np.searchsorted(hits.rows, town.kind_starts)
    for start, stop in pairwise(edges.tolist()):
        if stop > start:
            points = hits.points if isinstance(hits.points, int) else hits.points[start:stop]
            yield hits.rows[start:stop], points


def _add(flat: Array, town: TownColumns, rows: Array, points: Array | int, sign: int, shift: int) -> None:
    """Add to cells. Most cells come once; only those that come again need the slow addition."""
    amount = np.asarray(points * sign).astype(flat.dtype)
    repeats = town.repeats
    again = None if repeats is None else repeats[rows]
    cells = town.cells[rows] + shift if shift else town.cells[rows]
    if again is None:
        np.add.at(flat, cells, amount)
    elif not again.any():
        flat[cells] += amount
    else:
        once = ~again
        flat[cells[once]] += amount if amount.ndim == 0 else amount[once]
        np.add.at(flat, cells[again], amount if amount.ndim == 0 else amount[again])


def _events(rule: m.Rule, hits: Hits, view: View) -> list[Event]:
    town, days = view.town, view.town.days
    day, citizen = town.day[hits.rows].astype(np.int64), town.citizen[hits.rows]
    events = []
    for effect in rule.effects:
        if isinstance(effect, m.Record):
            leaves = by_day(day + effect.days, citizen, days) if effect.days is not None else None
            events.append(Event("record", effect.entry, effect.days, by_day(day, citizen, days), leaves))
        elif isinstance(effect, (m.SetBand, m.PutOn, m.TakeOff, m.Display)):
            events.append(_until(effect, by_day(day, citizen, days)))
    if any(isinstance(effect, m.Stars) for effect in rule.effects):
        amounts = marks_of(rule, hits.rows, view)
        leaves = by_day(day + rule.expires, citizen, days, *amounts) if rule.expires is not None else None
        events.append(Event("stars", rule.id, rule.expires, by_day(day, citizen, days, *amounts), leaves))
    return events


def _until(effect: m.SetBand | m.PutOn | m.TakeOff | m.Display, happens: ByDay) -> Event:
    if isinstance(effect, m.SetBand):
        return Event("set_band", effect.band, effect.days, happens)
    if isinstance(effect, m.PutOn):
        return Event("put_on", effect.list, effect.days, happens)
    if isinstance(effect, m.TakeOff):
        return Event("take_off", effect.list, None, happens)
    return Event("display", effect.where, effect.days, happens)


def count_events(view: View) -> list[Event]:
    """What the characteristics count: every observation of their kinds that the office sees."""
    town = view.town
    events = []
    for index, part in enumerate(view.rulebook.characteristics):
        if part.count_on:
            rows = matching(part.count_on, None, view)
            day, citizen = town.day[rows].astype(np.int64), town.citizen[rows]
            leaves = by_day(day + part.count_days, citizen, town.days)
            happens = by_day(day, citizen, town.days)
            events.append(Event("count", index, part.count_days, happens, leaves))
    return events


def write_all(ledger: Ledger, view: View) -> None:
    """Write every enabled rule's hits for the days of the view."""
    for rule in view.rulebook.rules:
        if rule.enabled:
            write(ledger, rule, within_limit(rule, hits_of(rule, view), view), view)

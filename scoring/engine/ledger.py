"""Everything that observations add on each day: points in a day × citizen matrix, the rest as lists by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array, TownColumns
from scoring.engine.hits import Hits, View, firing, hits_of, marks_of, matching, within_limit

RUN = 1 << 16  # rows


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
    if bool((day[1:] < day[:-1]).any()):
        order = np.argsort(day, kind="stable")
        day, citizen, amounts = day[order], citizen[order], tuple(part[order] for part in amounts)
    starts = np.searchsorted(day, np.arange(days + 2))
    stop = int(starts[-1])
    return ByDay(starts, citizen[:stop], tuple(part[:stop] for part in amounts))


@dataclass(frozen=True, eq=False)
class Event:
    """One effect of one rule (or one count of a characteristic) for a whole town."""

    what: str  # points | record | set_band | put_on | take_off | display | stars | count
    key: str | int
    days: int | None
    happens: ByDay
    leaves: ByDay | None = None


@dataclass(eq=False)
class Ledger:
    """What the rules of one rulebook write into one town's year."""

    points: Array | None  # what edits and rules that ask about others change lies beside it, as events
    events: dict[str, list[Event]] = field(default_factory=dict)

    def all_events(self) -> list[Event]:
        return [event for events in self.events.values() for event in events]


def number_type(rulebook: m.Rulebook, town: TownColumns) -> type[np.signedinteger]:
    """The smallest type in which no sum of points can overflow."""
    rules = [rule for rule in rulebook.rules if rule.enabled]
    kinds = {kind for rule in rules for kind in rule.on} | {""}  # "": kinds that only rules for any kind look at
    per_row = max(sum(rule_bound(rule) for rule in rules if not rule.on or kind in rule.on) for kind in kinds)
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


def write(ledger: Ledger, rule: m.Rule, hits: Hits, view: View) -> None:
    """Add one rule's hits: points to the matrix, the rest as events."""
    if ledger.points is not None and rule_bound(rule):
        add_points(ledger.points, view.town, hits.rows, hits.points, rule.expires)
    events = _events(rule, hits, view)
    if events:
        ledger.events[rule.id] = ledger.events.get(rule.id, []) + events


def write_beside(ledger: Ledger, rule: m.Rule, hits: Hits, view: View) -> list[Event]:
    """Add one rule's hits and leave the matrix, which others may share, as it is. Returns what came."""
    events = _events(rule, hits, view)
    if ledger.points is not None and rule_bound(rule):
        events.append(points_event(rule, hits, view.town))
    if events:
        ledger.events[rule.id] = ledger.events.get(rule.id, []) + events
    return events


def points_event(rule: m.Rule, hits: Hits, town: TownColumns) -> Event:
    """A rule's points as days and citizens instead of cells of the matrix."""
    day, citizen = town.day[hits.rows], town.citizen[hits.rows]
    points = np.broadcast_to(np.asarray(hits.points, np.int64), day.shape)
    leaves = None
    if rule.expires is not None and rule.expires <= town.days:
        leaves = by_day(day.astype(np.int32) + rule.expires, citizen, town.days, points)
    return Event("points", rule.id, rule.expires, by_day(day, citizen, town.days, points), leaves)


def add_points(matrix: Array, town: TownColumns, rows: Array, points: Array | int, expires: int | None) -> None:
    """Add to the cells of these rows, and take away again on the day on which the points leave."""
    flat = matrix.reshape(-1)
    # np.add.at has its fast path for machine-sized positions only
    cells = town.cells[rows].astype(np.intp)
    np.add.at(flat, cells, np.asarray(points).astype(flat.dtype))
    if expires is None or expires > town.days:
        return
    cells += expires * town.citizens
    staying = cells < flat.size
    if isinstance(points, int):
        np.add.at(flat, cells[staying], flat.dtype.type(-points))
    else:
        np.add.at(flat, cells[staying], (-points[staying]).astype(flat.dtype))


def _events(rule: m.Rule, hits: Hits, view: View) -> list[Event]:
    if all(isinstance(effect, (m.Points, m.PointsPer)) for effect in rule.effects):
        return []
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


def write_all(ledger: Ledger, view: View, rules: Iterable[m.Rule]) -> None:
    """Write these rules' hits for the days of the view."""
    together: dict[int | None, list[m.Rule]] = {}
    for rule in rules:
        if ledger.points is not None and _looks_at_everything(rule):
            together.setdefault(rule.expires, []).append(rule)
        else:
            write(ledger, rule, within_limit(rule, hits_of(rule, view), view), view)
    if ledger.points is not None:
        for expires, alike in together.items():
            _write_together(ledger.points, alike, expires, view)


def _looks_at_everything(rule: m.Rule) -> bool:
    """A rule for any kind of act that gives fixed points and nothing else."""
    return not rule.on and rule.at_most is None and all(isinstance(effect, m.Points) for effect in rule.effects)


def _write_together(matrix: Array, rules: list[m.Rule], expires: int | None, view: View) -> None:
    """Such rules are summed row by row first, so that each cell is written once for all of them."""
    points = np.zeros(len(view.town), matrix.dtype)
    for start, stop in _short_runs(view):
        for rule in rules:
            amount = matrix.dtype.type(sum(effect.amount for effect in rule.effects if isinstance(effect, m.Points)))
            fired = firing(rule.when, view, start, stop)
            points[start:stop] += amount if fired is None else fired * amount
    rows = np.flatnonzero(points)
    add_points(matrix, view.town, rows, points[rows], expires)


def _short_runs(view: View) -> Iterator[tuple[int, int]]:
    """All rows of the view in runs that fit a processor's cache."""
    for start, stop in view.pieces(()):
        for here in range(start, stop, RUN):
            yield here, min(here + RUN, stop)

"""Everything that observations add on each day: points in a day × citizen matrix, the rest as lists by day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.by_day import ByDay, Event, by_day
from scoring.engine.columns import Array, TownColumns
from scoring.engine.hits import Hits, View, hits_of, marks_of, matching, within_limit
from scoring.engine.matrix import Stream, add_streams, streams_of
from scoring.engine.moves import Move, add_moves
from scoring.engine.room import copy_of, room_for
from scoring.engine.tables import looks_at_everything, summed_streams

SMALL = 1 << 24  # bytes of a matrix that is sooner copied than left alone


@dataclass(eq=False)
class Ledger:
    """What the rules of one rulebook write into one town's year."""

    points: Array | None  # what the edits of a large town change lies beside it, as events
    events: dict[str, list[Event]] = field(default_factory=dict)
    monthly: dict[str, list[Stream]] = field(default_factory=dict)  # points of rules that ask about others
    moves: tuple[Move, ...] = ()  # what edits change, likewise beside the matrix; laid out by day when asked for

    def effects(self) -> list[Event]:
        """All events but the moves of edits."""
        return [event for events in self.events.values() for event in events]

    def all_events(self) -> list[Event]:
        days = 0 if self.points is None else len(self.points) - 1
        return self.effects() + [move.event(days) for move in self.moves]

    @property
    def held_bands(self) -> set[int]:
        """Positions of the bands at which rules hold citizens."""
        return {int(event.key) for event in self.effects() if event.what == "set_band"}


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


def whole_ledger(rulebook: m.Rulebook, town: TownColumns) -> Ledger:
    """What all rules write that do not ask about others."""
    view = View(rulebook, town, {}, 1, town.days)
    ledger = Ledger(None)
    number = np.dtype(number_type(rulebook, town))
    rules = [rule for rule in rulebook.rules if rule.enabled and not rule.asks_associations]
    everything = [rule for rule in rules if looks_at_everything(rule)]
    streams = summed_streams(everything, view, number) if everything else []
    for rule in rules:
        if rule not in everything:
            hits = within_limit(rule, hits_of(rule, view), view)
            write_effects(ledger, rule, hits, view)
            if rule_bound(rule):
                streams += streams_of(rule, hits, town, number)
    if has_points(rulebook):
        ledger.points = room_for((town.days + 1, town.citizens), number)
        add_streams(ledger.points, streams, fill=True)
    return ledger


def write(ledger: Ledger, rule: m.Rule, hits: Hits, view: View) -> list[Event]:
    """Add one rule's hits: points to the matrix, the rest as events. Returns these."""
    write_points(ledger, rule, hits, view.town)
    return write_effects(ledger, rule, hits, view)


def write_monthly(ledger: Ledger, rule: m.Rule, hits: Hits, view: View) -> list[Event]:
    """The same for a rule that asks about others: what it adds is remembered, to be taken out again."""
    ledger.monthly.setdefault(rule.id, []).extend(write_points(ledger, rule, hits, view.town))
    return write_effects(ledger, rule, hits, view)


def write_points(ledger: Ledger, rule: m.Rule, hits: Hits, town: TownColumns) -> list[Stream]:
    if ledger.points is None or not rule_bound(rule):
        return []
    streams = streams_of(rule, hits, town, ledger.points.dtype)
    add_streams(ledger.points, streams)
    return streams


def write_effects(ledger: Ledger, rule: m.Rule, hits: Hits, view: View) -> list[Event]:
    """Add what one rule's hits do besides giving points."""
    events = _events(rule, hits, view)
    if events:
        ledger.events[rule.id] = ledger.events.get(rule.id, []) + events
    return events


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


def without_months(ledger: Ledger) -> Ledger:
    """A copy of a ledger less what rules that ask about others wrote: that is written again, month by month."""
    points = None if ledger.points is None else copy_of(ledger.points)
    add_moves(points, ledger.moves)
    if points is not None:
        add_streams(points, [stream.negative() for streams in ledger.monthly.values() for stream in streams])
    return Ledger(points, {name: events for name, events in ledger.events.items() if name not in ledger.monthly})


def joined(ledger: Ledger) -> Ledger:
    """A small matrix is copied and takes the moves in; beside a large one they stay."""
    if ledger.points is None or not ledger.moves or ledger.points.nbytes > SMALL:
        return ledger
    points = copy_of(ledger.points)
    add_moves(points, ledger.moves)
    return replace(ledger, points=points, moves=())

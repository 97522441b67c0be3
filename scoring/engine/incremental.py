"""After an edit: exchange the changed rules' hits and settle again only the citizens whom they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.hits import Hits, View, hits_of, within_limit
from scoring.engine.ledger import Event, Ledger, has_points, number_type, points_event, rule_bound, write_beside
from scoring.engine.replaying import Replay, result_of, settle_all
from scoring.engine.scan import Scan

SCAN_PARTS = ("scale", "bands", "characteristics", "multipliers", "lists")
EDITS = "rules:taken away"  # a key that no rule can have
MOST_EDITS = 8
MOST_TOUCHED = 0.6  # above this share, picking citizens out costs more than settling everybody


def replay_again(rulebook: m.Rulebook, previous: Replay) -> Replay | None:
    """The replay of an edited rulebook from that of the rulebook before; None when it must be done whole."""
    before, town = previous.rulebook, previous.town
    if (rulebook.observers, rulebook.consent) != (before.observers, before.consent):
        return None
    if _counting(rulebook) != _counting(before):
        return None
    if _wider(rulebook, previous) or len(previous.ledger.events.get(EDITS, ())) >= MOST_EDITS:
        return None
    ledger, touched = _exchange(rulebook, previous)
    if rulebook.asks_associations or before.asks_associations:
        return settle_all(rulebook, town, ledger)
    same_scan = all(getattr(rulebook, name) == getattr(before, name) for name in SCAN_PARTS)
    same = same_scan and rulebook.doors == before.doors
    if same and not touched.any():
        return replace(previous, rulebook=rulebook, ledger=ledger)
    if same and touched.mean() <= MOST_TOUCHED:
        return _settle_some(rulebook, previous, ledger, np.flatnonzero(touched))
    return settle_all(rulebook, town, ledger)


def _without_months(ledger: Ledger, before: m.Rulebook) -> Ledger:
    """The ledger less what rules that ask about others wrote: that is written again, month by month."""
    again = {rule.id for rule in before.rules if rule.asks_associations}
    return Ledger(ledger.points, {name: events for name, events in ledger.events.items() if name not in again})


def _counting(rulebook: m.Rulebook) -> list[tuple[tuple[str, ...], int]]:
    return [(part.count_on, part.count_days) for part in rulebook.characteristics]


def changed_rules(after: m.Rulebook, before: m.Rulebook) -> tuple[list[m.Rule], list[m.Rule]]:
    """The rules that were, and those that are now, where what they do differs."""
    old = {rule.id: rule for rule in before.rules if rule.enabled}
    new = {rule.id: rule for rule in after.rules if rule.enabled}
    gone = [rule for name, rule in old.items() if name not in new or _does(rule) != _does(new[name])]
    come = [rule for name, rule in new.items() if name not in old or _does(rule) != _does(old[name])]
    return gone, come


def _does(rule: m.Rule) -> tuple[object, ...]:
    return rule.on, rule.when, rule.effects, rule.expires, rule.at_most


def _wider(rulebook: m.Rulebook, previous: Replay) -> bool:
    """Do the points need larger numbers than the matrix has?"""
    points = previous.ledger.points
    if not has_points(rulebook):
        return False
    return points is None or np.dtype(number_type(rulebook, previous.town)).itemsize > points.dtype.itemsize


def _exchange(rulebook: m.Rulebook, previous: Replay) -> tuple[Ledger, Array]:
    """The ledger with the changed rules' hits exchanged, and whom that touches. Nothing in the matrix is moved."""
    town = previous.town
    touched = np.zeros(town.citizens, bool)
    gone, come = changed_rules(rulebook, previous.rulebook)
    ledger = _without_months(previous.ledger, previous.rulebook)
    for rule in gone:
        if not rule.asks_associations:
            _take_away(ledger, rule, View(previous.rulebook, town, {}, 1, town.days), touched)
    for rule in come:
        if not rule.asks_associations:
            view = View(rulebook, town, {}, 1, town.days)
            hits = within_limit(rule, hits_of(rule, view), view)
            write_beside(ledger, rule, hits, view)
            touched[town.citizen[hits.rows]] = True
    return ledger, touched


def _take_away(ledger: Ledger, rule: m.Rule, view: View, touched: Array) -> None:
    """An earlier edit's points lie beside the matrix and are dropped; others are weighed against."""
    hits = within_limit(rule, hits_of(rule, view), view)
    touched[view.town.citizen[hits.rows]] = True
    beside = any(event.what == "points" for event in ledger.events.pop(rule.id, ()))
    if not beside and ledger.points is not None and rule_bound(rule):
        against = points_event(rule, Hits(hits.rows, -hits.points), view.town)
        ledger.events[EDITS] = [*ledger.events.get(EDITS, ()), against]


def _settle_some(rulebook: m.Rulebook, previous: Replay, ledger: Ledger, citizens: Array) -> Replay:
    town = previous.town
    facts = {name: column[citizens] for name, column in town.citizen_facts.items()}
    points = None if ledger.points is None else ledger.points.take(citizens, axis=1)
    scan = Scan(rulebook, facts, previous.scored[citizens], town.days, points)
    scan.expect(_about(ledger.all_events(), citizens, town.citizens, town.days))
    for day in range(town.days + 1):
        scan.step(day)
    return _merged(previous, result_of(scan, rulebook, town, ledger, ()), citizens)


def _about(events: Iterable[Event], citizens: Array, count: int, days: int) -> list[Event]:
    position = np.full(count, -1, np.int64)
    position[citizens] = np.arange(len(citizens))
    return [
        Event(
            event.what,
            event.key,
            event.days,
            event.happens.only(position, days),
            event.leaves.only(position, days) if event.leaves else None,
        )
        for event in events
    ]


def _merged(previous: Replay, part: Replay, citizens: Array) -> Replay:
    """The previous result with these citizens' columns exchanged."""

    def put(old: Array, new: Array) -> Array:
        result = old.copy()
        result[citizens] = new
        return result

    def put_all(old: Mapping[str, Array], new: Mapping[str, Array], blank: Array) -> dict[str, Array]:
        names = {**old, **new}
        return {name: put(old.get(name, blank), new.get(name, blank[citizens])) for name in names}

    nobody = np.zeros(previous.town.citizens, bool)
    return replace(
        part,
        scored=previous.scored,
        standing=put(previous.standing, part.standing),
        band=put(previous.band, part.band),
        listed={
            name: _put_bits(bits, part.listed[name], citizens, len(nobody)) for name, bits in previous.listed.items()
        },
        days_listed=put_all(previous.days_listed, part.days_listed, nobody),
        entries=put(previous.entries, part.entries),
        displays=put_all(previous.displays, part.displays, nobody),
        doors=put_all(previous.doors, part.doors, nobody),
    )


def _put_bits(old: Array, new: Array, citizens: Array, count: int) -> Array:
    result = np.empty_like(old)
    for day in range(len(old)):
        bits = np.unpackbits(old[day], count=count)
        bits[citizens] = np.unpackbits(new[day], count=len(citizens))
        result[day] = np.packbits(bits)
    return result

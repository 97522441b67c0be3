"""After an edit: exchange the changed rules' hits and settle again only the citizens whom they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.hits import Hits, View, hits_of, within_limit
from scoring.engine.ledger import Event, Ledger, has_points, number_type, write
from scoring.engine.replaying import Replay, result_of, scored_citizens
from scoring.engine.scan import Scan

SCAN_PARTS = ("scale", "bands", "characteristics", "multipliers", "lists")
MOST_TOUCHED = 0.6  # above this share, picking citizens out costs more than settling everybody


def replay_again(rulebook: m.Rulebook, previous: Replay) -> Replay | None:
    """The replay of an edited rulebook from that of the rulebook before; None when it must be done whole."""
    before, town = previous.rulebook, previous.town
    if rulebook.asks_associations or before.asks_associations:
        return None
    if (rulebook.observers, rulebook.consent) != (before.observers, before.consent):
        return None
    if _counting(rulebook) != _counting(before):
        return None
    ledger, touched = _exchange(rulebook, previous)
    if ledger is None:
        return None
    same_scan = all(getattr(rulebook, name) == getattr(before, name) for name in SCAN_PARTS)
    same = same_scan and rulebook.doors == before.doors
    if same and not touched.any():
        return replace(previous, rulebook=rulebook, ledger=ledger)
    picked = same and touched.mean() <= MOST_TOUCHED
    citizens = np.flatnonzero(touched) if picked else np.arange(town.citizens)
    return _settle_some(rulebook, previous, ledger, citizens)


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


def _exchange(rulebook: m.Rulebook, previous: Replay) -> tuple[Ledger | None, Array]:
    """The ledger with the changed rules' hits exchanged, and whom that touches."""
    town, before = previous.town, previous.rulebook
    touched = np.zeros(town.citizens, bool)
    old = previous.ledger
    wider = has_points(rulebook) and (
        old.points is None or np.dtype(number_type(rulebook, town)).itemsize > old.points.dtype.itemsize
    )
    if wider:
        return None, touched
    gone, come = changed_rules(rulebook, before)
    ledger = old.copy() if gone or come else old
    for rule in gone:
        _apply(ledger, rule, View(before, town, {}, 1, town.days), -1, touched)
        ledger.events.pop(rule.id, None)
    for rule in come:
        _apply(ledger, rule, View(rulebook, town, {}, 1, town.days), 1, touched)
    return ledger, touched


def _apply(ledger: Ledger, rule: m.Rule, view: View, sign: int, touched: Array) -> None:
    hits: Hits = within_limit(rule, hits_of(rule, view), view)
    write(ledger, rule, hits, view, sign)
    touched[view.town.citizen[hits.rows]] = True


def _settle_some(rulebook: m.Rulebook, previous: Replay, ledger: Ledger, citizens: Array) -> Replay:
    town = previous.town
    whole = len(citizens) == town.citizens
    facts = town.citizen_facts if whole else {name: column[citizens] for name, column in town.citizen_facts.items()}
    points = ledger.points if ledger.points is None or whole else ledger.points[:, citizens]
    scan = Scan(rulebook, facts, scored_citizens(rulebook, town)[citizens], town.days, points)
    events = ledger.all_events()
    scan.expect(events if whole else _about(events, citizens, town.citizens, town.days))
    for day in range(town.days + 1):
        scan.step(day)
    part = result_of(scan, rulebook, town, ledger, ())
    return part if whole else _merged(previous, part, citizens)


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

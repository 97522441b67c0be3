"""After an edit: exchange the changed rules' hits and settle again only the citizens whom they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.by_day import Event
from scoring.engine.columns import Array, TownColumns
from scoring.engine.hits import Hits, View, matching, points_of, within_limit
from scoring.engine.ledger import (
    Ledger,
    has_points,
    number_type,
    points_event,
    rule_bound,
    without_months,
    write_beside,
    write_effects,
    write_points,
)
from scoring.engine.replaying import Replay, result_of, settle_all
from scoring.engine.scan import Scan

SCAN_PARTS = ("scale", "bands", "characteristics", "multipliers", "lists")
EDITS = "rules:taken away"  # a key that no rule can have
MOST_EDITS = 8
MOST_TOUCHED = 0.05  # above this share, picking citizens out costs more than settling everybody
SMALL = 1 << 24  # bytes of a matrix that is sooner copied than left alone


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
    """The ledger with the changed rules' hits exchanged, and whom that touches. The previous one stays as it is."""
    town, old = previous.town, previous.ledger
    touched = np.zeros(town.citizens, bool)
    gone, come = _hits_of_changed(rulebook, previous)
    for _, hits in (*gone, *come):
        touched[town.citizen[hits.rows]] = True
    view = View(rulebook, town, {}, 1, town.days)
    small = old.points is None or old.points.nbytes <= SMALL
    if small or old.monthly or rulebook.asks_associations:
        ledger = without_months(old)
        _write_difference(ledger, gone, come, view)
        return ledger, touched
    ledger = Ledger(old.points, dict(old.events))
    for rule, hits in gone:
        _weigh_against(ledger, rule, hits, town)
    for rule, hits in come:
        write_beside(ledger, rule, hits, view)
    return ledger, touched


Changed = list[tuple[m.Rule, Hits]]


def _hits_of_changed(rulebook: m.Rulebook, previous: Replay) -> tuple[Changed, Changed]:
    """The hits of the rules that were, and of those that are now. (What asks about others is left for the months.)"""
    view = View(rulebook, previous.town, {}, 1, previous.town.days)
    matched: dict[str, tuple[m.Rule, Array]] = {}
    found: tuple[Changed, Changed] = [], []
    for side, rules in zip(found, changed_rules(rulebook, previous.rulebook), strict=True):
        for rule in rules:
            if not rule.asks_associations:
                rows = _matching(rule, view, matched)
                side.append((rule, within_limit(rule, Hits(rows, points_of(rule, rows, view)), view)))
    return found


def _matching(rule: m.Rule, view: View, matched: dict[str, tuple[m.Rule, Array]]) -> Array:
    """A rule's rows; where the edit leaves alone what it looks at, they are found once for before and after."""
    same, rows = matched.get(rule.id, (None, None))
    if same is None or rows is None or (same.on, same.when) != (rule.on, rule.when):
        rows = matching(rule.on, rule.when, view)
        matched[rule.id] = rule, rows
    return rows


def _dropped(ledger: Ledger, rule: m.Rule) -> bool:
    """Drop what a rule wrote beside the matrix. Were its points, from an earlier edit, among that?"""
    return any(event.what == "points" for event in ledger.events.pop(rule.id, ()))


def _write_difference(ledger: Ledger, gone: Changed, come: Changed, view: View) -> None:
    """Into a matrix that nobody shares. A rule whose hits and their days stay is written once: by how much it moves."""
    before = {rule.id: (rule, hits) for rule, hits in gone if not _dropped(ledger, rule)}
    for rule, hits in come:
        write_effects(ledger, rule, hits, view)
        old, was = before.get(rule.id, (rule, hits))
        if old is not rule and was.rows is hits.rows and old.expires == rule.expires:
            del before[rule.id]
            hits = Hits(hits.rows, hits.points - was.points)
            write_points(ledger, rule if rule_bound(rule) else old, hits, view.town)
        else:
            write_points(ledger, rule, hits, view.town)
    for old, was in before.values():
        write_points(ledger, old, Hits(was.rows, -was.points), view.town)


def _weigh_against(ledger: Ledger, rule: m.Rule, hits: Hits, town: TownColumns) -> None:
    """An earlier edit's points lie beside the matrix and are dropped; others are weighed against."""
    if not _dropped(ledger, rule) and ledger.points is not None and rule_bound(rule):
        against = points_event(rule, Hits(hits.rows, -hits.points), town)
        ledger.events[EDITS] = [*ledger.events.get(EDITS, ()), against]


def _settle_some(rulebook: m.Rulebook, previous: Replay, ledger: Ledger, citizens: Array) -> Replay:
    town = previous.town
    facts = {name: column[citizens] for name, column in town.citizen_facts.items()}
    points = None if ledger.points is None else ledger.points[:, citizens]
    scan = Scan(rulebook, facts, previous.scored[citizens], town.days, points)
    scan.expect(_about(ledger.all_events(), citizens, town.citizens, town.days))
    scan.run(0, town.days)
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
        listed={name: _put_bits(bits, part.listed[name], citizens) for name, bits in previous.listed.items()},
        entries=put(previous.entries, part.entries),
        displays=put_all(previous.displays, part.displays, nobody),
        doors=put_all(previous.doors, part.doors, nobody),
    )


def _put_bits(old: Array, new: Array, citizens: Array) -> Array:
    """Some citizens' bits exchanged on all days. Few are listed otherwise than before: only these are written."""
    place, bit = citizens // 8, (7 - citizens % 8).astype(np.uint8)
    bits = np.unpackbits(new, axis=1, count=len(citizens))
    moved = bits != (old[:, place] >> bit & 1)
    days, who = np.nonzero(moved)
    if not len(days):
        return old
    result = old.copy()
    np.bitwise_xor.at(result, (days, place[who]), np.left_shift(np.uint8(1), bit[who]))
    return result

"""After an edit: exchange the changed rules' hits and settle again only the citizens whom they touch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array, TownColumns
from scoring.engine.hits import Hits, View, as_run, matching, points_of, within_limit
from scoring.engine.ledger import Ledger, has_points, joined, number_type, without_months, write_effects
from scoring.engine.moves import Changed, Move, add_moves, moves_between
from scoring.engine.nearly import settle_near
from scoring.engine.replaying import Replay, settle_all
from scoring.engine.some import settle_some

SCAN_PARTS = ("scale", "bands", "characteristics", "multipliers", "lists")
MOST_MOVES = 8
NO_ROWS = np.zeros(0, np.int64)
MOST_TOUCHED = 0.05  # above this share, picking citizens out costs more than settling everybody


def replay_again(rulebook: m.Rulebook, previous: Replay) -> Replay | None:
    """The replay of an edited rulebook from that of the rulebook before; None when it must be done whole."""
    before, town = previous.rulebook, previous.town
    if (rulebook.observers, rulebook.consent) != (before.observers, before.consent):
        return None
    if _counting(rulebook) != _counting(before):
        return None
    if _wider(rulebook, previous) or len(previous.ledger.moves) >= MOST_MOVES:
        return None
    gone, come = _hits_of_changed(rulebook, previous)
    moves = moves_between(gone, come, town)
    near = _settle_near(rulebook, previous, (gone, come), moves)
    if near is not None:
        return near
    ledger = _exchange(rulebook, previous, (gone, come), moves)
    if rulebook.asks_associations or before.asks_associations or not _same_scan(rulebook, before):
        return settle_all(rulebook, town, joined(ledger))
    touched = _touched(gone, come, town)
    if not touched.any():
        return replace(previous, rulebook=rulebook, ledger=ledger)
    if touched.mean() <= MOST_TOUCHED:
        return settle_some(rulebook, previous, ledger, np.flatnonzero(touched))
    return settle_all(rulebook, town, joined(ledger))


def _settle_near(
    rulebook: m.Rulebook, previous: Replay, changed: tuple[Changed, Changed], moves: list[Move]
) -> Replay | None:
    """Where only points change, those near an edge are settled and the others moved; None where that is no way."""
    before, old = previous.rulebook, previous.ledger
    if old.points is None or not _same_scan(rulebook, before) or not _only_numbers(*changed):
        return None
    if rulebook.asks_associations or before.asks_associations:
        return None
    return settle_near(rulebook, previous, replace(old, moves=(*old.moves, *moves)), moves)


def _same_scan(rulebook: m.Rulebook, before: m.Rulebook) -> bool:
    same = all(getattr(rulebook, name) == getattr(before, name) for name in SCAN_PARTS)
    return same and rulebook.doors == before.doors


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


def _exchange(rulebook: m.Rulebook, previous: Replay, changed: tuple[Changed, Changed], moves: list[Move]) -> Ledger:
    """The ledger with the changed rules' hits exchanged. The previous one stays as it is."""
    town, old = previous.town, previous.ledger
    if old.monthly or rulebook.asks_associations:
        ledger = without_months(old)
        add_moves(ledger.points, moves)
    else:
        ledger = Ledger(old.points, dict(old.events), moves=(*old.moves, *moves))
    gone, come = changed
    for rule, _ in gone:
        ledger.events.pop(rule.id, None)
    view = View(rulebook, town, {}, 1, town.days)
    for rule, hits in come:
        write_effects(ledger, rule, hits, view)
    return ledger


def _touched(gone: Changed, come: Changed, town: TownColumns) -> Array:
    """Whom the changed rules' hits, before or after, are about."""
    touched = np.zeros(town.citizens, bool)
    for _, hits in (*gone, *come):
        touched[town.citizen[as_run(hits.rows)]] = True
    return touched


def _only_numbers(gone: Changed, come: Changed) -> bool:
    """Does the edit change points alone? What else a rule does may stay, on the same hits."""
    was = {rule.id: (_besides(rule), hits.rows) for rule, hits in gone}
    now = {rule.id: (_besides(rule), hits.rows) for rule, hits in come}
    for name in {**was, **now}:
        (effects, rows), (others, places) = was.get(name, ((), NO_ROWS)), now.get(name, ((), NO_ROWS))
        if (effects or others) and (effects != others or not np.array_equal(rows, places)):
            return False
    return True


def _besides(rule: m.Rule) -> tuple[m.Effect, ...]:
    return tuple(effect for effect in rule.effects if not isinstance(effect, (m.Points, m.PointsPer)))


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

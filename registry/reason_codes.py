"""The reason code that a board prints, for a whole town at once.

Means the same as registry.boards for a single life: what put the citizen there, or else what weighed most until then.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from scoring.engine import Replay, TownColumns
from scoring.engine.columns import Array
from scoring.engine.hits import View, hits_of, marks_of, within_limit
from scoring.engine.model import Display, PutOn, Rule, SetBand, Stars
from scoring.engine.state import MONTH

NONE = -1
ABOVE_ALL = 1_000_000_000  # a listing or a band weighs more than any points


@dataclass(frozen=True, eq=False)
class Fired:
    """Hits of every rule with a code, one row each, about some citizens of a town."""

    rule: Array  # position in the rulebook
    citizen: Array
    day: Array
    points: Array

    def those(self, rows: Array) -> "Fired":
        return Fired(self.rule[rows], self.citizen[rows], self.day[rows], self.points[rows])


def fired(replay: Replay, about: Array) -> Fired:
    """Every hit that has a reason code and is about one of `about` (a mask of citizens)."""
    town = replay.town.keep(about[replay.town.citizen])
    parts = [part for position, rule in _coded(replay) for part in _hits(replay, town, position, rule)]
    columns = zip(*parts, strict=True) if parts else [[np.zeros(0, np.int64)]] * 4
    return Fired(*(np.concatenate(column) for column in columns))


def _coded(replay: Replay) -> Iterator[tuple[int, Rule]]:
    for position, rule in enumerate(replay.rulebook.rules):
        if rule.enabled and rule.reason_code:
            yield position, rule


def _hits(replay: Replay, town: TownColumns, position: int, rule: Rule) -> Iterator[tuple[Array, ...]]:
    """(rule, citizen, day, points) of one rule. A rule about others sees the associations of each month."""
    if not (rule.asks_associations and replay.months):
        yield _columns(rule, position, View(replay.rulebook, town, {}, 1, town.days))
        return
    for month, known in enumerate(replay.months):
        first = month * MONTH + 1
        view = View(replay.rulebook, town, known, first, min(first + MONTH - 1, town.days))
        yield _columns(rule, position, view)


def _columns(rule: Rule, position: int, view: View) -> tuple[Array, ...]:
    hits = within_limit(rule, hits_of(rule, view), view)
    points = np.broadcast_to(np.asarray(hits.points, np.int64), hits.rows.shape)
    if any(isinstance(effect, Stars) for effect in rule.effects):
        marks, weights = marks_of(rule, hits.rows, view)
        points = np.where(weights > 0, marks // np.maximum(weights, 1) - view.rulebook.scale.start, points)
    rows = hits.rows
    return np.full(len(rows), position), view.town.citizen[rows].astype(np.int64), view.town.day[rows], points


def list_codes(replay: Replay, hits: Fired, name: str, citizens: Array, since: Array) -> Array:
    """The position of the rule whose code is printed for each of `citizens`; NONE where no rule has one.

    `since`: the day on which each was entered. `citizens` ascend.
    """
    place, early = _until(hits, citizens, since, replay.town.citizens)
    putting = _rules(replay, lambda rule: any(isinstance(e, PutOn) and e.list == name for e in rule.effects))
    by = putting[early.rule] & (early.day == since[place])
    heavy, against = _weighing(replay, early)
    kept = by | against
    weight = np.where(heavy, ABOVE_ALL, 0) + np.abs(_sums(early))
    return _best(early.those(kept), place[kept], by[kept], weight[kept], len(citizens), replay)


def display_codes(replay: Replay, hits: Fired, where: str, citizens: Array, since: Array) -> Array:
    """The same for a place of display: the rule that had the citizen shown on the day it began."""
    place, early = _until(hits, citizens, since, replay.town.citizens)
    showing = _rules(replay, lambda rule: any(isinstance(e, Display) and e.where == where for e in rule.effects))
    kept = showing[early.rule] & (early.day == since[place])
    nothing = np.zeros(int(kept.sum()), np.int64)
    return _best(early.those(kept), place[kept], nothing.astype(bool), nothing, len(citizens), replay)


def _rules(replay: Replay, holds: Callable[[Rule], bool]) -> Array:
    """A table by rule."""
    return np.array([holds(rule) for rule in replay.rulebook.rules], bool)


def _until(hits: Fired, citizens: Array, since: Array, town: int) -> tuple[Array, Fired]:
    """The hits about `citizens` up to the day of entry, and where each citizen stands among them."""
    position = np.full(town, NONE)
    position[citizens] = np.arange(len(citizens))
    place = position[hits.citizen]
    rows = np.flatnonzero(place >= 0)
    rows = rows[hits.day[rows] <= since[place[rows]]]
    return place[rows], hits.those(rows)


def _weighing(replay: Replay, hits: Fired) -> tuple[Array, Array]:
    """Which hits list or set a band, and which weigh against a citizen at all (as reasons_of says)."""
    black = {entry.id for entry in replay.rulebook.lists if entry.colour == "black"}
    heavy = _rules(
        replay,
        lambda rule: any(
            (isinstance(e, PutOn) and e.list in black) or (isinstance(e, SetBand) and e.band > 0) for e in rule.effects
        ),
    )[hits.rule]
    worse = replay.rulebook.scale.higher_is == "worse"
    return heavy, heavy | (hits.points > 0 if worse else hits.points < 0)


def _sums(hits: Fired) -> Array:
    """For each hit: what its rule gave the citizen on that day in all."""
    rules, days = int(hits.rule.max(initial=0)) + 1, int(hits.day.max(initial=0)) + 1
    key = (hits.citizen * days + hits.day) * rules + hits.rule
    _, group = np.unique(key, return_inverse=True)
    return np.asarray(np.bincount(group, hits.points).astype(np.int64)[group])


def _best(hits: Fired, place: Array, by: Array, weight: Array, citizens: int, replay: Replay) -> Array:
    """Of each citizen's hits: what listed, then the latest day, then the heaviest, then the first by name."""
    names = np.argsort(np.argsort([rule.id for rule in replay.rulebook.rules]))
    tie = np.where(by, hits.rule, names[hits.rule])
    order = np.lexsort((tie, np.where(by, 0, -weight), -hits.day.astype(np.int64), ~by, place))
    found = np.full(citizens, NONE)
    first, where = np.unique(place[order], return_index=True)
    found[first] = hits.rule[order][where]
    return found

"""A whole town's year under one rulebook, in arrays. Means the same as explanation.py for every citizen and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from scoring.engine import model as m
from scoring.engine.associations import AssociationBook
from scoring.engine.columns import Array, TownColumns
from scoring.engine.explanation import MONTH
from scoring.engine.hits import Hits, View, hits_of, within_limit
from scoring.engine.ledger import Ledger, count_events, empty_ledger, write_all, write_beside
from scoring.engine.scan import Scan

NO_STANDING = -(2**31)


@dataclass(frozen=True, eq=False)
class Replay:
    """`standing` is NO_STANDING, and `band` −1, for those who have none. Days count from 0, the start."""

    rulebook: m.Rulebook
    town: TownColumns
    scored: Array
    standing: Array
    band: Array
    listed: Mapping[str, Array]  # list → bits [day, citizens / 8]
    days_listed: Mapping[str, Array]
    entries: Array
    displays: Mapping[str, Array]
    doors: Mapping[str, Array]  # door → position of the line that sets it; −1: the door's default
    ledger: Ledger = field(repr=False)
    months: tuple[Mapping[str, Array], ...] = field(default=(), repr=False)  # associations in force

    def listed_on(self, name: str, day: int) -> Array:
        """Who is on a list at the end of a day."""
        return np.unpackbits(self.listed[name][day], count=self.town.citizens).astype(bool)

    def on_list(self, name: str) -> Array:
        """Who is on a list at the end of the year."""
        return self.listed_on(name, self.town.days)

    def on_any(self, colour: str = "black") -> Array:
        """Who is on any list of a colour at the end."""
        result = np.zeros(self.town.citizens, bool)
        for entry in self.rulebook.lists:
            if entry.colour == colour:
                result |= self.on_list(entry.id)
        return result

    def door_state(self, door: str) -> list[str]:
        """The names of the states that `doors` points to, the default last (position −1)."""
        lines = [line.state for line in self.rulebook.doors]
        return [*lines, self.rulebook.vocabulary.doors[door].default]

    def in_state(self, door: str, state: str) -> Array:
        """For whom a door is in a state."""
        table = np.array([name == state for name in self.door_state(door)])
        return np.asarray(table[self.doors[door]])

    @cached_property
    def standing_by_day(self) -> Array:
        """Standing [day, citizen], worked out again from the ledger: large, so it is not kept by replay()."""
        record = np.full((self.town.days + 1, self.town.citizens), NO_STANDING, np.int32)
        _run(self.rulebook, self.town, self.ledger, self.months, record=record)
        return record


def replay(rulebook: m.Rulebook, town: TownColumns, *, previous: Replay | None = None) -> Replay:
    """Settle every day for everybody. With `previous`, of the same town, only what an edit changes is done again."""
    from scoring.engine.incremental import replay_again

    if previous is not None and previous.town is town:
        again = replay_again(rulebook, previous)
        if again is not None:
            return again
    return replay_whole(rulebook, town)


def replay_whole(rulebook: m.Rulebook, town: TownColumns) -> Replay:
    ledger = empty_ledger(rulebook, town)
    view = View(rulebook, town, {}, 1, town.days)
    write_all(ledger, view, (rule for rule in rulebook.rules if rule.enabled and not rule.asks_associations))
    ledger.events[COUNTS] = count_events(view)
    return settle_all(rulebook, town, ledger)


def settle_all(rulebook: m.Rulebook, town: TownColumns, ledger: Ledger) -> Replay:
    """Every day for everybody, when all that asks nobody else is in the ledger."""
    if rulebook.asks_associations:
        return _replay_by_months(rulebook, town, ledger)
    return result_of(_run(rulebook, town, ledger, ()), rulebook, town, ledger, ())


COUNTS = "characteristics:count"  # a key that no rule can have


def scored_citizens(rulebook: m.Rulebook, town: TownColumns) -> Array:
    """Where consent is asked for, those who gave it."""
    consents = town.citizen_facts.get("consents")
    if rulebook.consent == "mandatory":
        return np.ones(town.citizens, bool)
    if consents is None:
        return np.full(town.citizens, bool(rulebook.vocabulary.defaults["consents"]))
    return consents.astype(bool)


def _run(
    rulebook: m.Rulebook,
    town: TownColumns,
    ledger: Ledger,
    months: tuple[Mapping[str, Array], ...],
    record: Array | None = None,
) -> Scan:
    """Every day, with associations that are already known."""
    scored = scored_citizens(rulebook, town)
    scan = Scan(rulebook, town.citizen_facts, scored, town.days, ledger.points)
    scan.expect(ledger.all_events())
    for day in range(town.days + 1):
        if months and day % MONTH == 1 and day > MONTH:
            scan.know({**town.citizen_facts, **months[day // MONTH]})
        scan.step(day)
        if record is not None and rulebook.scale.has_number:
            record[day] = _with_none(scan.standing, scored)
    return scan


def _with_none(standing: Array, numbered: Array) -> Array:
    """Standing as int32, with NO_STANDING for those who have none. (A small type could not hold that number.)"""
    return np.where(numbered, standing.astype(np.int32), np.int32(NO_STANDING))


def _replay_by_months(rulebook: m.Rulebook, town: TownColumns, ledger: Ledger) -> Replay:
    """Rules of a month see the associations of the end of the month before; all others are written already."""
    scored = scored_citizens(rulebook, town)
    scan = Scan(rulebook, town.citizen_facts, scored, town.days, ledger.points)
    waiting = [rule for rule in rulebook.rules if rule.enabled and rule.asks_associations]
    scan.expect(ledger.all_events())
    scan.step(0)
    book = AssociationBook(rulebook, town)
    limited: dict[str, Hits] = {}
    months = []
    for first in range(1, town.days + 1, MONTH):
        last = min(first + MONTH - 1, town.days)
        months.append(book.now)
        view = View(rulebook, town, book.now, first, last)
        for rule in waiting:
            scan.expect(write_beside(ledger, rule, _hits_of_month(rule, view, limited), view))
        scan.know({**town.citizen_facts, **book.now})
        for day in range(first, last + 1):
            scan.step(day)
        book.refresh(scan)
    return result_of(scan, rulebook, town, ledger, tuple(months))


def _hits_of_month(rule: m.Rule, view: View, limited: dict[str, Hits]) -> Hits:
    """A limit's block may begin in an earlier month: the hits of before are weighed again, not written again."""
    hits = hits_of(rule, view)
    if rule.at_most is None:
        return hits
    before = limited.get(rule.id)
    if before is not None:
        hits = _joined(before, hits)
    limited[rule.id] = _in_block(hits, rule.at_most.block(view.last + 1), rule.at_most, view)
    counted = within_limit(rule, hits, view)
    now = view.town.day[counted.rows] >= view.first
    return Hits(counted.rows[now], counted.points if isinstance(counted.points, int) else counted.points[now])


def _in_block(hits: Hits, block: int, limit: m.AtMost, view: View) -> Hits:
    """The hits that lie in a limit's block of days: those of earlier blocks have nothing more to say."""
    kept = limit.block(view.town.day[hits.rows]) == block
    return Hits(hits.rows[kept], hits.points if isinstance(hits.points, int) else hits.points[kept])


def _joined(before: Hits, now: Hits) -> Hits:
    rows = np.concatenate((before.rows, now.rows))
    order = np.argsort(rows)
    if isinstance(before.points, int) and isinstance(now.points, int):
        return Hits(rows[order], now.points)
    parts = [np.broadcast_to(np.asarray(hits.points), hits.rows.shape) for hits in (before, now)]
    return Hits(rows[order], np.concatenate(parts)[order])


def result_of(
    scan: Scan,
    rulebook: m.Rulebook,
    town: TownColumns,
    ledger: Ledger,
    months: tuple[Mapping[str, Array], ...],
) -> Replay:
    """Read the last day off a scan."""
    from scoring.engine.doors import doors_of

    scan.day = town.days
    band = np.where(scan.scored, scan.band(), np.int8(-1))
    entries = np.where(scan.scored, scan.entries, 0)
    displays = {where: (last >= town.days) & scan.scored for where, last in scan.displays.items()}
    numbered = scan.scored if rulebook.scale.has_number else np.zeros(scan.citizens, bool)
    return Replay(
        rulebook=rulebook,
        town=town,
        scored=scan.scored,
        standing=_with_none(scan.standing, numbered),
        band=band,
        listed={name: memory.bits for name, memory in scan.lists.items()},
        days_listed={name: memory.days_listed for name, memory in scan.lists.items()},
        entries=entries,
        displays=displays,
        doors=doors_of(scan, band, entries, displays),
        ledger=ledger,
        months=months,
    )

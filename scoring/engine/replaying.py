"""A whole town's year under one rulebook, in arrays. Means the same as explanation.py for every citizen and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

import numpy as np

from scoring.engine import model as m
from scoring.engine.associations import AssociationBook
from scoring.engine.columns import Array, TownColumns
from scoring.engine.doors import LastDay, doors_of
from scoring.engine.frozen import dataclass
from scoring.engine.hits import Hits, View, first_of_month, hits_of, once_a_month, within_limit
from scoring.engine.ledger import Ledger, count_events, whole_ledger, write_monthly
from scoring.engine.near import Near, near_of
from scoring.engine.scan import Scan
from scoring.engine.state import MONTH

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
        lines = enumerate(self.rulebook.doors)
        positions = [position for position, line in lines if (line.door, line.state) == (door, state)]
        if self.rulebook.vocabulary.doors[door].default == state:
            positions.append(-1)
        result = np.zeros(self.town.citizens, bool)
        for position in positions:
            result |= self.doors[door] == position
        return result

    @cached_property
    def person_days(self) -> Mapping[str, int]:
        """By list: on how many days anybody is on it, all citizens together."""
        return {name: _ones_in(bits.reshape(-1)) for name, bits in self.listed.items()}

    @cached_property
    def days_listed(self) -> Mapping[str, Array]:
        """By list: on how many days each citizen is on it."""
        return {name: _days_of(bits, self.town.citizens) for name, bits in self.listed.items()}

    @cached_property
    def near(self) -> Near | None:
        """Who is near an edge of the scale or of a list: found at the first edit and kept for the next."""
        return near_of(self)

    @cached_property
    def standing_by_day(self) -> Array:
        """Standing [day, citizen], worked out again from the ledger: large, so it is not kept by replay()."""
        record = np.full((self.town.days + 1, self.town.citizens), NO_STANDING, np.int32)
        if self.rulebook.scale.has_number:
            scan = new_scan(self.rulebook, self.town, self.ledger)
            for first, last in month_by_month(self.town.days) if self.months else [(0, self.town.days)]:
                if first > 1:
                    scan.know({**self.town.citizen_facts, **self.months[first // MONTH]})
                scan.run(first, last, record)
            record[:, ~self.scored] = NO_STANDING
        return record


def _ones_in(bits: Array) -> int:
    wide = len(bits) // 8 * 8  # eight bytes at a time are counted more quickly
    return sum(int(np.bitwise_count(part).sum(dtype=np.int64)) for part in (bits[:wide].view(np.uint64), bits[wide:]))


def _days_of(bits: Array, citizens: int) -> Array:
    """On how many days each citizen's bit is set."""
    total: Array = np.zeros(citizens, np.int16 if len(bits) < 2**15 else np.int32)
    for first in range(0, len(bits), 64):
        some = np.unpackbits(bits[first : first + 64], axis=1, count=citizens)
        total += some.sum(axis=0, dtype=np.uint8)
    return total


def replay(rulebook: m.Rulebook, town: TownColumns, *, previous: Replay | None = None) -> Replay:
    """Settle every day for everybody. With `previous`, of the same town, only what an edit changes is done again."""
    from scoring.engine.incremental import replay_again

    if previous is not None and previous.town is town:
        again = replay_again(rulebook, previous)
        if again is not None:
            return again
    return replay_whole(rulebook, town)


def replay_whole(rulebook: m.Rulebook, town: TownColumns) -> Replay:
    ledger = whole_ledger(rulebook, town)
    ledger.events[COUNTS] = count_events(View(rulebook, town, {}, 1, town.days))
    return settle_all(rulebook, town, ledger)


def settle_all(rulebook: m.Rulebook, town: TownColumns, ledger: Ledger) -> Replay:
    """Every day for everybody, when all that asks nobody else is in the ledger. Rules of a month are written to it."""
    scan = new_scan(rulebook, town, ledger)
    if rulebook.asks_associations:
        months = _settle_by_months(rulebook, town, ledger, scan)
        return result_of(scan, rulebook, town, ledger, months)
    scan.run(0, town.days)
    return result_of(scan, rulebook, town, ledger, ())


COUNTS = "characteristics:count"  # a key that no rule can have


def scored_citizens(rulebook: m.Rulebook, town: TownColumns) -> Array:
    """Where consent is asked for, those who gave it."""
    consents = town.citizen_facts.get("consents")
    if rulebook.consent == "mandatory":
        return np.ones(town.citizens, bool)
    if consents is None:
        return np.full(town.citizens, bool(rulebook.vocabulary.defaults["consents"]))
    return consents.astype(bool)


def new_scan(rulebook: m.Rulebook, town: TownColumns, ledger: Ledger) -> Scan:
    """A scan before the first day, which expects what the ledger holds."""
    scan = Scan(rulebook, town.citizen_facts, scored_citizens(rulebook, town), town.days, ledger.points)
    scan.expect(ledger.all_events())
    return scan


def _with_none(standing: Array, numbered: Array) -> Array:
    """Standing as int32, with NO_STANDING for those who have none. (A small type could not hold that number.)"""
    return np.where(numbered, standing.astype(np.int32), np.int32(NO_STANDING))


def month_by_month(days: int) -> list[tuple[int, int]]:
    """The first and last day of day 0 and of every month."""
    return [(0, 0), *((first, min(first + MONTH - 1, days)) for first in range(1, days + 1, MONTH))]


def _settle_by_months(
    rulebook: m.Rulebook, town: TownColumns, ledger: Ledger, scan: Scan
) -> tuple[Mapping[str, Array], ...]:
    """Rules of a month see the associations of the end of the month before; all others are written already."""
    waiting = [rule for rule in rulebook.rules if rule.enabled and rule.asks_associations]
    book = AssociationBook(rulebook, town)
    limited: dict[str, Hits] = {}
    months = []
    scan.step(0)
    for first, last in month_by_month(town.days)[1:]:
        months.append(book.now)
        view = View(rulebook, town, book.now, first, last)
        for rule in waiting:
            hits = hits_of_month(rule, view, limited)
            scan.expect(write_monthly(ledger, rule, hits, view))
        scan.know({**town.citizen_facts, **book.now})
        scan.run(first, last)
        book.refresh(scan)
    return tuple(months)


def hits_of_month(rule: m.Rule, view: View, limited: dict[str, Hits]) -> Hits:
    """A limit's block may begin in an earlier month: the hits of before are weighed again, not written again."""
    if once_a_month(rule):
        return first_of_month(rule, view)
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
    band = np.where(scan.scored, scan.band(), np.int8(-1))
    entries = np.where(scan.scored, scan.entries, 0)
    displays = {where: (last >= town.days) & scan.scored for where, last in scan.displays.items()}
    numbered = scan.scored if rulebook.scale.has_number else np.zeros(scan.citizens, bool)
    listed = {name: memory.on for name, memory in scan.lists.items()}
    end = LastDay(scan.scored, scan.standing, band, entries, listed, displays)
    return Replay(
        rulebook=rulebook,
        town=town,
        scored=scan.scored,
        standing=_with_none(scan.standing, numbered),
        band=band,
        listed={name: memory.bits for name, memory in scan.lists.items()},
        entries=entries,
        displays=displays,
        doors=doors_of(rulebook, end),
        ledger=ledger,
        months=months,
    )

"""A town in blocks under a rulebook that asks about others: every block is settled to the end of the month, then the
blocks are told what everybody's friends and relatives have come to. Means the same as one replay of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.associations import FRIENDS, RELATIVES, AssociationBook, on_black_list
from scoring.engine.columns import Array, TownColumns
from scoring.engine.frozen import dataclass
from scoring.engine.hits import Hits, View
from scoring.engine.ledger import Ledger, count_events, whole_ledger, write
from scoring.engine.replaying import COUNTS, Replay, hits_of_month, month_by_month, new_scan, replay, result_of

ASKED = (FRIENDS, RELATIVES)
Known = Mapping[str, Array]
Step = Callable[[int, int], bool]


@dataclass(frozen=True)
class Ties:
    """Who is tied to whom in the whole town, by citizens' numbers; padded with −1."""

    friends: Array
    relatives: Array | None


class BlockYear:
    """One block's year, moved forward by months. Of its observations it keeps only what is still to come."""

    def __init__(self, rulebook: m.Rulebook, town: TownColumns) -> None:
        self.rulebook = rulebook
        self.waiting = [rule for rule in rulebook.rules if rule.enabled and rule.asks_associations]
        self.limited: dict[str, Hits] = {}
        self.ledger = whole_ledger(rulebook, town)
        self.ledger.events[COUNTS] = count_events(View(rulebook, town, {}, 1, town.days))
        self.scan = new_scan(rulebook, town, self.ledger)
        self.scan.step(0)

    def month(self, town: TownColumns, first: int, last: int, known: Known) -> None:
        """Settle some days, with the associations of the end of the month before."""
        view = View(self.rulebook, town, known, first, last)
        for rule in self.waiting:
            hits = hits_of_month(rule, view, self.limited)
            self.scan.expect(write(self.ledger, rule, hits, view))
        self.scan.know({**town.citizen_facts, **known})
        self.scan.run(first, last)

    def end(self, town: TownColumns) -> Replay:
        """The year's result, without the rows and the ledger that it was made of."""
        return result_of(self.scan, self.rulebook, _empty(town), Ledger(None), ())


def _empty(town: TownColumns) -> TownColumns:
    """The same citizens, with nothing on file."""
    # New arrays: a slice of nothing would keep the whole column in memory.
    rows = {name: getattr(town, name)[:0].copy() for name in ("kind", "day", "citizen", "source", "wrong")}
    return replace(town, facts={}, **rows)


def replay_in_step(
    rulebook: m.Rulebook, blocks: Sequence[TownColumns], ties: Ties, *, step: Step = lambda *_: True
) -> list[Replay] | None:
    """The replays of the blocks of one town, in order; None when `step(done, total)` said to stop.

    `blocks` may load each block anew when it is asked for: one at a time is held.
    """
    if not rulebook.asks_associations:
        return _one_by_one(rulebook, blocks, step)
    years: list[BlockYear] = []
    months = month_by_month(blocks[0].days)[1:]
    steps = len(blocks) * (1 + len(months))  # each block is begun, and settled month by month
    for index in range(len(blocks)):
        if not step(index, steps):
            return None
        years.append(BlockYear(rulebook, blocks[index]))
    book = _Everybody(rulebook, blocks, years, ties)
    done = len(years)
    for first, last in months:
        for index, year in enumerate(years):
            if not step(done, steps):
                return None
            year.month(blocks[index], first, last, book.of_block(index))
            done += 1
        book.read()
    return [year.end(blocks[index]) for index, year in enumerate(years)]


def _one_by_one(rulebook: m.Rulebook, blocks: Sequence[TownColumns], step: Step) -> list[Replay] | None:
    """Who asks about nobody else need not wait for the others."""
    found = []
    for index in range(len(blocks)):
        if not step(index, len(blocks)):
            return None
        whole = replay(rulebook, blocks[index])
        found.append(replace(whole, town=_empty(whole.town), ledger=Ledger(None), months=()))
    return found


class _Everybody:
    """The associations of the whole town, read off all blocks at a month's end and handed out by block."""

    def __init__(
        self, rulebook: m.Rulebook, blocks: Sequence[TownColumns], years: Sequence[BlockYear], ties: Ties
    ) -> None:
        self.years = years
        self.edges = np.cumsum([0, *(year.scan.citizens for year in years)]).tolist()
        given = [dict(blocks[index].citizen_facts) for index in range(len(blocks))]
        facts = {name: np.concatenate([part[name] for part in given]) for name in ASKED if name in given[0]}
        nothing = np.zeros(0, np.int32)
        town = TownColumns(
            citizens=self.edges[-1],
            citizen_facts=facts,
            friends=ties.friends,
            relatives=ties.relatives,
            groups={},
            facts={},
            kind=nothing,
            day=nothing,
            citizen=nothing,
            source=nothing,
        )
        self.book = AssociationBook(rulebook, town)

    def of_block(self, index: int) -> Known:
        start, stop = self.edges[index], self.edges[index + 1]
        return {name: column[start:stop] for name, column in self.book.now.items()}

    def read(self) -> None:
        """The end of a month, of everybody."""
        scans = [year.scan for year in self.years]
        self.book.read(
            np.concatenate([scan.standing for scan in scans]),
            np.concatenate([scan.scored for scan in scans]),
            np.concatenate([on_black_list(scan) for scan in scans]),
        )

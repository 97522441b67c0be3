"""One sheet of a board: at most sixty cards, searched, ordered and counted within the year that is at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from registry.asked import Asked
from registry.postings import NO_DAY, Posting
from registry.years import Hall
from scoring.engine.columns import Array
from scoring.engine.model import FOREVER

A_PAGE = 60
NO_CODE = "–"


@dataclass(frozen=True)
class Card:
    """One citizen on one board. Who is not among the thirteen has a number and no name."""

    number: int
    district: str
    code: str
    since: int
    until: int | None  # last day it must hang; None: until further notice
    for_good: bool
    # behind the curtain
    wrongly: bool  # not there, had nothing been misfiled
    wrong_entries: int
    shut: int  # doors


@dataclass(frozen=True)
class Sheet:
    cards: tuple[Card, ...]
    found: int  # cards that the search leaves, on all pages
    total: int  # cards on the board
    page: int
    pages: int

    @property
    def beyond(self) -> bool:
        return self.page > self.pages

    @cached_property
    def near(self) -> list[int]:
        """Pages to leap to: the first, the last, and two on either side."""
        close = {1, self.pages, *range(self.page - 2, self.page + 3)}
        return sorted(page for page in close if 1 <= page <= self.pages)


def codes(hall: Hall) -> list[str]:
    """The reason code of each rule, and last (position −1) the dash of those who have none."""
    return [*(rule.reason_code or NO_CODE for rule in hall.rulebook.rules), NO_CODE]


def sheet(hall: Hall, board: Posting, asked: Asked) -> Sheet:
    rows = _ordered(hall, board, _matching(hall, board, asked.q), asked.sort)
    first = (asked.page - 1) * A_PAGE
    pages = max(1, -(-len(rows) // A_PAGE))
    cards = tuple(_cards(hall, board, rows[first : first + A_PAGE]))
    return Sheet(cards, len(rows), len(board), asked.page, pages)


def _matching(hall: Hall, board: Posting, q: str) -> Array:
    if not q:
        return np.arange(len(board))
    if q.isdecimal():
        return np.flatnonzero(board.citizen == int(q))
    return np.flatnonzero(np.array([code == q for code in codes(hall)])[board.code])


def _ordered(hall: Hall, board: Posting, rows: Array, sort: str) -> Array:
    """Newest entries first, or by code, or by number; what is equal goes by number, so no card moves between pages."""
    if sort == "since":
        return np.asarray(rows[np.argsort(-board.since[rows].astype(np.int32), kind="stable")])
    if sort == "code":
        _, rank = np.unique(codes(hall), return_inverse=True)
        return np.asarray(rows[np.argsort(rank[board.code[rows]], kind="stable")])
    return rows


def _cards(hall: Hall, board: Posting, rows: Array) -> Iterator[Card]:
    printed = codes(hall)
    wrongly = hall.wrongly[board.id]
    for row in rows.tolist():
        number, until = int(board.citizen[row]), int(board.until[row])
        yield Card(
            number=number,
            district=district(hall, number),
            code=printed[int(board.code[row])],
            since=int(board.since[row]),
            until=until if until not in (NO_DAY, FOREVER) else None,
            for_good=until == FOREVER,
            wrongly=bool(wrongly[row]),
            wrong_entries=int(hall.wrong_entries[number]),
            shut=len(shut_doors(hall, number)),
        )


def district(hall: Hall, number: int) -> str:
    labels, column = hall.town.groups["district"]
    values = {choice.id: choice.label for choice in hall.rulebook.vocabulary.facts["district"].values}
    name = labels[int(column[number])]
    return values.get(name, name)


def shut_doors(hall: Hall, number: int) -> list[str]:
    """Doors that stand worse for this citizen at the end of the year than for one with nothing on file."""
    found = []
    for door in {line.door for line in hall.rulebook.doors}:
        line = int(hall.year.doors[door][number])
        if line >= 0 and hall.rulebook.doors[line].state in ("shut", "none", "high"):
            found.append(door)
    return found

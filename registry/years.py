"""Whole years of whole towns, kept while somebody reads about them.

Two steps, because the first is asked for far more often: the boards (`hall`), and what they cost (`counted`).
Each cache is bounded by what it holds: a town of 100,000 takes about 250 MB, so few of those are kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from registry.days import Progress
from registry.kept import Kept
from registry.ledger import Costs, costs
from registry.lenses import equal_lists
from registry.postings import Posting, postings
from registry.replays import town_of
from scoring.engine import Replay, Rulebook, TownColumns, reform, replay
from scoring.engine.columns import Array
from scoring.engine.ledger import Ledger

SIZES = (1000, 10_000, 100_000)
LARGE = 50_000  # from here on a town is worked out beside the request, not within it
Key = tuple[Rulebook, int, int]  # rulebook, citizens, seed


@dataclass(frozen=True, eq=False)
class Hall:
    """The boards of one town at the end of its year, and what a citizen's file is read from.

    `year` has no ledger: what it wrote day by day is the largest part of it, and is not asked for again.
    `wrongly` follows the rows of each board: who would not be there, had nothing in the town been misfiled.
    """

    year: Replay
    seed: int
    boards: tuple[Posting, ...]
    wrongly: Mapping[str, Array]

    @property
    def rulebook(self) -> Rulebook:
        return self.year.rulebook

    @property
    def town(self) -> TownColumns:
        return self.year.town

    @property
    def citizens(self) -> int:
        return self.town.citizens

    @cached_property
    def wrong_entries(self) -> Array:
        """By citizen: entries on file about somebody else."""
        return np.bincount(self.town.citizen[self.town.wrong], minlength=self.citizens)

    def board(self, name: str) -> Posting | None:
        return next((board for board in self.boards if board.id == name), None)


class Shelf:
    """One kind of result: many of small towns, few of large ones."""

    def __init__(self, make: Callable[..., Any], *, small: int, large: int) -> None:
        self.make = make
        self._kept = {False: Kept(small), True: Kept(large)}

    def ready(self, key: Key) -> Any:
        """What is kept, or None."""
        return self._kept[key[1] >= LARGE].get(key)

    def take(self, key: Key, progress: Progress | None = None) -> Any:
        """What is kept, or else made now."""
        found = self.ready(key)
        if found is None:
            found = self.make(*key, progress)
            self._kept[key[1] >= LARGE].put(key, found)
        return found


def _hall(rulebook: Rulebook, citizens: int, seed: int, progress: Progress | None = None) -> Hall:
    year, clean = _both_years(rulebook, citizens, seed, progress)
    boards = postings(year, progress)
    wrongly = {board.id: _wrongly(board, clean) for board in boards}
    return Hall(replace(year, ledger=Ledger(None)), seed, boards, wrongly)


def _counted(rulebook: Rulebook, citizens: int, seed: int, progress: Progress | None = None) -> Costs:
    year, clean = _both_years(rulebook, citizens, seed, progress)
    alone = without_company(rulebook)
    return costs(year, clean, replay(alone, year.town) if alone else None, progress)


def _both_years(rulebook: Rulebook, citizens: int, seed: int, progress: Progress | None) -> tuple[Replay, Replay]:
    """The year as it was, and the same year without what lay on the wrong file."""
    tell = progress or _to_nobody
    tell("town", 0, 0)
    town = town_of(citizens, seed)
    tell("year", 0, 0)
    year = replay(rulebook, town)
    tell("clean", 0, 0)
    return year, replay(rulebook, town.without_wrong())


def _to_nobody(step: str, done: int, of: int) -> None:
    """Nobody waits."""


def _wrongly(board: Posting, clean: Replay) -> Array:
    if board.kind == "list":
        return np.asarray(~clean.on_list(board.id)[board.citizen])
    shown = clean.displays.get(board.id)
    return np.ones(len(board), bool) if shown is None else np.asarray(~shown[board.citizen])


def without_company(rulebook: Rulebook) -> Rulebook | None:
    """The rulebook without its rules about other people; None where it has none."""
    asking = [i for i, rule in enumerate(rulebook.rules) if rule.enabled and rule.asks_associations]
    edits = {f"/rules/{position}/enabled": False for position in asking}
    return reform(rulebook, edits, "Nobody answers for the company they keep.") if edits else None


def _equal(rulebook: Rulebook, citizens: int, seed: int, progress: Progress | None = None) -> dict[str, Array]:
    return equal_lists(rulebook, citizens, seed)


halls = Shelf(_hall, small=12, large=2)
equals = Shelf(_equal, small=12, large=6)
ledgers = Shelf(_counted, small=12, large=6)


def hall(rulebook: Rulebook, citizens: int, seed: int) -> Hall:
    found: Hall = halls.take((rulebook, citizens, seed))
    return found


def counted(rulebook: Rulebook, citizens: int, seed: int) -> Costs:
    found: Costs = ledgers.take((rulebook, citizens, seed))
    return found

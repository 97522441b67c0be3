"""A whole town's year under a rulebook and under its reform, kept as long as somebody is looking.

Every cache is bounded: a year of 10,000 citizens takes about 10 MB, their town about 40 MB. A large town takes ten
times as much; few are kept, apart from the others, and what needs one is worked out beside the page (registry.warm).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scoring.engine import Comparison, Replay, Rulebook, TownColumns, compare, replay
from scoring.engine.columns import Array
from town.population import make_town

SIZES = (1000, 10_000)
LARGE = 100_000
ON_OFFER = (*SIZES, LARGE)
TOWNS, YEARS = 4, 12
LARGE_TOWNS, LARGE_YEARS = 2, 6


@dataclass(frozen=True)
class Innocent:
    """Person-days on black lists that would not have been, had every act lain on the right file."""

    days: int
    citizens: int


def town_of(citizens: int, seed: int) -> TownColumns:
    """The same seed gives the same town."""
    return (_large_town if citizens >= LARGE else _small_town)(citizens, seed)


def clean_town_of(citizens: int, seed: int) -> TownColumns:
    """The same town without what was put on the wrong file."""
    return (_large_clean if citizens >= LARGE else _small_clean)(citizens, seed)


def _clean(citizens: int, seed: int) -> TownColumns:
    return town_of(citizens, seed).without_wrong()


_small_town, _large_town = lru_cache(maxsize=TOWNS)(make_town), lru_cache(maxsize=LARGE_TOWNS)(make_town)
_small_clean, _large_clean = lru_cache(maxsize=TOWNS)(_clean), lru_cache(maxsize=LARGE_TOWNS)(_clean)


@lru_cache(maxsize=YEARS)
def _year(rulebook: Rulebook, citizens: int, seed: int, clean: bool) -> Replay:
    return replay(rulebook, _town(citizens, seed, clean))


@lru_cache(maxsize=YEARS)
def _reformed(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int, clean: bool) -> Replay:
    return replay(reform, _town(citizens, seed, clean), previous=_in_force(baseline, citizens, seed, clean))


_large_year = lru_cache(maxsize=LARGE_YEARS)(_year.__wrapped__)
_large_reformed = lru_cache(maxsize=LARGE_YEARS)(_reformed.__wrapped__)


def _in_force(rulebook: Rulebook, citizens: int, seed: int, clean: bool) -> Replay:
    return (_large_year if citizens >= LARGE else _year)(rulebook, citizens, seed, clean)


def _town(citizens: int, seed: int, clean: bool) -> TownColumns:
    return clean_town_of(citizens, seed) if clean else town_of(citizens, seed)


def year(rulebook: Rulebook, citizens: int, seed: int) -> Replay:
    """One year of this town under this rulebook, from nothing."""
    return _in_force(rulebook, citizens, seed, False)


def clean_year(rulebook: Rulebook, citizens: int, seed: int) -> Replay:
    """The same year without what was put on the wrong file."""
    return _in_force(rulebook, citizens, seed, True)


def reformed_year(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int, *, clean: bool = False) -> Replay:
    """The same year under a reform: only what the edits touch is done again, where that is possible."""
    if reform == baseline:
        return _in_force(baseline, citizens, seed, clean)
    return (_large_reformed if citizens >= LARGE else _reformed)(reform, baseline, citizens, seed, clean)


@lru_cache(maxsize=32)
def comparison(baseline: Rulebook, reform: Rulebook, citizens: int, seed: int) -> Comparison:
    before = year(baseline, citizens, seed)
    return compare(before, reformed_year(reform, baseline, citizens, seed), town_of(citizens, seed))


@lru_cache(maxsize=64)
def innocent(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Innocent:
    """What only entries about somebody else explain. Means the engine's innocent_days, from years already at hand."""
    was = _black(reformed_year(reform, baseline, citizens, seed))
    should = _black(reformed_year(reform, baseline, citizens, seed, clean=True))
    if was is None or should is None:
        return Innocent(0, 0)
    wrongly = was & ~should
    days = int(np.bitwise_count(wrongly).sum(dtype=np.int64))
    return Innocent(days, int(np.bitwise_count(np.bitwise_or.reduce(wrongly, axis=0)).sum()))


def _black(side: Replay) -> Array | None:
    """Who is on any black list, day by day, as bits; None where the rulebook keeps none."""
    lists = [side.listed[entry.id] for entry in side.rulebook.lists if entry.colour == "black"]
    return np.asarray(np.bitwise_or.reduce(lists)) if lists else None

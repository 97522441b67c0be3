"""A whole town's year under a rulebook and under its reform, kept as long as somebody is looking."""

from functools import lru_cache

from scoring.engine import Comparison, Replay, Rulebook, TownColumns, compare, innocent_days, replay
from scoring.engine.comparison import InnocentDays
from town.population import make_town

SIZES = (1000, 10_000)


@lru_cache(maxsize=4)
def town_of(citizens: int, seed: int) -> TownColumns:
    """The same seed gives the same town. 10,000 citizens take about 20 MB."""
    return make_town(citizens, seed)


@lru_cache(maxsize=8)
def year(rulebook: Rulebook, citizens: int, seed: int) -> Replay:
    """One year of this town under this rulebook, from nothing."""
    return replay(rulebook, town_of(citizens, seed))


@lru_cache(maxsize=8)
def reformed_year(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Replay:
    """The same year under a reform: only what the edits touch is done again, where that is possible."""
    return replay(reform, town_of(citizens, seed), previous=year(baseline, citizens, seed))


@lru_cache(maxsize=32)
def comparison(baseline: Rulebook, reform: Rulebook, citizens: int, seed: int) -> Comparison:
    before = year(baseline, citizens, seed)
    return compare(before, reformed_year(reform, baseline, citizens, seed), town_of(citizens, seed))


@lru_cache(maxsize=64)
def innocent(rulebook: Rulebook, citizens: int, seed: int) -> InnocentDays:
    """Person-days on black lists that only entries on the wrong file explain."""
    return innocent_days(rulebook, town_of(citizens, seed))

"""A whole town's year under a rulebook and under its reform, kept as long as somebody is looking.

Every cache is bounded, by what it holds (docs/performance.md, "Editors"): towns and years in force are few and shared
by everybody who looks at them; of a reform only what is read off it is kept, not what it was worked out from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

import numpy as np

from registry.kept import Once
from scoring.engine import Comparison, Replay, Rulebook, TownColumns, compare, replay
from scoring.engine.columns import Array
from scoring.engine.ledger import Ledger
from town.population import make_town

SIZES = (1000, 10_000)
MIDDLE, LARGE = SIZES[-1], 100_000
ON_OFFER = (*SIZES, LARGE)
SHARED: Final[Mapping[int, int]] = {MIDDLE: 4, LARGE: 1}  # towns that the lives of a process share, by size


@dataclass(frozen=True)
class Innocent:
    """Person-days on black lists that would not have been, had every act lain on the right file."""

    days: int
    citizens: int


def shared_seed(citizens: int, seed: int) -> int:
    """The seed of the town beside a life: its own where towns are small, one of a few where they are large.

    A town of 10,000 takes a second and 60 MB, one of 100,000 ten times that. With one for each life, twenty learners
    would push each other's towns out and wait for a new one at every edit.
    """
    return seed % SHARED[citizens] if citizens in SHARED else seed


def _clean(citizens: int, seed: int) -> TownColumns:
    return town_of(citizens, seed).without_wrong()


def _year(rulebook: Rulebook, citizens: int, seed: int, clean: bool) -> Replay:
    return replay(rulebook, clean_town_of(citizens, seed) if clean else town_of(citizens, seed))


def _reformed(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int, clean: bool) -> Replay:
    """Worked out from the year in force, in that year's own town; without the ledger, which is the largest part."""
    before = _years(baseline, citizens, seed, clean)
    return replace(replay(reform, before.town, previous=before), ledger=Ledger(None))


def _comparison(baseline: Rulebook, reform: Rulebook, citizens: int, seed: int) -> Comparison:
    before = year(baseline, citizens, seed)
    return compare(before, reformed_year(reform, baseline, citizens, seed), before.town)


def _innocent(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Innocent:
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


def _outcome(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> bytes:
    """Names where a year leaves everybody: two rulebooks of one name differ for nobody."""
    side, found = reformed_year(reform, baseline, citizens, seed), blake2b()
    found.update(side.standing.tobytes() + side.band.tobytes())
    for name, bits in sorted(side.listed.items()):
        if bits.any():
            found.update(name.encode() + bits.tobytes())
    for door, entry in sorted(side.rulebook.vocabulary.doors.items()):
        for state in entry.states:
            found.update(f"{door} {state}".encode() + np.packbits(side.in_state(door, state)).tobytes())
    return found.digest()


# How many are kept, by the size of the town from which on it holds. Of 100,000 citizens the town takes 280 MB, a year
# in force 95 MB, a reform 17 MB; of 10,000 a tenth of that.
town_of = Once(make_town, {0: 32, MIDDLE: 8, LARGE: 2}, at=0)
clean_town_of = Once(_clean, {0: 32, MIDDLE: 8, LARGE: 1}, at=0)
_years = Once(_year, {0: 64, MIDDLE: 16, LARGE: 6}, at=1)
_reforms = Once(_reformed, {0: 64, MIDDLE: 64, LARGE: 16}, at=2)
_clean_reforms = Once(_reformed, {0: 32, MIDDLE: 8, LARGE: 2}, at=2)  # read once, for innocent person-days
comparison = Once(_comparison, {0: 64}, at=2)
innocent = Once(_innocent, {0: 512}, at=2)
outcome = Once(_outcome, {0: 512}, at=2)


def year(rulebook: Rulebook, citizens: int, seed: int) -> Replay:
    """One year of this town under this rulebook, from nothing."""
    return _years(rulebook, citizens, seed, False)


def clean_year(rulebook: Rulebook, citizens: int, seed: int) -> Replay:
    """The same year without what was put on the wrong file."""
    return _years(rulebook, citizens, seed, True)


def reformed_year(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int, *, clean: bool = False) -> Replay:
    """The same year under a reform: only what the edits touch is done again, where that is possible."""
    if reform == baseline:
        return _years(baseline, citizens, seed, clean)
    return (_clean_reforms if clean else _reforms)(reform, baseline, citizens, seed, clean)

"""Three goals for a town that keeps a list: nobody wronged or missed; half the data; no group listed far more often.

Pure: arrays of a replay in, counts out. Who is guilty is said once, by the rules in force and by what people did
themselves: entries about somebody else do not count. Other rules do not change who did what.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from scoring.engine import Replay, Rulebook, TownColumns
from scoring.engine.columns import Array
from scoring.engine.comparison import Rate, rate

HALF = 0.5
TWICE = 2.0


@dataclass(frozen=True)
class Errors:
    """Residents at the year's end. `innocent` are listed and not guilty, `missed` are guilty and not listed."""

    innocent: int
    missed: int
    guilty: int
    listed: int

    @property
    def met(self) -> bool:
        return not self.innocent and not self.missed


@dataclass(frozen=True)
class Data:
    """Entries that the office takes in, of all that it takes in now; and residents whose place on the list changes."""

    entries: int
    of: int
    differ: int

    @property
    def share(self) -> float:
        return self.entries / self.of if self.of else 0.0

    @property
    def met(self) -> bool:
        return not self.differ and self.share <= HALF


@dataclass(frozen=True)
class Gap:
    """Of one grouping the group that is listed most often, and the one least often. Groups under 30 are left out."""

    group: str
    most: str
    least: str
    high: Rate
    low: Rate

    @property
    def met(self) -> bool:
        return self.high.share <= TWICE * self.low.share

    @property
    def certain(self) -> bool:
        """Beyond what chance alone could do: the intervals (95 %) tell the two apart even so."""
        return self.high.low > TWICE * self.low.high

    @property
    def times(self) -> float:
        """How many times as often; infinite where the other group is never listed."""
        if not self.high.number:
            return 1.0
        return self.high.share / self.low.share if self.low.number else float("inf")


def errors(after: Replay, guilty: Array) -> Errors:
    """`guilty` is a mask of residents: who the rules in force would list for their own acts."""
    on = after.on_any()
    return Errors(
        innocent=int(np.count_nonzero(on & ~guilty)),
        missed=int(np.count_nonzero(guilty & ~on)),
        guilty=int(np.count_nonzero(guilty)),
        listed=int(np.count_nonzero(on)),
    )


def data(before: Replay, after: Replay) -> Data:
    """What is taken in is what the sources file to which a rulebook listens."""
    return Data(
        entries=heard(after.rulebook, after.town),
        of=heard(before.rulebook, before.town),
        differ=int(np.count_nonzero(before.on_any() != after.on_any())),
    )


def heard(rulebook: Rulebook, town: TownColumns) -> int:
    """Entries of the sources to which a rulebook listens."""
    counts = entries_by_source(rulebook, town)
    listens = rulebook.observers
    return sum(number for source, number in counts.items() if listens is None or source in listens)


_counts: WeakKeyDictionary[TownColumns, list[int]] = WeakKeyDictionary()  # of one town, asked for at every edit


def entries_by_source(rulebook: Rulebook, town: TownColumns) -> dict[str, int]:
    sources = rulebook.vocabulary.sources
    counts = _counts.get(town)
    if counts is None:
        counts = _counts[town] = np.bincount(town.source, minlength=len(sources)).tolist()
    return dict(zip(sources, counts, strict=True))


def gaps(after: Replay) -> list[Gap]:
    """One for each grouping that has two groups of thirty or more."""
    on, found = after.on_any(), []
    for name, (labels, codes) in after.town.groups.items():
        sizes = np.bincount(codes, minlength=len(labels))
        listed = np.bincount(codes[on], minlength=len(labels))
        rates = [(rate(int(a), int(b)), label) for a, b, label in zip(listed, sizes, labels, strict=True)]
        large = sorted((each for each in rates if not each[0].small), key=lambda each: each[0].share)
        if len(large) > 1:
            (low, least), (high, most) = large[0], large[-1]
            found.append(Gap(name, most, least, high, low))
    return found


def widest(found: Iterable[Gap]) -> Gap | None:
    return max(found, key=lambda gap: (not gap.met, gap.certain, gap.times), default=None)


def looked_at(town: TownColumns, group: str, label: str) -> float:
    """Entries for each resident of a group: how much the sources look at it."""
    labels, codes = town.groups[group]
    here = codes == list(labels).index(label)
    return float(np.count_nonzero(here[town.citizen])) / max(1, int(np.count_nonzero(here)))


@dataclass(frozen=True)
class Witness:
    """Two residents whom no limit tells apart: whichever lists the guilty one lists the innocent one too."""

    innocent: int
    guilty: int
    innocent_stands: int
    guilty_stands: int


def witness(after: Replay, guilty: Array, by_number: Array) -> Witness | None:
    """`by_number` are those whom only their number brings onto the list. None where a limit tells all apart."""
    scale = after.rulebook.scale
    if not scale.has_number or scale.higher_is == "neither":
        return None
    side = -1 if scale.higher_is == "worse" else 1
    better = after.standing.astype(np.int64) * side
    right, wrong = np.flatnonzero(guilty & by_number & after.scored), np.flatnonzero(~guilty & after.scored)
    if not len(right) or not len(wrong):
        return None
    best = int(right[np.argmax(better[right])])
    worst = int(wrong[np.argmin(better[wrong])])
    if better[worst] > better[best]:
        return None
    return Witness(worst, best, int(after.standing[worst]), int(after.standing[best]))


def by_number(side: Replay) -> Array:
    """Who stands in a band that leads to a black list, at the year's end."""
    bands = {band for entry in side.rulebook.lists if entry.colour == "black" for band in entry.enter}
    return np.isin(side.band, sorted(bands))

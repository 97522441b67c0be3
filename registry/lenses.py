"""Two lenses on one list: how many of those on it did it (base rates), and what recording does to groups (with noise).

Pure; intervals are the engine's own (Wilson, 95 per cent), and groups below thirty are marked as it marks them.
"""

from dataclasses import dataclass

import numpy as np

from scoring.engine import Replay, Rulebook, TownColumns, replay
from scoring.engine.columns import Array
from scoring.engine.comparison import Rate, rate
from scoring.engine.conditions import tests_in
from scoring.engine.vocabulary import Fact
from town.population import make_town
from town.year import Exposure

EQUAL = Exposure(equal=True, errors=False)


@dataclass(frozen=True)
class Base:
    """One list. `wrong` of `listed` would not be there, had nothing been misfiled."""

    citizens: int
    listed: int
    wrong: int

    @property
    def of_hundred(self) -> int:
        """Of 100 on the list, those whom only wrong entries put there, to the nearest whole person."""
        return round(100 * self.wrong / self.listed) if self.listed else 0

    @property
    def guilty(self) -> int:
        return self.listed - self.wrong

    @property
    def in_town(self) -> Rate:
        return rate(self.listed, self.citizens)

    @property
    def mistaken(self) -> Rate:
        return rate(self.wrong, self.listed)


@dataclass(frozen=True)
class GroupRates:
    """One group: listed as it was, listed had all been watched alike without a mistake, and wrong entries."""

    group: str
    label: str
    listed: Rate
    equal: Rate
    entries: Rate  # wrong entries among all entries on file
    overall: float  # the town's own share on the list
    equal_overall: float

    @property
    def apart(self) -> bool:
        """Whether the interval leaves the town's share out: noise alone would do that once in twenty."""
        return not self.listed.low <= self.overall <= self.listed.high

    @property
    def equal_apart(self) -> bool:
        return not self.equal.low <= self.equal_overall <= self.equal.high


def equal_lists(rulebook: Rulebook, citizens: int, seed: int) -> dict[str, Array]:
    """By list: who is on it at the end of the year, were every source to look at everybody alike and err nowhere."""
    year = replay(rulebook, make_town(citizens, seed, exposure=EQUAL))
    return {entry.id: year.on_list(entry.id) for entry in rulebook.lists} | dict(_shown(year))


def _shown(year: Replay) -> list[tuple[str, Array]]:
    return [(where, np.asarray(shown)) for where, shown in year.displays.items()]


def group_rates(town: TownColumns, listed: Array, equal: Array) -> list[GroupRates]:
    """Every label of every group. Both towns have the same people: only what was recorded differs."""
    found = []
    wrong = np.bincount(town.citizen[town.wrong], minlength=town.citizens)
    entries = np.bincount(town.citizen, minlength=town.citizens)
    overall, equal_overall = float(listed.mean()), float(equal.mean())
    for name, (labels, codes) in town.groups.items():
        for code, label in enumerate(labels):
            here = codes == code
            size = int(here.sum())
            found.append(
                GroupRates(
                    group=name,
                    label=label,
                    listed=rate(int(listed[here].sum()), size),
                    equal=rate(int(equal[here].sum()), size),
                    entries=rate(int(wrong[here].sum()), int(entries[here].sum())),
                    overall=overall,
                    equal_overall=equal_overall,
                )
            )
    return found


def personal(rulebook: Rulebook) -> list[Fact]:
    """What the rulebook asks about a person rather than about an act: there groups differ however they are watched."""
    asked = {fact.id: fact for rule in rulebook.rules if rule.enabled for fact in rule.facts}
    asked |= {part.fact.id: part.fact for part in rulebook.characteristics if part.fact}
    asked |= {test.fact.id: test.fact for part in rulebook.multipliers for test in tests_in(part.when)}
    return [fact for fact in asked.values() if fact.owner == "citizen"]

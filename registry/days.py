"""A replayed year once more, day by day: for everything that is counted on each day and not only on the last.

Pure; the engine's own scan does the work, so a day here means what it means to `explain`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine import Replay, Rulebook
from scoring.engine.columns import Array
from scoring.engine.doors import LastDay, holds
from scoring.engine.model import DoorTest
from scoring.engine.replaying import scored_citizens
from scoring.engine.scan import Scan
from scoring.engine.state import MONTH

# What is being done (town | year | clean | days), and of days how many of how many.
Progress = Callable[[str, int, int], None]
# The state in which a door refuses what would be anybody's. A perk that stays shut takes nothing away.
REFUSAL = {"ordinary": "shut", "rate": "none", "perk": ""}


@dataclass(frozen=True)
class Day:
    """The end of one day. The arrays, one place for each citizen, hold until the next day is asked for."""

    number: int
    scan: Scan

    @property
    def listed(self) -> Mapping[str, Array]:
        """By list: who is on it."""
        return {name: memory.on for name, memory in self.scan.lists.items()}

    @cached_property
    def shown(self) -> Mapping[str, Array]:
        """By place of display: whose name or face is shown."""
        return {where: (last >= self.number) & self.scan.scored for where, last in self.scan.displays.items()}

    def refused(self, door: str) -> Array:
        """For whom a door refuses what would be theirs: the first line that holds says so."""
        refuses = np.zeros(self.scan.citizens, bool)
        settled = np.zeros(self.scan.citizens, bool)
        for line in self.scan.rulebook.doors:
            if line.door == door:
                holding = self._holding(line.when)
                if line.state == REFUSAL[self.scan.rulebook.vocabulary.doors[door].kind]:
                    refuses |= holding & ~settled
                settled |= holding
        return refuses

    def _holding(self, tests: tuple[DoorTest, ...]) -> Array:
        """For whom any of these holds. Many doors ask the same: each question is answered once a day."""
        if tests not in self._answers:
            self._answers[tests] = np.logical_or.reduce([holds(test, self._end) for test in tests])
        return self._answers[tests]

    @cached_property
    def _answers(self) -> dict[tuple[DoorTest, ...], Array]:
        return {}

    @cached_property
    def _end(self) -> LastDay:
        scan = self.scan
        band, entries = np.where(scan.scored, scan.band(), np.int8(-1)), np.where(scan.scored, scan.entries, 0)
        return LastDay(scan.scored, scan.standing, band, entries, self.listed, self.shown)


def days(replay: Replay, progress: Progress | None = None) -> Iterator[Day]:
    """Day 0 to the last, in order."""
    rulebook, town, months = replay.rulebook, replay.town, replay.months
    scan = Scan(rulebook, town.citizen_facts, scored_citizens(rulebook, town), town.days, replay.ledger.points)
    scan.expect(replay.ledger.all_events())
    for number in range(town.days + 1):
        if months and number % MONTH == 1 and number > MONTH:
            scan.know({**town.citizen_facts, **months[number // MONTH]})
        scan.step(number)
        yield Day(number, scan)
        if progress is not None:
            progress("days", number, town.days)


def refusing_doors(rulebook: Rulebook) -> list[str]:
    """Doors that some line of the rulebook refuses, in its own order."""
    kinds = rulebook.vocabulary.doors
    return list(dict.fromkeys(line.door for line in rulebook.doors if line.state == REFUSAL[kinds[line.door].kind]))

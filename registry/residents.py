"""One resident of the town: the year on file, and how it is scored before and after an edit, with the whole trace.

Means the same as the replay of the town; what was read off relatives and friends is taken from that replay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from registry.replays import reformed_year, town_of
from scoring.engine import Explanation, Observation, Replay, Rulebook, explain
from scoring.engine.explanation import Associations
from scoring.engine.vocabulary import Value


@dataclass(frozen=True)
class Resident:
    """`number` is the resident's place in the town, from 0."""

    number: int
    facts: Mapping[str, Value]
    observations: tuple[Observation, ...]
    wrong: frozenset[str]  # ids of entries about somebody else
    before: Explanation
    after: Explanation

    @cached_property
    def by_id(self) -> Mapping[str, Observation]:
        return {each.id: each for each in self.observations}


@lru_cache(maxsize=64)
def resident(number: int, reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Resident:
    """Raises IndexError where nobody has this number."""
    if not 0 <= number < citizens:
        raise IndexError(number)
    town, words = town_of(citizens, seed), baseline.vocabulary
    observations = tuple(town.observations_of(number, words))
    facts = town.facts_of(number, words)
    sides = [
        explain(rulebook, observations, facts=facts, days=town.days, associations=associations_of(year, number))
        for rulebook, year in (
            (each, reformed_year(each, baseline, citizens, seed)) for each in (baseline, reform)
        )
    ]  # fmt: skip
    return Resident(number, facts, observations, frozenset(town.wrong_of(number)), *sides)


def associations_of(year: Replay, number: int) -> Associations:
    """What each month's rules were told about this resident's friends and relatives."""
    facts = year.rulebook.vocabulary.facts
    return {
        month: {name: facts[name].value(int(column[number])) for name, column in known.items()}
        for month, known in enumerate(year.months)
    }

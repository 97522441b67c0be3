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


@lru_cache(maxsize=32)
def resident(number: int, reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Resident:
    """Raises IndexError where nobody has this number."""
    if not 0 <= number < citizens:
        raise IndexError(number)
    town, words = town_of(citizens, seed), baseline.vocabulary
    observations = tuple(town.observations_of(number, words))
    facts = town.facts_of(number, words)
    sides = [explained(number, each, baseline, citizens, seed) for each in (baseline, reform)]
    return Resident(number, facts, observations, frozenset(town.wrong_of(number)), *sides)


@lru_cache(maxsize=16)  # 0.6 MB each
def explained(number: int, reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Explanation:
    """One resident's year under one rulebook, with the whole trace. Raises IndexError where nobody has this number."""
    if not 0 <= number < citizens:
        raise IndexError(number)
    town, words = town_of(citizens, seed), baseline.vocabulary
    ties = associations_of(reformed_year(reform, baseline, citizens, seed), number)
    observations, facts = town.observations_of(number, words), town.facts_of(number, words)
    return explain(reform, observations, facts=facts, days=town.days, associations=ties)


def associations_of(year: Replay, number: int) -> Associations:
    """What each month's rules were told about this resident's friends and relatives."""
    facts = year.rulebook.vocabulary.facts
    return {
        month: {name: facts[name].value(int(column[number])) for name, column in known.items()}
        for month, known in enumerate(year.months)
    }

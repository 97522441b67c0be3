"""Somebody whose file is opened: one of the thirteen after ten days by lot, or a nameless citizen after a year.

Both are read alike: what is on file, what the rules made of it, and what no rule could know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from registry.boards import neighbours
from registry.deeds import effect
from registry.lives import DAYS, File, black_lists
from registry.residents import associations_of
from registry.sheets import district
from registry.years import Hall
from scoring.engine import Explanation, Observation, Rulebook, explain
from scoring.engine.explanation import Associations
from scoring.engine.vocabulary import Value
from scoring.selectors import vocabulary
from town.content import load_content


@dataclass(frozen=True, eq=False)
class Subject:
    """`wrong` says by entry how the source erred: wrong_person, stale, misread, or wrong where a town says no more.

    All other entries are this one's own acts. `circumstances` are reasons that no source wrote down, by entry; only
    lives that were lived have them. Two of these are the same only if they are one object.
    """

    id: str  # a number, or a citizen's name in addresses
    name: str  # "" for who has none
    place: str
    days: int
    facts: Mapping[str, Value]
    observations: tuple[Observation, ...]
    wrong: Mapping[str, str]
    circumstances: Mapping[str, str]
    associations: Associations
    relatives: tuple[str, ...]  # ids of others
    life: Explanation

    @property
    def rulebook(self) -> Rulebook:
        return self.life.rulebook

    @cached_property
    def clean(self) -> Explanation:
        """The same file had every entry about somebody else been struck."""
        struck = {name for name, how in self.wrong.items() if how != "misread"}
        own = [seen for seen in self.observations if seen.id not in struck]
        return self.under(self.rulebook, own) if struck else self.life

    def under(self, rulebook: Rulebook, observations: list[Observation] | None = None) -> Explanation:
        """These entries, or others, under a rulebook."""
        seen = self.observations if observations is None else observations
        held = self.associations if rulebook == self.life.rulebook else None
        return explain(rulebook, seen, facts=self.facts, days=self.days, associations=held, trace=False)

    @property
    def black(self) -> list[str]:
        """The black lists at the end."""
        return sorted(black_lists(self.rulebook) & set(self.life.lists))


@lru_cache(maxsize=32)
def citizen(hall: Hall, number: int) -> Subject:
    """Raises IndexError where nobody has this number."""
    if not 0 <= number < hall.citizens:
        raise IndexError(number)
    town, words = hall.town, vocabulary()
    observations = tuple(_as_filed(seen) for seen in town.observations_of(number, words))
    facts = town.facts_of(number, words)
    associations = associations_of(hall.year, number)
    family = [] if town.relatives is None else [str(each) for each in town.relatives[number].tolist() if each >= 0]
    return Subject(
        id=str(number),
        name="",
        place=district(hall, number),
        days=town.days,
        facts=facts,
        observations=observations,
        wrong=dict.fromkeys(town.wrong_of(number), "wrong"),
        circumstances={},
        associations=associations,
        relatives=tuple(family),
        life=explain(hall.rulebook, observations, facts=facts, days=town.days, associations=associations),
    )


def _as_filed(seen: Observation) -> Observation:
    """With those facts alone that this kind of entry has; a town's columns hold a default for all others."""
    asked = load_content().kinds[seen.kind].asks
    return replace(seen, facts={name: held for name, held in seen.facts.items() if name in asked})


@lru_cache(maxsize=32)
def one_of_thirteen(persona: str, seed: int, rulebook: Rulebook) -> Subject:
    """Raises KeyError where nobody is called that."""
    file = next((file for file in neighbours(seed, rulebook) if file.persona.id == persona), None)
    if file is None:
        raise KeyError(persona)
    return _of_file(file)


def _of_file(file: File) -> Subject:
    districts = {choice.id: choice.label for choice in vocabulary().facts["district"].values}
    rows = file.life.seen
    return Subject(
        id=file.persona.id,
        name=file.persona.name,
        place=districts[str(file.facts["district"])],
        days=DAYS,
        facts=file.facts,
        observations=tuple(file.observations),
        wrong={row.observation.id: how for row in rows if (how := effect(row))},
        circumstances={row.observation.id: row.truth.circumstance for row in rows if row.truth.circumstance},
        associations={},
        relatives=tuple(file.persona.relatives),
        life=file.explanation,
    )

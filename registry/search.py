"""Every life a citizen could have lived: is there one that keeps them off the black lists?

Days are explored with all choices that the doors of that life allow. Lives that reach the same morning with the same
memory (the engine's State), the same scenes behind them and the same late entries before them have the same future
and are followed once, so the search covers all choices without living each. It is bounded; where the bound is met
the answer says so.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product

from registry.lives import DAYS
from registry.walk import Made, Walk
from scoring.engine import Rulebook
from scoring.engine.model import TakeOff
from scoring.engine.state import State
from town.content import load_content
from town.scenes import load_scenes

MOST_MORNINGS = 3000


@dataclass(frozen=True)
class Outcome:
    """`saved` is a life that ends off the black lists; None where there is none, or none was found in time."""

    saved: Made | None
    mornings: int
    complete: bool  # whether every life was covered

    @property
    def hopeless(self) -> bool:
        """Nothing this citizen could have done would have helped."""
        return self.saved is None and self.complete


def search(persona: str, seed: int, rulebook: Rulebook, *, most: int = MOST_MORNINGS) -> Outcome:
    """Whether any choices keep this citizen off the black lists on day 10."""
    return Search(persona, seed, rulebook, most).run()


@dataclass
class Search:
    persona: str
    seed: int
    rulebook: Rulebook
    most: int
    mornings: int = 0
    dead: set[tuple[object, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.walk = Walk(self.persona, self.seed, self.rulebook)

    def run(self) -> Outcome:
        state = self.walk.begin()
        if self._held_for_good(state):
            return Outcome(None, 0, complete=True)
        saved = self._from(1, state, ())
        return Outcome(saved, self.mornings, self.mornings < self.most)

    def _held_for_good(self, state: State) -> bool:
        """A black list holds from the start, beyond day 10, and no rule takes anybody off it."""
        memories = dict(zip((entry.id for entry in self.rulebook.lists), state.lists, strict=True))
        held = {name for name in self.walk.black if memories[name].on}
        return any(
            max(memories[name].put, memories[name].hold) > DAYS and not _may_leave(self.rulebook, name) for name in held
        )

    def _from(self, day: int, state: State, made: Made) -> Made | None:
        """A saved life that begins with `made`, or None. The day's most promising choices first."""
        if day > DAYS:
            return None if self.walk.listed(state) else made
        key = (
            day,
            memory(state),
            frozenset(each.scene_id for each in made),
            frozenset(each for each in made if each.choice_id in echoes().get(each.scene_id, ())),
            frozenset(seen.id for seen in self.walk.written(made) if seen.day >= day),
        )
        if key in self.dead or self.mornings >= self.most:
            return None
        self.mornings += 1
        ways = product(*self.walk.options(day, state, made))
        evenings = [(self.walk.evening(day, state, made + today), made + today) for today in ways]
        for evening, life in sorted(evenings, key=lambda pair: self._hope(pair[0])):
            found = self._from(day + 1, evening, life)
            if found is not None:
                return found
        self.dead.add(key)
        return None

    def _hope(self, state: State) -> tuple[bool, int, int]:
        """Sorts evenings: off the lists first, then the better band, then the better number."""
        better = -1 if self.rulebook.scale.higher_is != "worse" else 1
        return self.walk.listed(state), state.band, better * (state.standing or 0)


@cache
def echoes() -> dict[str, set[str]]:
    """Choices that a later scene asks for, by scene: only these must be told apart once a day is over."""
    found: dict[str, set[str]] = {}
    for scene in load_scenes().values():
        for condition in [*scene.when, *(need for choice in scene.choices for need in choice.needs)]:
            if condition.chose:
                name, _, choice = condition.chose.partition(".")
                found.setdefault(name, set()).add(choice)
    return found


def memory(state: State) -> State:
    """What of the state can still matter within ten days: points that leave later are told by their sum alone."""
    return replace(
        state,
        leaving=tuple(each for each in state.leaving if each[0] <= DAYS),
        stars_leaving=tuple(each for each in state.stars_leaving if each[0] <= DAYS),
        held=tuple((band, min(last, DAYS + 1)) for band, last in state.held),
        entries=tuple((min(last, DAYS + 1), entry) for last, entry in state.entries),
        displays=tuple((where, min(last, DAYS + 1)) for where, last in state.displays),
    )


def _may_leave(rulebook: Rulebook, name: str) -> bool:
    """Whether any act that a scene offers, or that is filed anyway, meets a rule that takes off this list."""
    return any(
        isinstance(effect, TakeOff) and effect.list == name
        for rule in rulebook.rules
        if rule.enabled and (not rule.on or set(rule.on) & set(load_content().kinds))
        for effect in rule.effects
    )

"""Walking a life day by day, one state at a time: for lives that are drawn or searched rather than played."""

from itertools import chain

from registry.lives import DAYS, black_lists, citizen_facts
from scoring.engine import Observation, Rulebook, settle, start
from scoring.engine.state import State, doors, listed
from town.events import Decision
from town.life import live
from town.scenes import choice_is_open, scenes_of_day

Made = tuple[Decision, ...]


class Walk:
    """One citizen, one seed, one rulebook. Luck is keyed by decision, so each decision is looked at alone, once."""

    def __init__(self, persona: str, seed: int, rulebook: Rulebook) -> None:
        self.persona, self.seed, self.rulebook = persona, seed, rulebook
        self.facts = citizen_facts(persona)
        self.black = black_lists(rulebook)
        # Filed whatever is chosen: the start, routine acts, other people's acts under this name.
        self.anyway = tuple(row.observation for row in live(persona, seed, (), days=DAYS).seen)
        self._anyway_ids = {seen.id for seen in self.anyway}
        self._written: dict[Decision, tuple[Observation, ...]] = {}

    def begin(self) -> State:
        """The state after what was on file before day 1."""
        before = [seen for seen in self.anyway if seen.day <= 0]
        return settle(self.rulebook, start(self.rulebook, self.facts), 0, before, self.facts, trace=False)[0]

    def listed(self, state: State) -> bool:
        return bool(self.black & set(listed(self.rulebook, state)))

    def options(self, day: int, state: State, made: Made) -> list[list[Decision]]:
        """For each scene of the day, the decisions that the doors allow."""
        states = {door: value for door, (value, _) in doors(self.rulebook, state).items()}
        on_list = self.listed(state)
        history = [(each.day, each.scene_id, each.choice_id) for each in made]
        scenes = scenes_of_day(self.persona, day, seed=self.seed, doors=states, listed=on_list, history=history)
        return [
            [
                Decision(day, scene.id, choice.id)
                for choice in scene.choices
                if choice_is_open(choice, self.persona, day=day, doors=states, listed=on_list, history=history)
            ]
            for scene in scenes
        ]

    def evening(self, day: int, state: State, made: Made) -> State:
        """The state after the settlement of `day`; `made` holds its decisions too."""
        today = [seen for seen in chain(self.anyway, self.written(made)) if seen.day == day]
        return settle(self.rulebook, state, day, today, self.facts, trace=False)[0]

    def written(self, made: Made) -> list[Observation]:
        """What these decisions put on file, now or later."""
        return [seen for decision in made for seen in self._written_by(decision)]

    def _written_by(self, decision: Decision) -> tuple[Observation, ...]:
        if decision not in self._written:
            rows = live(self.persona, self.seed, (decision,)).seen
            self._written[decision] = tuple(
                row.observation for row in rows if row.observation.id not in self._anyway_ids
            )
        return self._written[decision]

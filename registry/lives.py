"""A citizen's file: decisions become observations, observations meet a rulebook, and the day's scenes follow.

Pure composition of `town` and `scoring.engine`; no database. The same persona, seed, decisions and rulebook give the
same file, byte for byte.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from scoring.engine import Explanation, Observation, Rulebook, explain
from town.content import load_content
from town.events import Decision
from town.life import Life, live
from town.scene_shapes import Choice, Scene
from town.scenes import LAST_DAY, History, choice_is_open, load_scenes, scenes_of_day
from town.shapes import PersonaRow

DAYS = LAST_DAY
OPEN_FILES = 128


class EditionError(Exception):
    """The decisions on file belong to scenes that this edition no longer tells."""


class ForbiddenChoice(Exception):
    """A shut door stands before this choice, or the scene does not offer it."""


@dataclass(frozen=True)
class File:
    """One citizen after some decisions. `day` is the day now lived; after the last one it is DAYS + 1."""

    persona: PersonaRow
    seed: int
    rulebook: Rulebook
    decisions: tuple[Decision, ...]
    life: Life
    explanation: Explanation
    day: int
    scenes: tuple[Scene, ...]  # of the day now lived; () when all days are lived
    decided_today: int

    @property
    def complete(self) -> bool:
        return self.day > DAYS

    @property
    def last_scene(self) -> bool:
        """Whether the scene now open is the last of the life."""
        return self.day == DAYS and self.decided_today + 1 == len(self.scenes)

    @property
    def scene(self) -> Scene | None:
        return None if self.complete else self.scenes[self.decided_today]

    @cached_property
    def doors(self) -> Mapping[str, str]:
        """Doors as they stand today, set by the settlement of the evening before."""
        return doors_on(self.explanation, self.day)

    @property
    def listed(self) -> bool:
        """Whether a black list holds the citizen today."""
        return black_listed(self.explanation, self.day - 1)

    @property
    def history(self) -> History:
        return _history(self.decisions)

    @cached_property
    def observations(self) -> list[Observation]:
        return [seen.observation for seen in self.life.seen]

    @cached_property
    def facts(self) -> dict[str, int | bool | str]:
        return citizen_facts(self.persona.id)

    @cached_property
    def wrong(self) -> frozenset[str]:
        """Ids of observations of what this citizen did not do."""
        return frozenset(seen.observation.id for seen in self.life.seen if not seen.truth.act)

    @property
    def last_choice(self) -> Choice | None:
        if not self.decisions:
            return None
        last = self.decisions[-1]
        return load_scenes()[last.scene_id].choice(last.choice_id)


def citizen_facts(persona_id: str) -> dict[str, int | bool | str]:
    """What the offices hold about a citizen before any act: circumstances that rules may ask for."""
    return load_content().citizen_facts(persona_id)


def doors_on(explanation: Explanation, day: int) -> Mapping[str, str]:
    """Doors of a day: what the settlement of the evening before has set. Day 1 sees the start."""
    return explanation.settlements[min(day - 1, DAYS)].doors


def black_listed(explanation: Explanation, day: int) -> bool:
    """Whether a black list held the citizen after the settlement of `day` (0 is the start)."""
    return bool(black_lists(explanation.rulebook) & set(explanation.settlements[min(day, DAYS)].lists))


def black_lists(rulebook: Rulebook) -> set[str]:
    return {entry.id for entry in rulebook.lists if entry.colour == "black"}


def open_file(persona_id: str, seed: int, rulebook: Rulebook, decisions: Sequence[Decision]) -> File:
    """The file after these decisions. Raises EditionError where they fit no scene."""
    return _opened(persona_id, seed, rulebook, tuple(decisions))


@lru_cache(maxsize=OPEN_FILES)
def _opened(persona_id: str, seed: int, rulebook: Rulebook, made: tuple[Decision, ...]) -> File:
    """Kept for a while: whoever reads asks for the same file page after page."""
    try:
        life = live(persona_id, seed, made)
    except ValueError as error:
        raise EditionError(str(error)) from error
    observations = [seen.observation for seen in life.seen]
    explanation = explain(rulebook, observations, facts=citizen_facts(persona_id), days=DAYS)
    day, scenes, decided = _walk(persona_id, seed, made, explanation)
    persona = load_content().persona(persona_id)
    return File(persona, seed, rulebook, made, life, explanation, day, scenes, decided)


def _walk(
    persona_id: str, seed: int, decisions: tuple[Decision, ...], explanation: Explanation
) -> tuple[int, tuple[Scene, ...], int]:
    """Lay the decisions over the days they were made on. Settlements look backwards only, so one run serves all."""
    taken = 0
    for day in range(1, DAYS + 1):
        scenes = tuple(
            scenes_of_day(
                persona_id,
                day,
                seed=seed,
                doors=doors_on(explanation, day),
                listed=black_listed(explanation, day - 1),
                history=_history(decisions[:taken]),
            )
        )
        today = decisions[taken : taken + len(scenes)]
        for scene, decision in zip(scenes, today, strict=False):
            if (decision.day, decision.scene_id) != (day, scene.id):
                raise EditionError(f"day {day}: {decision.scene_id} is not told any more")
        taken += len(today)
        if len(today) < len(scenes):
            return day, scenes, len(today)
    return DAYS + 1, (), 0


def _history(decisions: Sequence[Decision]) -> History:
    return [(made.day, made.scene_id, made.choice_id) for made in decisions]


def allowed(file: File, choice: Choice) -> bool:
    """Whether the doors let this choice be made today."""
    return choice_is_open(
        choice, file.persona.id, day=file.day, doors=file.doors, listed=file.listed, history=file.history
    )


def choose(file: File, choice_id: str) -> Decision:
    """The decision for the scene now open. Raises ForbiddenChoice."""
    scene = file.scene
    if scene is None:
        raise ForbiddenChoice("all ten days are lived")
    for choice in scene.choices:
        if choice.id == choice_id and allowed(file, choice):
            return Decision(file.day, scene.id, choice.id)
    raise ForbiddenChoice(choice_id)

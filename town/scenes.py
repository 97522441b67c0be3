"""The scenes of ten days: reading them, and choosing those of one day in one life."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from scoring.engine.vocabulary import DEFAULT
from town.content import Content, load_content
from town.luck import below, number
from town.reading import ContentError, ContentFault, read_rows, read_yaml, twice
from town.scene_checks import scene_problems
from town.scene_shapes import Choice, Condition, Scene
from town.shapes import Value

LAST_DAY = 10
MOST_A_DAY = 2
SECOND_SCENE_PERCENT = 30  # of days that would have one scene only: a life takes five minutes
History = Sequence[tuple[int, str, str]]


def load_scenes(folder: Path | str = DEFAULT) -> dict[str, Scene]:
    """Every scene by id, in the order of files and lines. Raises ContentError with every fault."""
    return dict(_load(Path(folder)))


@lru_cache(maxsize=4)
def _load(folder: Path) -> Mapping[str, Scene]:
    content = load_content(folder)
    scenes: dict[str, Scene] = {}
    files: dict[str, str] = {}
    faults: list[ContentFault] = []
    for path in sorted((folder / "scenes").glob("*.yaml")):
        try:
            rows = read_rows(path.name, read_yaml(path), Scene)
        except ContentError as error:
            faults.extend(error.faults)
            continue
        faults.extend(twice(path.name, [*scenes, *(row.id for row in rows)]))
        scenes.update({row.id: row for row in rows})
        files.update({row.id: path.name for row in rows})
    for scene in scenes.values():
        found = scene_problems(scene, scenes, content)
        faults.extend(ContentFault(files[scene.id], *problem) for problem in found)
    if faults:
        raise ContentError(faults)
    return scenes


def scenes_of_day(
    persona: str,
    day: int,
    *,
    seed: int,
    doors: Mapping[str, str],
    listed: bool,
    history: History,
    folder: Path | str = DEFAULT,
) -> list[Scene]:
    """One or two scenes: the citizen's own, then one that a shut door calls, then drawn ones.

    Only earlier days of the history count, so the answer stays the same while the day is being played.
    """
    content = load_content(folder)
    morning = Morning(content, persona, seed, day, doors, listed, history)
    able = [scene for scene in _load(Path(folder)).values() if morning.may_see(scene)]
    chosen = [scene for scene in able if scene.own][:MOST_A_DAY]
    called = sorted(
        (scene for scene in able if scene.priority), key=lambda scene: (-scene.priority, morning.place_in_deck(scene))
    )
    if len(chosen) < MOST_A_DAY:
        chosen.extend(called[:1])
    drawn = sorted(
        (scene for scene in able if not scene.own and not scene.priority),
        key=lambda scene: (not morning.answers(scene), morning.place_in_deck(scene)),
    )
    chosen.extend(drawn[: morning.wanted(len(chosen))])
    if not chosen:
        raise ValueError(f"No scene is left for {persona} on day {day}. Add common scenes for that day.")
    return chosen


def choice_is_open(
    choice: Choice,
    persona: str,
    *,
    day: int,
    doors: Mapping[str, str],
    listed: bool,
    history: History,
    folder: Path | str = DEFAULT,
) -> bool:
    """Whether no shut door or missing thing forbids the choice."""
    morning = Morning(load_content(folder), persona, 0, day, doors, listed, history)
    return morning.holds(choice.needs)


class Morning:
    """Where a citizen stands in the morning of a day."""

    def __init__(
        self,
        content: Content,
        persona: str,
        seed: int,
        day: int,
        doors: Mapping[str, str],
        listed: bool,
        history: History,
    ) -> None:
        if not 1 <= day <= LAST_DAY:
            raise ValueError(f"Day {day} is outside a life. Days go from 1 to {LAST_DAY}.")
        self.persona = persona
        self.seed = seed
        self.day = day
        self.usual = {door.id: door.default for door in content.doors.values()}
        self.doors = {**self.usual, **doors}
        self.listed = listed
        self.facts: Mapping[str, Value] = content.citizen_facts(persona)
        earlier = [(scene, choice) for when, scene, choice in history if when < day]
        self.seen = {scene for scene, _ in earlier}
        self.chose = {f"{scene}.{choice}" for scene, choice in earlier}

    def may_see(self, scene: Scene) -> bool:
        fits = scene.concerns(self.persona) and self.day in scene.on_days and scene.id not in self.seen
        return fits and self.holds(scene.when)

    def holds(self, conditions: Iterable[Condition]) -> bool:
        return all(self._holds(condition) for condition in conditions)

    def _holds(self, condition: Condition) -> bool:
        if condition.door is not None:
            return self.doors[condition.door] == condition.is_
        if condition.fact is not None:
            return self.facts[condition.fact] == condition.is_
        if condition.listed is not None:
            return self.listed == condition.listed
        return condition.chose in self.chose

    def answers(self, scene: Scene) -> bool:
        """Whether only a changed door or a list makes the scene possible: it is drawn before everyday ones."""
        return any(
            condition.listed or (condition.door and condition.is_ != self.usual[condition.door])
            for condition in scene.when
        )

    def place_in_deck(self, scene: Scene) -> int:
        """Common scenes lie in one shuffled deck for the whole life: what is drawn never depends on luck later on."""
        return number("deck", self.seed, self.persona, scene.id)

    def wanted(self, so_far: int) -> int:
        """How many drawn scenes the day still takes."""
        if so_far == 0:
            return 1 + self._second()
        return self._second() if so_far == 1 else 0

    def _second(self) -> int:
        return int(below(100, "second", self.seed, self.persona, self.day) < SECOND_SCENE_PERCENT)

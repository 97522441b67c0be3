"""Ten days of one citizen: from choices to what is on file, and what is not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from scoring.engine.observation import Observation
from scoring.engine.vocabulary import DEFAULT
from town.content import Content, load_content
from town.events import Act, Decision, Seen, Truth, Unseen
from town.luck import below, name
from town.recording import Recorder
from town.scene_shapes import Scene
from town.scenes import LAST_DAY, load_scenes
from town.shapes import OnFileRow, PersonaRow, Value
from town.strangers import misfiled, ratings

__all__ = ["Decision", "Life", "Seen", "Truth", "Unseen", "live", "observe"]

NOON = 12


@dataclass(frozen=True, slots=True)
class Life:
    """Everything of a life that a page may need. `seen` holds what is on file, day by day."""

    persona: str
    seed: int
    seen: tuple[Seen, ...]
    unseen: tuple[Unseen, ...]

    def canonical_json(self) -> str:
        rows = {"seen": [row.to_dict() for row in self.seen], "unseen": [row.to_dict() for row in self.unseen]}
        return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        return sha256(self.canonical_json().encode("utf-8")).hexdigest()


def observe(
    persona: str, seed: int, decisions: Iterable[Decision], *, days: int = LAST_DAY, folder: Path | str = DEFAULT
) -> list[Seen]:
    """What is on a citizen's file after `days` days, and the truth behind each entry."""
    return list(live(persona, seed, decisions, days=days, folder=folder).seen)


def live(
    persona: str, seed: int, decisions: Iterable[Decision], *, days: int = LAST_DAY, folder: Path | str = DEFAULT
) -> Life:
    """A life up to the evening of day `days`. The same arguments give the same life, byte for byte.

    A shorter life is the beginning of a longer one: nothing that happens later changes an earlier day.
    """
    content = load_content(folder)
    citizen = content.persona(persona)
    recorder = Recorder(content, persona, seed)
    seen = list(_on_file_at_start(content, citizen, seed, recorder))
    unseen: list[Unseen] = []
    for act in [*_routine(citizen), *_chosen(decisions, folder)]:
        if act.day > days:
            continue
        filed, missed = recorder.record(act)
        seen.extend([*filed, *ratings(act, recorder)])
        unseen.extend(missed)
    seen.extend(_misfiled(persona, seed, days, folder))
    seen = [row for row in seen if row.observation.day <= days]
    return Life(persona, seed, tuple(sorted(seen, key=_when)), tuple(sorted(unseen, key=_when_unseen)))


@lru_cache(maxsize=512)
def _misfiled(persona: str, seed: int, days: int, folder: Path | str) -> tuple[Seen, ...]:
    """Other people's acts filed under this name. No choice changes them, so each life draws them once."""
    content = load_content(folder)
    return tuple(misfiled(content, content.persona(persona), seed, days, Recorder(content, persona, seed)))


def _on_file_at_start(content: Content, citizen: PersonaRow, seed: int, recorder: Recorder) -> Iterator[Seen]:
    for number, entry in enumerate(citizen.start_observations):
        id_ = name("o", "start", citizen.id, number)
        truth = Truth(entry.truth.act, entry.truth.circumstance, entry.truth.error)
        seen = Seen(Observation(id_, entry.day, entry.kind, entry.source, dict(entry.facts)), truth)
        yield seen
        yield from _comes_back(content, entry, seen, seed, recorder)


def _comes_back(content: Content, entry: OnFileRow, seen: Seen, seed: int, recorder: Recorder) -> Iterator[Seen]:
    """Now and then a source files an old entry once more."""
    source = content.sources[entry.source]
    stale = source.errors_of("stale")
    key = (*recorder.key, seen.observation.id, "comes back")
    if stale and below(1000, *key) < source.error_rate:
        yield recorder.again(seen, stale[0], 1 + below(LAST_DAY, *key, "day"))


def _routine(citizen: PersonaRow) -> Iterator[Act]:
    for row in citizen.routine:
        for day in row.days:
            yield Act(day, row.act, row.facts, row.circumstance)


def _chosen(decisions: Iterable[Decision], folder: Path | str) -> Iterator[Act]:
    scenes = load_scenes(folder)
    done: set[str] = set()
    for decision in decisions:
        if decision.scene_id not in scenes:
            raise ValueError(f"There is no scene '{decision.scene_id}'. Take one that scenes_of_day returned.")
        if not 1 <= decision.day <= LAST_DAY:
            raise ValueError(f"Day {decision.day} is outside a life. Days go from 1 to {LAST_DAY}.")
        if decision.scene_id in done:
            raise ValueError(f"The scene '{decision.scene_id}' was decided twice. Keep one decision.")
        done.add(decision.scene_id)
        choice = scenes[decision.scene_id].choice(decision.choice_id)
        if choice.act is not None:
            facts = {**_where_and_when(scenes[decision.scene_id]), **choice.facts}
            reason = choice.circumstance or ""
            yield Act(decision.day, choice.act, facts, reason, decision.scene_id, choice.id)


def _where_and_when(scene: Scene) -> dict[str, Value]:
    return {"place": scene.place, "hour": int(scene.time[:2])}


def _when(row: Seen) -> tuple[int, int, str]:
    seen = row.observation
    return seen.day, int(seen.facts.get("hour", NOON)), seen.id


def _when_unseen(row: Unseen) -> tuple[int, str, str, str]:
    return row.day, row.kind, row.scene or "", row.choice or ""

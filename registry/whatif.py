"""What would have had to be different: in acts, circumstances, data, rules or procedure. Asked of a whole life."""

from dataclasses import dataclass
from functools import lru_cache

from registry.lives import DAYS, File, allowed, black_listed, open_file
from registry.search import Outcome, search
from scoring.engine import Finding, Observation, Rulebook, counterfactual
from town.events import Decision
from town.life import live
from town.scenes import load_scenes

Alternatives = dict[int, list[tuple[str, list[Observation]]]]


@dataclass(frozen=True)
class WhatIf:
    """`listed` says which question was asked: off the list, or (for who is on none) a better band."""

    listed: bool
    findings: tuple[Finding, ...]
    lives: Outcome | None  # the search over all choices; only where no small change of acts helped


def what_if(file: File) -> WhatIf:
    return _what_if(file.persona.id, file.seed, file.rulebook, file.decisions)


@lru_cache(maxsize=256)
def _what_if(persona: str, seed: int, rulebook: Rulebook, decisions: tuple[Decision, ...]) -> WhatIf:
    file = open_file(persona, seed, rulebook, decisions)
    listed = black_listed(file.explanation, DAYS)
    bands = [band.id for band in rulebook.bands]
    here = bands.index(file.explanation.band) if file.explanation.band in bands else 0
    findings = counterfactual(
        rulebook,
        file.observations,
        facts=file.facts,
        days=DAYS,
        wrong=file.wrong,
        excused=excused(file),
        alternatives=alternatives(file),
        # Who is on no list is asked the next question: what would have given a better band?
        goal=None if listed else lambda life: here == 0 or (life.band in bands and bands.index(life.band) < here),
    )
    lives = search(persona, seed, rulebook) if listed and not findings[0].found else None
    return WhatIf(listed, tuple(findings), lives)


def excused(file: File) -> set[str]:
    """Observations of acts that had a reason which no source wrote down."""
    return {row.observation.id for row in file.life.seen if row.truth.act and row.truth.circumstance}


def alternatives(file: File) -> Alternatives:
    """For each day, what every other single choice that was then open would have put on file that day."""
    scenes = load_scenes()
    found: Alternatives = {}
    for position, made in enumerate(file.decisions):
        then = open_file(file.persona.id, file.seed, file.rulebook, file.decisions[:position])
        others = tuple(each for each in file.decisions if each != made)
        for choice in scenes[made.scene_id].choices:
            if choice.id != made.choice_id and allowed(then, choice):
                instead = Decision(made.day, made.scene_id, choice.id)
                rows = live(file.persona.id, file.seed, sorted((*others, instead), key=lambda each: each.day)).seen
                put = [row.observation for row in rows if row.observation.day == made.day]
                found.setdefault(made.day, []).append((choice.text, put))
    return found

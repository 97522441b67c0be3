"""What the offices have to say for themselves, on the same grounds as a citizen, before the same counter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from appeals.bureau.acts import Act
from appeals.bureau.year import OfficeYear
from appeals.procedure.model import Knobs
from appeals.procedure.office import Facts, decide
from scoring.engine import Rulebook
from scoring.engine.model import Points, PointsPer, Rule

Believed = Literal["nobody", "counter", "not_so", "all"]
BELIEVED: tuple[Believed, ...] = ("nobody", "counter", "not_so", "all")
TRUTHS = {"not_so": "did_not_happen", "context": "circumstance"}


@dataclass(frozen=True, slots=True)
class Objection:
    """`ground`: not_so where it did not happen as noted, context where the office had a reason.

    `decided`: the day of the answer; None where none came within the year, or nobody hears objections.
    """

    act: Act
    ground: str
    granted: bool
    decided: int | None


def objections_of(scorecard: Rulebook, year: OfficeYear) -> tuple[Objection, ...]:
    """Every objection that an office could raise in good faith against what a rule holds against it.

    Each is decided by the procedure that the offices' own citizens have, with the same table of chances and without a
    paper. The same setting gives the same answers, whatever the scorecard.
    """
    kinds = _held_against(scorecard)
    return tuple(
        each for each in _all_decided(year) if each.act.observation.kind in kinds and _heard(scorecard, each.act)
    )


@lru_cache(maxsize=16)
def _all_decided(year: OfficeYear) -> tuple[Objection, ...]:
    """Everything in a year to which an office could object, under any scorecard."""
    return tuple(_decided(act, ground, year) for act in year.acts if (ground := ground_of(act)))


def ground_of(act: Act) -> str:
    """The ground on which an office may contest, or ""."""
    if not act.so:
        return "not_so"
    return "context" if act.reason else ""


def granted_by(objections: Iterable[Objection], believed: Believed) -> frozenset[str]:
    """The ids of what is struck, if the learner believes nobody, their own counter, what is not so, or everything."""
    if believed == "nobody":
        return frozenset()
    return frozenset(
        each.act.observation.id
        for each in objections
        if believed == "all" or (each.granted if believed == "counter" else each.ground == believed)
    )


def _decided(act: Act, ground: str, year: OfficeYear) -> Objection:
    setting, seen = year.setting, act.observation
    knobs: Knobs | None = setting.knobs
    if knobs is None:
        return Objection(act, ground, False, None)
    case = Facts(TRUTHS[ground], ground)
    outcome = decide(case, knobs, (setting.seed, "bureau", seen.id), model=setting.model)
    day = seen.day + outcome.after_days
    in_time = day <= year.columns.days
    return Objection(act, ground, outcome.granted and in_time, day if in_time else None)


def _heard(scorecard: Rulebook, act: Act) -> bool:
    return scorecard.observers is None or act.observation.source in scorecard.observers


def _held_against(scorecard: Rulebook) -> set[str]:
    """Kinds for which some rule that counts takes points."""
    found: set[str] = set()
    for rule in scorecard.rules:
        if rule.enabled and _takes(rule):
            found |= set(rule.on or scorecard.vocabulary.kinds)
    return found


def _takes(rule: Rule) -> bool:
    amounts = [
        effect.amount if isinstance(effect, Points) else effect.each
        for effect in rule.effects
        if isinstance(effect, Points | PointsPer)
    ]
    return any(amount < 0 for amount in amounts)

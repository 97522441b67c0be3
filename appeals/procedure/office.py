"""One decision of an office, by chance and by named numbers. A whole town's appeals are decided by the same table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log

import numpy as np

from appeals.procedure.model import GROUNDS, Knobs
from appeals.procedure.papers import STRENGTHS, strength_for
from appeals.procedure.parameters import Parameters, parameters
from scoring.engine.columns import Array
from town.luck import Key, number

TRUTHS = ("wrong_person", "did_not_happen", "circumstance", "expired", "right")
INSTANCES = ("first", "second", "court")
MINUTES = 60

# Which truths a ground is about. Who claims another ground is right for a reason that nobody looks for.
MEANT = {
    "not_me": ("wrong_person",),
    "not_so": ("did_not_happen", "wrong_person"),
    "context": ("circumstance",),
    "out_of_time": ("expired",),
}
SHOWS = {"not_me": "seen", "not_so": "seen", "context": "context"}

# What an office could say if it had to give reasons. How much of it a letter says is a knob.
WHY: Mapping[str, str] = {
    "silence": "The days of the office were over and nobody had answered.",
    "paper_believed": "A paper was handed in and believed.",
    "paper_not_enough": "A paper was handed in and did not convince.",
    "no_paper": "No paper was handed in that shows it.",
    "looked_again": "Somebody looked again at what happened.",
    "paper_check": "Only what is on paper was looked at.",
    "same_desk": "The desk that made the entry looked at it.",
    "heard": "The citizen was heard.",
    "doubt_to_citizen": "What stayed unproved counted for the citizen.",
    "doubt_to_office": "What stayed unproved counted for the entry.",
    "no_power": "The office has no power over a rule.",
    "calendar": "The date was looked up.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """One case as it is: what really happened, which ground is claimed, and the ids of the papers handed in."""

    truth: str
    ground: str
    papers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.truth not in TRUTHS or self.ground not in GROUNDS:
            raise ValueError(f"No such case: {self.truth}, {self.ground}. See TRUTHS and GROUNDS.")

    @property
    def strength(self) -> str:
        return strength_for(self.ground, self.papers)

    @property
    def deserved(self) -> bool:
        return self.truth in MEANT.get(self.ground, ())


@dataclass(frozen=True, slots=True)
class Outcome:
    """`after_days` counts from filing; `hours` are the staff's; `why` are keys of WHY."""

    granted: bool
    after_days: int
    why: tuple[str, ...]
    hours: float
    late: bool = False


def knobs_of(instance: str, knobs: Knobs) -> Knobs:
    """How a case is looked at in an instance: a second look is a fresh one, by a tribunal, and one can speak."""
    if instance == "first":
        return knobs
    return replace(knobs, reviewer="tribunal", look="fresh", hearing=True, second_instance=False, court=False)


def decide(
    case: Facts, knobs: Knobs, key: tuple[Key, ...], *, instance: str = "first", model: Parameters | None = None
) -> Outcome:
    """The decision on one case, without a line before it. The same case, knobs and key give the same outcome."""
    model, here = model or parameters(), knobs_of(instance, knobs)
    days = max(1, round(-log(1 - _draw(*key, "lies", instance)) * mean_days(instance, knobs, model)))
    if instance == "first" and days > knobs.office_days:
        return Outcome(knobs.late_rule == "grant", knobs.office_days, ("silence",), 0.0, late=True)
    hours = mean_hours(instance, knobs, model) * -log(1 - _draw(*key, "hours", instance))
    granted = _draw(*key, "decision", instance) < chance(case, here, model)
    return Outcome(granted, days, reasons_for(case, here, granted), hours)


def chance(case: Facts, knobs: Knobs, model: Parameters | None = None) -> float:
    """How likely a case is granted, from 0 to 1, when somebody decides it."""
    model = model or parameters()
    return _chance(case.ground, case.deserved, case.strength, knobs, model)


def _chance(ground: str, deserved: bool, strength: str, knobs: Knobs, model: Parameters) -> float:
    who = "tribunal" if knobs.reviewer == "tribunal" else "clerk"
    if ground == "rule_wrong":
        return model.part(f"rule_{who}")
    if ground == "disproportionate":
        return _more(model.part(f"mercy_{who}"), knobs.hearing * model.part("hearing_gain"))
    if ground == "out_of_time":
        return model.part("calendar" if deserved else "calendar_error")
    return _of_deserved(ground, strength, knobs, model) if deserved else _of_undeserved(strength, knobs, model)


def _of_deserved(ground: str, strength: str, knobs: Knobs, model: Parameters) -> float:
    found = model.part(f"{SHOWS[ground]}_{knobs.look}_{strength}") * model.part(f"aimed_{knobs.reasons}")
    if knobs.reviewer == "same_clerk":
        found *= model.part("same_clerk")
    if knobs.reviewer == "tribunal":
        found = _more(found, model.part("tribunal_gain"))
    found = _more(found, knobs.hearing * model.part("hearing_gain"))
    return _more(found, (knobs.burden == "office") * model.part("burden_gain"))


def _of_undeserved(strength: str, knobs: Knobs, model: Parameters) -> float:
    found = model.part(f"error_{knobs.look}")
    if strength != "none":
        found += model.part(f"error_{strength}")
    if knobs.reviewer == "same_clerk":
        found *= model.part("same_clerk")
    found = _more(found, knobs.hearing * model.part("error_hearing"))
    return _more(found, (knobs.burden == "office") * model.part("error_burden"))


def _more(found: float, gain: float) -> float:
    """A part of what is missing is found too."""
    return found + (1 - found) * gain


def decide_many(deserved: Array, strength: Array, draws: Array, knobs: Knobs, model: Parameters) -> Array:
    """The same decisions for many cases at once: which are granted, as a mask.

    `deserved` is a mask, `strength` holds positions in STRENGTHS, `draws` numbers from 0 to 1. The claim is `not_so`.
    """
    table = np.array(
        [[_chance("not_so", is_so, paper, knobs, model) for paper in STRENGTHS] for is_so in (False, True)]
    )
    return np.asarray(draws < table[deserved.astype(np.int8), strength])


def mean_hours(instance: str, knobs: Knobs, model: Parameters | None = None) -> float:
    """Hours of staff that a case takes on average."""
    model = model or parameters()
    if instance == "court":
        return model["minutes_court"] / MINUTES
    here = knobs_of(instance, knobs)
    minutes: float = model[f"minutes_{here.look}"] + here.hearing * model["minutes_hearing"]
    minutes *= model.part("tribunal_time") if here.reviewer == "tribunal" else 1
    if here.reasons != "none":
        minutes += model[f"minutes_reasons_{here.reasons}"]
    return minutes / MINUTES


def mean_days(instance: str, knobs: Knobs, model: Parameters | None = None) -> int:
    """Days for which a case lies on average before somebody may open it; for a court, until it answers."""
    model = model or parameters()
    return model["court_days"] if instance == "court" else model[f"lies_{knobs_of(instance, knobs).reviewer}"]


def reasons_for(case: Facts, knobs: Knobs, granted: bool) -> tuple[str, ...]:
    """Why it was decided so, the weightiest first."""
    if case.ground == "rule_wrong":
        return () if granted else ("no_power",)
    if case.ground == "out_of_time":
        return ("calendar",)
    shown = ("paper_believed" if granted else "paper_not_enough") if case.strength != "none" else "no_paper"
    found = [shown, "looked_again" if knobs.look == "fresh" else "paper_check"]
    if knobs.reviewer == "same_clerk":
        found.append("same_desk")
    if knobs.hearing:
        found.append("heard")
    found.append("doubt_to_citizen" if knobs.burden == "office" else "doubt_to_office")
    hidden = ("no_paper", "doubt_to_office") if granted else ("doubt_to_citizen",)
    return tuple(code for code in found if code not in hidden)


def _draw(*key: Key) -> float:
    """A number from 0 to 1, 1 excluded, that belongs to its key."""
    return (number("appeal", *key) >> 75) / 2**53

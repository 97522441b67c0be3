"""How the two errors change with the procedure: the model's clerk over a town's year, one knob turned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from appeals.officer.content import Day
from appeals.officer.desk import day_under
from appeals.officer.stack import appeals_of
from appeals.procedure.model import Knobs, knobs_from
from appeals.procedure.office import Facts, chance, mean_hours
from appeals.procedure.papers import STRENGTHS, papers
from appeals.procedure.spec import Value
from scoring.engine import Rulebook

# The knobs that change what a file tells or who reads it, and what each is turned to.
TURNS: Mapping[str, Mapping[Value, Value]] = {
    "reasons": {"none": "trace", "code": "trace", "trace": "none"},
    "reviewer": {"same_clerk": "other_clerk", "other_clerk": "tribunal", "tribunal": "same_clerk"},
    "look": {"paper": "fresh", "fresh": "paper"},
    "hearing": {False: True, True: False},
    "burden": {"citizen": "office", "office": "citizen"},
}


@dataclass(frozen=True)
class Variant:
    """One procedure over a town's year. Shares are means over luck, from 0 to 1; None where nobody asked."""

    turned: str  # the knob that is turned; "" as the desk has it
    knobs: Knobs
    wrongly: int  # appeals of the wrongly listed in this year
    rightly: int
    left_on: float | None
    let_off: float | None
    hours: float  # of staff, for one case
    files_a_day: int  # that can be read before the office closes


def variants(rulebook: Rulebook, seed: int, knobs: Knobs, day: Day) -> list[Variant]:
    """The desk's own procedure first, then each knob turned alone. `day`: without any procedure's reading time."""
    return [_variant(rulebook, seed, name, each, day) for name, each in _turned(knobs)]


def _turned(knobs: Knobs) -> Iterator[tuple[str, Knobs]]:
    yield "", knobs
    held = knobs.to_dict()
    for name, other in TURNS.items():
        yield name, knobs_from({**held, name: other[held[name]]})


def _variant(rulebook: Rulebook, seed: int, name: str, knobs: Knobs, day: Day) -> Variant:
    wrongly, rightly, left_on, let_off = _errors(rulebook, seed, knobs)
    return Variant(
        turned=name,
        knobs=knobs,
        wrongly=wrongly,
        rightly=rightly,
        left_on=left_on,
        let_off=let_off,
        hours=mean_hours("first", knobs),
        files_a_day=-(-day.minutes // day_under(day, knobs).step["read"]),
    )


@lru_cache(maxsize=64)
def _errors(rulebook: Rulebook, seed: int, knobs: Knobs) -> tuple[int, int, float | None, float | None]:
    listings, filed = appeals_of(rulebook, seed, knobs)
    wrong = listings.wrong[filed.of]
    truths = ("right", "wrong_person")
    granted = np.array([[chance(_case(truth, paper), knobs) for paper in STRENGTHS] for truth in truths])
    by_case = granted[wrong.astype(np.int8), filed.strength]
    wrongly, rightly = int(wrong.sum()), int((~wrong).sum())
    left_on = 1 - float(by_case[wrong].mean()) if wrongly else None
    return wrongly, rightly, left_on, float(by_case[~wrong].mean()) if rightly else None


def _case(truth: str, strength: str) -> Facts:
    fitting = (each.id for each in papers().values() if (each.proves, each.strength) == ("identity", strength))
    return Facts(truth, "not_me", () if strength == "none" else (next(fitting),))

"""One decision: what moves its chance, what it says of itself, and that a town's year is decided by the same table."""

from dataclasses import replace

import numpy as np
import pytest

from appeals.procedure.model import Knobs
from appeals.procedure.office import TRUTHS, WHY, Facts, chance, decide, decide_many, mean_hours
from appeals.procedure.papers import STRENGTHS
from appeals.procedure.parameters import parameters

HOME = Knobs()
WRONG = Facts("wrong_person", "not_me")
SHOWN = Facts("wrong_person", "not_me", ("camera_picture",))
EXCUSED = Facts("circumstance", "context", ("hospital_note",))
RIGHT = Facts("right", "not_so")
TRIES = 400


def share(case: Facts, knobs: Knobs) -> float:
    return sum(decide(case, knobs, ("share", n)).granted for n in range(TRIES)) / TRIES


@pytest.mark.parametrize("case", [WRONG, SHOWN, EXCUSED], ids=["no paper", "paper", "reason"])
@pytest.mark.parametrize(
    "better",
    [
        {"look": "fresh"},
        {"reviewer": "other_clerk"},
        {"reviewer": "tribunal"},
        {"hearing": True},
        {"burden": "office"},
        {"reasons": "trace"},
    ],
    ids=lambda better: next(iter(better)),
)
def test_each_of_these_makes_a_deserved_appeal_likelier(case: Facts, better: dict[str, object]) -> None:
    assert chance(case, replace(HOME, **better)) > chance(case, HOME)  # type: ignore[arg-type]


def test_a_paper_helps_and_helps_most_where_only_paper_is_looked_at() -> None:
    fresh = replace(HOME, look="fresh")
    assert chance(SHOWN, HOME) > chance(WRONG, HOME)
    assert chance(SHOWN, HOME) / chance(WRONG, HOME) > chance(SHOWN, fresh) / chance(WRONG, fresh)


def test_putting_the_burden_on_the_office_frees_some_who_are_listed_rightly() -> None:
    assert chance(RIGHT, replace(HOME, burden="office")) > chance(RIGHT, HOME)


def test_whoever_argues_the_wrong_ground_is_right_for_a_reason_that_nobody_looks_for() -> None:
    assert chance(Facts("wrong_person", "context"), HOME) < chance(WRONG, HOME)


def test_a_rule_is_not_a_clerk_s_to_change() -> None:
    wrong_rule = Facts("right", "rule_wrong")
    assert chance(wrong_rule, replace(HOME, reviewer="tribunal")) > chance(wrong_rule, HOME)
    assert decide(wrong_rule, HOME, ("rule", 1)).why in ((), ("no_power",), ("silence",))


def test_every_chance_is_one() -> None:
    best = Knobs(reasons="trace", reviewer="tribunal", look="fresh", hearing=True, burden="office")
    for knobs in (HOME, best):
        for truth in TRUTHS:
            for ground in ("not_me", "not_so", "context", "rule_wrong", "out_of_time", "disproportionate"):
                assert 0 <= chance(Facts(truth, ground, ("camera_picture", "first_page")), knobs) <= 1


def test_decisions_come_as_often_as_their_chance_says() -> None:
    slow = replace(HOME, office_days=365)
    assert share(SHOWN, slow) == pytest.approx(chance(SHOWN, slow), abs=0.08)


def test_the_same_case_and_key_give_the_same_outcome() -> None:
    assert decide(SHOWN, HOME, (4417, "o1")) == decide(SHOWN, HOME, (4417, "o1"))
    assert len({decide(SHOWN, HOME, (4417, n)).hours for n in range(20)}) == 20


def test_a_further_instance_draws_again() -> None:
    keys = [(4417, n) for n in range(60)]
    first = [decide(SHOWN, HOME, key).granted for key in keys]
    second = [decide(SHOWN, HOME, key, instance="second").granted for key in keys]
    assert first != second
    assert sum(second) > sum(first)


def test_silence_after_the_deadline_means_what_the_procedure_says() -> None:
    hurried = replace(HOME, office_days=1)
    late = [decide(WRONG, hurried, (n,)) for n in range(60)]
    late = [outcome for outcome in late if outcome.late]
    assert late
    assert {(o.granted, o.after_days, o.why, o.hours) for o in late} == {(False, 1, ("silence",), 0.0)}
    assert all(
        decide(WRONG, replace(hurried, late_rule="grant"), (n,)).granted
        for n in range(60)
        if decide(WRONG, hurried, (n,)).late
    )


def test_every_reason_has_a_sentence() -> None:
    for n in range(40):
        for knobs in (HOME, Knobs(look="fresh", hearing=True, burden="office", reviewer="tribunal")):
            for case in (WRONG, SHOWN, EXCUSED, RIGHT, Facts("expired", "out_of_time")):
                assert set(decide(case, knobs, (n,)).why) <= set(WHY)


def test_an_upheld_appeal_is_not_explained_by_what_was_missing() -> None:
    for n in range(60):
        outcome = decide(WRONG, replace(HOME, look="fresh"), (n,))
        assert not (outcome.granted and "no_paper" in outcome.why)


@pytest.mark.parametrize("knobs", [HOME, Knobs(look="fresh", reviewer="tribunal", hearing=True, burden="office")])
def test_the_town_s_year_is_decided_by_the_same_table(knobs: Knobs) -> None:
    papers = {"none": (), "weak": ("shift_sheet",), "strong": ("camera_picture",)}
    draws = np.linspace(0, 0.999, 500)
    for truth in ("did_not_happen", "wrong_person", "right"):
        for place, strength in enumerate(STRENGTHS):
            one_by_one = draws < chance(Facts(truth, "not_so", papers[strength]), knobs)
            deserved = np.full(len(draws), truth != "right")
            strengths = np.full(len(draws), place)
            many = decide_many(deserved, strengths, draws, knobs, parameters())
            assert many.tolist() == one_by_one.tolist()


def test_looking_longer_costs_hours() -> None:
    assert mean_hours("first", replace(HOME, look="fresh")) > mean_hours("first", HOME)
    assert mean_hours("first", replace(HOME, hearing=True)) > mean_hours("first", HOME)
    assert mean_hours("first", replace(HOME, reviewer="tribunal")) > mean_hours("first", HOME)
    assert mean_hours("first", replace(HOME, reasons="trace")) > mean_hours("first", HOME)


def test_a_case_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="No such case"):
        Facts("perhaps", "not_me")

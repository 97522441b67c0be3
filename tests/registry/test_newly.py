"""A milder rule may list somebody new; the reason is read off the trace and holds when it is tried out."""

import numpy as np
import pytest

from registry.newly import Cause, why_listed
from registry.replays import reformed_year, year
from registry.residents import explained
from scoring.bills import pointer
from scoring.engine import Rulebook, reform
from scoring.selectors import shipped

SEED, CITIZENS = 4417, 1000
HOME = shipped("tessamere")


def changed(rule: str, key: str, value: object) -> Rulebook:
    return reform(HOME, {pointer(HOME, rule, key): value})


def causes(book: Rulebook) -> list[Cause]:
    was, now = year(HOME, CITIZENS, SEED).on_any(), reformed_year(book, HOME, CITIZENS, SEED).on_any()
    found = [why_listed(int(each), book, HOME, CITIZENS, SEED) for each in np.flatnonzero(now & ~was)]
    return [cause for cause in found if cause is not None]


def test_who_is_listed_by_a_milder_rule_entered_later_and_must_stay() -> None:
    found = causes(changed("tes-01", "effects/0/points", -5))
    assert found
    for cause in found:
        assert cause.kind in ("stay", "ties")
        assert cause.entered + cause.minimum > 365
        if cause.kind == "stay" and cause.earlier:
            assert cause.earlier[-1][0] < cause.entered


def test_other_people_s_listing_can_be_the_reason() -> None:
    assert "ties" in {cause.kind for cause in causes(changed("tes-44", "enabled", False))}


def test_a_smaller_reward_weighs() -> None:
    by_points = [cause for cause in causes(changed("tes-17", "effects/0/points", 2)) if cause.kind == "points"]
    assert by_points
    assert by_points[0].by[0] == "tes-17"


@pytest.mark.parametrize("number", [0, 5])
def test_who_is_not_newly_listed_has_no_reason(number: int) -> None:
    assert why_listed(number, HOME, HOME, CITIZENS, SEED) is None


def test_earlier_stays_are_those_that_the_explanation_tells() -> None:
    found = [cause for cause in causes(changed("tes-01", "effects/0/points", -5)) if cause.earlier]
    assert found
    for cause in found:
        told = explained(cause.number, HOME, HOME, CITIZENS, SEED).settlements
        days = [
            end.day
            for end in told
            for change in (end.trace.list_changes if end.trace else ())
            if change.list == cause.list
        ]
        assert cause.earlier == tuple(zip(days[::2], days[1::2], strict=True))

"""Habits follow the rules: what is counted grows, what is not counted shrinks, and neither comes back at once."""

import numpy as np
import pytest

from registry.drift import CITIZENS, deeds_of, drift, load_model, without_rewards
from registry.habits import Deed, efforts, means_of, town_after
from registry.replays import town_of, year
from scoring.engine import reform
from scoring.selectors import shipped, slugs

SEED = 4417
HOME = shipped("tessamere")
MODEL = load_model()
VALUES = MODEL.values
PAID = Deed("sort_waste", 1, 10, lure=1.0, seen=0.5, most=1000)
UNPAID = Deed("visit_elder", 3, 10, lure=0.0, seen=0.0, most=0)
ONE = np.ones(1)


def lived(deeds: list[Deed], on: list[bool], means: np.ndarray = ONE, **values: int) -> list[np.ndarray]:
    return efforts(deeds, means, VALUES | values, on)


def test_the_first_year_is_lived_before_anybody_knows_what_pays() -> None:
    found = drift(HOME, SEED, VALUES)[0]
    assert found.standing == pytest.approx(float(year(HOME, CITIZENS, SEED).standing.mean()))
    assert found.hours["visit_elder"] == 30


def test_time_goes_from_what_pays_nothing_to_what_pays() -> None:
    first, second = lived([PAID, UNPAID], [True, True], pull=40)
    assert second[0, 1] == pytest.approx(first[0, 1] * 0.6)
    assert second[0, 0] == pytest.approx(first[0, 0] + first[0, 1] * 0.4)


def test_no_hour_is_lost_while_rewards_last() -> None:
    years = lived(deeds_of(HOME, MODEL), [True] * 6, means_of(town_of(200, SEED), MODEL.means))
    for each in years:
        assert np.allclose(each.sum(axis=1), years[0].sum(axis=1))
        assert (each >= 0).all()


def test_who_has_no_means_cannot_follow_the_rules() -> None:
    _, second = lived([PAID, UNPAID], [True, True], np.array([0.0, 1.0]))
    assert second[0].tolist() == [10, 30]
    assert second[1, 0] > 10


def test_nobody_does_more_of_a_thing_than_is_paid() -> None:
    capped = Deed("donate_blood", 1, 10, lure=1.0, seen=1.0, most=12)
    years = lived([capped, UNPAID], [True] * 9, pull=100)
    assert years[-1][0, 0] == pytest.approx(12)


def test_without_a_pull_nothing_moves() -> None:
    years = lived([PAID, UNPAID], [True] * 4, pull=0)
    assert all((each == years[0]).all() for each in years)


def test_switching_rewards_off_does_not_bring_back_at_once_what_was_crowded_out() -> None:
    years = lived([PAID, UNPAID], [True, True, True, False, False, False])
    before, off, last = years[0][0], years[3][0], years[-1][0]
    assert off[1] < last[1] < before[1]
    longer = lived([PAID, UNPAID], [True, True, True, *([False] * 60)])[-1][0]
    assert longer == pytest.approx(before, rel=0.02)


def test_what_was_paid_for_falls_below_where_it_began() -> None:
    years = lived([PAID, UNPAID], [True, True, True, *([False] * 8)], habit=100)
    assert years[5][0, 0] < years[0][0, 0]


def test_the_file_of_a_year_holds_as_many_entries_as_are_done() -> None:
    town, deeds = town_of(CITIZENS, SEED), deeds_of(HOME, MODEL)
    twice = np.tile(np.array([2 * deed.effort for deed in deeds]), (CITIZENS, 1))
    made = town_after(town, deeds, twice, SEED, 1)
    kinds = HOME.vocabulary.kind_codes
    for deed in deeds:
        count = int((town.kind == kinds[deed.kind]).sum())
        assert int((made.kind == kinds[deed.kind]).sum()) == 2 * count
    assert len(made) > len(town)
    assert made.problems(HOME.vocabulary) == []


def test_as_long_as_everybody_does_as_before_the_file_stays_as_it_is() -> None:
    town, deeds = town_of(CITIZENS, SEED), deeds_of(HOME, MODEL)
    same = np.tile(np.array([deed.effort for deed in deeds]), (CITIZENS, 1))
    made = town_after(town, deeds, same, SEED, 1)
    assert (made.citizen == town.citizen).all()
    assert (made.day == town.day).all()


def test_the_town_of_tessamere_drifts_towards_its_own_rules() -> None:
    years = drift(HOME, SEED, VALUES)
    assert years[-1].standing > years[0].standing
    assert years[-1].entries > years[0].entries
    assert years[-1].hours["visit_elder"] < years[0].hours["visit_elder"]
    assert years[-1].counted > years[0].counted
    rise = {label: years[-1].by_income[label] - years[0].by_income[label] for label in ("low", "high")}
    assert rise["high"] > rise["low"]


def test_the_same_question_has_the_same_answer() -> None:
    assert drift(HOME, SEED, VALUES, 3) == drift(HOME, SEED, dict(reversed(VALUES.items())), 3)


def test_a_source_that_is_not_collected_pulls_nobody() -> None:
    deaf = reform(HOME, {"/observers": sorted(set(HOME.vocabulary.sources) - {"peer_app"})}, "deaf")
    lures = {deed.kind: deed.lure for deed in deeds_of(deaf, MODEL)}
    assert lures["rate_other"] == 0


def test_rewards_off_leaves_no_rule_that_gives() -> None:
    bare = without_rewards(HOME)
    assert all(deed.lure == 0 for deed in deeds_of(bare, MODEL))
    assert any(rule.enabled for rule in bare.rules)


@pytest.mark.parametrize("slug", slugs())
def test_every_system_can_be_drifted_under(slug: str) -> None:
    assert len(drift(shipped(slug), SEED, VALUES)) == MODEL.years


def test_every_parameter_lies_in_its_range_and_says_whose_it_is() -> None:
    for row in MODEL.parameters:
        assert row.low <= row.value <= row.high
        assert (row.marker == "ours") != bool(row.sources)

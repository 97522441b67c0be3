"""What lies together is stolen together; what lies apart, less often and less at once."""

import numpy as np
import pytest

from registry.breach import load_model, stakes
from registry.replays import town_of
from scoring.engine import reform
from scoring.selectors import shipped

SEED = 4417
HOME = shipped("tessamere")
TOWN = town_of(1000, SEED)
VALUES = load_model().values


def of(way: str, book=HOME, **values: int):
    return next(stake for stake in stakes(book, TOWN, VALUES | values) if stake.way == way)


def test_a_pool_of_everything_has_the_whole_chance_and_the_whole_town() -> None:
    pool = of("pooled", chance=100, years=2)
    assert pool.any == pytest.approx(1 - 0.9**2)
    assert pool.entries == len(TOWN)
    assert pool.at_once == len(np.unique(TOWN.citizen))


def test_keeping_apart_lowers_chance_and_size() -> None:
    pool, apart = of("pooled"), of("apart")
    assert apart.any < pool.any
    assert apart.person < pool.person
    assert apart.entries < pool.entries


def test_below_the_even_draw_splitting_up_makes_some_breach_likelier() -> None:
    assert of("apart", draw=50).any > of("pooled", draw=50).any
    assert of("apart", draw=50).entries < of("pooled", draw=50).entries


def test_at_home_a_breach_is_of_one_person() -> None:
    home = of("home", device=10, years=1)
    assert home.at_once == 1
    assert home.person == pytest.approx(0.01 * len(np.unique(TOWN.citizen)) / 1000)


def test_what_is_not_collected_cannot_get_out() -> None:
    few = reform(HOME, {"/observers": ["court_register"]}, "few")
    assert of("pooled", few).any < of("pooled").any
    assert of("pooled", few).at_once < of("pooled").at_once
    only = of("pooled", few), of("apart", few)
    assert only[0].any == pytest.approx(only[1].any)


def test_where_nothing_is_collected_nothing_is_at_stake() -> None:
    nothing = reform(HOME, {"/observers": []}, "nothing")
    for stake in stakes(nothing, TOWN, VALUES):
        assert (stake.any, stake.person, stake.at_once, stake.entries) == (0, 0, 0, 0)


def test_the_chances_are_those_of_many_drawn_towns() -> None:
    """Drawn ten thousand times, years of breaches agree with what is worked out."""
    random = np.random.default_rng(7)
    sizes = np.bincount(TOWN.source)
    yearly = VALUES["chance"] / 1000 * (sizes[sizes > 0] / len(TOWN)) ** (VALUES["draw"] / 100)
    opened = (random.random((10_000, VALUES["years"], len(yearly))) < yearly).any(axis=(1, 2))
    assert of("apart").any == pytest.approx(opened.mean(), abs=0.02)


def test_every_parameter_says_whose_it_is() -> None:
    for row in load_model().parameters:
        assert row.low <= row.value <= row.high
        assert (row.marker == "ours") != bool(row.sources)

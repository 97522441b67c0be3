"""Watched alike and without a mistake, groups stand on the lists alike: what is left between them is noise."""

from math import sqrt

import numpy as np
import pytest

from registry.lenses import Base, equal_lists, group_rates, personal
from registry.pages.lenses import dots, town_dots
from registry.years import hall
from scoring.engine import replay
from scoring.selectors import shipped
from town.population import make_town

CITIZENS, SEEDS = 12_000, (1, 2)
# Rulebooks that keep lists and ask for no age, income or occupation: whoever does the same is treated the same.
SYSTEMS = (
    "tessamere", "spc_defaulter_list", "rail_air_2018", "law_based_2020s", "debtor_ringback", "beijing_subway_2019",
)  # fmt: skip
FAR = 4.0  # standard errors: noise goes there once in 16,000 times


def apart(here: np.ndarray, listed: np.ndarray) -> float:
    """How many standard errors lie between a group's share and everybody else's."""
    inside, outside, both = listed[here].mean(), listed[~here].mean(), listed.mean()
    error = sqrt(both * (1 - both) * (1 / here.sum() + 1 / (~here).sum()))
    return float(abs(inside - outside) / error) if error else 0.0


def farthest(system: str, seed: int, listed: dict[str, np.ndarray]) -> float:
    groups = make_town(CITIZENS, seed, days=1).groups
    return max(
        apart(codes == code, listed[entry.id])
        for entry in shipped(system).lists
        for labels, codes in groups.values()
        for code in range(len(labels))
        if (codes == code).sum() >= 30
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_with_equal_exposure_and_no_error_list_rates_of_groups_differ_only_by_noise(system: str, seed: int) -> None:
    assert farthest(system, seed, equal_lists(shipped(system), CITIZENS, seed)) < FAR


def test_as_it_is_watched_the_same_town_s_groups_do_differ() -> None:
    year = replay(shipped("rail_air_2018"), make_town(CITIZENS, 1))
    assert farthest("rail_air_2018", 1, {entry.id: year.on_list(entry.id) for entry in year.rulebook.lists}) > FAR


def test_a_rulebook_that_asks_for_occupation_and_housing_parts_groups_however_they_are_watched() -> None:
    book = shipped("dutch_fraud_scorecard")
    assert farthest(book.id, 1, equal_lists(book, CITIZENS, 1)) > FAR
    assert {"occupation", "housing"} <= {fact.id for fact in personal(book)}
    assert not personal(shipped("rail_air_2018"))


def test_rates_of_a_group_s_members_add_up_to_the_list() -> None:
    found = hall(shipped("tessamere"), 1000, 3)
    board = found.board("blacklist")
    assert board is not None
    listed = np.zeros(1000, bool)
    listed[board.citizen] = True
    rates = group_rates(found.town, listed, ~listed)
    for name in found.town.groups:
        members = [each for each in rates if each.group == name]
        assert sum(each.listed.number for each in members) == len(board)
        assert sum(each.equal.number for each in members) == 1000 - len(board)
        assert sum(each.entries.number for each in members) == int(found.town.wrong.sum())
        assert sum(each.entries.of for each in members) == len(found.town)


def test_a_share_outside_the_noise_is_one_whose_interval_leaves_the_town_out() -> None:
    found = hall(shipped("tessamere"), 1000, 3)
    listed = np.zeros(1000, bool)
    listed[found.town.groups["district"][1] == 0] = True
    rates = {
        each.label: each for each in group_rates(found.town, listed, np.ones(1000, bool)) if each.group == "district"
    }
    assert rates["harbour"].apart
    assert rates["harbour"].listed.share == 1
    assert not rates["harbour"].equal_apart


def test_a_hundred_dots_are_a_hundred_people() -> None:
    kinds = [dot.kind for dot in dots(3, 97)]
    assert (kinds.count("wrong"), kinds.count("did"), len(kinds)) == (3, 97, 100)
    base = Base(1000, 221, 6)
    assert base.of_hundred == 3
    assert [dot.kind for dot in town_dots(base)].count("free") == 77

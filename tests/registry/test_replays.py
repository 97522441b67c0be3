"""The town beside the pen: its numbers are the engine's, and nothing is kept without bound."""

import pytest

from registry import replays
from registry.replays import (
    ON_OFFER,
    SHARED,
    clean_town_of,
    comparison,
    innocent,
    outcome,
    reformed_year,
    shared_seed,
    town_of,
    year,
)
from scoring.bills import bill_for, pointer
from scoring.engine import Rulebook, compare, innocent_days, reform, replay
from scoring.engine.remarks import without_effect
from scoring.selectors import shipped, slugs

SEED = 4417
CITIZENS = 400
MOST_SMALL = 64  # reforms of small towns


@pytest.fixture
def home() -> Rulebook:
    return shipped("tessamere")


def milder(home: Rulebook) -> Rulebook:
    return reform(home, {pointer(home, "tes-01", "effects/0/points"): -5}, "milder")


def test_the_same_seed_is_the_same_town() -> None:
    assert town_of(CITIZENS, SEED) is town_of(CITIZENS, SEED)
    assert len(town_of(CITIZENS, SEED)) != len(town_of(CITIZENS, SEED + 1))


def test_the_comparison_is_the_engine_s(home: Rulebook) -> None:
    town = town_of(CITIZENS, SEED)
    whole = compare(replay(home, town), replay(milder(home), town), town)
    assert comparison(home, milder(home), CITIZENS, SEED).to_dict() == whole.to_dict()


@pytest.mark.parametrize("slug", slugs())
def test_innocent_days_are_the_engine_s(slug: str) -> None:
    book = shipped(slug)
    whole = innocent_days(book, town_of(CITIZENS, SEED))
    kept = innocent(book, book, CITIZENS, SEED)
    assert (kept.days, kept.citizens) == (whole.days, whole.citizens.number)


def test_innocent_days_of_a_reform_are_the_engine_s(home: Rulebook) -> None:
    whole = innocent_days(milder(home), town_of(CITIZENS, SEED))
    assert innocent(milder(home), home, CITIZENS, SEED).days == whole.days > 0


def test_a_small_town_is_a_life_s_own_and_large_towns_are_shared() -> None:
    seeds = range(1000)
    assert [len({shared_seed(size, seed) for seed in seeds}) for size in ON_OFFER] == [1000, *SHARED.values()]


@pytest.mark.parametrize("rule", ["tes-01", "tes-02", "tes-17", "tes-44"])
def test_a_year_that_moves_nobody_has_the_name_of_the_year_before(home: Rulebook, rule: str) -> None:
    edited = reform(home, {pointer(home, rule, "enabled"): False}, "off")
    before, after = (reformed_year(book, home, CITIZENS, SEED) for book in (home, edited))
    same = outcome(home, home, CITIZENS, SEED) == outcome(edited, home, CITIZENS, SEED)
    assert same == without_effect(before, after)


def test_an_edit_of_words_alone_moves_nobody(home: Rulebook) -> None:
    reworded = reform(home, {pointer(home, "tes-01", "text"): "In other words."}, "words")
    assert outcome(reworded, home, CITIZENS, SEED) == outcome(home, home, CITIZENS, SEED)


def test_of_a_reform_its_ledger_is_not_kept(home: Rulebook) -> None:
    kept, whole = reformed_year(milder(home), home, CITIZENS, SEED), replay(milder(home), town_of(CITIZENS, SEED))
    assert (kept.ledger.points, whole.ledger.points is None) == (None, False)
    assert (kept.standing == whole.standing).all()


def test_no_reform_is_no_second_run(home: Rulebook) -> None:
    assert reformed_year(home, home, CITIZENS, SEED) is year(home, CITIZENS, SEED)


def test_the_clean_town_has_no_wrong_entry() -> None:
    assert town_of(CITIZENS, SEED).wrong.any()
    assert not clean_town_of(CITIZENS, SEED).wrong.any()


def test_a_hundred_edits_keep_no_more_than_a_few_years(home: Rulebook) -> None:
    path = pointer(home, "tes-01", "effects/0/points")
    for points in range(MOST_SMALL + 20):
        reformed_year(reform(home, {path: -points}, "edit"), home, 50, SEED)
    assert max(replays._reforms.held()) <= MOST_SMALL


def test_the_council_s_bill_is_sterner_than_what_is_in_force(home: Rulebook) -> None:
    bill = bill_for(home)
    assert bill is not None
    compared = comparison(home, bill.rulebook, CITIZENS, SEED)
    assert compared.losers.number > compared.winners.number
    assert compared.newly_listed.number > compared.newly_freed.number


def test_a_fair_town_that_still_keeps_a_list_can_be_reached(home: Rulebook) -> None:
    """By moving one limit: the blacklist then holds only those whom a judgment put there."""
    edits = {"/bands/2/from": 700, "/bands/3/to": 699}
    fair = reform(home, edits, "fair")
    assert innocent(fair, home, 1000, SEED).days == 0
    assert comparison(home, fair, 1000, SEED).listed[1].number > 0

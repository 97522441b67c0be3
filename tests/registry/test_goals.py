"""The three goals are counted on the town's own arrays, and a search says where one cannot be met."""

import numpy as np
import pytest

from registry.goal_search import (
    CITIZENS,
    Trial,
    Tried,
    frontier,
    guilty,
    limits_worth_trying,
    search,
    trials_of,
    tried,
)
from registry.goals import Data, Errors, Gap, by_number, data, errors, gaps, heard, looked_at, widest, witness
from registry.replays import clean_year, reformed_year, town_of, year
from scoring.engine import Rulebook, reform
from scoring.engine.comparison import rate
from scoring.selectors import shipped

SEED = 4417
HOME = shipped("tessamere")
REPEALED = reform(HOME, {f"/rules/{position}/enabled": False for position in range(len(HOME.rules))}, "none")


def after(book: Rulebook, citizens: int = CITIZENS):
    return reformed_year(book, HOME, citizens, SEED)


@pytest.fixture(scope="module")
def guilt() -> np.ndarray:
    return guilty(HOME, CITIZENS, SEED)


def test_the_wronged_and_the_missed_are_counted_resident_by_resident(guilt: np.ndarray) -> None:
    on = after(HOME).on_any()
    found = errors(after(HOME), guilt)
    assert found.innocent == sum(1 for n in range(CITIZENS) if on[n] and not guilt[n])
    assert found.missed == sum(1 for n in range(CITIZENS) if guilt[n] and not on[n])
    assert found.listed - found.innocent == found.guilty - found.missed


def test_without_errors_nobody_is_wronged_and_nobody_missed(guilt: np.ndarray) -> None:
    assert errors(clean_year(HOME, CITIZENS, SEED), guilt).met


def test_a_repealed_system_wrongs_nobody_and_misses_everybody(guilt: np.ndarray) -> None:
    found = errors(after(REPEALED), guilt)
    assert (found.innocent, found.missed) == (0, found.guilty)
    assert not found.met


def test_half_the_data_counts_what_is_heard_and_whose_place_changes() -> None:
    sources = sorted(set(HOME.vocabulary.sources) - {"peer_app"})
    deaf = reform(HOME, {"/observers": sources}, "deaf")
    found = data(after(HOME), after(deaf))
    codes = list(HOME.vocabulary.sources)
    assert found.of - found.entries == int((town_of(CITIZENS, SEED).source == codes.index("peer_app")).sum())
    assert found.differ == int((after(HOME).on_any() != after(deaf).on_any()).sum())
    assert heard(HOME, town_of(CITIZENS, SEED)) == len(town_of(CITIZENS, SEED))


@pytest.mark.parametrize(
    ("entries", "differ", "met"), [(50, 0, True), (51, 0, False), (50, 1, False), (0, 0, True), (100, 0, False)]
)
def test_half_the_data_and_the_same_list_are_asked_together(entries: int, differ: int, met: bool) -> None:
    assert Data(entries, 100, differ).met is met


def test_twice_as_often_is_measured_between_groups_of_thirty_or_more() -> None:
    found = {gap.group: gap for gap in gaps(after(HOME))}
    assert set(found) <= set(town_of(CITIZENS, SEED).groups)
    for gap in found.values():
        assert min(gap.high.of, gap.low.of) >= 30
        assert gap.high.share >= gap.low.share
    assert widest(found.values()) in found.values()


@pytest.mark.parametrize(
    ("high", "low", "met", "certain"),
    [
        ((20, 100), (10, 100), True, False),
        ((21, 100), (10, 100), False, False),
        ((500, 1000), (50, 1000), False, True),
        ((1, 100), (0, 100), False, False),
        ((0, 100), (0, 100), True, False),
    ],
)
def test_a_gap_is_told_from_chance(high: tuple[int, int], low: tuple[int, int], met: bool, certain: bool) -> None:
    gap = Gap("district", "a", "b", rate(*high), rate(*low))
    assert (gap.met, gap.certain) == (met, certain)


def test_who_is_looked_at_more_has_more_entries() -> None:
    town = town_of(CITIZENS, SEED)
    assert looked_at(town, "district", "cannery_row") > looked_at(town, "district", "hill")


def test_the_witness_cannot_be_told_apart_by_any_limit(guilt: np.ndarray) -> None:
    found = witness(after(HOME), guilt, by_number(clean_year(HOME, CITIZENS, SEED)))
    assert found is not None
    assert guilt[found.guilty]
    assert not guilt[found.innocent]
    assert found.innocent_stands <= found.guilty_stands


def test_there_is_no_witness_where_the_numbers_are_true(guilt: np.ndarray) -> None:
    clean = clean_year(HOME, CITIZENS, SEED)
    lowest = clean.standing == clean.standing.min()
    assert witness(clean, lowest, lowest) is None


def test_every_limit_every_rule_and_every_source_is_tried_once() -> None:
    trials = list(trials_of(HOME, HOME, SEED))
    assert len(trials) == len(set(trials))
    assert {each.what for each in trials if each.kind == "rule"} == {rule.id for rule in HOME.rules if rule.enabled}
    limits = [each.value for each in trials if each.kind == "limit"]
    assert limits == limits_worth_trying(HOME, year(HOME, CITIZENS, SEED))
    assert HOME.bands[2].low in limits


def test_a_trial_is_a_run_of_the_year() -> None:
    found = tried(Trial("limit", "D", 700), HOME, HOME, SEED)
    assert found is not None
    moved = reform(HOME, {"/bands/2/from": 700, "/bands/3/to": 699}, "moved")
    assert found.errors == errors(after(moved), guilty(HOME, CITIZENS, SEED))
    assert found.data == data(after(HOME), after(moved))


def test_the_frontier_holds_what_is_not_beaten() -> None:
    def made(innocent: int, missed: int) -> Tried:
        return Tried(Trial("none"), Errors(innocent, missed, 9, 9), Data(1, 1, 0), True, 1.0)

    all_of_them = [made(0, 9), made(3, 3), made(4, 3), made(5, 1), made(6, 2)]
    assert [(each.errors.innocent, each.errors.missed) for each in frontier(all_of_them)] == [(0, 9), (3, 3), (5, 1)]


def test_a_search_says_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    from time import monotonic, sleep

    monkeypatch.setattr("registry.goal_search.MOST_LIMITS", 3)
    begun = search(REPEALED, HOME, SEED)
    until = monotonic() + 60
    while not begun.ready and monotonic() < until:
        assert begun.done <= begun.of
        sleep(0.05)
    assert begun.ready
    assert len(begun.found) == begun.of
    assert search(REPEALED, HOME, SEED) is begun

"""Scorecards: bins, counts and multipliers, for one life and for a whole town alike."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.engine import Observation, columns_from, explain, replay
from scoring.engine.card import Card, bin_points
from tests.engine.offices import bill
from tests.engine.strategies import VOCABULARY

CARD = {"kind": "scorecard", "start": 0, "floor": -1000, "ceiling": 1000, "higher_is": "better"}
CARES = {"fact": "carer", "op": "is", "value": True}
YOUNG = {"fact": "age", "op": "at_most", "value": 30}


def card(office, *characteristics, multipliers=()):
    return office([], scale=CARD, bands=[], characteristics=list(characteristics), multipliers=list(multipliers))


def part(name, of, *bins, otherwise=0):
    return {"id": name, "text": name, "of": of, "otherwise": otherwise, "bins": list(bins)}


def factor(name, when, percent):
    return {"id": name, "text": name, "when": when, "percent": percent}


def totals(rulebook, facts, files=None, days=0):
    """The last standing of everybody: life by life, and the town as a whole."""
    files = files or [[] for _ in facts]
    rows = [(citizen, o) for citizen, file in enumerate(files) for o in file]
    lives = [explain(rulebook, file, facts=own, days=days) for own, file in zip(facts, files, strict=True)]
    town = replay(rulebook, columns_from(rows, facts, VOCABULARY, days=days))
    assert town.standing.tolist() == [life.standing for life in lives]
    return [life.standing for life in lives]


def test_both_ends_of_a_bin_count_and_what_no_bin_takes_has_the_rest(office):
    bins = {"to": 17, "points": 1}, {"from": 18, "to": 30, "points": 2}, {"from": 65, "points": 3}
    book = card(office, part("age", {"fact": "age"}, *bins, otherwise=9))
    ages = (0, 17, 18, 30, 31, 64, 65, 99)
    assert totals(book, [{"age": age} for age in ages]) == [1, 1, 2, 2, 9, 9, 3, 3]


def test_a_bin_of_words_takes_those_words(office):
    bins = {"is": ["hill", "uplands"], "points": 5}, {"is": ["harbour"], "points": -5}
    book = card(office, part("home", {"fact": "district"}, *bins, otherwise=7))
    assert totals(book, [{"district": name} for name in ("harbour", "hill", "uplands")]) == [-5, 5, 5]
    cares = card(office, part("cares", {"fact": "carer"}, {"is": [True], "points": 4}, otherwise=1))
    assert totals(cares, [{"carer": True}, {"carer": False}]) == [4, 1]


def test_who_says_nothing_has_the_vocabulary_s_default(office):
    book = card(office, part("age", {"fact": "age"}, {"from": 40, "to": 40, "points": 6}))
    assert totals(book, [{}, {"age": 41}]) == [6, 0]


def test_what_is_counted_is_counted_for_its_days_and_no_longer(office):
    of = {"count": {"on": ["late_utility_bill"], "days": 3}}
    bins = {"to": 0, "points": 30}, {"from": 1, "to": 1, "points": 20}, {"from": 2, "to": 2, "points": 10}
    book = card(office, part("bills", of, *bins))
    gift = Observation("gift", 2, "donate_blood", "blood_centre")
    file = [bill(1), bill(2), bill(2, name="another"), gift]
    assert [totals(book, [{}], [file], days=days)[0] for days in range(2, 6)] == [0, 0, 10, 30]
    assert [end.standing for end in explain(book, file, facts={}, days=5).settlements] == [30, 20, 0, 0, 10, 30]


def test_a_fact_and_a_count_are_taken_together(office):
    of = {"fact": "inquiries_12m", "count": {"on": ["late_utility_bill"], "days": 30}}
    book = card(office, part("asked", of, {"from": 3, "to": 3, "points": 8}))
    facts = [{"inquiries_12m": 3}, {"inquiries_12m": 2}, {"inquiries_12m": 2}]
    assert totals(book, facts, [[], [bill(1)], []], days=2) == [8, 8, 0]


def test_every_multiplier_that_holds_is_applied_and_the_sum_is_rounded_down_once(office):
    factors = factor("care", CARES, 150), factor("young", YOUNG, 50), factor("nothing", {"not": CARES}, 100)
    book = card(office, part("age", {"fact": "age"}, {"to": 99, "points": 31}), multipliers=factors)
    facts = [{"carer": carer, "age": age} for carer in (False, True) for age in (30, 31)]
    assert totals(book, facts) == [15, 31, 23, 46]  # 15.5, 31, 23.25, 46.5


def test_below_nought_rounding_down_goes_away_from_it(office):
    book = card(
        office, part("age", {"fact": "age"}, {"to": 99, "points": -31}), multipliers=[factor("half", CARES, 50)]
    )
    assert totals(book, [{"carer": True}, {"carer": False}]) == [-16, -31]


def test_several_characteristics_add_up(office):
    book = card(
        office,
        part("age", {"fact": "age"}, {"to": 99, "points": 3}),
        part("home", {"fact": "district"}, {"is": ["hill"], "points": 40}),
        part("bills", {"count": {"on": ["late_utility_bill"], "days": 30}}, {"from": 1, "points": 500}),
        part("gifts", {"count": {"on": ["donate_blood"], "days": 30}}, {"to": 0, "points": 9}),
    )
    assert totals(book, [{"district": "hill"}, {}], [[bill(1)], []], days=1) == [552, 12]


def test_what_becomes_known_is_read_at_once(office):
    """A month's end tells a card new facts: also where no act was counted since."""
    book = card(
        office, part("age", {"fact": "age"}, {"to": 30, "points": 10}), multipliers=[factor("care", CARES, 200)]
    )
    both = Card(book, {"age": np.array([30, 31]), "carer": np.array([0, 1])}, 2)
    assert both.total().tolist() == [10, 0]
    both.know({"age": np.array([31, 30]), "carer": np.array([0, 1])})
    assert both.total().tolist() == [0, 20]
    both.know({})
    assert both.total().tolist() == [0, 0]


def test_what_is_counted_more_than_once_a_day_counts_each_time_and_leaves_again(office):
    book = card(office, part("bills", {"count": {"on": ["late_utility_bill"], "days": 3}}, {"from": 2, "points": 1}))
    both = Card(book, {}, 2)
    assert both.total().tolist() == [0, 0]
    both.count(0, np.array([1, 1]), 1)
    assert both.total().tolist() == [0, 1]
    both.count(0, np.array([1]), -1)
    assert both.total().tolist() == [0, 0]


@pytest.mark.parametrize("shape", [(), (2,)])
def test_points_of_a_bin_are_given_to_one_value_or_to_many(office, shape):
    book = card(office, part("age", {"fact": "age"}, {"from": 10, "to": 20, "points": 4}, otherwise=2))
    values = np.full(shape, 20)
    assert (bin_points(book.characteristics[0], values) == 4).all()
    assert (bin_points(book.characteristics[0], values + 1) == 2).all()

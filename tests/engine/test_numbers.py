"""How hits become a number, worked out by hand."""

from __future__ import annotations

import pytest

from scoring.engine import explain
from tests.engine.offices import bill, blood, listed, rating, rule, scale

LATE, GAVE = [bill(1)], [blood(1)]
RULES = [rule("late", "late_utility_bill", points=-20), rule("gift", "donate_blood", points=10)]


def test_with_refunds_points_that_leave_are_given_back_to_the_number_as_it_stands(office):
    """The gift is partly lost at the ceiling, and taken back whole."""
    rules = [
        rule("late", "late_utility_bill", points=-30, expires=2),
        rule("gift", "donate_blood", points=60, expires=2),
    ]
    ends = {}
    for expiry in ("refund", "window"):
        life = explain(office(rules, scale=scale(expiry=expiry)), [blood(1), bill(3)], facts={}, days=5)
        ends[expiry] = [end.standing for end in life.settlements]
    assert ends == {"refund": [60, 100, 100, 10, 10, 40], "window": [60, 100, 100, 30, 30, 60]}


def test_a_kind_of_act_is_looked_at_by_the_rules_for_it_and_by_those_for_any_act(office):
    anything = {**rule("any", "", points=-1), "on": []}
    off = {**rule("off", "late_utility_bill", points=-50), "enabled": False}
    book = office([anything, off, *RULES])
    for trace in (True, False):
        ends = [explain(book, file, facts={}, days=1, trace=trace).standing for file in (LATE, GAVE)]
        assert ends == [39, 69]


def standings(rulebook, *observations, days=6):
    return [end.standing for end in explain(rulebook, observations, facts={}, days=days).settlements]


# limits


def late_by_tens(**more):
    effect = {"per": "days_late", "every": 10, "each": -1}
    return rule("late", "late_utility_bill", points=effect, **more)


@pytest.mark.parametrize("order", [(10, 300, 20), (300, 10, 20), (20, 10, 300)])
def test_within_a_limit_the_heaviest_hits_of_a_day_count_first(office, order):
    book = office([late_by_tens(at_most={"times": 1, "days": 30})])
    life = explain(book, [bill(1, late, f"b{late}") for late in order], facts={}, days=1)
    assert life.standing == 30
    assert life.last.trace.lost_to_limit == -3
    assert [(look.observation, look.outcome) for look in life.last.trace.looks] == [
        ("b300", "fired"),
        ("b20", "over_limit"),
        ("b10", "over_limit"),
    ]


def test_of_two_equally_heavy_hits_the_one_that_takes_counts_first(office):
    """A rule may give or take by a fact's sign only through two lines: the sum decides, then the sign."""
    effect = {"per": "days_late", "every": 1, "each": -1}
    both = rule("both", "late_utility_bill", points=effect, at_most={"times": 1, "days": 30})
    both["effects"].append({"points": 10})
    assert standings(office([both]), bill(1, 20, "takes"), bill(1, 0, "gives"), days=1)[1] == 50
    assert standings(office([both]), bill(1, 0, "gives"), bill(1, 20, "takes"), days=1)[1] == 50


def test_a_limit_counts_anew_in_every_block_of_days(office):
    book = office([rule("late", "late_utility_bill", points=-10, at_most={"times": 1, "days": 3})])
    file = [bill(day) for day in range(1, 7)]
    assert standings(book, *file) == [60, 50, 50, 50, 40, 40, 40]
    state = explain(book, file[:3], facts={}, days=3).state
    assert state.used == ((0, 0, 1),)
    assert explain(book, file[:3], facts={}, days=4).state.used == ()  # a block that is over is forgotten


def test_two_rules_have_limits_of_their_own(office):
    limit = {"times": 1, "days": 30}
    rules = [rule(name, "late_utility_bill", points=-10, at_most=limit) for name in ("one", "other")]
    assert standings(office(rules), bill(1), bill(2), days=2) == [60, 40, 40]


# marks


@pytest.fixture
def stars(office):
    """A mean of marks that starts at 300 with the weight of two."""

    def make(*effects, **more):
        kind = scale(kind="stars", start=300, ceiling=500, prior_weight=2, divisor=100)
        del kind["expiry"]
        line = {**rule("rated", "peer_rating", **more), "effects": [{"stars": effect} for effect in effects]}
        return office([line], scale=kind, bands=[])

    return make


BY_RATER = {"value": "stars", "weight": "rater_weight"}


def test_a_mark_given_in_stars_counts_in_hundredths_with_its_weight(stars):
    assert standings(stars(BY_RATER), rating(1, 5, 1), rating(2, 1, 3), days=2) == [300, 366, 233]


def test_a_mark_without_a_weight_weighs_one(stars):
    assert standings(stars({"value": 450}), rating(1, 1), days=1) == [300, 350]


def test_marks_of_one_rule_add_up(stars):
    book = stars({"value": 100, "weight": 1}, {"value": 500, "weight": 3})
    assert standings(book, rating(1, 1), days=1) == [300, (600 + 1600) // 6]
    (look,) = explain(book, [rating(1, 1)], facts={}, days=1).last.trace.looks
    assert (look.stars, look.points) == ((1600, 4), 0)


def test_marks_leave_after_their_days_with_their_weight(stars):
    book = stars(BY_RATER, expires=2)
    assert standings(book, rating(1, 5, 2), rating(2, 1, 1), days=4) == [300, 400, 340, 233, 300]
    assert explain(book, [rating(1, 5, 2)], facts={}, days=3).state.stars == (0, 0)


@pytest.mark.parametrize("order", [(5, 1), (1, 5)])
def test_within_a_limit_the_lowest_mark_of_a_day_counts_first_whatever_the_order(stars, order):
    book = stars({"value": "stars", "weight": 1}, at_most={"times": 1, "days": 30})
    file = [rating(1, mark) for mark in order]
    assert standings(book, *file, days=1) == [300, 700 // 3]


# what a hit leaves behind


@pytest.mark.parametrize("order", [(9, 3), (3, 9)])
def test_of_two_hits_on_one_day_the_longer_stay_holds(office, order):
    """For lists, held bands and displays alike; entries stand each for itself."""
    rules = []
    for days in order:
        more = {"put_on": {"list": "black", "days": days}, "set_band": {"band": "low", "days": days}}
        more |= {"display": {"where": "screen", "days": days}, "record": {"entry": f"e{days}", "days": days}}
        rules.append(rule(f"for-{days}", "late_utility_bill", **more))
    ends = explain(office(rules, [listed("black")]), [bill(1)], facts={}, days=11).settlements
    held = [9 if 1 <= day <= 9 else 0 for day in range(12)]
    assert [bool(end.lists) for end in ends] == [bool(day) for day in held]
    assert [end.band == "low" for end in ends] == [bool(day) for day in held]
    assert [end.displays == ("screen",) for end in ends] == [bool(day) for day in held]
    assert [len(end.entries) for end in ends] == [0, *[2] * 3, *[1] * 6, 0, 0]


def test_the_record_names_everything_that_a_hit_did(office):
    every = [
        {"points": -1},
        {"points": {"per": "days_late", "every": 10, "each": -1}},
        {"record": {"entry": "e", "days": 1}},
        {"set_band": {"band": "low", "days": 1}},
        {"put_on": {"list": "black", "days": 1}},
        {"take_off": {"list": "red"}},
        {"display": {"where": "ringback", "days": 1}},
    ]
    line = {**rule("all", "late_utility_bill"), "effects": every}
    book = office([line], [listed("black"), listed("red", colour="red")])
    (look,) = explain(book, [bill(1, 40)], facts={}, days=1).last.trace.looks
    named = ("points", "points", "record:e", "set_band:low", "put_on:black", "take_off:red", "display:ringback")
    assert (look.effects, look.points) == (named, -5)
    marks = {**rule("marks", "peer_rating"), "effects": [{"stars": {"value": 100}}]}
    kind = {"kind": "stars", "start": 1, "floor": 0, "ceiling": 500, "higher_is": "better", "prior_weight": 1}
    book = office([marks], scale=kind | {"divisor": 100}, bands=[])
    assert explain(book, [rating(1, 1)], facts={}, days=1).last.trace.looks[0].effects == ("stars",)


def test_what_is_struck_or_not_observed_is_named_as_such(office):
    book = office([rule("late", "late_utility_bill", points=-1)], observers=["utility_billing"])
    trace = explain(book, [bill(1).strike(), blood(1), bill(1, name="seen")], facts={}, days=1).last.trace
    assert [(gone.observation, gone.why) for gone in trace.unseen] == [("bill-1", "struck"), ("blood-1", "source")]


def test_points_of_several_hits_leave_on_their_days_and_are_named(office):
    book = office([rule("late", "late_utility_bill", points=-7, expires=3)])
    life = explain(book, [bill(1), bill(2)], facts={}, days=5)
    gone = [(end.day, e.rule, e.points, e.of_day) for end in life.settlements for e in end.trace.expired]
    assert gone == [(4, "late", -7, 1), (5, "late", -7, 2)]
    assert life.state.leaving == ()


def test_a_bin_takes_the_value_that_no_other_did(office):
    """A characteristic says which of its bins was taken; −1: none."""
    part = {"id": "age", "text": "Age", "of": {"fact": "age"}, "otherwise": 1, "bins": [{"to": 17, "points": 8}]}
    kind = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}
    book = office([], scale=kind, bands=[], characteristics=[part])
    (seen,) = explain(book, [], facts={"age": 18}, days=0).last.trace.characteristics
    assert (seen.bin, seen.points) == (-1, 1)


def test_without_bands_nobody_is_in_any(office):
    life = explain(office([], bands=[]), [], facts={}, days=0)
    assert (life.band, life.state.band) == (None, -1)

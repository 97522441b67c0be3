"""Principal reasons: what is named, what is not, how often, with what weight, and in which order."""

from __future__ import annotations

import pytest

from scoring.engine import Observation, explain
from tests.engine.offices import bill, blood, listed, rating, rule, scale


def reasons(rulebook, *observations, days=3, **facts):
    """(kind, id, points, times) of every reason that still weighs on the last day."""
    life = explain(rulebook, observations, facts=facts, days=days)
    return [(reason.kind, reason.id, reason.points, reason.times) for reason in life.reasons]


def test_what_takes_points_is_a_reason_and_what_gives_them_is_none(office):
    book = office([rule("late", "late_utility_bill", points=-1), rule("gift", "donate_blood", points=1)])
    assert reasons(book, bill(1), blood(1)) == [("rule", "late", -1, 1)]


def test_where_a_higher_number_is_worse_what_gives_points_is_the_reason(office):
    rules = [rule("late", "late_utility_bill", points=1), rule("gift", "donate_blood", points=-1)]
    book = office(rules, scale=scale(higher_is="worse"), bands=[])
    assert reasons(book, bill(1), blood(1)) == [("rule", "late", 1, 1)]


@pytest.mark.parametrize("higher_is", ["better", "worse"])
def test_what_changes_no_number_is_no_reason(office, higher_is):
    entry = {"entry": "noted", "days": None}
    book = office([rule("late", "late_utility_bill", record=entry)], scale=scale(higher_is=higher_is), bands=[])
    assert reasons(book, bill(1)) == []


def test_a_rule_that_fired_more_than_once_is_one_reason_with_the_sum(office):
    book = office([rule("late", "late_utility_bill", points=-5)])
    assert reasons(book, bill(1), bill(2), bill(3)) == [("rule", "late", -15, 3)]


def test_a_reason_lasts_as_long_as_its_points_count(office):
    book = office([rule("late", "late_utility_bill", points=-5, expires=2)])
    assert reasons(book, bill(1), days=2) == [("rule", "late", -5, 1)]
    assert reasons(book, bill(1), days=3) == []


def test_a_hit_over_its_limit_is_no_reason(office):
    book = office([rule("late", "late_utility_bill", points=-5, at_most={"times": 1, "days": 30})])
    assert reasons(book, bill(1), bill(2)) == [("rule", "late", -5, 1)]


def test_being_put_on_a_black_list_weighs_more_than_any_points_and_on_a_red_one_not_at_all(office):
    rules = [
        rule("cheap", "late_utility_bill", put_on={"list": "black", "days": None}),
        rule("dear", "late_utility_bill", points=-40),
        rule("praised", "donate_blood", put_on={"list": "red", "days": None}),
    ]
    book = office(rules, [listed("black"), listed("red", colour="red")])
    assert reasons(book, bill(1), blood(1)) == [("list", "cheap", 0, 1), ("rule", "dear", -40, 1)]


def test_being_held_in_a_band_weighs_more_than_any_points_unless_it_is_the_best(office):
    rules = [
        rule("held", "late_utility_bill", set_band={"band": "low", "days": 9}),
        rule("dear", "late_utility_bill", points=-40),
        rule("safe", "donate_blood", set_band={"band": "high", "days": 9}),
    ]
    assert reasons(office(rules), bill(1), blood(1)) == [("band", "held", 0, 1), ("rule", "dear", -40, 1)]


def test_equal_reasons_stand_in_the_order_of_their_ids_and_heavier_ones_before_them(office):
    rules = [rule(name, "late_utility_bill", points=points) for name, points in (("b", -5), ("a", -5), ("c", -6))]
    assert [name for _, name, _, _ in reasons(office(rules), bill(1))] == ["c", "a", "b"]


def test_a_reason_is_named_in_the_words_and_with_the_code_of_its_rule(office):
    coded = {**rule("late", "late_utility_bill", points=-5), "text": "Bills paid late", "reason_code": "L7"}
    (reason,) = explain(office([coded]), [bill(1)], facts={}, days=1).reasons
    assert reason.to_dict() == {
        "kind": "rule",
        "id": "late",
        "text": "Bills paid late",
        "reason_code": "L7",
        "points": -5,
        "times": 1,
    }


def test_a_mark_below_the_prior_is_a_reason_and_one_at_it_is_none(office):
    stars = scale(kind="stars", start=300, ceiling=500, prior_weight=20, divisor=100)
    del stars["expiry"]
    rules = [rule("rated", "peer_rating", stars={"value": "stars", "weight": "rater_weight"})]
    book = office(rules, scale=stars, bands=[])
    assert reasons(book, rating(1, 2, weight=7)) == [("rule", "rated", -100, 1)]
    assert reasons(book, rating(1, 3, weight=7)) == []
    weightless = office([rule("rated", "peer_rating", stars={"value": 100, "weight": 0})], scale=stars, bands=[])
    assert reasons(weightless, rating(1, 1)) == []  # a mark without weight moves nothing


def test_marks_in_hundredths_are_rounded_down_to_whole_hundredths(office):
    stars = scale(kind="stars", start=300, ceiling=500, prior_weight=20, divisor=100)
    del stars["expiry"]
    both = {
        "id": "rated",
        "text": "rated",
        "on": ["peer_rating"],
        "effects": [{"stars": {"value": 100, "weight": 2}}, {"stars": {"value": 201, "weight": 1}}],
    }
    assert reasons(office([both], scale=stars, bands=[]), rating(1, 1)) == [("rule", "rated", 133 - 300, 1)]


# a scorecard


def part(name, points, best):
    """A characteristic that gives `points` to who is forty and `best` to everybody else."""
    bins = [{"from": 40, "to": 40, "points": points}]
    return {"id": name, "text": f"About {name}", "of": {"fact": "age"}, "otherwise": best, "bins": bins}


def factor(name, percent):
    when = {"fact": "age", "op": "is", "value": 40}
    return {"id": name, "text": f"About {name}", "when": when, "percent": percent}


def card(office, higher_is, characteristics=(), multipliers=()):
    kind = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": higher_is}
    parts = list(characteristics) or [part("none", 0, 0)]
    return office([], scale=kind, bands=[], characteristics=parts, multipliers=list(multipliers))


def test_on_a_scorecard_the_points_that_were_missed_are_the_reason(office):
    book = card(office, "better", [part("little", 9, 10), part("much", 3, 10), part("best", 10, 10)])
    assert reasons(book) == [("characteristic", "much", -7, 1), ("characteristic", "little", -1, 1)]
    (first, _) = explain(book, [], facts={}, days=1).reasons
    assert (first.text, first.reason_code) == ("About much", None)
    assert reasons(book, age=41) == []


def test_on_a_scorecard_where_higher_is_worse_the_points_given_are_the_reason(office):
    book = card(office, "worse", [part("little", 1, 10), part("much", 3, 0), part("none", 0, 10), part("less", -2, 10)])
    assert reasons(book) == [("characteristic", "much", 3, 1), ("characteristic", "little", 1, 1)]
    (first, _) = explain(book, [], facts={}, days=1).reasons
    assert (first.text, first.reason_code) == ("About much", None)


@pytest.mark.parametrize(("higher_is", "name", "points"), [("better", "less", -1), ("worse", "more", 1)])
def test_a_multiplier_that_holds_and_weighs_against_somebody_is_a_reason(office, higher_is, name, points):
    factors = [factor("less", 99), factor("same", 100), factor("more", 101)]
    book = card(office, higher_is, multipliers=factors)
    assert reasons(book) == [("multiplier", name, points, 1)]
    assert explain(book, [], facts={}, days=1).reasons[0].text == f"About {name}"
    assert reasons(book, age=41) == []  # it does not hold


def test_the_reasons_of_one_day_are_those_of_that_day_s_acts(office):
    book = office([rule("late", "late_utility_bill", points=-5, expires=1)])
    ends = explain(book, [bill(1)], facts={}, days=2).settlements
    assert [[reason.id for reason in end.reasons] for end in ends] == [[], ["late"], []]


def test_what_was_not_seen_is_no_reason(office):
    book = office([rule("late", "late_utility_bill", points=-5)], observers=["blood_centre"])
    unseen = Observation("x", 1, "late_utility_bill", "utility_billing")
    assert reasons(book, unseen) == []

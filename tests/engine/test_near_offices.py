"""Edits of points in offices that also list, hold at bands, keep entries and ask for consent: whichever way an edit is
settled, it comes to what a whole replay comes to."""

from __future__ import annotations

import random

import pytest

from scoring.engine import reform, replay
from scoring.engine.columns import columns_from
from tests.engine.offices import bill, blood, listed, rating, rule, scale
from tests.engine.test_properties import same
from tests.engine.test_ways import limits

CITIZENS, DAYS = 90, 40
LATE = rule("late", "late_utility_bill", points=-12, expires=20)
GIFT = rule("gift", "donate_blood", points=9)
ON_RED = rule("on_red", "donate_blood", put_on={"list": "red", "days": 5})
OFF_RED = rule("off_red", "peer_rating", take_off={"list": "red"})
HOLD = rule("hold", "peer_rating", set_band={"band": "low", "days": 6})
ENTRY = rule("entry", "late_utility_bill", record={"entry": "late", "days": 9})
BLACK = listed("black", minimum_days=4, enter={"bands": ["low"]})
RED = listed("red", colour="red", minimum_days=3)
OFFICES = {
    "lists by band": ([LATE, GIFT], [BLACK]),
    "lists by rule": ([LATE, GIFT, ON_RED], [BLACK, RED]),
    "taken off": ([LATE, GIFT, ON_RED, OFF_RED], [BLACK, RED]),
    "held at a band": ([LATE, GIFT, HOLD], [BLACK]),
    "entries": ([LATE, GIFT, ENTRY], [BLACK]),
    "notice": ([LATE, GIFT], [{**BLACK, "notice_days": 2}]),
    "another list": ([LATE, GIFT], [{**BLACK, "joint": ["red"]}, RED]),
}
WAYS = (
    {},
    {"MANY": 0, "BY_LINE": 0, "MOST_CROSSING": 1},  # all lines, day by day
    {"MANY": 0, "MOST_CROSSING": 1},  # all lines, each as a line
    {"MANY": 2, "BY_LINE": 0, "MOST_CROSSING": 1},  # some lines
    {"MANY": 2, "MOST_CROSSING": 1},
    {"FEW": 9, "SHARE": 0, "MOST_CROSSING": 1},  # lines of few; others are laid out when they are asked for
)


@pytest.fixture(scope="module")
def town(vocabulary):
    chance = random.Random(7)
    rows = []
    for citizen in range(CITIZENS):
        for number in range(chance.randrange(9)):
            day, name = chance.randint(1, DAYS), f"{citizen}-{number}"
            made = chance.choice((bill(day), blood(day), rating(day, 3)))
            rows.append((citizen, type(made)(name, made.day, made.kind, made.source, made.facts)))
    facts = [{"consents": chance.random() < 0.7} for _ in range(CITIZENS)]
    return columns_from(rows, facts, vocabulary, days=DAYS)


@pytest.mark.parametrize("parts", OFFICES.values(), ids=OFFICES)
@pytest.mark.parametrize("expiry", ["window", "refund"])
def test_an_edit_of_points_comes_to_the_same_whichever_way_it_is_settled(office, town, parts, expiry):
    rules, lists = parts
    before = office(rules, lists, scale=scale(expiry=expiry), consent="opt_in")
    whole = replay(before, town)
    for points in (-13, -40):
        after = reform(before, {"/rules/0/effects/0/points": points}, "why")
        edited = replay(after, town)
        for way in WAYS:
            with limits(**way):
                start = replay(before, town)
                there = replay(after, town, previous=start)
                back = replay(before, town, previous=there)
            assert start.near is not None
            same(there, edited)
            same(back, whole)


def test_a_standing_that_is_no_plain_sum_of_points_has_no_edges_to_be_near(office, town):
    stars = rule("stars", "peer_rating", stars={"value": 3, "weight": 1})
    card = {"id": "age", "text": "age", "of": {"fact": "age"}, "otherwise": 1, "bins": [{"from": 40, "points": 2}]}
    for book in (
        office([LATE], scale=scale(kind="scorecard"), characteristics=[card]),
        office([stars], scale=scale(kind="stars", start=300, floor=0, ceiling=500, prior_weight=1), bands=[]),
        office([ENTRY]),
    ):
        assert replay(book, town).near is None


def test_an_edit_that_moves_nobody_takes_the_new_rulebook_and_nothing_else(office, town):
    before = office([LATE, rule("never", "unpaid_court_judgment", points=-5)], [BLACK])
    after = reform(before, {"/rules/1/effects/0/points": -6}, "why")
    start = replay(before, town)
    there = replay(after, town, previous=start)
    assert there.rulebook is after
    same(there, start)

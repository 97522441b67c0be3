"""When a door line holds: asked of one life, and of a whole town at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from scoring.engine import columns_from, explain, replay
from scoring.engine.state import doors, start
from tests.engine.offices import bill, blood, listed, rule, scale
from tests.engine.strategies import VOCABULARY

TRAM = "express_tram"


def shut_for(rulebook, files, facts=None, door=TRAM):
    """For which citizens a door is not in its ordinary state on day 3: life by life, and the town as a whole."""
    facts = facts or [{} for _ in files]
    ordinary = VOCABULARY.doors[door].default
    lives = [explain(rulebook, file, facts=own, days=3) for file, own in zip(files, facts, strict=True)]
    rows = [(citizen, o) for citizen, file in enumerate(files) for o in file]
    town = replay(rulebook, columns_from(rows, facts, VOCABULARY, days=3))
    shut = [life.doors[door] != ordinary for life in lives]
    assert (~town.in_state(door, ordinary)).tolist() == shut
    return shut


def door(*tests, name=TRAM, state="shut"):
    return {"door": name, "state": state, "when": list(tests)}


RULES = [
    rule("late", "late_utility_bill", points=-20),
    rule("entered", "late_utility_bill", record={"entry": "late", "days": 9}),
    rule("gift", "donate_blood", points=10),
]
NOTHING, LATE, GAVE = [], [bill(1)], [blood(1)]
TWICE = [bill(1), bill(2)]


def test_standing_at_least_and_at_most_hold_at_the_number_itself(office):
    files = [TWICE, LATE, NOTHING, GAVE]  # 20, 40, 60, 70
    assert shut_for(office(RULES, doors=[door({"standing_at_most": 40})]), files) == [True, True, False, False]
    assert shut_for(office(RULES, doors=[door({"standing_at_most": 39})]), files) == [True, False, False, False]
    assert shut_for(office(RULES, doors=[door({"standing_at_least": 60})]), files) == [False, False, True, True]
    assert shut_for(office(RULES, doors=[door({"standing_at_least": 61})]), files) == [False, False, False, True]
    between = {"standing_at_least": 40, "standing_at_most": 60}
    assert shut_for(office(RULES, doors=[door(between)]), files) == [False, True, True, False]


def test_entries_are_enough_at_the_number_itself(office):
    book = office(RULES, doors=[door({"entries_at_least": 2})])
    assert shut_for(book, [NOTHING, LATE, TWICE, [*TWICE, bill(3)]]) == [False, False, True, True]


def test_a_line_may_ask_for_bands_lists_and_displays(office):
    shown = rule("shown", "donate_blood", display={"where": "screen", "days": 9})
    put = rule("put", "donate_blood", put_on={"list": "black", "days": 9})
    for test, expected in (
        ({"bands": ["low"]}, [False, True, False]),
        ({"bands": ["high", "low"]}, [True, True, True]),
        ({"list": "black"}, [False, False, True]),
        ({"display": "screen"}, [False, False, True]),
        ({"display": "ringback"}, [False, False, False]),
        ({"list": "black", "bands": ["low"]}, [False, False, False]),
    ):
        book = office([*RULES, shown, put], [listed("black")], doors=[door(test)])
        assert shut_for(book, [NOTHING, LATE, GAVE]) == expected


def test_all_that_one_test_names_must_hold_and_any_of_several_tests_is_enough(office):
    low, entered = {"bands": ["low"]}, {"entries_at_least": 2}
    files = [NOTHING, LATE, TWICE]
    assert shut_for(office(RULES, doors=[door({**low, **entered})]), files) == [False, False, True]
    assert shut_for(office(RULES, doors=[door(low, entered)]), files) == [False, True, True]


PARTS = [
    {"list": "black"},
    {"bands": ["low"]},
    {"display": "screen"},
    {"standing_at_most": 45},
    {"standing_at_least": 30},
    {"entries_at_least": 1},
]


@pytest.mark.parametrize(("one", "other"), list(combinations(PARTS, 2)))
def test_of_any_two_things_that_one_test_names_both_must_hold(office, one, other):
    """Four citizens: for the first neither holds, then the one, then the other, then both."""
    ways = {
        "list": {"put_on": {"list": "black", "days": 9}},
        "bands": {"set_band": {"band": "low", "days": 9}},
        "display": {"display": {"where": "screen", "days": 9}},
        "standing_at_most": {"points": -15},
        "standing_at_least": {"points": 15},
        "entries_at_least": {"record": {"entry": "e", "days": 9}},
    }
    start = 29 if "standing_at_least" in {**one, **other} else 60
    if {"standing_at_most", "standing_at_least"} <= {*one, *other}:
        start = 46
    (first,), (second,) = one, other
    rules = [rule("one", "late_utility_bill", **ways[first]), rule("other", "donate_blood", **ways[second])]
    book = office(rules, [listed("black")], scale=scale(start=start), doors=[door({**one, **other})], bands=ONE_ABOVE)
    shut = shut_for(book, [NOTHING, LATE, GAVE, [*LATE, *GAVE]])
    each = [shut_for(office(rules, [listed("black")], scale=scale(start=start), doors=[door(part)], bands=ONE_ABOVE),
                     [NOTHING, LATE, GAVE, [*LATE, *GAVE]]) for part in (one, other)]  # fmt: skip
    assert shut == [a and b for a, b in zip(*each, strict=True)]
    assert any(shut)
    assert each[0] != each[1]


ONE_ABOVE = [
    {"id": "high", "label": "High", "from": 1, "to": 100},
    {"id": "low", "label": "Low", "from": 0, "to": 0},
]


def test_the_first_line_that_holds_sets_the_door(office):
    lines = [
        door({"standing_at_most": 20}, name="loan_rate", state="none"),
        door({"standing_at_most": 40}, name="loan_rate", state="high"),
        door({"standing_at_most": 100}, name="loan_rate", state="low"),
    ]
    book = office(RULES, doors=lines)
    town = replay(book, columns_from([(1, bill(1)), (2, bill(1)), (2, bill(2))], [{}] * 3, VOCABULARY, days=3))
    assert town.doors["loan_rate"].tolist() == [2, 1, 0]
    assert town.doors["loan_rate"].dtype == np.int8
    assert [town.door_state("loan_rate")[line] for line in town.doors["loan_rate"]] == ["low", "high", "none"]
    assert [explain(book, file, facts={}, days=3).doors["loan_rate"] for file in (NOTHING, LATE, TWICE)] == [
        "low",
        "high",
        "none",
    ]


def test_a_door_without_a_line_has_its_ordinary_state_and_no_line(office):
    town = replay(office(RULES), columns_from([], [{}], VOCABULARY, days=1))
    assert all(line.dtype == np.int8 for line in town.doors.values())  # a byte for each citizen
    assert {name: line.tolist() for name, line in town.doors.items()} == {name: [-1] for name in VOCABULARY.doors}


ASKED_FOR = [{"consents": True}, {"consents": False}]


def test_who_is_not_scored_passes_no_test_but_that_of_not_being_scored(office):
    """Somebody without a standing has no list, band, display, number or entry that a line could ask for."""
    files = [TWICE, TWICE]
    for test, expected in (
        ({"scored": False}, [False, True]),
        ({"scored": True}, [True, False]),
        ({"standing_at_most": 100}, [True, False]),
        ({"standing_at_least": 0}, [True, False]),
        ({"bands": ["low", "high"]}, [True, False]),
        ({"entries_at_least": 1}, [True, False]),
        ({"scored": False, "standing_at_most": 100}, [False, False]),
        ({"scored": False, "entries_at_least": 1}, [False, False]),
        ({"scored": True, "entries_at_least": 1}, [True, False]),
    ):
        book = office(RULES, consent="opt_in", doors=[door(test)])
        assert shut_for(book, files, ASKED_FOR) == expected, test


@pytest.mark.parametrize("default", [True, False])
def test_who_says_nothing_about_consent_is_scored_as_the_vocabulary_has_it(office, default):
    fact = replace(VOCABULARY.facts["consents"], default=default)
    words = replace(VOCABULARY, facts={**VOCABULARY.facts, "consents": fact})
    book = replace(office(RULES, consent="opt_in"), vocabulary=words)
    assert explain(book, LATE, facts={}, days=1).last.scored is default
    assert start(book, {}).scored is default


def test_where_the_vocabulary_knows_of_no_consent_everybody_is_scored(office):
    facts = {name: fact for name, fact in VOCABULARY.facts.items() if name != "consents"}
    book = replace(office(RULES, consent="opt_in"), vocabulary=replace(VOCABULARY, facts=facts))
    assert start(book, {}).scored


def test_where_consent_is_asked_for_nobody_is_scored_who_withholds_it_not_even_before_the_first_day(office):
    book = office(RULES, consent="opt_in")
    assert [start(book, facts).scored for facts in ASKED_FOR] == [True, False]
    assert start(office(RULES), {"consents": False}).scored
    assert explain(office(RULES), [], facts={"consents": False}, days=0).standing == 60


def test_before_the_first_day_nobody_is_on_a_list_and_every_ordinary_door_is_open(office):
    book = office(RULES, [listed("black")], doors=[door({"list": "black"})])
    assert doors(book, start(book, {}))[TRAM] == ("open", None)


def test_a_number_is_asked_for_before_there_is_one(office):
    """A line may ask for a number on the day before the first: nobody has one yet."""
    book = office(RULES, doors=[door({"standing_at_least": 0}), door({"entries_at_least": 1}, name="calls")])
    assert doors(book, start(book, {}))[TRAM] == ("open", None)

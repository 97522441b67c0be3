"""Every single number of a rule that could be another, and the one that frees by moving least."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scoring.engine import reform, rule_edits
from scoring.engine.reforms import value_at
from scoring.engine.rule_edits import Edit, candidates, edited, numbers_of, range_of, smallest_edit
from tests.engine.offices import listed, rule

BILLS = {"late_utility_bill"}
NIGHT = {"fact": "hour", "op": "between", "value": [22, 5]}
MANY = {"fact": "days_late", "op": "between", "value": [10, 20]}
AGES = {"fact": "age", "op": "in", "value": [18, 65]}
OLD = {"fact": "age", "op": "at_least", "value": 65}


def labels(rulebook, kinds=BILLS):
    return [(line.id, part["label"], part["blank"]) for _, line, part in numbers_of(rulebook, kinds)]


@pytest.fixture
def book(office):
    late = rule("late", "late_utility_bill", points=-20, expires=30, at_most={"times": 2, "days": 7})
    gift = rule("gift", "donate_blood", points=5)
    anything = {**rule("any", "", points=-1), "on": []}
    off = {**rule("off", "late_utility_bill", points=-9), "enabled": False}
    return office([late, gift, anything, off])


def test_only_numbers_of_rules_in_force_that_look_at_these_acts_are_named(book):
    assert labels(book) == [
        ("late", "Points", -20),
        ("late", "Days until it expires", 30),
        ("late", "Times", 2),
        ("late", "Days of the limit", 7),
        ("any", "Points", -1),
    ]
    assert [name for name, _, _ in labels(book, {"donate_blood"})] == ["gift", "any"]
    assert [name for name, _, _ in labels(book, set())] == ["any"]
    assert {(position, line.id) for position, line, _ in numbers_of(book, BILLS)} == {(0, "late"), (2, "any")}


def test_a_punishment_does_not_become_a_gift_and_a_gift_no_punishment(book):
    ranges = {(line.id, part["label"]): range_of(line, part) for _, line, part in numbers_of(book, {"donate_blood"})}
    assert ranges["gift", "Points"] == (0, 5)
    assert ranges["any", "Points"] == (-1, 0)


def test_what_a_rule_asks_for_keeps_to_the_values_that_can_be_and_the_rest_to_its_blank(office):
    line = {**rule("late", "late_utility_bill", points=-20, expires=30), "when": {"all": [OLD, MANY]}}
    ranges = [(part["label"], range_of(line, part)) for _, line, part in numbers_of(office([line]), BILLS)]
    assert ranges == [
        ("age", (0, 99)),
        ("days late", (0, 365)),
        ("days late", (0, 365)),
        ("Points", (-20, 0)),
        ("Days until it expires", (1, 36_500)),
    ]


# values worth trying


def test_a_short_range_is_tried_whole_and_nearest_first():
    assert candidates(0, 3, 5) == [2, 4, 1, 5, 0]
    assert candidates(-2, 0, 0) == [-1, -2]
    assert len(candidates(0, 0, 60)) == 60
    assert candidates(0, 9, 60)[:3] == [8, 10, 7]


def test_a_long_range_is_tried_by_growing_steps_to_both_of_its_ends():
    assert candidates(0, 10, 61) == [9, 11, 8, 12, 7, 13, 6, 14, 5, 15, 4, 16, 3, 17, 2, 18, 0, 20, 61]
    assert candidates(-100, -1, 0) == [-2, 0, -100]
    assert candidates(-100, 0, 0) == [-1, -100]
    steps = [abs(value - 1000) for value in candidates(-10_000, 1000, 10_000) if value > 1000]
    assert steps[:8] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert steps[-2:] == [1000, 9000]
    assert all(later <= sooner * 5 // 4 or later == sooner + 1 for sooner, later in pairwise(steps[:-2]))


# how far a number moves


@pytest.mark.parametrize(
    ("old", "new", "size"), [(-20, -10, 0.5), (10, 11, 0.1), (0, 3, 3.0), (1, 3, 2.0), (2, 1, 0.5)]
)
def test_a_number_moves_by_a_share_of_what_it_was(old, new, size):
    assert Edit("r", 0, "/x", "Points", old, new).size == size


def test_an_edit_is_told_with_its_place_and_both_values():
    edit = Edit("late", 3, "/rules/3/expires", "Days until it expires", 30, 7)
    assert edit.to_dict() == {
        "rule": "late",
        "path": "/rules/3/expires",
        "label": "Days until it expires",
        "old": 30,
        "new": 7,
    }


# the smallest that frees


def test_the_number_that_moves_least_frees_whatever_the_order_of_the_rules(office):
    rules = [rule("dear", "late_utility_bill", points=-20), rule("cheap", "late_utility_bill", points=-10)]

    def frees(edit):
        return edit.new >= (-15 if edit.rule == "dear" else -4)

    for order in (rules, rules[::-1]):
        best, exhaustive = smallest_edit(office(order), BILLS, frees)
        assert (best.rule, best.old, best.new, exhaustive) == ("dear", -20, -15, True)


def test_of_two_that_move_equally_far_the_first_written_is_named(office):
    rules = [rule(name, "late_utility_bill", points=-20) for name in ("one", "other")]
    best, _ = smallest_edit(office(rules), BILLS, lambda edit: edit.new == -10)
    assert (best.rule, best.position, best.path, best.label) == ("one", 0, "/rules/0/effects/0/points", "Points")


def test_where_nothing_frees_every_value_of_every_number_was_tried(office):
    tried = []
    rules = [rule("one", "late_utility_bill", points=-3), rule("other", "late_utility_bill", points=2)]
    assert smallest_edit(office(rules), BILLS, lambda edit: bool(tried.append((edit.rule, edit.new)))) == (None, True)
    assert tried == [("one", -2), ("one", -1), ("one", 0), ("other", 1), ("other", 0)]


def test_a_long_range_cannot_be_tried_whole_and_that_is_said(office):
    best, exhaustive = smallest_edit(office([rule("one", "late_utility_bill", points=-61)]), BILLS, lambda edit: False)
    assert (best, exhaustive) == (None, False)
    best, exhaustive = smallest_edit(office([rule("one", "late_utility_bill", points=-60)]), BILLS, lambda edit: False)
    assert (best, exhaustive) == (None, True)


@pytest.mark.parametrize("edge", [-1, -2, -37, -211, -800, -998, -999])
def test_between_two_steps_the_nearest_value_that_frees_is_found(office, edge):
    best, _ = smallest_edit(
        office([rule("one", "late_utility_bill", points=-1000)]), BILLS, lambda edit: edit.new >= edge
    )
    assert best.new == edge


def test_a_number_may_move_either_way(office):
    """Of the days a limit spans, more free where fewer do not."""
    book = office([rule("one", "late_utility_bill", points=0, at_most={"times": 1, "days": 100})])
    best, _ = smallest_edit(book, BILLS, lambda edit: edit.label == "Days of the limit" and edit.new >= 131)
    assert (best.old, best.new) == (100, 131)
    best, _ = smallest_edit(book, BILLS, lambda edit: edit.label == "Days of the limit" and edit.new <= 67)
    assert (best.old, best.new) == (100, 67)


def test_a_search_that_would_take_too_long_ends_with_the_best_so_far(office, monkeypatch):
    monkeypatch.setattr(rule_edits, "MOST_EDITS", 5)
    rules = [rule("one", "late_utility_bill", points=-3), rule("other", "late_utility_bill", points=-30)]
    best, exhaustive = smallest_edit(office(rules), BILLS, lambda edit: (edit.rule, edit.new) == ("one", -1))
    assert (best.new, exhaustive) == (-1, False)
    tried = []
    assert smallest_edit(office(rules), BILLS, lambda edit: bool(tried.append(edit))) == (None, False)
    assert len(tried) == 5


# what an edited rulebook is


EVERY = {
    "id": "every",
    "text": "every",
    "on": [],
    "when": {"all": [NIGHT, {"any": [MANY, {"not": OLD}, AGES]}]},
    "effects": [
        {"points": -20},
        {"points": {"per": "days_late", "every": 10, "each": -2, "cap": 13}},
        {"record": {"entry": "e", "days": 4}},
        {"put_on": {"list": "black", "days": 5}},
        {"display": {"where": "screen", "days": 6}},
        {"set_band": {"band": "low", "days": 7}},
    ],
    "expires": 8,
    "at_most": {"times": 9, "days": 11},
}


@pytest.fixture
def every(office):
    return office([rule("before", "donate_blood", points=1), EVERY, rule("after", "donate_blood", points=2)], [BLACK])


BLACK = listed("black")


def test_an_edit_changes_what_a_reform_of_the_document_would_change(every):
    seen = 0
    for position, line, part in numbers_of(every, BILLS):
        low, high = range_of(line, part)
        for value in {low, high, part["blank"] - 1, part["blank"] + 1} - {part["blank"]}:
            if not low <= value <= high:
                continue
            edit = Edit(line.id, position, part["path"], part["label"], part["blank"], value)
            changed = edited(every, edit)
            if changed is not None:
                assert changed.rules == reform(every, {part["path"]: value}).rules, part["path"]
                assert changed.rules != every.rules
                assert value_at(every, part["path"]) == part["blank"]
                seen += 1
    assert seen > 30


@pytest.mark.parametrize(
    ("path", "new", "can"),
    [
        ("/1/any/0/value/0", 21, False),
        ("/1/any/0/value/0", 20, True),
        ("/1/any/0/value/1", 9, False),
        ("/0/value/0", 3, True),
    ],
)
def test_a_range_that_would_run_backwards_is_no_edit_unless_the_fact_goes_round(every, path, new, can):
    edit = Edit("every", 1, f"/rules/1/when/all{path}", "x", 0, new)
    assert (edited(every, edit) is not None) is can


def test_a_backwards_range_within_a_not_is_no_edit_either(office):
    line = {**rule("late", "late_utility_bill", points=-1), "when": {"not": MANY}}
    book = office([line])
    assert edited(book, Edit("late", 0, "/rules/0/when/not/value/0", "x", 10, 21)) is None
    assert edited(book, Edit("late", 0, "/rules/0/when/not/value/0", "x", 10, 20)) is not None

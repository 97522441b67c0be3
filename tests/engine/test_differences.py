"""What differs between two rulebooks, as data and in sentences."""

from __future__ import annotations

from copy import deepcopy

import pytest

from scoring.engine import REMOVE, diff, reform
from scoring.engine.changes import Change, line_words, shown
from tests.engine.offices import listed, rule

LATE = rule("late", "late_utility_bill", points=-20)
GIFT = rule("gift", "donate_blood", points=5)
TRAM = {"door": "express_tram", "state": "shut", "when": [{"list": "black"}]}
LANE = {"door": "fast_lane", "state": "open", "when": [{"standing_at_least": 90}]}
LATE_WORDS = "When “paid a bill late” is noted: take 20 points."
GIFT_WORDS = "When “gave blood” is noted: add 5 points."


@pytest.fixture
def book(office):
    return office([LATE, GIFT], [listed("black")], doors=[TRAM, LANE, {**TRAM, "when": [{"bands": ["low"]}]}])


def changes(before, edits):
    return diff(before, reform(before, edits, "To see"))


def test_a_number_is_told_with_the_old_value_beside_the_new_and_the_whole_line(book):
    assert changes(book, {"/rules/0/effects/0/points": -30}) == [
        Change(
            "rules",
            "late",
            "/rules/0/effects/0/points",
            -20,
            -30,
            "Points of rules late: -20 → -30. Now: When “paid a bill late” is noted: take 30 points.",
        )
    ]


def test_a_value_of_the_whole_rulebook_is_told_without_a_line(book):
    start, title = changes(book, {"/scale/start": 61, "/title": "Another"})
    assert start == Change("scale", "", "/scale/start", 60, 61, "Start of scale: 60 → 61.")
    assert (title.part, title.id, title.path, title.new) == ("title", "", "/title", "Another")
    assert title.sentence == "Title: The harbour office → Another."


def test_a_sentence_that_ends_is_not_ended_twice(book):
    (title,) = changes(book, {"/title": "Another. And on."})
    assert title.sentence == "Title: The harbour office → Another. And on."


def test_a_line_that_went_or_came_is_told_in_its_own_words(book):
    gone, came = changes(book, {"/rules/0": REMOVE, "/rules/-": {**GIFT, "id": "another"}})
    assert (gone.part, gone.id, gone.path, gone.old, gone.new) == (
        "rules",
        "late",
        "/rules/0",
        book.document["rules"][0],
        None,
    )
    assert gone.sentence == f"Removed: {LATE_WORDS}"
    assert (came.part, came.id, came.path, came.old, came.new["id"]) == (
        "rules",
        "another",
        "/rules/1",
        None,
        "another",
    )
    assert came.sentence == f"Added: {GIFT_WORDS}"


def test_a_line_that_only_moved_is_no_difference_and_a_change_in_it_names_its_new_place(book):
    (change,) = changes(book, {"/rules/0": REMOVE, "/rules/-": {**LATE, "expires": 7}})
    assert (change.path, change.old, change.new) == ("/rules/1/expires", None, 7)
    assert change.sentence.startswith("Expires of rules late: nothing → 7. Now: When “paid a bill late”")


def test_switching_off_and_on_again_is_told_as_such(book):
    off = reform(book, {"/rules/0/enabled": False})
    (change,) = diff(book, off)
    assert (change.path, change.old, change.new) == ("/rules/0/enabled", True, False)
    assert change.sentence == f"Switched off: {LATE_WORDS}"
    assert diff(off, book)[0].sentence == f"Switched on: {LATE_WORDS}"


def test_what_is_written_out_or_left_to_its_default_is_the_same(book):
    assert changes(book, {"/rules/0/enabled": True, "/rules/0/expires": None, "/rules/0/at_most": None}) == []


def test_footnotes_and_examples_are_no_difference(book):
    cited = {"marker": "documented", "evidence": None, "sources": ["a"], "note": None}
    edits = {"/evidence": cited, "/rules/0/evidence": cited, "/rules/0/note": "A note", "/examples/0/name": "Other"}
    assert changes(book, edits | {"/reviewed_on": "2024-01-01", "/next_review": "2025-01-01"}) == []
    assert diff(book, book) == []


def test_one_is_not_true_and_nought_is_not_false(office):
    asks = {"fact": "carer", "op": "is", "value": True}
    book = office([{**LATE, "when": asks}])
    age = {"/rules/0/when": {"fact": "age", "op": "is", "value": 1}}
    assert [(c.path, c.old, c.new) for c in changes(book, age)] == [
        ("/rules/0/when/fact", "carer", "age"),
        ("/rules/0/when/value", True, 1),
    ]


def test_lists_of_equal_length_differ_place_by_place_and_others_as_a_whole(office):
    night = {"fact": "hour", "op": "in", "value": [22, 23]}
    book = office([{**LATE, "on": ["late_utility_bill"], "when": night}])
    assert [(c.path, c.old, c.new) for c in changes(book, {"/rules/0/when/value": [21, 23]})] == [
        ("/rules/0/when/value/0", 22, 21)
    ]
    (change,) = changes(book, {"/rules/0/on": ["late_utility_bill", "donate_blood"]})
    assert (change.old, change.new) == (["late_utility_bill"], ["late_utility_bill", "donate_blood"])
    assert change.sentence.startswith(
        "On of rules late: late_utility_bill → late_utility_bill, donate_blood. Now: When"
    )


def test_a_door_s_lines_are_told_apart_by_their_order(book):
    first, second = changes(book, {"/doors/2/when/0": {"bands": ["high"]}, "/doors/1/state": "shut"})
    assert (first.part, first.id, first.path) == ("doors", "fast_lane 1", "/doors/1/state")
    assert first.sentence.startswith("State of doors fast lane 1: open → shut. Now: Fast lane is shut")
    assert (second.id, second.path, second.old, second.new) == (
        "express_tram 2",
        "/doors/2/when/0/bands/0",
        "low",
        "high",
    )


def test_every_kind_of_line_is_told_in_words(office):
    card = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}
    part = {"id": "age", "text": "Age", "of": {"fact": "age"}, "otherwise": 0, "bins": [{"to": 17, "points": 3}]}
    factor = {"id": "care", "text": "Carer", "when": {"fact": "carer", "op": "is", "value": True}, "percent": 150}
    parts = {"characteristics": [part], "multipliers": [factor], "doors": [TRAM]}
    book = office([LATE], [listed("other"), listed("black")], scale=card, **parts)
    words = {key: line_words(book, key, 0) for key in ("rules", "characteristics", "multipliers", "doors", "bands")}
    assert words == {
        "rules": LATE_WORDS,
        "characteristics": "Age: 3 points for 17 or less, otherwise 0 points.",
        "multipliers": "When “cares for somebody” is true: take 150 percent of the sum.",
        "doors": "Express tram is shut for whoever is on the list “black”.",
        "bands": "Band high (High) goes from 50 to 100.",
    }
    assert line_words(book, "lists", 0).startswith("The black list “other”:")
    assert line_words(book, "lists", 1).startswith("The black list “black”:")


def test_lists_are_told_in_words_also_where_the_engine_keeps_them_in_another_order(office):
    """A list stands before those it pulls onto, however it is written."""
    book = office([], [listed("copy"), listed("first", joint=["copy"])])
    assert [entry.id for entry in book.lists] == ["first", "copy"]
    (change,) = changes(book, {"/lists/0/minimum_days": 9})
    assert (change.id, change.path) == ("copy", "/lists/0/minimum_days")
    assert change.sentence.startswith("Minimum days of lists copy: 0 → 9. Now: The black list “copy”:")


def test_bands_are_told_by_name(book):
    edits = {"/bands/0/from": 40, "/bands/1/to": 39, "/bands/1/label": "Lower"}
    first, second, third = changes(book, edits)
    assert first.sentence == "From of bands high: 50 → 40. Now: Band high (High) goes from 40 to 100."
    assert (second.id, second.path, second.old, second.new) == ("low", "/bands/1/label", "Low", "Lower")
    assert third.sentence == "To of bands low: 49 → 39. Now: Band low (Lower) goes from 0 to 39."


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "nothing"), (True, "true"), (False, "false"), (0, "0"), ("A b", "A b"), ([1, "b"], "1, b"), ([], "")],
)
def test_a_value_is_shown_as_people_write_it(value, words):
    assert shown(value) == words


def test_a_change_is_told_whole():
    assert Change("rules", "late", "/rules/0/expires", None, 7, "It expires.").to_dict() == {
        "part": "rules",
        "id": "late",
        "path": "/rules/0/expires",
        "old": None,
        "new": 7,
        "sentence": "It expires.",
    }


def test_looking_at_differences_changes_neither_rulebook(book):
    other = reform(book, {"/rules/0/expires": 7})
    kept = deepcopy(book.document), deepcopy(other.document)
    diff(book, other)
    assert (book.document, other.document) == kept


def test_a_key_that_only_one_side_writes_is_told(office):
    """What the documents leave out is nothing, on either side."""
    book = office([LATE])
    (change,) = changes(book, {"/why_it_matters": "Because."})
    assert (change.part, change.old, change.new) == ("why_it_matters", None, "Because.")

"""Reforms: what a path leads to, and what an edit does there."""

from __future__ import annotations

from copy import deepcopy

import pytest

from scoring.engine import REMOVE, RulebookError, reform
from scoring.engine.reforms import value_at
from tests.engine.offices import listed, rule


@pytest.fixture
def book(office):
    rules = [rule(f"r-{i}", "late_utility_bill", points=-i) for i in range(12)]
    return office(rules, [listed("black"), listed("red", colour="red")])


def ids(rulebook):
    return [line.id for line in rulebook.rules]


def test_several_lines_are_taken_away_whatever_the_order_of_the_edits(book):
    for paths in (("/rules/1", "/rules/10", "/rules/2"), ("/rules/10", "/rules/2", "/rules/1")):
        after = reform(book, dict.fromkeys(paths, REMOVE))
        assert ids(after) == ["r-0", *(f"r-{i}" for i in range(3, 10)), "r-11"]


def test_a_line_is_changed_where_it_stood_before_others_are_taken_away(book):
    after = reform(book, {"/rules/0": REMOVE, "/rules/3/effects/0/points": -77, "/rules/-": rule("new", "x") | NEW})
    assert ids(after) == [f"r-{i}" for i in range(1, 12)] + ["new"]
    assert value_at(after, "/rules/2/effects/0/points") == -77


NEW = {"on": [], "effects": [{"points": 1}]}


def test_a_key_is_taken_away_and_another_put_where_none_was(book):
    after = reform(book, {"/rules/0/expires": 9})
    assert (book.rules[0].expires, after.rules[0].expires) == (None, 9)
    assert reform(after, {"/rules/0/expires": REMOVE}).rules[0].expires is None


def test_a_whole_line_is_put_in_the_place_of_another(book):
    after = reform(book, {"/rules/1": {**rule("other", "donate_blood", points=3)}})
    assert ids(after) == ["r-0", "other", *(f"r-{i}" for i in range(2, 12))]


def test_taking_away_lines_of_different_parts_takes_the_named_ones(book):
    after = reform(book, {"/lists/0": REMOVE, "/rules/11": REMOVE, "/rules/0/effects/0/points": -9})
    assert [entry.id for entry in after.lists] == ["red"]
    assert ids(after) == [f"r-{i}" for i in range(11)]
    assert value_at(after, "/rules/0/effects/0/points") == -9


def test_a_reform_keeps_what_it_was_made_from_and_what_it_was_given(book):
    document, line = deepcopy(book.document), rule("new", "late_utility_bill", points=1)
    after = reform(book, {"/rules/-": line}, "To see")
    line["effects"][0]["points"] = 99
    assert book.document == document
    assert value_at(after, "/rules/12/effects/0/points") == 1
    assert (after.document["parent"], after.document["why"]) == (book.digest, "To see")
    assert reform(book, {}).why == ""
    assert after.vocabulary is book.vocabulary


def test_a_fault_of_a_reform_names_the_rulebook_it_was_made_from(book):
    with pytest.raises(RulebookError) as caught:
        reform(book, {"/rules/0/effects/0/points": "much"})
    (fault,) = caught.value.faults
    assert (fault.file, fault.key) == ("harbour", "/rules/0/effects/0/points")


@pytest.mark.parametrize(
    "path",
    ["", "/", "/rules/12/text", "/rules/-1/text", "/rules/-/text", "/rules/r-1/text", "/nowhere/0", "/rules/0/text/x"],
)
@pytest.mark.parametrize("value", [1, REMOVE])
def test_a_path_to_nothing_is_refused_with_the_path(book, path, value):
    with pytest.raises(RulebookError) as caught:
        reform(book, {path: value})
    (fault,) = caught.value.faults
    assert (fault.file, fault.rule, fault.key) == ("edit", "", path)
    assert fault.message == "There is nothing at this path."
    assert fault.remedy == "Take the path from the rulebook's own sentences."


@pytest.mark.parametrize("path", ["/rules/-", "/rules/12", "/rules/0/expires", "/nowhere"])
def test_what_is_not_there_cannot_be_taken_away(book, path):
    with pytest.raises(RulebookError, match="nothing at this path") as caught:
        reform(book, {path: REMOVE})
    assert caught.value.faults[0].key == path


def test_a_value_is_read_where_its_path_leads(book):
    assert value_at(book, "/rules/11/id") == "r-11"
    assert value_at(book, "/lists/1") == listed("red", colour="red")
    for path in ("/rules/0/expires", "/rules/-"):
        with pytest.raises(RulebookError, match="nothing at this path") as caught:
            value_at(book, path)
        assert caught.value.faults[0].key == path

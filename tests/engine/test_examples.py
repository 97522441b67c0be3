"""The worked examples of a rulebook: each thing expected is compared, and a difference is said."""

from __future__ import annotations

import pytest

from scoring.engine import run_examples
from scoring.engine.examples import Difference, example_observations, explain_example
from tests.engine.offices import listed, rule

ACT = {"day": 1, "kind": "late_utility_bill", "source": "utility_billing"}
RULES = [
    rule("late", "late_utility_bill", points=-20),
    rule("put", "late_utility_bill", put_on={"list": "black", "days": None}),
    rule("copied", "late_utility_bill", put_on={"list": "another", "days": None}),
    rule("noted", "late_utility_bill", record={"entry": "late", "days": 9}),
    rule("shown", "late_utility_bill", display={"where": "screen", "days": 9}),
    rule("printed", "late_utility_bill", display={"where": "newspaper", "days": 9}),
]
DOORS = [{"door": "express_tram", "state": "shut", "when": [{"list": "black"}]}]


@pytest.fixture
def differences(office):
    """What is different, where the second of three examples expects this after one late bill."""

    def run(expect, **more):
        example = {"name": "late", "days": 2, "observations": [ACT], "expect": expect, **more}
        others = {"name": "nothing", "days": 1, "observations": [], "expect": {}}
        return run_examples(
            office(
                RULES,
                [listed("black"), listed("another")],
                doors=DOORS,
                examples=[others, example, {**others, "name": "still nothing"}],
            )
        )

    return run


TRUE = {
    "standing": 40,
    "band": "low",
    "lists": ["black", "another"],
    "entries": 1,
    "displays": ["screen", "newspaper"],
    "doors": {"express_tram": "shut", "fast_lane": "shut"},
}


def test_all_that_holds_is_no_difference(differences):
    assert differences(TRUE) == []


@pytest.mark.parametrize(
    ("expect", "key", "expected", "got"),
    [
        ({"standing": 41}, "standing", 41, 40),
        ({"standing": None}, "standing", None, 40),
        ({"band": "high"}, "band", "high", "low"),
        ({"band": None}, "band", None, "low"),
        ({"lists": []}, "lists", [], ["another", "black"]),
        ({"lists": ["black"]}, "lists", ["black"], ["another", "black"]),
        ({"entries": 0}, "entries", 0, 1),
        ({"displays": []}, "displays", [], ["newspaper", "screen"]),
        ({"doors": {"fast_lane": "open"}}, "door fast_lane", "open", "shut"),
    ],
)
def test_whatever_is_expected_in_vain_is_a_difference(differences, expect, key, expected, got):
    assert differences(expect) == [Difference("late", 1, key, expected, got)]


def test_several_differences_of_one_example_are_all_said(differences):
    found = differences({"standing": 1, "band": "high", "doors": {"calls": "shut", "express_tram": "open"}})
    assert [difference.key for difference in found] == ["standing", "band", "door calls", "door express_tram"]
    assert str(found[1]) == "example 'late': band should be 'high', but is 'low'."


def test_the_facts_and_acts_of_an_example_are_those_that_are_written(office, differences):
    assert differences({"standing": 60}, observations=[{**ACT, "struck": True}]) == []
    old = {**rule("old", "", points=-1), "on": [], "when": {"fact": "age", "op": "at_least", "value": 65}}
    example = {"name": "old", "days": 1, "observations": [ACT], "facts": {"age": 70}, "expect": {}}
    others = [{"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(2)]
    book = office([old], examples=[*others, example])
    assert explain_example(book, 2).standing == 59
    assert explain_example(book, 0).standing == 60


def test_acts_without_an_id_are_numbered():
    rows = [{**ACT, "facts": {"days_late": 3}}, {**ACT, "id": 9, "struck": True}]
    first, second = example_observations({"observations": rows})
    assert (first.id, first.facts, first.struck) == ("o1", {"days_late": 3}, False)
    assert (second.id, second.facts, second.struck) == ("9", {}, True)
    assert first.to_dict() == {**ACT, "id": "o1", "facts": {"days_late": 3}, "struck": False}

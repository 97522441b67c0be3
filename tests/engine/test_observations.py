"""Observations and facts that come from outside: what is taken, and what is refused in which words."""

from __future__ import annotations

import pytest

from scoring.engine import DocumentError, Observation
from scoring.engine.faults import Fault
from scoring.engine.observation import read_facts, read_observations
from tests.engine.strategies import VOCABULARY

ROW = {"day": 3, "kind": "cross_on_red", "source": "face_camera"}
WHOLE = {"id": "mine", **ROW, "facts": {"hour": 7, "place": "market"}, "struck": True}
UNKNOWN = f"Write one of: {', '.join(VOCABULARY.kinds)}."
SOURCES = f"Write one of: {', '.join(VOCABULARY.sources)}."
DAY = ("A day is a whole number.", "Write a number from -36500 to 36500.")
MISPLACED = "is not a fact that can stand here."


def faults_of(read, *arguments, **more):
    with pytest.raises(DocumentError) as caught:
        read(*arguments, VOCABULARY, **more)
    return caught.value.faults


def test_a_whole_row_is_taken_as_it_stands_and_written_out_again():
    (taken,) = read_observations([WHOLE], VOCABULARY)
    expected = Observation("mine", 3, "cross_on_red", "face_camera", {"hour": 7, "place": "market"}, True)
    assert taken == expected
    assert taken.struck is True
    assert taken.to_dict() == WHOLE


def test_rows_without_an_id_are_numbered_and_what_is_left_out_is_not_there():
    taken = read_observations([ROW, {**ROW, "id": 7}, {**ROW, "facts": None}], VOCABULARY)
    assert [o.id for o in taken] == ["o1", "7", "o3"]
    assert [o.facts for o in taken] == [{}, {}, {}]
    assert [o.struck for o in taken] == [False, False, False]


@pytest.mark.parametrize("day", [-36_500, 0, 36_500])
def test_a_day_may_be_a_century_away_and_no_further(day):
    assert read_observations([{**ROW, "day": day}], VOCABULARY)[0].day == day
    beyond = day - 1 if day < 0 else 36_501
    (fault,) = faults_of(read_observations, [{**ROW, "day": beyond}])
    assert (fault.key, fault.message, fault.remedy) == ("/0/day", *DAY)


@pytest.mark.parametrize(
    ("wrong", "key", "message", "remedy"),
    [
        ({"day": "3"}, "/day", *DAY),
        ({"day": True}, "/day", *DAY),
        ({"day": None}, "/day", *DAY),
        ({"struck": 1}, "/struck", "true or false is expected.", "Write true or false."),
        ({"kind": "fly"}, "/kind", "'fly' is unknown.", UNKNOWN),
        ({"kind": ["fly"]}, "/kind", "['fly'] is unknown.", UNKNOWN),
        ({"source": None}, "/source", "None is unknown.", SOURCES),
        ({"weight": 1}, "/weight", "The key 'weight' is unknown here.", "Delete it."),
        ({"facts": [1]}, "/facts", "Facts are a mapping.", "Write {hour: 16}."),
        ({"facts": {"hour": 24}}, "/facts/hour", "24 is outside 0 to 23.", "Write a number from 0 to 23."),
        ({"facts": {"sky": 1}}, "/facts/sky", f"'sky' {MISPLACED}", "Delete or correct it."),
        ({"facts": {"age": 30}}, "/facts/age", f"'age' {MISPLACED}", "Delete or correct it."),
        ({"facts": {7: 30}}, "/facts/7", f"7 {MISPLACED}", "Delete or correct it."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_place_and_a_remedy(wrong, key, message, remedy):
    assert faults_of(read_observations, [ROW, {**ROW, **wrong}], file="upload") == [
        Fault("upload", "", f"/1{key}", message, remedy)
    ]


def test_what_is_no_row_at_all_is_said():
    (fault,) = faults_of(read_observations, [ROW, 7])
    assert fault == Fault("observations", "", "/1", "An observation is a mapping.", "Write {day, kind, source, facts}.")


def test_every_fault_of_every_row_is_said_at_once():
    faults = faults_of(read_observations, [{}, ROW, {**ROW, "kind": "fly", "x": 1}])
    assert [fault.key for fault in faults] == ["/0/day", "/0/kind", "/0/source", "/2/x", "/2/kind"]


def test_facts_about_a_citizen_are_taken_also_those_of_the_company_kept():
    facts = {"age": 30, "relative_listed": True}
    taken = read_facts(facts, VOCABULARY)
    assert taken == facts
    assert taken is not facts


def test_facts_of_an_act_are_no_facts_about_a_citizen_unless_asked_for():
    (fault,) = faults_of(read_facts, {"hour": 3})
    assert fault == Fault("facts", "", "/hour", f"'hour' {MISPLACED}", "Delete or correct it.")
    assert read_facts({"hour": 3}, VOCABULARY, owners=("observation",)) == {"hour": 3}
    (fault,) = faults_of(read_facts, {"age": -1}, file="life")
    assert (fault.file, fault.key, fault.message) == ("life", "/age", "-1 is outside 0 to 99.")
    (fault,) = faults_of(read_facts, [])
    assert (fault.key, fault.message) == ("", "Facts are a mapping.")


def test_striking_and_correcting_leave_the_original_as_it_was():
    filed = Observation("o", 1, "cross_on_red", "face_camera", {"hour": 7, "place": "market"})
    assert filed.strike() == Observation("o", 1, "cross_on_red", "face_camera", filed.facts, struck=True)
    assert filed.with_facts({"hour": 8}).facts == {"hour": 8, "place": "market"}
    assert (filed.struck, filed.facts["hour"]) == (False, 7)

"""Rules for any kind of act are summed act by act, by a table or rule by rule: both mean what one life means."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest

from scoring.engine import Observation, columns_from, explain, replay, tables
from scoring.engine.tables import looks_at_everything
from tests.engine.offices import bill, blood, rule, scale
from tests.engine.strategies import VOCABULARY

WIDE = scale(start=5_000, ceiling=10_000)
LATE = {"fact": "days_late", "op": "at_least", "value": 20}
NIGHT = {"fact": "hour", "op": "between", "value": [22, 5]}
OLD = {"fact": "age", "op": "at_least", "value": 65}
HILL = {"fact": "district", "op": "is", "value": "hill"}


def anything(name, *points, when=None, **more):
    line = {"id": name, "text": name, "on": [], "effects": [{"points": amount} for amount in points], **more}
    return line if when is None else {**line, "when": when}


def crossing(day, hour, source="face_camera"):
    return Observation(f"red-{day}-{hour}", day, "cross_on_red", source, {"hour": hour})


FILES = [
    [],
    [bill(1, 19), bill(2, 20), bill(3, 21)],
    [crossing(1, 21), crossing(1, 22), crossing(2, 5), crossing(3, 6), bill(3, 200)],
    [blood(1), blood(10), crossing(10, 23, "police_record"), bill(1, 20), bill(1, 20, "another")],
]
FACTS = [{}, {"age": 65, "district": "hill"}, {"age": 64}, {"age": 99, "district": "uplands"}]
RULES = [
    anything("each", -1),
    anything("late", -100, 30, when=LATE),
    anything("night", 7, when=NIGHT, expires=2),
    anything("old", -11, when=OLD, expires=3),
    anything("hill", 500, when={"all": [HILL, {"not": LATE}]}, expires=2),
    anything("beyond", 3, when=LATE, expires=11),
]


def by_day(rulebook, facts=FACTS):
    """Everybody's standing by day: life by life, and the town as a whole, by a table and rule by rule."""
    rows = [(citizen, o) for citizen, file in enumerate(FILES) for o in file]
    town = columns_from(rows, facts, VOCABULARY, days=10)
    lives = [explain(rulebook, file, facts=own, days=10).settlements for file, own in zip(FILES, facts, strict=True)]
    expected = [[life[day].standing for life in lives] for day in range(11)]
    for places, run in ((1 << 16, 1 << 16), (1 << 16, 2), (0, 1 << 16), (0, 3)):
        with patch.object(tables, "PLACES", places), patch.object(tables, "RUN", run):
            assert replay(rulebook, town).standing_by_day.tolist() == expected
    return np.array(expected)


def test_rules_for_any_act_add_up_for_everybody_on_every_day(office):
    ends = by_day(office(RULES, scale=WIDE, bands=[]))
    assert (ends[:, 0] == 5_000).all()
    assert ends[1, 1] == 5_000 - 1 - 11 + 500
    assert len({tuple(column) for column in ends.T.tolist()}) == 4


@pytest.mark.parametrize("line", RULES, ids=lambda line: line["id"])
def test_each_of_them_means_the_same_alone(office, line):
    by_day(office([line], scale=WIDE, bands=[]))


def test_what_the_office_does_not_see_adds_nothing(office):
    seen = office(RULES, scale=WIDE, bands=[], observers=["face_camera", "blood_centre"])
    ends = by_day(seen)
    assert (ends[:, 1] == 5_000).all()
    assert (ends[10] != 5_000).any()


def test_a_table_is_only_made_where_its_places_are_few_enough(office):
    """A table of as many places as are allowed is made; of one more it is not."""
    town = columns_from([(0, crossing(1, 0)), (0, crossing(2, 9))], [{}], VOCABULARY, days=10)
    book = office([anything("night", 7, when=NIGHT)], scale=WIDE, bands=[])
    asked = []
    original = tables._by_rule

    def asking(*arguments):
        asked.append(1)
        return original(*arguments)

    for places, times in ((10, 0), (9, 1)):
        asked.clear()
        with patch.object(tables, "PLACES", places), patch.object(tables, "_by_rule", asking):
            assert replay(book, town).standing.tolist() == [5_007]
        assert len(asked) == times


def test_a_fact_that_nobody_in_town_has_any_value_of_has_its_default(office):
    asks = {"fact": "days_late", "op": "is", "value": 0}
    by_day(office([anything("never-late", 9, when=asks), anything("noon", 2, when={**NIGHT, "value": [12, 12]})],
                  scale=WIDE, bands=[]))  # fmt: skip


def test_a_town_that_was_given_no_facts_has_the_defaults_of_all(office):
    """Forty years, the harbour, noon: what the vocabulary says of who says nothing."""
    lines = [
        anything("age", 1, when={"fact": "age", "op": "is", "value": 40}),
        anything("noon", 10, when={"fact": "hour", "op": "is", "value": 12}),
        anything("home", 100, when={"fact": "district", "op": "is", "value": "harbour"}),
        anything("able", 1_000, when={"fact": "able_to_pay", "op": "is", "value": True}),
        anything("paid", -7, when={"fact": "amount", "op": "at_least", "value": 1}),
    ]
    book = office(lines, scale=WIDE, bands=[])
    bare = replace(columns_from([(0, blood(1))], [{}], VOCABULARY, days=3), citizen_facts={}, facts={})
    nothing = columns_from([], [{}], VOCABULARY, days=3)
    for places in (1 << 16, 0):
        with patch.object(tables, "PLACES", places):
            assert replay(book, bare).standing.tolist() == [6_111]
            assert replay(book, nothing).standing.tolist() == [5_000]
            assert replay(book, replace(nothing, facts={}, citizen_facts={})).standing.tolist() == [5_000]


@pytest.mark.parametrize(
    ("line", "so"),
    [
        (anything("r", -1), True),
        (anything("r", -1, 2, when=LATE, expires=3), True),
        (rule("r", "donate_blood", points=-1), False),
        (anything("r", -1, at_most={"times": 1, "days": 3}), False),
        ({**anything("r", -1), "effects": [{"points": {"per": "hours", "every": 1, "each": 1}}]}, False),
        ({**anything("r"), "effects": [{"points": 1}, {"record": {"entry": "e", "days": 1}}]}, False),
    ],
)
def test_only_fixed_points_for_any_act_without_a_limit_are_summed_so(office, line, so):
    assert looks_at_everything(office([line]).rules[0]) is so

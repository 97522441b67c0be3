"""What the record of a settlement says about lists, doors, clamps and scorecards."""

from __future__ import annotations

import pytest

from scoring.engine import Observation, explain
from tests.engine.offices import bill, blood, listed, rule


def changes(rulebook, *observations, days=6):
    """Every change of a list: (day, list, what, why, by whom)."""
    ends = explain(rulebook, observations, facts={}, days=days).settlements
    return [(end.day, c.list, c.change, c.why, c.by) for end in ends for c in end.trace.list_changes]


def test_entered_by_a_rule_and_left_when_its_days_are_over(office):
    book = office([rule("late", "late_utility_bill", put_on={"list": "black", "days": 2})], [listed("black")])
    assert changes(book, bill(2)) == [
        (2, "black", "entered", "rule", ("late",)),
        (4, "black", "left", "ended", ()),
    ]


def test_two_hits_of_one_rule_are_named_once(office):
    book = office([rule("late", "late_utility_bill", put_on={"list": "black", "days": 2})], [listed("black")])
    twin = Observation("twin", 2, "late_utility_bill", "utility_billing", {"days_late": 1})
    assert changes(book, bill(2), twin)[0] == (2, "black", "entered", "rule", ("late",))


def test_taken_off_by_a_rule_that_is_named(office):
    book = office(
        [
            rule("late", "late_utility_bill", put_on={"list": "black", "days": None}),
            rule("gift", "donate_blood", take_off={"list": "black"}),
        ],
        [listed("black")],
    )
    assert changes(book, bill(1), blood(3)) == [
        (1, "black", "entered", "rule", ("late",)),
        (3, "black", "left", "taken_off", ("gift",)),
    ]


@pytest.mark.parametrize(("band", "points"), [("low", -20), ("high", 5)])
def test_entered_for_a_band_that_is_named(office, band, points):
    rules = [rule("late", "late_utility_bill", points=points, expires=2)]
    start = 60 if band == "low" else 45
    scale = {"kind": "points", "start": start, "floor": 0, "ceiling": 100, "higher_is": "better", "expiry": "window"}
    book = office(rules, [listed("black", enter={"bands": [band]})], scale=scale)
    assert changes(book, bill(2)) == [
        (2, "black", "entered", "band", (band,)),
        (4, "black", "left", "ended", ()),
    ]


def test_entered_because_of_another_list_that_is_named(office):
    book = office(
        [rule("late", "late_utility_bill", put_on={"list": "first", "days": 2})],
        [listed("first", joint=["second"]), listed("second", minimum_days=4)],
    )
    assert changes(book, bill(1)) == [
        (1, "first", "entered", "rule", ("late",)),
        (1, "second", "entered", "joint", ("first",)),
        (3, "first", "left", "ended", ()),
        (5, "second", "left", "ended", ()),
    ]


def test_who_was_put_on_earlier_and_enters_after_the_notice_enters_by_rule(office):
    rules = [rule("late", "late_utility_bill", put_on={"list": "black", "days": 5})]
    book = office(rules, [listed("black", notice_days=2)])
    assert changes(book, bill(1), days=7) == [
        (3, "black", "entered", "rule", ()),
        (6, "black", "left", "ended", ()),
    ]


def test_a_stay_is_remembered_from_the_day_it_began_and_forgotten_when_it_is_over(office):
    rules = [rule("late", "late_utility_bill", put_on={"list": "black", "days": None})]
    book = office(rules, [listed("black", minimum_days=3)])
    memories = [explain(book, [bill(2)], facts={}, days=days).state.lists[0] for days in (1, 2, 3, 4, 5)]
    assert [memory.on for memory in memories] == [False, True, True, True, True]
    assert [memory.entered for memory in memories[1:]] == [2, 2, 2, 2]
    assert [memory.hold for memory in memories[1:3]] == [4, 4]
    assert memories[3] == memories[4]  # equal futures are equal states


def test_who_was_taken_off_waits_for_the_notice_anew(office):
    book = office(
        [
            rule("late", "late_utility_bill", put_on={"list": "black", "days": 9}),
            rule("gift", "donate_blood", take_off={"list": "black"}),
        ],
        [listed("black", notice_days=2)],
    )
    assert changes(book, bill(1), blood(2), bill(2), days=5) == [(4, "black", "entered", "rule", ())]


def doors_of(rulebook, *observations, days=4):
    ends = explain(rulebook, observations, facts={}, days=days).settlements
    return [(end.day, c.door, c.before, c.after) for end in ends for c in end.trace.door_changes]


def test_a_door_changes_from_what_it_was_the_day_before(office):
    book = office(
        [rule("late", "late_utility_bill", points=-20, expires=2)],
        doors=[{"door": "express_tram", "state": "shut", "when": [{"bands": ["low"]}]}],
    )
    assert doors_of(book, bill(2)) == [(2, "express_tram", "open", "shut"), (4, "express_tram", "shut", "open")]


def test_on_the_first_day_a_door_changes_from_its_default(office):
    doors = [{"door": "express_tram", "state": "shut", "when": [{"bands": ["high"]}]}]
    assert doors_of(office([], doors=doors)) == [(0, "express_tram", "open", "shut")]


@pytest.mark.parametrize("expiry", ["window", "refund"])
def test_what_is_lost_at_the_ceiling_is_in_the_record(office, expiry):
    scale = {"kind": "points", "start": 60, "floor": 0, "ceiling": 100, "higher_is": "better", "expiry": expiry}
    book = office([rule("gift", "donate_blood", points=45)], scale=scale)
    trace = explain(book, [blood(1)], facts={}, days=1).settlements[-1].trace
    assert (trace.unclamped, trace.lost_to_clamp) == (105, 5)


def test_a_scorecard_keeps_what_each_part_saw_and_what_would_have_been_best(office):
    book = office(
        [rule("gift", "donate_blood", points=3)],
        scale={"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"},
        characteristics=[
            {"id": "age", "text": "Age", "of": {"fact": "age"}, "otherwise": 9, "bins": [{"to": 45, "points": 8}]},
            {
                "id": "bills",
                "text": "Late bills",
                "of": {"count": {"on": ["late_utility_bill"], "days": 30}},
                "otherwise": 0,
                "bins": [{"to": 0, "points": 20}, {"from": 1, "to": 2, "points": 7}],
            },
        ],
        multipliers=[
            {"id": "m", "text": "Carers", "when": {"fact": "carer", "op": "is", "value": True}, "percent": 150},
            {"id": "n", "text": "Young", "when": {"fact": "age", "op": "at_most", "value": 45}, "percent": 90},
        ],
    )
    end = explain(book, [bill(1), blood(1)], facts={"age": 40, "carer": True}, days=1).settlements[-1]
    parts = [(c.id, c.text, c.value, c.counted, c.bin, c.points, c.best) for c in end.trace.characteristics]
    assert parts == [("age", "Age", 40, 0, 0, 8, 9), ("bills", "Late bills", 1, 1, 1, 7, 20)]
    factors = [(f.id, f.text, f.percent, f.condition.ok) for f in end.trace.multipliers]
    assert factors == [("m", "Carers", 150, True), ("n", "Young", 90, True)]
    assert end.standing == 10 + (8 + 7) * 150 * 90 // 10_000 + 3

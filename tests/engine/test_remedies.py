"""What would have had to be different: which change is found, in which words, after how many tries."""

from __future__ import annotations

import pytest

from scoring.engine import counterfactual, explain, findings
from scoring.engine.findings import KINDS, Case, Finding, best_band_goal, default_goal
from tests.engine.offices import bill, blood, listed, rule, scale

PUT = rule("put", "late_utility_bill", put_on={"list": "black", "days": None})
LATE = rule("late", "late_utility_bill", points=-20)
LOW_LISTED = listed("black", enter={"bands": ["low"]})


def found(rulebook, *file, **more):
    days = more.pop("days", 5)
    facts = more.pop("facts", {})
    result = counterfactual(rulebook, file, facts=facts, days=days, **more)
    assert [finding.kind for finding in result] == list(KINDS)
    return {finding.kind: finding for finding in result}


def freed(life):
    return not life.lists


# acts


def test_the_other_choice_of_the_earliest_day_is_told_with_what_it_would_have_put_on_file(office):
    book = office([rule("late", "late_utility_bill", points=-10)], [LOW_LISTED])
    file, gift = [bill(2), bill(3)], blood(2)
    choices = {3: [("pay", [])], 2: [("beg", [bill(2)]), ("give", [gift])]}
    acts = found(book, *file, alternatives=choices)["acts"]
    assert acts.changes == ({"day": 2, "instead": "give", "observations": [gift.to_dict()]},)
    assert (acts.standing, acts.band, acts.lists) == (50, "high", ())
    assert (acts.found, acts.exhaustive, acts.tried) == (True, True, 2)


def test_two_other_choices_are_told_when_one_is_not_enough(office):
    book = office([PUT], [listed("black")])
    choices = {2: [("pay", [])], 3: [("pay", [])], 4: [("wait", [])]}
    acts = found(book, bill(2), bill(3), alternatives=choices)["acts"]
    assert [(change["day"], change["instead"]) for change in acts.changes] == [(2, "pay"), (3, "pay")]
    assert acts.tried == 3 + 1


def test_without_choices_nothing_is_found_and_nothing_was_tried(office):
    acts = found(office([PUT], [listed("black")]), bill(2))["acts"]
    assert acts == Finding("acts", False)
    assert (acts.exhaustive, acts.tried) == (True, 0)


def test_a_search_that_would_take_too_long_ends_and_says_that_it_was_not_exhaustive(office, monkeypatch):
    monkeypatch.setattr(findings, "MOST_SETS", 3)
    book = office([PUT], [listed("black")])
    choices = {day: [("wait", [])] for day in range(1, 5)}
    acts = found(book, bill(5), alternatives=choices)["acts"]
    assert (acts.found, acts.exhaustive, acts.tried) == (False, False, 3)
    monkeypatch.setattr(findings, "MOST_SETS", 15)
    acts = found(book, bill(5), alternatives=choices)["acts"]
    assert (acts.found, acts.exhaustive, acts.tried) == (False, True, 15)


# circumstances and data


@pytest.mark.parametrize(("kind", "named"), [("circumstances", "excused"), ("data", "wrong")])
def test_the_fewest_entries_struck_that_free_are_told_with_day_kind_and_source(office, kind, named):
    book = office([LATE], [LOW_LISTED])
    file = [bill(1, name="one"), bill(2, name="two"), bill(3, name="three")]
    both = found(book, *file, **{named: {"one", "two", "three"}})[kind]
    assert both.changes == tuple(
        {"strike": name, "day": day, "kind": "late_utility_bill", "source": "utility_billing"}
        for day, name in ((1, "one"), (2, "two"), (3, "three"))
    )
    assert (both.standing, both.band, both.lists) == (60, "high", ())
    assert (both.exhaustive, both.tried) == (True, 7)
    one = found(book, bill(1, name="one"), blood(2), **{named: {"one", "blood-2"}})[kind]
    assert [change["strike"] for change in one.changes] == ["one"]
    assert one.tried == 1


@pytest.mark.parametrize(("kind", "named"), [("circumstances", "excused"), ("data", "wrong")])
def test_what_is_struck_already_or_not_named_is_not_struck(office, kind, named):
    book = office([PUT], [listed("black")])
    file = [bill(1, name="one"), bill(2, name="two").strike()]
    assert found(book, *file, **{named: {"two", "elsewhere"}})[kind] == Finding(kind, False)


def test_with_too_many_entries_to_try_all_are_struck_at_once_and_the_answer_is_not_called_exhaustive(
    office, monkeypatch
):
    monkeypatch.setattr(findings, "MOST_SETS", 2)
    book = office([PUT], [listed("black")])
    file = [bill(day, name=str(day)) for day in (1, 2, 3)]
    data = found(book, *file, wrong={"1", "2", "3"})["data"]
    assert [change["strike"] for change in data.changes] == ["1", "2", "3"]
    assert data.changes[0] == {"strike": "1", "day": 1, "kind": "late_utility_bill", "source": "utility_billing"}
    assert (data.found, data.exhaustive, data.tried) == (True, False, 3)
    data = found(book, *file, bill(4), wrong={"1", "2", "3"})["data"]
    assert (data.found, data.changes, data.exhaustive, data.tried) == (False, (), False, 3)


# procedure


def test_days_of_notice_are_tried_from_the_shortest(office):
    short = [rule("late", "late_utility_bill", points=-20, expires=2)]
    book = office(short, [LOW_LISTED, listed("other")])
    procedure = found(book, bill(4))["procedure"]
    assert procedure.changes == ({"procedure": "notice", "days": 2},)
    assert (procedure.standing, procedure.lists, procedure.exhaustive) == (40, (), True)
    assert procedure.tried == 2


@pytest.mark.parametrize(
    ("listed_since", "notice"), [(1, 1), (2, 2), (3, 3), (4, 5), (6, 7), (8, 10), (11, 14), (29, 30)]
)
def test_the_notices_that_are_tried_are_those_of_a_week_a_fortnight_and_a_month_and_shorter_ones(
    office, listed_since, notice
):
    book = office([PUT], [listed("black")])
    procedure = found(book, bill(40 - listed_since + 1), days=40)["procedure"]
    assert procedure.changes == ({"procedure": "notice", "days": notice},)


def test_no_minimum_stay_frees_who_recovered_long_ago(office):
    """Notice does not help: the number was low for more than a month."""
    rules = [rule("late", "late_utility_bill", points=-20, expires=40)]
    book = office(rules, [listed("other"), listed("black", enter={"bands": ["low"]}, minimum_days=60)])
    procedure = found(book, bill(1), days=45)["procedure"]
    assert procedure.changes == ({"procedure": "no_minimum_stay"},)
    assert (procedure.tried, procedure.lists, procedure.standing) == (9, (), 60)


def test_a_hearing_strikes_every_excused_entry(office):
    book = office([PUT], [listed("black")])
    file = [bill(1, name="one"), bill(2, name="two"), bill(3, name="three").strike()]
    procedure = found(book, *file, excused={"one", "two", "three"}, days=40)["procedure"]
    assert procedure.changes == ({"procedure": "hearing", "struck": ["one", "two"]},)
    assert (procedure.tried, procedure.lists, procedure.exhaustive) == (9, (), True)


def test_where_no_procedure_helps_none_is_found(office):
    book = office([PUT], [listed("black")])
    procedure = found(book, bill(1), bill(2, name="two"), excused={"two"}, days=40)["procedure"]
    assert procedure == Finding("procedure", False, tried=9)


def test_where_there_is_no_list_only_a_hearing_can_help(office):
    goal = lambda life: life.band == "high"  # noqa: E731
    procedure = found(office([LATE]), bill(1), excused={"bill-1"}, goal=goal)["procedure"]
    assert procedure.changes == ({"procedure": "hearing", "struck": ["bill-1"]},)
    assert procedure.tried == 1


# rules


def test_the_smallest_number_that_frees_is_told_with_the_life_it_makes(office):
    book = office([LATE], [LOW_LISTED])
    rules = found(book, bill(1))["rules"]
    assert rules.changes == (
        {"rule": "late", "path": "/rules/0/effects/0/points", "label": "Points", "old": -20, "new": -10},
    )
    assert (rules.standing, rules.band, rules.lists, rules.exhaustive) == (50, "high", (), True)


def test_a_long_range_is_not_tried_whole_and_the_finding_says_so(office):
    """Of a hundred points not every number was tried: what was found is not called the smallest there is."""
    far = scale(start=100)
    dear = found(office([rule("late", "late_utility_bill", points=-100)], [LOW_LISTED], scale=far), bill(1))["rules"]
    assert (dear.found, dear.exhaustive, dear.changes[0]["new"]) == (True, False, -50)
    never = [rule("late", "late_utility_bill", points=-100), rule("put", "late_utility_bill", put_on=FOR_EVER)]
    none = found(office(never, [listed("black")], scale=far), bill(1))["rules"]
    assert (none.found, none.exhaustive) == (False, False)


FOR_EVER = {"list": "black", "days": None}


def test_lives_tried_for_a_rule_are_counted_from_none(office):
    rules = found(office([rule("late", "late_utility_bill", points=-1)], [LOW_LISTED], scale=scale(start=50)), bill(1))
    assert (rules["rules"].changes[0]["new"], rules["rules"].tried) == (0, 2)  # the one that frees, and its telling


def test_a_rule_that_looks_only_at_struck_acts_cannot_help(office):
    book = office([PUT, rule("gift", "donate_blood", points=5)], [listed("black")])
    rules = found(book, bill(1, name="one"), blood(2).strike(), days=1)["rules"]
    assert (rules.found, rules.changes) == (False, ())


# goals


def test_who_has_reached_the_goal_needs_nothing(office):
    book = office([PUT], [listed("black")])
    for finding in found(book, blood(1)).values():
        assert finding == Finding(finding.kind, True, (), 60, "high", (), True, 1)


def lives(office, *bands, lists=()):
    """Lives that end in these bands; None: in none."""
    made = []
    for band in bands:
        held = rule("held", "late_utility_bill", set_band={"band": band or "low", "days": None})
        parts = {"bands": THREE if band else []}
        made.append(explain(office([held] if band else [], lists, **parts), [bill(1)], facts={}, days=1))
    return made


THREE = [
    {"id": "top", "label": "Top", "from": 60, "to": 100},
    {"id": "mid", "label": "Mid", "from": 30, "to": 59},
    {"id": "low", "label": "Low", "from": 0, "to": 29},
]


def test_without_a_black_list_the_goal_is_a_better_band_than_now(office):
    top, mid, low = lives(office, "top", "mid", "low")
    book = office([], [listed("red", colour="red")], bands=THREE)
    from_low, from_mid, from_top = (default_goal(book, now) for now in (low, mid, top))
    assert [from_low(life) for life in (top, mid, low)] == [True, True, False]
    assert [from_mid(life) for life in (top, mid, low)] == [True, False, False]
    assert [from_top(life) for life in (top, mid, low)] == [True, True, True]  # there is nothing better


def test_without_a_band_every_life_will_do(office):
    none, low = lives(office, None, "low")
    book = office([], bands=THREE)
    assert default_goal(book, none)(low)
    assert default_goal(book)(low)
    assert default_goal(book, low)(none)


def test_the_goal_is_to_be_on_no_black_list_whatever_the_band(office):
    lists = [listed("black"), listed("worse"), listed("red", colour="red")]
    goal = default_goal(office([], lists))
    for name, free in (("black", False), ("worse", False), ("red", True)):
        put = rule("put", "late_utility_bill", put_on={"list": name, "days": None})
        life = explain(office([put, rule("x", "late_utility_bill", points=-60)], lists), [bill(1)], facts={}, days=1)
        assert goal(life) is free


def test_the_best_band_can_be_the_goal_and_without_bands_none_is(office):
    top, mid, none = lives(office, "top", "mid", None)
    goal = best_band_goal(office([], bands=THREE))
    assert [goal(life) for life in (top, mid)] == [True, False]
    assert best_band_goal(office([], bands=[]))(none)


def test_a_better_band_is_asked_for_where_an_office_keeps_no_black_list(office):
    acts = found(office([LATE], scale=scale(start=55)), bill(1), alternatives={1: [("pay", [])]})["acts"]
    assert (acts.found, acts.band) == (True, "high")


# telling, and the case itself


def test_a_finding_is_told_whole():
    finding = Finding("data", True, ({"strike": "one"},), 40, "low", ("black",), False, 7)
    assert finding.to_dict() == {
        "kind": "data",
        "found": True,
        "changes": [{"strike": "one"}],
        "standing": 40,
        "band": "low",
        "lists": ["black"],
        "exhaustive": False,
        "tried": 7,
    }


def test_a_case_is_lived_with_its_facts_days_and_company_and_counts_its_lives(office):
    asks = {"all": [
        {"fact": "age", "op": "is", "value": 70}, {"fact": "friends_standing", "op": "is", "value": 3},
    ]}  # fmt: skip
    line = {**LATE, "when": asks}
    case = Case(office([line]), [bill(1)], {"age": 70}, 3, freed, {0: {"friends_standing": 3}})
    life = case.live()
    assert (life.standing, life.last.day, life.last.trace) == (40, 3, None)
    assert case.live([]).standing == 60
    assert case.live(rulebook=office([])).standing == 60
    assert case.tried == 3


def test_facts_days_and_company_of_the_question_are_those_of_every_answer(office):
    asks = {"all": [
        {"fact": "age", "op": "is", "value": 70}, {"fact": "friends_standing", "op": "is", "value": 3},
    ]}  # fmt: skip
    book = office([{**PUT, "when": asks}], [listed("black")])
    known = {"facts": {"age": 70}, "associations": {0: {"friends_standing": 3}}}
    assert found(book, bill(1), wrong={"bill-1"}, **known)["data"].changes
    assert found(book, bill(1), wrong={"bill-1"})["data"].changes == ()

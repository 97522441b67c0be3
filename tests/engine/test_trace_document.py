"""trace.v1: what is written out of a life, value by value. docs/schemas says the same of its shape."""

from __future__ import annotations

import json

import pytest

from scoring.engine import explain
from scoring.engine.explanation import facts_on, month_of
from tests.engine.offices import bill, blood, listed, rating, rule, scale


@pytest.fixture
def life(office):
    """Some trouble: a late bill over a limit of one, on a list, shown, entered, and a gift."""
    late = rule("late", "late_utility_bill", expires=2, at_most={"times": 1, "days": 30}, points=-20)
    late["when"] = {"fact": "days_late", "op": "at_least", "value": 30}
    put = rule(
        "put",
        "late_utility_bill",
        put_on={"list": "black", "days": 2},
        display={"where": "screen", "days": 1},
        record={"entry": "late", "days": 1},
        set_band={"band": "low", "days": 1},
    )
    gift = rule("gift", "donate_blood", points=45, take_off={"list": "black"})
    doors = [{"door": "express_tram", "state": "shut", "when": [{"list": "black"}]}]
    book = office([late, put, gift], [listed("black")], doors=doors)
    file = [bill(1), bill(1, 9, "small").strike(), bill(2, 9, "tiny"), bill(2, 31, "second"), blood(4)]
    return explain(book, file, facts={}, days=4)


def test_a_life_is_told_as_its_end_and_its_days(life):
    told = life.to_dict()
    assert list(told) == [
        "schema", "rulebook", "digest", "days", "standing", "band", "lists", "doors", "reasons", "settlements",
    ]  # fmt: skip
    assert (told["schema"], told["rulebook"], told["digest"]) == ("trace.v1", "harbour", life.rulebook.digest)
    assert (told["days"], told["standing"], told["band"], told["lists"]) == (4, 100, "high", [])
    assert told["doors"]["express_tram"] == "open"
    assert told["reasons"] == [reason.to_dict() for reason in life.reasons]
    assert [reason["id"] for reason in told["reasons"]] == ["put"]
    assert [day["day"] for day in told["settlements"]] == [0, 1, 2, 3, 4]
    assert json.loads(json.dumps(told)) == told


def test_a_day_is_told_with_what_the_office_holds_and_how_it_came_about(life):
    day = life.to_dict()["settlements"][1]
    assert day["doors"]["express_tram"] == "shut"
    assert {
        key: day[key] for key in ("day", "scored", "before", "standing", "band", "lists", "entries", "displays")
    } == {
        "day": 1,
        "scored": True,
        "before": 60,
        "standing": 40,
        "band": "low",
        "lists": ["black"],
        "entries": ["late"],
        "displays": ["screen"],
    }
    assert [reason["id"] for reason in day["reasons"]] == ["put", "late"]
    assert day["unseen"] == [{"observation": "small", "why": "struck"}]
    assert day["list_changes"] == [{"list": "black", "change": "entered", "why": "rule", "by": ["put"]}]
    assert day["door_changes"] == [{"door": "express_tram", "before": "open", "after": "shut", "line": 0}]
    assert {key: day[key] for key in ("points", "lost_to_limit", "unclamped", "lost_to_clamp")} == {
        "points": -20,
        "lost_to_limit": 0,
        "unclamped": 40,
        "lost_to_clamp": 0,
    }


def test_a_look_is_told_with_its_outcome_and_what_it_gave(life):
    first, second = life.to_dict()["settlements"][1:3]
    by_rule = {look["rule"]: look for look in first["looks"]}
    assert by_rule["late"] == {
        "rule": "late",
        "observation": "bill-1",
        "day": 1,
        "outcome": "fired",
        "condition": {"form": "test", "ok": True, "fact": "days_late", "op": "at_least", "wanted": 30, "seen": 40},
        "points": -20,
        "effects": ["points"],
        "stars": None,
    }
    assert by_rule["put"]["condition"] is None
    assert by_rule["put"]["effects"] == ["put_on:black", "display:screen", "record:late", "set_band:low"]
    outcomes = {(look["rule"], look["observation"]): (look["outcome"], look["points"]) for look in second["looks"]}
    assert outcomes == {
        ("late", "tiny"): ("not_fired", 0),
        ("late", "second"): ("over_limit", -20),
        ("put", "tiny"): ("fired", 0),
        ("put", "second"): ("fired", 0),
    }
    assert second["lost_to_limit"] == -20
    missed = next(look for look in second["looks"] if look["outcome"] == "not_fired")
    assert (missed["day"], missed["condition"]["seen"], missed["effects"]) == (2, 9, [])


def test_what_expires_and_what_is_lost_are_told(life):
    days = life.to_dict()["settlements"]
    assert days[3]["expired"] == [{"rule": "late", "points": -20, "of_day": 1}]
    assert (days[4]["points"], days[4]["unclamped"], days[4]["lost_to_clamp"]) == (45, 105, 5)
    assert days[4]["looks"][0]["effects"] == ["points", "take_off:black"]


def test_marks_are_told_as_their_sum_and_their_weight(office):
    stars = scale(kind="stars", start=300, ceiling=500, prior_weight=20, divisor=100)
    del stars["expiry"]
    rules = [rule("rated", "peer_rating", stars={"value": "stars", "weight": "rater_weight"})]
    told = explain(office(rules, scale=stars, bands=[]), [rating(1, 2, 3)], facts={}, days=1).to_dict()
    (look,) = told["settlements"][1]["looks"]
    assert (look["stars"], look["points"], look["effects"]) == ([600, 3], 0, ["stars"])


def test_a_scorecard_s_day_is_told_with_every_part(office):
    part = {"id": "age", "text": "Age", "of": {"fact": "age"}, "otherwise": 1, "bins": [{"to": 45, "points": 8}]}
    factor = {"id": "m", "text": "Carer", "when": {"fact": "carer", "op": "is", "value": True}, "percent": 150}
    kind = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}
    book = office([], scale=kind, bands=[], characteristics=[part], multipliers=[factor])
    (day,) = explain(book, [], facts={"age": 40}, days=0).to_dict()["settlements"]
    assert day["characteristics"] == [
        {"id": "age", "text": "Age", "value": 40, "counted": 0, "bin": 0, "points": 8, "best": 8}
    ]
    seen = {"form": "test", "ok": False, "fact": "carer", "op": "is", "wanted": True, "seen": False}
    assert day["multipliers"] == [{"id": "m", "text": "Carer", "percent": 150, "condition": seen}]


def test_without_a_trace_a_day_is_told_without_how_it_came_about(office):
    life = explain(office([]), [], facts={}, days=0, trace=False)
    assert list(life.to_dict()["settlements"][0]) == [
        "day", "scored", "before", "standing", "band", "lists", "entries", "displays", "doors", "reasons",
    ]  # fmt: skip
    assert life.reasons == ()


# the months of a life


@pytest.mark.parametrize(("day", "known"), [(-5, 1), (0, 1), (1, 1), (30, 1), (31, 2), (60, 2), (61, 2), (91, 4)])
def test_what_is_known_of_others_is_that_of_the_latest_month_that_has_begun(day, known):
    months = {0: {"friends_standing": 1}, 1: {"friends_standing": 2}, 3: {"friends_standing": 4}}
    assert facts_on(day, {"age": 3}, months) == {"age": 3, "friends_standing": known}


def test_months_have_thirty_days_and_the_first_holds_everything_before():
    assert [month_of(day) for day in (-40, 0, 1, 30, 31, 60, 61)] == [0, 0, 0, 0, 1, 1, 2]


def test_before_the_first_month_that_is_given_a_citizen_s_own_facts_hold():
    own = {"friends_standing": 9}
    assert facts_on(30, own, {1: {"friends_standing": 2}}) == own
    assert facts_on(31, own, {1: {"friends_standing": 2}}) == {"friends_standing": 2}
    assert facts_on(31, own, {}) == own
    assert facts_on(31, own, None) == own


def test_what_is_on_file_from_before_settles_before_the_first_day_also_with_rules_about_others(office):
    company = rule("company", "late_utility_bill", points=-9)
    company["when"] = {"fact": "friends_standing", "op": "at_most", "value": 5}
    months = {0: {"friends_standing": 5}}
    life = explain(office([company]), [bill(-3)], facts={}, days=0, associations=months)
    assert [end.standing for end in life.settlements] == [51]
    assert (life.standing, life.band, life.last.day) == (51, "high", 0)

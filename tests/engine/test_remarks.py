"""What is odd about a rulebook: each remark with its line, its words and its numbers."""

from __future__ import annotations

import pytest

from scoring.engine import Observation, columns_from, lint, replay
from scoring.engine.remarks import Remark, without_effect
from tests.engine.offices import bill, blood, listed, rule, scale
from tests.engine.strategies import VOCABULARY

AGE = {"fact": "age", "op": "at_least", "value": 60}
HILL = {"fact": "district", "op": "is", "value": "hill"}


def late_by(days, op="at_least"):
    return {"fact": "days_late", "op": op, "value": days}


def town_of(*rows, facts=({},), days=10):
    return columns_from(rows, facts, VOCABULARY, days=days)


def late(name="late", when=None, points=-20, **more):
    return {**rule(name, "late_utility_bill", points=points, **more), **({"when": when} if when else {})}


def remarks(rulebook, town=None):
    return [(remark.code, remark.rule, remark.path) for remark in lint(rulebook, town)]


def the(code, rulebook, town=None):
    (found,) = [remark for remark in lint(rulebook, town) if remark.code == code]
    return found


# what nobody chooses


def test_a_fact_that_nobody_chooses_or_that_stands_in_for_another_is_named_once_a_rule(office):
    book = office([late(), late("asks", {"all": [AGE, {"not": AGE}, HILL]})])
    assert lint(book) == [
        Remark("proxy", "asks", "/rules/1", "It weighs “district”, which stands in for income.",
               {"fact": "district", "for": "income"}),
        Remark("sensitive", "asks", "/rules/1", "It weighs “age”, which nobody chooses.", {"fact": "age"}),
    ]  # fmt: skip


def test_so_is_one_that_a_scorecard_weighs(office):
    card = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}
    bins = {"text": "x", "otherwise": 0}
    parts = [
        {"id": "count", "of": {"count": {"on": ["donate_blood"], "days": 1}}, "bins": [{"to": 3, "points": 1}], **bins},
        {"id": "age", "of": {"fact": "age"}, "bins": [{"to": 3, "points": 1}], **bins},
    ]
    factors = [
        {"id": "none", "text": "x", "when": {"fact": "carer", "op": "is", "value": True}, "percent": 90},
        {"id": "hill", "text": "x", "when": HILL, "percent": 90},
    ]
    book = office([], scale=card, bands=[], characteristics=parts, multipliers=factors)
    assert remarks(book) == [
        ("sensitive", "age", "/characteristics/1"),
        ("proxy", "hill", "/multipliers/1"),
    ]


# what is never said, and what changes nothing


def test_a_fact_that_no_act_of_the_rule_says_is_named_with_its_default(office):
    hour = {"fact": "hour", "op": "is", "value": 3}
    found = the("not_carried", office([late(), late("asks", hour)]))
    words = "No observation of these acts says the hour of the day; it is always 12."
    assert found == Remark("not_carried", "asks", "/rules/1", words, {"fact": "hour"})


def test_a_fact_that_some_act_of_the_rule_says_is_none_and_neither_is_one_about_the_citizen(office):
    hour = {"fact": "hour", "op": "is", "value": 3}
    carer = {"fact": "carer", "op": "is", "value": True}
    book = office([{**late("two", hour), "on": ["late_utility_bill", "donate_blood"]}, {**late("any", hour), "on": []}])
    assert remarks(book) == []
    assert remarks(office([late("own", carer)])) == []


def test_a_rule_without_any_effect_is_named(office):
    found = the("no_effect", office([late(), {**late("idle"), "effects": [{"points": 0}]}]))
    assert found == Remark("no_effect", "idle", "/rules/1", "This rule changes nothing.", {})


@pytest.mark.parametrize(
    "effect",
    [
        {"record": {"entry": "e", "days": 1}},
        {"put_on": {"list": "black", "days": 1}},
        {"points": {"per": "days_late", "every": 1, "each": -1}},
        {"points": 1},
    ],
)
def test_a_rule_that_does_anything_at_all_is_not(office, effect):
    line = {**late("does"), "effects": [{"points": 0}, effect]}
    assert remarks(office([line], [listed("black")])) == []


# rules beside each other


def test_two_rules_that_say_the_same_are_named(office):
    book = office([late("one", late_by(3)), late("other", late_by(4)), late("same", late_by(3))])
    found = the("duplicate", book)
    assert found == Remark("duplicate", "same", "/rules/2", "It says the same as one; both count.", {"other": "one"})


def test_rules_that_differ_in_acts_condition_or_effect_do_not_say_the_same(office):
    other = {**late("acts"), "on": ["late_utility_bill", "donate_blood"]}
    assert remarks(office([late("one"), late("when", late_by(3)), late("more", points=-21), other])) == []


def test_a_rule_that_is_switched_off_is_compared_with_none(office):
    off = {**late("off"), "enabled": False}
    assert remarks(office([late("one"), off])) == []
    assert remarks(office([off, late("one")])) == []


def test_what_one_rule_takes_and_another_gives_for_the_same_act_is_named(office):
    gives = {**late("gives", points=5), "on": ["donate_blood", "late_utility_bill"]}
    found = the("opposite", office([late("takes"), gives]))
    words = "takes gives for the same act what this takes, or the reverse."
    assert found == Remark("opposite", "gives", "/rules/1", words, {"other": "takes"})
    per = {**late("per"), "effects": [{"points": {"per": "days_late", "every": 1, "each": 1}}]}
    assert remarks(office([late("takes"), per])) == [("opposite", "per", "/rules/1")]
    everything = {**late("any", points=5), "on": []}
    assert remarks(office([everything, late("takes")])) == [("opposite", "takes", "/rules/1")]
    assert remarks(office([late("takes", late_by(3)), late("gives", points=5)])) == [("opposite", "gives", "/rules/1")]


def test_opposites_for_other_acts_or_other_circumstances_or_of_no_sign_are_none(office):
    gift = rule("gift", "donate_blood", points=5)
    assert remarks(office([late("takes"), gift])) == []
    assert remarks(office([late("takes", late_by(3)), late("gives", late_by(4), points=5)])) == []
    noted = rule("noted", "late_utility_bill", record={"entry": "e", "days": 1})
    assert remarks(office([late("takes"), noted])) == []
    both = {**late("both"), "effects": [{"points": 5}, {"points": -5}, {"record": {"entry": "e", "days": 1}}]}
    assert remarks(office([late("takes"), both])) == []
    assert remarks(office([late("takes"), late("takes-more", points=-30)])) == []


# against a town


TOWN = town_of((0, bill(1, 10)), (0, bill(2, 20)), (0, bill(3, 30)), (0, blood(4)))


def test_a_rule_that_no_act_fits_names_the_test_without_which_the_most_would(office):
    when = {"all": [late_by(25), late_by(50), {"not": {"fact": "amount", "op": "is", "value": 0}}]}
    found = the("never_true", office([late(when={"all": [late_by(5), late_by(50)]})]), TOWN)
    assert found.message == "0 of 4 observations match; nearest miss: days_late (without it 3 would)."
    assert (found.rule, found.path) == ("late", "/rules/0")
    assert found.data == {
        "matched": 0,
        "of": 4,
        "looked_at": 3,
        "nearest_miss": {"fact": "days_late", "op": "at_least", "would_match": 3, "seen": {"least": 10, "most": 30}},
    }
    found = the("never_true", office([late(when=when)]), TOWN)
    assert found.message == "0 of 4 observations match; no single test stands in the way."
    assert found.data["nearest_miss"] is None


def test_of_several_tests_the_one_that_hinders_most_is_named_and_the_first_of_equals(office):
    place = {"fact": "amount", "op": "at_least", "value": 9}
    book = office([late(when={"all": [{"any": [place]}, late_by(15, "at_most")]})])
    found = the("never_true", book, TOWN).data["nearest_miss"]
    assert (found["fact"], found["would_match"], found["seen"]) == ("amount", 1, {"least": 0, "most": 0})
    book = office([late(when={"all": [late_by(40), {"fact": "carer", "op": "is", "value": True}]})])
    assert the("never_true", book, TOWN).data["nearest_miss"] is None
    town = town_of((0, bill(1, 40)), (1, bill(1, 10)), facts=({}, {"carer": True}))
    assert the("never_true", book, town).data["nearest_miss"]["fact"] == "days_late"


def test_a_test_within_not_or_any_can_be_what_stands_in_the_way(office):
    book = office([late(when={"not": late_by(5)})])
    assert the("never_true", book, TOWN).data["nearest_miss"]["would_match"] == 3
    book = office([late(when={"all": [late_by(5), {"not": {"any": [late_by(6)]}}]})])
    assert the("never_true", book, TOWN).data["nearest_miss"]["would_match"] == 3
    book = office([late(when={"any": [late_by(50), late_by(60)]})])
    assert the("never_true", book, TOWN).data["nearest_miss"]["would_match"] == 3  # without it anything would do
    book = office([late(when={"all": [{"not": late_by(5)}, {"not": late_by(6)}]})])
    assert the("never_true", book, TOWN).data["nearest_miss"] is None  # each alone is not enough


def test_values_that_were_seen_are_told_as_values(office):
    town = town_of((0, bill(1)), (1, bill(1)), facts=({"district": "hill"}, {"district": "harbour"}))
    uplands = {"fact": "district", "op": "is", "value": "uplands"}
    found = the("never_true", office([late(when=uplands)]), town).data["nearest_miss"]
    assert found["seen"] == {"least": "harbour", "most": "hill"}


def test_a_rule_for_acts_that_were_never_seen_is_named_as_such(office):
    red = rule("red", "cross_on_red", points=-1)
    found = the("never_true", office([red]), TOWN)
    assert found.message == "0 of 4 observations match; none is of these acts and seen by this office."
    assert found.data == {"matched": 0, "of": 4, "looked_at": 0}
    blind = office([late()], observers=["blood_centre"])
    assert the("never_true", blind, TOWN).data["looked_at"] == 0


def test_large_numbers_are_written_with_commas(office):
    many = town_of(*((0, bill(1, 10, str(i))) for i in range(1_000)))
    found = the("never_true", office([late(when=late_by(50))]), many)
    assert found.message == "0 of 1,000 observations match; nearest miss: days_late (without it 1,000 would)."
    found = the("always_true", office([late(when=late_by(5))]), many)
    assert found.message == "Its condition holds for all 1,000 observations it looks at."
    assert (found.rule, found.path, found.data) == ("late", "/rules/0", {"matched": 1_000, "of": 1_000})
    shadow = the("shadowed", office([late("one"), late("two", late_by(5))]), many)
    assert shadow.message == "Every one of its 1,000 hits is also a hit of one, with the same effect."


def test_a_condition_that_sometimes_holds_is_no_remark_and_neither_is_no_condition(office):
    assert remarks(office([late(when=late_by(15))]), TOWN) == []
    assert remarks(office([late()]), TOWN) == []


def test_rules_that_are_off_or_ask_about_others_are_not_asked_of_the_town(office):
    company = {"fact": "friends_standing", "op": "at_most", "value": 3}
    off = {**late("off", late_by(50)), "enabled": False}
    assert remarks(office([off, late("company", company), late("last", late_by(60))]), TOWN) == [
        ("never_true", "last", "/rules/2")
    ]


def test_a_rule_whose_every_hit_is_also_another_s_is_named_once(office):
    book = office([late("all"), late("most", late_by(15)), late("few", late_by(25))])
    shadows = [remark for remark in lint(book, TOWN) if remark.code == "shadowed"]
    assert [(r.rule, r.path, r.data) for r in shadows] == [
        ("most", "/rules/1", {"other": "all", "hits": 2}),
        ("few", "/rules/2", {"other": "all", "hits": 1}),
    ]


def test_hits_of_its_own_another_effect_or_no_hit_at_all_cast_no_shadow(office):
    assert remarks(office([late("few", late_by(15)), late("all")]), TOWN) == []
    assert remarks(office([late("all"), late("dearer", late_by(15), points=-30)]), TOWN) == []
    assert remarks(office([late("low", late_by(15, "at_most")), late("high", late_by(15))]), TOWN) == []
    assert remarks(office([late("all"), late("never", late_by(50))]), TOWN) == [("never_true", "never", "/rules/1")]


# order and telling


def test_remarks_stand_in_the_order_of_the_rules(office):
    lines = [late(f"r-{i}", AGE, points=-i - 1) for i in range(11)]
    assert [path for _, _, path in remarks(office(lines))] == [f"/rules/{i}" for i in range(11)]


def test_a_remark_is_told_whole():
    assert Remark("no_effect", "idle", "/rules/1", "This rule changes nothing.", {"a": 1}).to_dict() == {
        "code": "no_effect",
        "rule": "idle",
        "path": "/rules/1",
        "message": "This rule changes nothing.",
        "data": {"a": 1},
    }


# an edit without effect


TRAM = {"door": "express_tram", "state": "shut", "when": [{"entries_at_least": 1}]}
FELT = {
    "standing": late("x", points=-1),
    "band": late("x", points=-60),
    "list": rule("x", "late_utility_bill", put_on={"list": "black", "days": None}),
    "a day on a list": rule("x", "late_utility_bill", put_on={"list": "black", "days": 1}),
    "door": rule("x", "late_utility_bill", record={"entry": "e", "days": None}),
}


@pytest.mark.parametrize("felt", FELT)
def test_an_edit_that_anybody_feels_has_an_effect(office, felt):
    before, after = (office(rules, [listed("black")], doors=[TRAM]) for rules in ([], [FELT[felt]]))
    one, other = replay(before, TOWN), replay(after, TOWN)
    assert not without_effect(one, other)
    assert not without_effect(other, one)
    assert without_effect(one, one)


def test_an_edit_that_nobody_feels_has_none(office):
    before, after = office([late(points=-20)]), office([late(points=-20), rule("red", "cross_on_red", points=-9)])
    assert without_effect(replay(before, TOWN), replay(after, TOWN))


def test_a_band_held_has_an_effect_also_where_no_number_moves(office):
    held = rule("x", "late_utility_bill", set_band={"band": "low", "days": None})
    assert not without_effect(replay(office([]), TOWN), replay(office([held]), TOWN))


def test_a_list_that_is_gone_is_an_effect_even_when_nobody_was_on_it(office):
    assert not without_effect(replay(office([], [listed("black")]), TOWN), replay(office([]), TOWN))


def test_a_door_s_other_state_is_an_effect(office):
    high, none = ({"door": "loan_rate", "state": state, "when": [{"scored": True}]} for state in ("high", "none"))
    assert not without_effect(replay(office([], doors=[high]), TOWN), replay(office([], doors=[none]), TOWN))


def test_points_lost_beyond_the_end_of_the_scale_have_no_effect(office):
    one, other = (office([late(points=points)], scale=scale(start=0)) for points in (-20, -30))
    assert without_effect(replay(one, TOWN), replay(other, TOWN))


def test_observations_of_several_kinds_are_all_looked_at(office):
    """The least and the most value seen are those of all the acts that a rule looks at."""
    hours = {"fact": "hour", "op": "is", "value": 20}
    line = {**late(when=hours), "on": ["cross_on_red", "donate_blood"]}
    rows = [
        (0, Observation("a", 1, "cross_on_red", "face_camera", {"hour": 3})),
        (0, Observation("b", 1, "donate_blood", "blood_centre", {"hour": 9})),
        (0, Observation("c", 2, "donate_blood", "blood_centre", {"hour": 1})),
    ]
    found = the("never_true", office([line]), town_of(*rows)).data["nearest_miss"]
    assert found["seen"] == {"least": 1, "most": 9}

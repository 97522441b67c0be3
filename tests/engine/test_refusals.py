"""Names, ranges, order and reach: what a rulebook is refused for, where that stands, and the remedy, word for word."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from scoring.engine import RulebookError, from_document
from scoring.engine import model as m
from scoring.engine.builder import Builder
from scoring.engine.conditions import All, Any, Not
from scoring.engine.conditions import Test as One
from tests.engine.offices import BANDS, BARE, listed, rule, scale
from tests.engine.strategies import VOCABULARY

CARD = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}
STARS = {"kind": "stars", "start": 10, "floor": 0, "ceiling": 500, "higher_is": "better", "prior_weight": 2}
RECORD = {"kind": "record", "start": 0, "floor": 0, "ceiling": 100, "higher_is": "neither"}
LATE = rule("late", "late_utility_bill", points=-20)
DOORS, FACTS = list(VOCABULARY.doors), list(VOCABULARY.facts)
KINDS, SOURCES = list(VOCABULARY.kinds), list(VOCABULARY.sources)


@pytest.fixture
def refused(harbour):
    """(rule, key, message, remedy) of every fault of a bare office with these parts."""

    def faults(**parts):
        document = {**deepcopy(harbour.document), **deepcopy(BARE), "rules": [], "lists": [], **parts}
        with pytest.raises(RulebookError) as caught:
            from_document(document, file="office.yaml", vocabulary=VOCABULARY)
        assert {fault.file for fault in caught.value.faults} == {"office.yaml"}
        return [(fault.rule, fault.key, fault.message, fault.remedy) for fault in caught.value.faults]

    return faults


def known(names, limit=12):
    return f"Known: {', '.join(names[:limit])}{', …' if len(names) > limit else ''}."


# the scale


@pytest.mark.parametrize(
    ("kind", "key", "message", "remedy"),
    [
        (scale(floor=101), "floor", "The floor is above the ceiling.", "Write the smaller number as floor."),
        (scale(start=101), "start", "101 is outside 0 to 100.", "Start between floor and ceiling."),
        (scale(start=-1), "start", "-1 is outside 0 to 100.", "Start between floor and ceiling."),
        (
            scale(prior_weight=2),
            "prior_weight",
            "prior_weight belongs to the stars scale, and only there.",
            "Delete it.",
        ),
        (
            {key: value for key, value in STARS.items() if key != "prior_weight"},
            "prior_weight",
            "prior_weight belongs to the stars scale, and only there.",
            "Write  prior_weight: 20.",
        ),
        *(
            (
                {**kind, "expiry": "refund"},
                "expiry",
                f"A {kind['kind']} scale is read afresh every day; nothing can be taken back from it.",
                "Write  expiry: window.",
            )
            for kind in (CARD, STARS, RECORD)
        ),
    ],
)
def test_a_scale_that_contradicts_itself_is_refused(refused, kind, key, message, remedy):
    assert refused(scale=kind, bands=[]) == [("", f"/scale/{key}", message, remedy)]


@pytest.mark.parametrize("start", [0, 100])
def test_a_scale_may_start_at_either_end_and_have_one_number_only(office, start):
    assert office([], scale=scale(start=start)).scale.start == start
    assert office([], scale=scale(start=5, floor=5, ceiling=5), bands=[]).scale.clamp(99) == 5


@pytest.mark.parametrize("kind", ["points", "balance"])
def test_what_is_added_up_may_be_refunded(office, kind):
    built = office([], scale=scale(kind=kind, expiry="refund")).scale
    assert (built.kind, built.expiry, built.prior_weight) == (kind, "refund", 1)


def test_a_scale_is_built_as_it_is_written(office):
    cited = {"marker": "reported", "evidence": "article", "sources": ["a"], "note": "b"}
    kind = scale(unit="marks", divisor=100, evidence=cited, start=7)
    built = office([], scale=kind).scale
    assert (built.kind, built.start, built.floor, built.ceiling) == ("points", 7, 0, 100)
    assert (built.unit, built.divisor, built.higher_is, built.expiry) == ("marks", 100, "better", "window")
    assert (built.evidence.marker, built.evidence.evidence) == ("reported", "article")
    assert (built.evidence.sources, built.evidence.note) == (("a",), "b")
    stars = office([], scale=STARS, bands=[])
    assert stars.scale.prior_weight == 2
    assert stars.scale.evidence == stars.evidence  # without one of its own


# bands


def bands(*edges):
    return [{"id": f"b{i}", "label": f"B{i}", "from": low, "to": high} for i, (low, high) in enumerate(edges)]


@pytest.mark.parametrize(
    ("edges", "key", "message", "remedy"),
    [
        (((50, 100), (49, 0)), "/1/from", "49 is more than 0.", "Write the smaller one first."),
        (((0, 49), (50, 100)), "", "The bands are not written best first.", "Turn their order round."),
        (((51, 100), (0, 49)), "/0/from", "The bands leave a gap before 51.", "Write  from: 50."),
        (((49, 100), (0, 49)), "/0/from", "The bands overlap before 49.", "Write  from: 50."),
        (((50, 100), (1, 49)), "/1/from", "The bands leave a gap before 1.", "Write  from: 0."),
        (((50, 99), (0, 49)), "/0/to", "The bands do not end at the ceiling.", "Write  to: 100."),
        (((50, 101), (0, 49)), "/0/to", "The bands do not end at the ceiling.", "Write  to: 100."),
        (((0, 99),), "/0/to", "The bands do not end at the ceiling.", "Write  to: 100."),
    ],
)
def test_bands_that_do_not_cover_the_scale_once_are_refused(refused, edges, key, message, remedy):
    assert refused(bands=bands(*edges)) == [("", f"/bands{key}", message, remedy)]


def test_where_a_higher_number_is_worse_the_lowest_band_comes_first(office, refused):
    worse = scale(higher_is="worse")
    assert [band.low for band in office([], scale=worse, bands=bands((0, 49), (50, 100))).bands] == [0, 50]
    message = "The bands are not written best first."
    assert refused(scale=worse, bands=bands((50, 100), (0, 49))) == [("", "/bands", message, "Turn their order round.")]


def test_where_neither_end_is_better_bands_may_stand_in_any_order(office):
    for edges in (((0, 49), (50, 100)), ((50, 100), (0, 49))):
        assert len(office([], scale=scale(higher_is="neither"), bands=bands(*edges)).bands) == 2


def test_one_band_may_cover_everything_and_a_band_may_hold_one_number(office):
    assert office([], bands=bands((0, 100))).band_at(50) == 0
    assert [office([], bands=bands((100, 100), (0, 99))).band_at(number) for number in (99, 100)] == [1, 0]


def test_a_band_is_built_as_it_is_written(office):
    cited = {"marker": "documented", "evidence": None, "sources": ["a"], "note": None}
    first, second = office([], bands=[{**BANDS[0], "evidence": cited}, BANDS[1]]).bands
    assert (first.id, first.label, first.low, first.high, first.evidence.sources) == ("high", "High", 50, 100, ("a",))
    assert second.evidence.marker == "fictionalised"  # the whole rulebook's


def test_an_id_that_stands_twice_is_refused_wherever_it_is(refused):
    twice = "stands twice.", "Give it an id of its own."
    same = bands((50, 100), (0, 49))
    same[1]["id"] = "b0"
    assert refused(bands=same) == [("", "/bands/1/id", f"The band id 'b0' {twice[0]}", twice[1])]
    assert refused(rules=[LATE, LATE]) == [("", "/rules/1/id", f"The rule id 'late' {twice[0]}", twice[1])]
    lists = [listed("black"), listed("red"), listed("black")]
    assert refused(lists=lists) == [("", "/lists/2/id", f"The list id 'black' {twice[0]}", twice[1])]
    parts = [part("a", {"fact": "age"}, {"to": 3, "points": 1})] * 2
    expected = [("", "/characteristics/1/id", f"The line id 'a' {twice[0]}", twice[1])]
    assert refused(scale=CARD, characteristics=parts) == expected


# names


def part(name, of, *bins):
    return {"id": name, "text": name, "of": of, "otherwise": 0, "bins": list(bins)}


def when(test, **more):
    return {**LATE, "when": test, **more}


AGE = {"fact": "age", "op": "is", "value": 3}
NEAR_AND_FAR = [
    ({"observers": ["face_camra"]}, "", "/observers/0", "source 'face_camra'", "Did you mean 'face_camera'?"),
    ({"observers": ["xyz"]}, "", "/observers/0", "source 'xyz'", known(SOURCES)),
    ({"rules": [{**LATE, "on": ["xyz"]}]}, "late", "/rules/0/on/0", "kind of act 'xyz'", known(KINDS)),
    ({"rules": [when({**AGE, "fact": "agee"})]}, "late", "/rules/0/when/fact", "fact 'agee'", "Did you mean 'age'?"),
    ({"rules": [when({**AGE, "fact": "xyz"})]}, "late", "/rules/0/when/fact", "fact 'xyz'", known(FACTS)),
    ({"lists": [listed("a", joint=["xyz"])]}, "", "/lists/0/joint/0", "list 'xyz'", "Known: a."),
    ({"lists": [listed("a", enter={"bands": ["xyz"]})]}, "", "/lists/0/enter/bands/0", "band 'xyz'",
     "Known: high, low."),
    ({"rules": [rule("r", "donate_blood", put_on={"list": "xyz", "days": 1})]}, "r", "/rules/0/effects/0/put_on/list",
     "list 'xyz'", "Define a list of that name first."),
    ({"rules": [rule("r", "donate_blood", take_off={"list": "xyz"})], "lists": [listed("a")]}, "r",
     "/rules/0/effects/0/take_off/list", "list 'xyz'", "Known: a."),
    ({"rules": [rule("r", "donate_blood", set_band={"band": "xyz", "days": 1})]}, "r",
     "/rules/0/effects/0/set_band/band", "band 'xyz'", "Known: high, low."),
    ({"rules": [rule("r", "donate_blood", points={"per": "xyz", "every": 1, "each": 1})]}, "r",
     "/rules/0/effects/0/points/per", "fact 'xyz'", known(FACTS)),
    ({"doors": [{"door": "xyz", "state": "shut", "when": [{"scored": True}]}]}, "", "/doors/0/door", "door 'xyz'",
     known(DOORS)),
    ({"doors": [{"door": "calls", "state": "low", "when": [{"scored": True}]}]}, "", "/doors/0/state", "state 'low'",
     "Known: open, shut."),
    ({"doors": [{"door": "loan_rate", "state": "shut", "when": [{"scored": True}]}]}, "", "/doors/0/state",
     "state 'shut'", "Known: low, standard, high, none."),
    ({"doors": [{"door": "calls", "state": "shut", "when": [{"scored": True}, {"list": "xyz"}]}]}, "",
     "/doors/0/when/1/list", "list 'xyz'", "Define a list of that name first."),
    ({"doors": [{"door": "calls", "state": "shut", "when": [{"bands": ["low", "xyz"]}]}]}, "",
     "/doors/0/when/0/bands/1", "band 'xyz'", "Known: high, low."),
    ({"scale": CARD, "characteristics": [part("c", {"fact": "xyz"}, {"to": 3, "points": 1})]}, "c",
     "/characteristics/0/of/fact", "fact 'xyz'", known(FACTS)),
    ({"scale": CARD, "characteristics": [part("c", {"count": {"on": ["xyz"], "days": 1}}, {"to": 3, "points": 1})]},
     "c", "/characteristics/0/of/count/on/0", "kind of act 'xyz'", known(KINDS)),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "line", "key", "name", "remedy"), NEAR_AND_FAR)
def test_a_name_that_nothing_has_is_refused_with_the_nearest_or_with_those_that_are_known(
    refused, parts, line, key, name, remedy
):
    assert (line, key, f"The {name} is unknown.", remedy) in refused(**parts)


def test_a_name_that_stands_twice_in_a_list_of_names_is_refused(refused):
    twice = {**LATE, "on": ["donate_blood", "cross_on_red", "donate_blood"]}
    message = "The kind of act 'donate_blood' stands twice."
    assert refused(rules=[twice]) == [("late", "/rules/0/on/2", message, "Keep one of them.")]


# conditions


@pytest.mark.parametrize(
    ("test", "key", "message", "remedy"),
    [
        (
            {"fact": "district", "op": "at_least", "value": "hill"},
            "/op",
            "'district' has no order, so 'at_least' cannot be asked.",
            "Use is or in.",
        ),
        (
            {"fact": "carer", "op": "between", "value": [False, True]},
            "/op",
            "'carer' has no order, so 'between' cannot be asked.",
            "Use is or in.",
        ),
        (
            {"fact": "age", "op": "is", "value": 100},
            "/value",
            "100 is outside 0 to 99.",
            "Write a number from 0 to 99.",
        ),
        ({"fact": "age", "op": "in", "value": 3}, "/value", "'in' needs a list.", "Write  value: [one, another]."),
        ({"fact": "age", "op": "in", "value": []}, "/value", "'in' needs a list.", "Write  value: [one, another]."),
        (
            {"fact": "age", "op": "between", "value": 3},
            "/value",
            "'between' needs a list.",
            "Write  value: [low, high].",
        ),
        (
            {"fact": "age", "op": "between", "value": [3]},
            "/value",
            "'between' needs a list.",
            "Write  value: [low, high].",
        ),
        (
            {"fact": "age", "op": "between", "value": [1, 2, 3]},
            "/value",
            "'between' needs a list.",
            "Write  value: [low, high].",
        ),
        (
            {"fact": "age", "op": "between", "value": [4, 3]},
            "/value",
            "4 is more than 3.",
            "Write the smaller number first.",
        ),
        (
            {"fact": "age", "op": "in", "value": [1, "x"]},
            "/value/1",
            "'x' is not a whole number.",
            "Write a whole number from 0 to 99.",
        ),
    ],
)
def test_a_test_that_cannot_be_asked_is_refused_within_whatever_holds_it(refused, test, key, message, remedy):
    for path, held in (
        ("", test),
        ("/not", {"not": test}),
        ("/all/1", {"all": [AGE, test]}),
        ("/any/0/not", {"any": [{"not": test}, AGE]}),
    ):
        assert refused(rules=[when(held)]) == [("late", f"/rules/0/when{path}{key}", message, remedy)]


@pytest.mark.parametrize("value", [[3, 3], [3, 4]])
def test_a_range_may_hold_one_value(office, value):
    office([when({"fact": "age", "op": "between", "value": value})])


def test_a_condition_is_built_as_it_is_written(office):
    old = {"fact": "age", "op": "at_least", "value": 65}
    (line,) = office([when({"all": [AGE, {"any": [old, {"not": AGE}]}]})]).rules
    age = VOCABULARY.facts["age"]
    young = One(age, "is", 3)
    assert line.when == All((young, Any((One(age, "at_least", 65), Not(young)))))


@pytest.mark.parametrize("op", ["at_least", "at_most"])
def test_what_has_no_order_cannot_be_asked_for_more_or_less(refused, op):
    message = f"'carer' has no order, so '{op}' cannot be asked."
    found = refused(rules=[when({"fact": "carer", "op": op, "value": True})])
    assert found == [("late", "/rules/0/when/op", message, "Use is or in.")]


@pytest.mark.parametrize(("count", "more"), [(12, ""), (13, ", …")])
def test_of_many_names_the_first_twelve_are_said(count, more):
    names = [f"name-{i}" for i in range(count)]
    builder = Builder(VOCABULARY, "office.yaml", {"/on": 7})
    assert not builder.known(("on",), "xyz", names, "list")
    (fault,) = builder.faults
    assert fault.remedy == f"Known: {', '.join(names[:12])}{more}."
    assert (fault.file, fault.key, fault.line) == ("office.yaml", "/on", 7)


def test_a_rule_may_hold_sixty_tests_and_no_more(office, refused):
    office([when({"any": [AGE] * 60})])
    assert refused(rules=[when({"any": [AGE] * 61})]) == [
        ("late", "/rules/0/when", "A rule may hold 60 tests.", "Split it into two rules.")
    ]


def test_a_condition_may_be_nested_six_deep_and_no_deeper(office, refused):
    def nested(depth, form):
        test = AGE
        for _ in range(depth):
            test = {form: test if form == "not" else [test]}
        return test

    for form, step in (("not", "/not"), ("all", "/all/0"), ("any", "/any/0")):
        office([when(nested(5, form))])
        key = "/rules/0/when" + step * 6
        expected = ("late", key, "Conditions are nested deeper than 6.", "Make the condition flatter.")
        assert refused(rules=[when(nested(6, form))]) == [expected]


def test_facts_of_acts_cannot_be_asked_of_a_citizen_s_card(refused):
    message = "'hour' is a fact of the observation, which cannot be asked for here."
    remedy = "Ask for a fact of the citizen or the association."
    hour = part("c", {"fact": "hour"}, {"to": 3, "points": 1})
    assert refused(scale=CARD, characteristics=[hour]) == [("c", "/characteristics/0/of/fact", message, remedy)]
    factor = {"id": "m", "text": "m", "when": {"fact": "hour", "op": "is", "value": 3}, "percent": 90}
    assert refused(scale=CARD, multipliers=[factor]) == [("m", "/multipliers/0/when/fact", message, remedy)]


# effects


def test_effects_are_built_as_they_are_written(office):
    written = [
        {"points": -3},
        {"points": {"per": "amount", "every": 2, "each": -5, "cap": 7}},
        {"record": {"entry": "noted", "days": 4}},
        {"set_band": {"band": "low", "days": 5}},
        {"put_on": {"list": "black", "days": 6}},
        {"take_off": {"list": "black"}},
        {"display": {"where": "newspaper", "days": 8}},
    ]
    (line,) = office([{**LATE, "effects": written}], [listed("black")]).rules
    assert line.effects == (
        m.Points(-3),
        m.PointsPer(VOCABULARY.facts["amount"], 2, -5, 7),
        m.Record("noted", 4),
        m.SetBand(1, 5),
        m.PutOn("black", 6),
        m.TakeOff("black"),
        m.Display("newspaper", 8),
    )
    marks = [{"stars": {"value": "stars", "weight": 3}}, {"stars": {"value": 200, "weight": "rater_weight"}}]
    (line,) = office([{**LATE, "effects": marks}], scale=STARS, bands=[]).rules
    facts = VOCABULARY.facts
    assert line.effects == (m.Stars(facts["stars"], 3), m.Stars(200, facts["rater_weight"]))


@pytest.mark.parametrize("key", ["points", "record", "put_on"])
def test_an_effect_of_nothing_is_refused(refused, key):
    expected = ("late", "/rules/0/effects/0", "The effect is empty.", "Write what it does, such as  points: -20.")
    assert refused(rules=[{**LATE, "effects": [{key: None}]}]) == [expected]


def test_points_and_marks_belong_to_their_own_scales(refused):
    mark = {**LATE, "effects": [{"stars": {"value": 100}}]}
    message, remedy = "Stars belong to a stars scale.", "Write  kind: stars  in the scale, or use points."
    assert refused(rules=[mark]) == [("late", "/rules/0/effects/0/stars", message, remedy)]
    place = "late", "/rules/0/effects/0/points"
    assert refused(rules=[LATE], scale=RECORD, bands=[]) == [
        (*place, "A record scale has no points.", "Use record or put_on.")
    ]
    assert refused(rules=[LATE], scale=STARS, bands=[]) == [(*place, "A stars scale has no points.", "Use stars.")]


def test_points_by_a_fact_need_a_number_and_stay_within_reach(office, refused):
    def per(fact, each, **more):
        return [{**LATE, "effects": [{"points": {"per": fact, "every": 1, "each": each, **more}}]}]

    assert refused(rules=per("district", 1)) == [
        ("late", "/rules/0/effects/0/points/per", "'district' is of type enum.", "Use a fact of type int.")
    ]
    message = "This can reach 1,000,465 points; 1,000,000 is the most."
    for each in (2741, -2741):
        assert refused(rules=per("days_late", each)) == [
            ("late", "/rules/0/effects/0/points", message, "Give it a cap.")
        ]
    office(per("days_late", 2739))
    office(per("days_late", -2741, cap=5))
    office(per("amount", 1000))  # a thousand times a thousand is the most


def test_marks_need_numbers_that_start_at_nought(refused):
    def mark(value, weight=1):
        return {
            "rules": [{**LATE, "effects": [{"stars": {"value": value, "weight": weight}}]}],
            "scale": STARS,
            "bands": [],
        }

    for key, parts in (("value", mark("carer")), ("weight", mark(100, "carer"))):
        place = ("late", f"/rules/0/effects/0/stars/{key}")
        assert refused(**parts) == [(*place, "'carer' is of type bool.", "Use a fact of type int.")]


def test_a_mark_by_a_fact_that_may_be_less_than_nought_is_refused(harbour):
    below = replace(VOCABULARY.facts["stars"], min=-1)
    words = replace(VOCABULARY, facts={**VOCABULARY.facts, "stars": below})
    rated = {**LATE, "effects": [{"stars": {"value": "stars"}}]}
    document = {**harbour.document, **BARE, "scale": STARS, "bands": [], "lists": [], "rules": [rated]}
    with pytest.raises(RulebookError) as caught:
        from_document(document, vocabulary=words)
    (fault,) = caught.value.faults
    assert (fault.key, fault.message, fault.remedy) == (
        "/rules/0/effects/0/stars/value",
        "'stars' can be less than 0.",
        "Use a fact that starts at 0 or above.",
    )


def test_only_points_and_marks_expire(office, refused):
    entry = rule("late", "late_utility_bill", record={"entry": "e", "days": 3}, expires=3)
    message = "Nothing in this rule can expire that way."
    assert refused(rules=[entry]) == [("late", "/rules/0/expires", message, "Give days to the effect itself.")]
    both = rule("late", "late_utility_bill", record={"entry": "e", "days": 3}, points=-1, expires=3)
    assert office([both]).rules[0].expires == 3
    mark = rule("late", "peer_rating", stars={"value": 100}, expires=3)
    assert office([mark], scale=STARS, bands=[]).rules[0].expires == 3


# lists


def test_lists_that_keep_each_other_listed_are_refused(refused):
    ring = [listed("free"), listed("a", joint=["b"]), listed("b", joint=["c"]), listed("c", joint=["a"])]
    message = "a and b and c keep each other listed for ever."
    assert refused(lists=ring) == [("", "/lists/1/joint", message, "Break the ring.")]
    alone = [listed("a", joint=["a"])]
    assert refused(lists=alone) == [("", "/lists/0/joint", "a keep each other listed for ever.", "Break the ring.")]


def test_a_list_stands_before_those_it_pulls_its_members_onto(office):
    lists = [
        listed("last"),
        listed("middle", joint=["last"]),
        listed("first", joint=["middle", "last"]),
        listed("free"),
    ]
    assert [entry.id for entry in office([], lists).lists] == ["first", "free", "middle", "last"]


def test_a_list_is_built_as_it_is_written(office):
    cited = {"marker": "documented", "evidence": None, "sources": ["a"], "note": None}
    written = {"id": "red", "label": "Red list", "colour": "red", "enter": {"bands": ["low"]}, "posted": False}
    written |= {"minimum_days": 3, "notice_days": 5, "joint": ["other"], "evidence": cited}
    first, other = office([], [written, listed("other")]).lists
    assert (first.id, first.label, first.colour, first.enter) == ("red", "Red list", "red", frozenset({1}))
    assert (first.minimum_days, first.notice_days, first.posted, first.joint) == (3, 5, False, ("other",))
    assert first.evidence.sources == ("a",)
    assert (other.enter, other.posted, other.joint, other.evidence.marker) == (frozenset(), True, (), "fictionalised")


# the scorecard


def test_a_scorecard_s_parts_belong_to_a_scorecard(refused):
    parts = {"characteristics": [part("c", {"fact": "age"}, {"to": 3, "points": 1})]}
    parts["multipliers"] = [{"id": "m", "text": "m", "when": AGE, "percent": 90}]
    remedy = "Write  kind: scorecard  in the scale."
    assert refused(**parts) == [
        ("", "/characteristics", "A points scale has no characteristics.", remedy),
        ("", "/multipliers", "A points scale has no multipliers.", remedy),
    ]


BINS = "A number falls into a bin by from / to.", "Write  {from: 1, to: 3, points: 30}."
WORDS = "This fact has no order, so from / to cannot be asked.", "Write  {is: [ … ], points: 30}."
TWICE = "Two bins take the same value.", "Move their edges apart."
COUNT = {"count": {"on": ["donate_blood"], "days": 1}}


@pytest.mark.parametrize(
    ("of", "bins", "key", "said"),
    [
        ({"fact": "age"}, [{"is": [3], "points": 1}], "/bins/0/is", BINS),
        (COUNT, [{"is": [3], "points": 1}], "/bins/0/is", BINS),
        ({"fact": "district"}, [{"from": 1, "points": 1}], "/bins/0", WORDS),
        ({"fact": "age"}, [{"from": 4, "to": 3, "points": 1}], "/bins/0/from",
         ("4 is more than 3.", "Write the smaller number first.")),
        ({"fact": "district"}, [{"is": ["hill", "x"], "points": 1}], "/bins/0/is/1",
         ("'x' is not a value of 'district'.", "Write one of: harbour, hill, uplands.")),
        ({"fact": "age"}, [{"to": 3, "points": 1}, {"from": 9, "points": 1}, {"from": 3, "to": 4,
         "points": 1}], "/bins/2",
         TWICE),
        ({"fact": "age"}, [{"to": 3, "points": 1}, {"to": -5, "points": 2}], "/bins/1", TWICE),
        ({"fact": "age"}, [{"from": 3, "points": 1}, {"from": 9, "points": 2}], "/bins/1", TWICE),
        ({"fact": "district"}, [{"is": ["hill"], "points": 1}, {"is": ["harbour", "hill"], "points": 2}],
         "/bins/1", TWICE),
        ({"fact": "carer", **COUNT}, [{"is": [True], "points": 1}], "/of/fact",
         ("A count cannot be added to 'carer'.", "Use a fact that is a number.")),
    ],
)  # fmt: skip
def test_bins_that_cannot_be_or_take_the_same_value_are_refused(refused, of, bins, key, said):
    found = refused(scale=CARD, characteristics=[part("c", of, *bins)])
    assert found == [("c", f"/characteristics/0{key}", *said)]


def test_bins_may_touch_at_their_edges_and_hold_one_value(office):
    bins = {"to": 3, "points": 1}, {"from": 4, "to": 4, "points": 2}, {"from": 5, "points": 3}
    assert len(office([], scale=CARD, characteristics=[part("c", {"fact": "age"}, *bins)]).characteristics[0].bins) == 3


def test_bins_of_different_words_do_not_touch(office):
    bins = {"is": ["hill"], "points": 1}, {"is": ["harbour", "uplands"], "points": 2}
    (home,) = office([], scale=CARD, characteristics=[part("c", {"fact": "district"}, *bins)]).characteristics
    assert [one.values for one in home.bins] == [("hill",), ("harbour", "uplands")]


def test_a_multiplier_is_built_with_its_condition_and_the_rulebook_s_evidence(office):
    parts = [part("c", {"fact": "age"}, {"to": 3, "points": 1})]
    book = office(
        [], scale=CARD, characteristics=parts, multipliers=[{"id": "m", "text": "m", "when": AGE, "percent": 9}]
    )
    (factor,) = book.multipliers
    assert factor.when == One(VOCABULARY.facts["age"], "is", 3)
    assert factor.evidence == book.evidence


def test_a_scorecard_is_built_as_it_is_written(office):
    cited = {"marker": "documented", "evidence": None, "sources": ["a"], "note": None}
    of = {"fact": "age", "count": {"on": ["donate_blood", "cross_on_red"], "days": 9}}
    written = {**part("c", of, {"from": 1, "to": 3, "points": 5}), "text": "Words", "otherwise": 7, "evidence": cited}
    factor = {"id": "m", "text": "Factor", "when": AGE, "percent": 90, "evidence": cited}
    home = part("d", {"fact": "district"}, {"is": ["hill"], "points": 4})
    book = office([], scale=CARD, characteristics=[written, home], multipliers=[factor, {**factor, "id": "n"}])
    first, second = book.characteristics
    assert (first.id, first.text, first.fact.id, first.otherwise) == ("c", "Words", "age", 7)
    assert (first.count_on, first.count_days, first.evidence.sources) == (("donate_blood", "cross_on_red"), 9, ("a",))
    (one,) = first.bins
    assert (one.points, one.low, one.high, one.values) == (5, 1, 3, None)
    assert (second.bins[0].points, second.bins[0].values, second.bins[0].low) == (4, ("hill",), None)
    assert (second.count_on, second.count_days, second.evidence.marker) == ((), 0, "fictionalised")
    assert [(f.id, f.text, f.percent, f.evidence.sources) for f in book.multipliers] == [
        ("m", "Factor", 90, ("a",)),
        ("n", "Factor", 90, ("a",)),
    ]


def test_multipliers_whose_product_no_number_could_hold_are_refused(office, refused):
    def factors(count, percent):
        return [{"id": f"m-{i}", "text": "m", "when": AGE, "percent": percent} for i in range(count)]

    parts = [part("c", {"fact": "age"}, {"to": 3, "points": -7})]
    message, remedy = "The product of the multipliers is too large.", "Use fewer or smaller percents."
    assert refused(scale=CARD, characteristics=parts, multipliers=factors(9, 199)) == [
        ("", "/multipliers", message, remedy)
    ]
    office([], scale=CARD, characteristics=parts, multipliers=factors(7, 199))
    office([], scale=CARD, characteristics=parts, multipliers=factors(20, 150))  # as fractions in lowest terms


# examples


def example(**more):
    expect = more.pop("expect", {})
    return {"name": "one", "days": 3, "observations": [], "expect": expect, **more}


ACT = {"day": 1, "kind": "donate_blood", "source": "blood_centre"}


@pytest.mark.parametrize(
    ("written", "key", "message", "remedy"),
    [
        (example(observations=[{**ACT, "kind": "x"}]), "/observations/0/kind",
         "The kind of act 'x' is unknown.", known(KINDS)),
        (example(observations=[{**ACT, "source": "x"}]), "/observations/0/source", "The source 'x' is unknown.",
         known(SOURCES)),
        (example(observations=[ACT, {**ACT, "day": 4}]), "/observations/1/day", "Day 4 comes after the last day.",
         "Write  days: 4."),
        (example(observations=[{**ACT, "facts": {"hour": 24}}]), "/observations/0/facts/hour", "24 is outside 0 to 23.",
         "Write a number from 0 to 23."),
        (example(observations=[{**ACT, "facts": {"age": 3}}]), "/observations/0/facts/age",
         "'age' is a fact of the citizen, which cannot be asked for here.", "Ask for a fact of the observation."),
        (example(facts={"hour": 3}), "/facts/hour",
         "'hour' is a fact of the observation, which cannot be asked for here.",
         "Ask for a fact of the citizen or the association."),
        (example(facts={"age": True}), "/facts/age", "True is not a whole number.",
         "Write a whole number from 0 to 99."),
        (example(expect={"band": "x"}), "/expect/band", "The band 'x' is unknown.", "Known: high, low."),
        (example(expect={"lists": ["x"]}), "/expect/lists/0", "The list 'x' is unknown.",
         "Define a list of that name first."),
        (example(expect={"doors": {"x": "shut"}}), "/expect/doors/x", "The door 'x' is unknown.", known(DOORS)),
        (example(expect={"doors": {"calls": "x"}}), "/expect/doors/calls", "The state 'x' is unknown.",
         "Known: open, shut."),
    ],
)  # fmt: skip
def test_names_in_examples_must_exist_before_they_are_run(refused, written, key, message, remedy):
    fine = example(observations=[{**ACT, "day": 3}], facts={"age": 3, "relative_listed": True}, expect={"band": "low"})
    assert refused(examples=[fine, written, fine]) == [("", f"/examples/1{key}", message, remedy)]


# what else is built


def test_rules_and_doors_are_built_as_they_are_written(office):
    cited = {"marker": "documented", "evidence": None, "sources": ["a"], "note": None}
    written = {**LATE, "expires": 3, "at_most": {"times": 2, "days": 7}, "reason_code": "R1", "number_stated": True}
    written |= {"descends_from": ["old"], "note": "A note", "evidence": cited, "text": "Words", "enabled": False}
    door = {"door": "calls", "state": "shut", "note": "Why", "evidence": cited, "when": [
        {"scored": True, "list": "black", "bands": ["low"], "display": "screen", "standing_at_most": 9,
         "standing_at_least": 3, "entries_at_least": 2},
    ]}  # fmt: skip
    book = office(
        [written, LATE | {"id": "plain"}],
        [listed("black")],
        doors=[door, {"door": "calls", "state": "shut", "when": [{"scored": True}]}],
    )
    first, plain = book.rules
    assert (first.id, first.text, first.on, first.when) == ("late", "Words", ("late_utility_bill",), None)
    assert (first.expires, first.at_most.times, first.at_most.days, first.enabled) == (3, 2, 7, False)
    assert (first.reason_code, first.number_stated, first.descends_from, first.note) == ("R1", True, ("old",), "A note")
    assert (first.evidence.sources, plain.evidence.marker) == (("a",), "fictionalised")
    assert (plain.expires, plain.at_most, plain.enabled, plain.number_stated) == (None, None, True, False)
    (line, bare) = book.doors
    assert bare.evidence.marker == "fictionalised"
    assert bare.when[0].bands is None
    assert (line.door, line.state, line.note, line.evidence.sources) == ("calls", "shut", "Why", ("a",))
    (test,) = line.when
    assert (test.list, test.bands, test.display, test.scored) == ("black", frozenset({1}), "screen", True)
    assert (test.standing_at_most, test.standing_at_least, test.entries_at_least) == (9, 3, 2)


@pytest.mark.parametrize("key", ["standing_at_most", "standing_at_least"])
def test_a_record_has_no_number_that_a_door_could_ask_for(refused, key):
    door = {"door": "calls", "state": "shut", "when": [{"scored": True}, {key: 3}]}
    message, remedy = "A record has no number.", "Ask for entries_at_least or a list."
    assert refused(scale=RECORD, bands=[], doors=[door]) == [("", f"/doors/0/when/1/{key}", message, remedy)]


def test_a_rulebook_s_own_words_are_kept(office):
    cited = {"marker": "documented", "evidence": "article", "sources": ["a"], "note": None}
    names = ["title", "short", "place", "years", "operator", "summary", "why_it_matters", "outcome", "why"]
    words = {name: name.upper() for name in names}
    told = {"told": "nothing", "text": "Nobody says.", "evidence": cited}
    appeal = {"route": "exists", "text": "By letter.", "days": 30, "evidence": cited}
    parts = {"id": "words", "family": "municipal", "consent": "opt_in", "observers": ["peer_app"], "parent": "a" * 64}
    book = office([], disclosure=told, appeal=appeal, **parts, **words)
    assert {name: getattr(book, name) for name in words} == words
    assert (book.id, book.family, book.consent, book.parent) == ("words", "municipal", "opt_in", "a" * 64)
    assert book.observers == frozenset({"peer_app"})
    assert (book.disclosure.told, book.disclosure.text, book.disclosure.evidence.sources) == (
        "nothing",
        "Nobody says.",
        ("a",),
    )
    assert (book.appeal.route, book.appeal.text, book.appeal.days, book.appeal.evidence.sources) == (
        "exists", "By letter.", 30, ("a",),
    )  # fmt: skip
    plain = office([])
    assert (plain.observers, plain.parent, plain.appeal.days) == (None, None, None)
    assert plain.disclosure.evidence == plain.appeal.evidence == plain.evidence
    assert book.vocabulary is VOCABULARY

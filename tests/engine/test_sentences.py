"""Every line of a rulebook as a sentence with blanks: its words, and for each blank what it edits and within what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine import plain, sentence
from scoring.engine.reforms import value_at
from scoring.engine.sentences import choice, either, joined, listed_with_or, lower, text
from scoring.engine.sentences_of_lines import (
    characteristic_sentence,
    door_sentence,
    list_sentence,
    multiplier_sentence,
)
from tests.engine.offices import listed, rule, scale
from tests.engine.strategies import VOCABULARY

BLACK = [{**listed("black"), "label": "Blacklist"}, {**listed("red", colour="red"), "label": "Red list"}]
STARS = {"kind": "stars", "start": 100, "floor": 50, "ceiling": 500, "higher_is": "better", "prior_weight": 2}
CARD = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}
HOUR = {"fact": "hour", "op": "at_least", "value": 22}
CARER = {"fact": "carer", "op": "is", "value": True}
MOST, DAYS = 1_000_000, 36_500


def late(*effects, **more):
    return {
        "id": "late",
        "text": "x",
        "on": ["late_utility_bill"],
        "effects": list(effects) or [{"points": -20}],
        **more,
    }


@pytest.fixture
def parts(office):
    """The parts of the second rule of an office: this one."""

    def say(line, **more):
        book = office([rule("first", "donate_blood", points=1) if "scale" not in more else MARK, line], BLACK, **more)
        return sentence(book.rules[1], VOCABULARY, rulebook=book)

    return say


MARK = {"id": "first", "text": "x", "on": [], "effects": [{"stars": {"value": 100}}]}


@pytest.fixture
def words(parts):
    """What stands after “When “paid a bill late” is noted”."""

    def say(line, **more):
        said = plain(parts(line, **more))
        start = "When “paid a bill late” is noted"
        assert said.startswith(start)
        return said[len(start) :]

    return say


def blanks(found, *names):
    return [tuple(part.get(name) for name in names) for part in found if "blank" in part]


# acts and terms


def test_the_acts_are_a_blank_of_all_kinds_there_are(parts):
    (acts, points) = (part for part in parts(late()) if "blank" in part)
    assert acts == {
        "blank": ["late_utility_bill"],
        "path": "/rules/1/on",
        "type": "kinds",
        "options": [
            {"value": "cross_on_red", "label": "crossed on red"},
            {"value": "late_utility_bill", "label": "paid a bill late"},
            {"value": "donate_blood", "label": "gave blood"},
            {"value": "unpaid_court_judgment", "label": "left a judgment unpaid"},
            {"value": "peer_rating", "label": "was rated"},
            {"value": "volunteer_hours", "label": "volunteered"},
        ],
        "unit": "",
        "label": "Acts",
    }
    assert points == {
        "blank": -20,
        "path": "/rules/1/effects/0/points",
        "type": "int",
        "min": -MOST,
        "max": MOST,
        "unit": "points",
        "label": "Points",
        "shown": 20,
    }


def test_several_acts_are_joined_with_or_and_none_is_anything_at_all(parts):
    kinds = ["late_utility_bill", "donate_blood", "cross_on_red"]
    assert plain(parts(late(on=kinds))).startswith("When “paid a bill late, gave blood or crossed on red” is noted: ")
    assert plain(parts(late(on=[]))) == "When anything at all is noted: take 20 points."


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ": take 20 points."),
        ({"expires": 1}, ": take 20 points; they count for 1 day."),
        ({"expires": 30}, ": take 20 points; they count for 30 days."),
        ({"at_most": {"times": 1, "days": 1}}, ": take 20 points; at most 1 time in 1 day."),
        ({"at_most": {"times": 2, "days": 30}}, ": take 20 points; at most 2 times in 30 days."),
        ({"expires": 7, "at_most": {"times": 2, "days": 3}},
         ": take 20 points; they count for 7 days; at most 2 times in 3 days."),
    ],
)  # fmt: skip
def test_terms_are_said_after_the_effects(words, more, said):
    assert words(late(**more)) == said


def test_terms_are_blanks(parts):
    found = parts(late(expires=30, at_most={"times": 2, "days": 7}))
    assert blanks(found, "path", "blank", "min", "max", "unit", "label", "type")[2:] == [
        ("/rules/1/expires", 30, 1, DAYS, "days", "Days until it expires", "int"),
        ("/rules/1/at_most/times", 2, 1, 10_000, "times", "Times", "int"),
        ("/rules/1/at_most/days", 7, 1, DAYS, "days", "Days of the limit", "int"),
    ]


def test_where_more_than_points_is_given_it_is_the_points_that_expire(words):
    entry = {"record": {"entry": "noted", "days": None}}
    assert words(late({"points": 5}, entry, expires=3)) == (
        ": add 5 points; enter “noted” in the record for ever; the points count for 3 days."
    )


# effects


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ({"points": 1}, "add 1 point"),
        ({"points": -1}, "take 1 point"),
        ({"points": 2}, "add 2 points"),
        ({"points": 0}, "add 0 points"),
        ({"points": {"per": "days_late", "every": 10, "each": -1}}, "take 1 point for every 10 days late"),
        ({"points": {"per": "amount", "every": 3, "each": 2, "cap": 9}},
         "add 2 points for every 3 quills (amount), at most 9 each time"),
        ({"points": {"per": "rater_weight", "every": 1, "each": 2, "cap": 0}},
         "add 2 points for every 1 of weight of the rater, at most 0 each time"),
        ({"record": {"entry": "noted", "days": None}}, "enter “noted” in the record for ever"),
        ({"record": {"entry": "noted", "days": 1}}, "enter “noted” in the record for 1 day"),
        ({"set_band": {"band": "low", "days": 9}}, "hold the band no better than low (Low) for 9 days"),
        ({"set_band": {"band": "high", "days": None}}, "hold the band no better than high (High) for ever"),
        ({"put_on": {"list": "black", "days": 9}}, "put on the list “Blacklist” for 9 days"),
        ({"put_on": {"list": "red", "days": None}}, "put on the list “Red list” until somebody takes them off"),
        ({"take_off": {"list": "red"}}, "take off the list “Red list”"),
        ({"display": {"where": "screen", "days": 1}}, "show it on the street screen for 1 day"),
        ({"display": {"where": "newspaper", "days": 2}}, "show it in the newspaper for 2 days"),
        ({"display": {"where": "ringback", "days": 2}}, "show it to everybody who calls for 2 days"),
    ],
)  # fmt: skip
def test_an_effect_is_said_in_plain_words(words, effect, said):
    assert words(late(effect)) == f": {said}."


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ({"points": {"per": "amount", "every": 3, "each": -2, "cap": 9}}, [
            ("points/each", -2, "Points", -MOST, MOST, "points"),
            ("points/every", 3, "For every", 1, MOST, "quills"),
            ("points/cap", 9, "At most", 0, MOST, "points"),
        ]),
        ({"record": {"entry": "noted", "days": 3}}, [("record/days", 3, "Days", 1, DAYS, "days")]),
        ({"set_band": {"band": "low", "days": 9}}, [
            ("set_band/band", "low", "Band", None, None, ""), ("set_band/days", 9, "Days", 1, DAYS, "days"),
        ]),
        ({"put_on": {"list": "black", "days": 9}}, [
            ("put_on/list", "black", "List", None, None, ""), ("put_on/days", 9, "Days", 1, DAYS, "days"),
        ]),
        ({"take_off": {"list": "red"}}, [("take_off/list", "red", "List", None, None, "")]),
        ({"display": {"where": "screen", "days": 4}}, [
            ("display/where", "screen", "Where", None, None, ""), ("display/days", 4, "Days", 1, DAYS, "days"),
        ]),
    ],
)  # fmt: skip
def test_the_blanks_of_an_effect_lead_to_what_they_edit(parts, effect, expected):
    found = parts(late({"points": 0}, effect))
    rows = blanks(found, "path", "blank", "label", "min", "max", "unit")[2:]
    assert [(path.removeprefix("/rules/1/effects/1/"), *rest) for path, *rest in rows] == expected


def test_what_can_stand_in_a_blank_is_offered_in_words(parts):
    effects = [{"set_band": {"band": "low", "days": 9}}, {"put_on": {"list": "black", "days": 9}}]
    effects += [{"take_off": {"list": "red"}}, {"display": {"where": "screen", "days": 4}}]
    offered = {
        part["label"]: [(row["value"], row["label"]) for row in part["options"]]
        for part in parts(late(*effects))
        if part.get("type") == "enum"
    }
    assert offered == {
        "Band": [("high", "high (High)"), ("low", "low (Low)")],
        "List": [("black", "“Blacklist”"), ("red", "“Red list”")],
        "Where": [
            ("screen", "on the street screen"),
            ("newspaper", "in the newspaper"),
            ("ringback", "to everybody who calls"),
        ],
    }


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ({"value": "stars", "weight": "rater_weight"}, "count “stars” as a mark with the weight “weight of the rater”"),
        ({"value": 450}, "count a mark of 450 hundredths with the weight 1"),
    ],
)
def test_a_mark_is_said_with_its_weight_and_expires_as_a_mark(words, mark, said):
    stars = {"scale": STARS, "bands": []}
    assert words(late({"stars": mark}), **stars) == f": {said}."
    assert words(late({"stars": mark}, expires=7), **stars) == f": {said}; the mark counts for 7 days."


def test_a_mark_lies_on_its_scale(parts):
    found = parts(late({"stars": {"value": 450, "weight": 3}}), scale=STARS, bands=[])
    assert blanks(found, "path", "blank", "label", "min", "max", "unit")[1:] == [
        ("/rules/1/effects/0/stars/value", 450, "Mark in hundredths", 50, 500, "hundredths"),
        ("/rules/1/effects/0/stars/weight", 3, "Weight", 0, 100_000, ""),
    ]


def test_without_its_rulebook_a_rule_is_said_with_ids_and_any_mark(office):
    book = office([late({"set_band": {"band": "low", "days": 1}}, {"put_on": {"list": "black", "days": 1}})], BLACK)
    found = sentence(book.rules[0], VOCABULARY)
    assert plain(found).endswith("hold the band no better than 1 for 1 day; put on the list black for 1 day.")
    assert blanks(found, "path")[0] == ("/rules/0/on",)
    marks = office([late({"stars": {"value": 450}})], scale=STARS, bands=[])
    assert blanks(sentence(marks.rules[0], VOCABULARY), "min", "max")[1] == (0, 100_000)


# conditions


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"fact": "age", "op": "is", "value": 3}, "“age” is 3 years"),
        ({"fact": "age", "op": "is_not", "value": 3}, "“age” is not 3 years"),
        (HOUR, "“hour of the day” is at least 22 o'clock"),
        ({"fact": "days_late", "op": "at_most", "value": 3}, "“days late” is at most 3 days"),
        ({"fact": "hours", "op": "at_most", "value": 3}, "“hours” is at most 3"),
        ({"fact": "hour", "op": "between", "value": [22, 5]}, "“hour of the day” is between 22 and 5 o'clock"),
        ({"fact": "age", "op": "in", "value": [9]}, "“age” is 9 years"),
        ({"fact": "age", "op": "in", "value": [1, 2]}, "“age” is 1 or 2 years"),
        ({"fact": "age", "op": "in", "value": [1, 2, 3]}, "“age” is 1, 2 or 3 years"),
        ({"fact": "district", "op": "is", "value": "hill"}, "“district” is hill"),
        ({"fact": "place", "op": "in", "value": ["market", "harbour_cross"]}, "“place” is the market or Harbour Cross"),
        (CARER, "“cares for somebody” is true"),
        ({"fact": "carer", "op": "is_not", "value": False}, "“cares for somebody” is not false"),
        ({"not": CARER}, "not (“cares for somebody” is true)"),
        ({"all": [CARER, HOUR]}, "“cares for somebody” is true and “hour of the day” is at least 22 o'clock"),
        ({"any": [CARER]}, "“cares for somebody” is true"),
        ({"any": [CARER, HOUR]}, "(“cares for somebody” is true or “hour of the day” is at least 22 o'clock)"),
        ({"all": [CARER, {"any": [CARER, HOUR]}]},
         "“cares for somebody” is true and (“cares for somebody” is true or “hour of the day” is at least 22 o'clock)"),
        ({"all": [{"any": [CARER, HOUR]}]},
         "“cares for somebody” is true or “hour of the day” is at least 22 o'clock"),
        ({"all": [CARER, {"any": [HOUR]}, {"not": CARER}]},
         "“cares for somebody” is true and “hour of the day” is at least 22 o'clock "
         "and not (“cares for somebody” is true)"),
        ({"any": [{"all": [CARER, HOUR]}, CARER]},
         "((“cares for somebody” is true and “hour of the day” is at least 22 o'clock) "
         "or “cares for somebody” is true)"),
    ],
)  # fmt: skip
def test_a_condition_is_said_so_that_it_cannot_be_read_two_ways(words, when, said):
    assert words(late(when=when)) == f" and {said}: take 20 points."


def test_the_blanks_of_a_condition_lead_to_what_they_edit(parts):
    when = {"all": [HOUR, {"not": {"any": [{"fact": "age", "op": "in", "value": [1, 2]}, CARER]}},
                    {"fact": "district", "op": "is", "value": "hill"}]}  # fmt: skip
    rows = blanks(parts(late(when=when)), "path", "blank", "label", "type", "min", "max", "unit")[1:-1]
    assert rows == [
        ("/rules/1/when/all/0/value", 22, "hour of the day", "int", 0, 23, "o'clock"),
        ("/rules/1/when/all/1/not/any/0/value/0", 1, "age", "int", 0, 99, "years"),
        ("/rules/1/when/all/1/not/any/0/value/1", 2, "age", "int", 0, 99, "years"),
        ("/rules/1/when/all/1/not/any/1/value", True, "cares for somebody", "enum", None, None, ""),
        ("/rules/1/when/all/2/value", "hill", "district", "enum", None, None, ""),
    ]
    offered = [
        [(row["value"], row["label"]) for row in part["options"]]
        for part in parts(late(when=when))[1:]
        if part.get("type") == "enum"
    ]
    assert offered == [
        [(True, "true"), (False, "false")],
        [("harbour", "harbour"), ("hill", "hill"), ("uplands", "uplands")],
    ]


# the other lines


def characteristic(of, *bins, otherwise=4):
    return {"id": "c", "text": "Asked", "of": of, "otherwise": otherwise, "bins": list(bins)}


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (characteristic({"fact": "age"}, {"to": 3, "points": 9}, {"from": 4, "to": 5, "points": 2},
                        {"from": 6, "points": 3}),
         "Asked: 9 points for 3 or less, 2 points for 4 to 5, 3 points for 6 or more, otherwise 4 points."),
        (characteristic({"fact": "district"}, {"is": ["hill", "uplands"], "points": 5}),
         "Asked: 5 points for hill or uplands, otherwise 4 points."),
        (characteristic({"fact": "carer"}, {"is": [True], "points": 5}),
         "Asked: 5 points for true, otherwise 4 points."),
        (characteristic({"count": {"on": ["donate_blood"], "days": 1}}, {"to": 3, "points": 6}),
         "Asked: 6 points for 3 or less, otherwise 4 points; what counts is “gave blood” in the last 1 day."),
        (characteristic({"count": {"on": ["donate_blood", "cross_on_red"], "days": 9}}, {"to": 3, "points": 6}),
         "Asked: 6 points for 3 or less, otherwise 4 points; "
         "what counts is “gave blood” or “crossed on red” in the last 9 days."),
    ],
)  # fmt: skip
def test_a_characteristic_is_said_bin_by_bin(office, part, said):
    book = office([], scale=CARD, bands=[], characteristics=[part])
    assert plain(characteristic_sentence(book.characteristics[0], 0, VOCABULARY)) == said


def test_the_blanks_of_a_characteristic_lead_to_what_they_edit(office):
    home = characteristic({"fact": "district"}, {"is": ["hill", "uplands"], "points": 5}) | {"id": "d"}
    both = {"fact": "age", "count": {"on": ["donate_blood"], "days": 9}}
    age = characteristic({"fact": "age"}, {"to": 3, "points": 1}, {"from": 4, "to": 5, "points": 2})
    counted = characteristic(both, {"from": 4, "points": 2}) | {"id": "e"}
    book = office([], scale=CARD, bands=[], characteristics=[home, age, counted])
    found = [
        blanks(characteristic_sentence(part, index, VOCABULARY), "path", "blank", "label", "min", "max", "unit")
        for index, part in enumerate(book.characteristics)
    ]
    points = (-MOST, MOST, "points")
    assert found == [
        [
            ("/characteristics/0/bins/0/points", 5, "Points", *points),
            ("/characteristics/0/bins/0/is/0", "hill", "Asked", None, None, ""),
            ("/characteristics/0/bins/0/is/1", "uplands", "Asked", None, None, ""),
            ("/characteristics/0/otherwise", 4, "Otherwise", *points),
        ],
        [
            ("/characteristics/1/bins/0/points", 1, "Points", *points),
            ("/characteristics/1/bins/0/to", 3, "To", 0, 99, ""),
            ("/characteristics/1/bins/1/points", 2, "Points", *points),
            ("/characteristics/1/bins/1/from", 4, "From", 0, 99, ""),
            ("/characteristics/1/bins/1/to", 5, "To", 0, 99, ""),
            ("/characteristics/1/otherwise", 4, "Otherwise", *points),
        ],
        [
            ("/characteristics/2/bins/0/points", 2, "Points", *points),
            ("/characteristics/2/bins/0/from", 4, "From", 0, MOST, ""),
            ("/characteristics/2/otherwise", 4, "Otherwise", *points),
            ("/characteristics/2/of/count/days", 9, "Days that count", 1, DAYS, "days"),
        ],
    ]
    (_, first, *_) = (
        part for part in characteristic_sentence(book.characteristics[0], 0, VOCABULARY) if "blank" in part
    )
    assert [row["label"] for row in first["options"]] == ["harbour", "hill", "uplands"]


def test_a_bin_of_true_offers_true_and_false(office):
    part = characteristic({"fact": "carer"}, {"is": [True], "points": 5})
    book = office([], scale=CARD, bands=[], characteristics=[part])
    (_, blank, _) = (
        part for part in characteristic_sentence(book.characteristics[0], 0, VOCABULARY) if "blank" in part
    )
    assert [(row["value"], row["label"]) for row in blank["options"]] == [(True, "true"), (False, "false")]


def test_a_multiplier_is_said_with_its_condition(office):
    part = characteristic({"fact": "age"}, {"to": 3, "points": 1})
    factors = [
        {"id": "m", "text": "x", "when": when, "percent": 150}
        for when in (CARER, {"fact": "age", "op": "is", "value": 3})
    ]
    factors[1]["id"] = "n"
    book = office([], scale=CARD, bands=[], characteristics=[part], multipliers=factors)
    found = multiplier_sentence(book.multipliers[1], 1)
    assert plain(found) == "When “age” is 3 years: take 150 percent of the sum."
    assert blanks(found, "path", "blank", "label", "min", "max", "unit") == [
        ("/multipliers/1/when/value", 3, "age", 0, 99, "years"),
        ("/multipliers/1/percent", 150, "Percent", 0, 1000, "percent"),
    ]
    for part in found:
        if "blank" in part:
            assert value_at(book, part["path"]) == part["blank"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "The black list “Late”: only a rule enters anybody."),
        ({"colour": "red", "enter": {"bands": ["low"]}},
         "The red list “Late”: whoever falls into band low (Low) is entered."),
        ({"enter": {"bands": ["low", "high"]}},
         "The black list “Late”: whoever falls into band low (Low) or high (High) is entered."),
        ({"notice_days": 5, "minimum_days": 7},
         "The black list “Late”: only a rule enters anybody after 5 days of notice; the stay is at least 7 days."),
        ({"joint": ["black", "red"]},
         "The black list “Late”: only a rule enters anybody; who is on it is also on “Blacklist” and “Red list”."),
    ],
)  # fmt: skip
def test_a_list_is_said_with_its_ways_in_and_out(office, more, said):
    book = office([], [*BLACK, {**listed("late"), "label": "Late", **more}])
    (entry,) = [entry for entry in book.lists if entry.id == "late"]
    assert plain(list_sentence(entry, book)) == said


def test_the_blanks_of_a_list_lead_to_where_it_is_written(office):
    more = {"enter": {"bands": ["low", "high"]}, "notice_days": 5, "minimum_days": 7, "joint": ["black"]}
    book = office([], [*BLACK, {**listed("late"), "label": "Late", **more}])
    (entry,) = [entry for entry in book.lists if entry.id == "late"]
    found = list_sentence(entry, book)
    assert blanks(found, "path", "blank", "label", "min", "max", "unit") == [
        ("/lists/2/enter/bands/0", "low", "Band", None, None, ""),
        ("/lists/2/enter/bands/1", "high", "Band", None, None, ""),
        ("/lists/2/notice_days", 5, "Days of notice", 0, 3650, "days"),
        ("/lists/2/minimum_days", 7, "Minimum stay", 0, DAYS, "days"),
    ]
    assert [(row["value"], row["label"]) for row in found[1]["options"]] == [
        ("high", "high (High)"),
        ("low", "low (Low)"),
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ([{"list": "red"}], "is on the list “Red list”"),
        ([{"bands": ["low", "high"]}], "is in band high or low"),
        ([{"display": "screen"}], "is shown on the street screen"),
        ([{"display": "newspaper"}], "is printed in the newspaper"),
        ([{"display": "ringback"}], "is announced to callers"),
        ([{"standing_at_most": 9}], "stands at 9 or less"),
        ([{"standing_at_least": 9}], "stands at 9 or more"),
        ([{"entries_at_least": 2}], "has 2 or more entries on record"),
        ([{"scored": True}], "has a standing"),
        ([{"scored": False}], "has no standing"),
        ([{"scored": True, "list": "red"}], "is on the list “Red list” and has a standing"),
        ([{"list": "red"}, {"bands": ["low"]}, {"scored": False}],
         "is on the list “Red list”, or is in band low, or has no standing"),
    ],
)  # fmt: skip
def test_a_door_is_said_with_what_it_asks(office, when, said):
    book = office([], BLACK, doors=[{"door": "calls", "state": "shut", "when": when}])
    assert plain(door_sentence(book.doors[0], 0, book)) == f"Calls is shut for whoever {said}."


def test_the_blanks_of_a_door_lead_to_what_they_edit(office):
    when = [{"list": "red"}, {"standing_at_most": 9, "standing_at_least": 3, "entries_at_least": 2}]
    doors = [
        {"door": "calls", "state": "shut", "when": [{"scored": True}]},
        {"door": "calls", "state": "open", "when": when},
    ]
    book = office([], BLACK, doors=doors, scale=scale(unit="marks", floor=-5), bands=[])
    found = door_sentence(book.doors[1], 1, book)
    assert blanks(found, "path", "blank", "label", "min", "max", "unit") == [
        ("/doors/1/state", "open", "State", None, None, ""),
        ("/doors/1/when/0/list", "red", "List", None, None, ""),
        ("/doors/1/when/1/standing_at_most", 9, "At most", -5, 100, "marks"),
        ("/doors/1/when/1/standing_at_least", 3, "At least", -5, 100, "marks"),
        ("/doors/1/when/1/entries_at_least", 2, "Entries", 1, 10_000, "entries"),
    ]
    offered = [[(row["value"], row["label"]) for row in part["options"]] for part in found if "options" in part]
    assert offered == [[("open", "open"), ("shut", "shut")], [("black", "“Blacklist”"), ("red", "“Red list”")]]


# words


@pytest.mark.parametrize(
    ("label", "said"),
    [("Paid late", "paid late"), ("Harbour Cross", "Harbour Cross"), ("SMS sent", "SMS sent"), ("A letter", "a letter"),
     ("late", "late"), ("", ""), ("X", "X"), ("3D", "3D"), ("Of the city", "of the city")],
)  # fmt: skip
def test_a_label_within_a_sentence_begins_small_unless_it_is_a_name(label, said):
    assert lower(label) == said


def test_alternatives_are_joined_with_or():
    assert either(["a"]) == "a"
    assert either(["a", "b"]) == "a or b"
    assert either(["a", "b", "c"]) == "a, b or c"
    assert [part["text"] for part in listed_with_or([text(name) for name in "abc"])] == ["a", ", ", "b", " or ", "c"]


def test_neighbouring_texts_become_one_and_blanks_stay_apart():
    blank = choice("a", "/x", "X", [("a", "A")])
    assert joined([text("a"), text("b"), blank, text("c"), blank, blank, text("d"), text("e")]) == [
        text("ab"), blank, text("c"), blank, blank, text("de"),
    ]  # fmt: skip


def test_true_and_one_are_shown_each_as_itself():
    blank = choice(1, "/x", "X", [(True, "yes"), (1, "one")])
    assert plain([blank]) == "one"
    assert plain([{**blank, "blank": 7}]) == "7"
    assert plain([{**blank, "blank": [True, 1, "x"]}]) == "yes, one or x"


def test_every_blank_of_a_rule_leads_to_its_value_wherever_the_rule_stands(office):
    lines = [late(when=HOUR, expires=3) | {"id": f"r-{i}"} for i in range(3)]
    book = office(lines)
    for line in book.rules:
        for part in sentence(line, VOCABULARY, rulebook=book):
            if "blank" in part:
                assert value_at(book, part["path"]) == part["blank"]
    other = replace(VOCABULARY, kinds={name: VOCABULARY.kinds[name] for name in ("late_utility_bill",)})
    (acts, *_) = (part for part in sentence(book.rules[0], other, rulebook=book) if "blank" in part)
    assert len(acts["options"]) == 1

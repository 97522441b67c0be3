"""Sentences, differences, reforms and remarks: what people read about a rulebook."""

from __future__ import annotations

import pytest

from scoring.engine import REMOVE, RulebookError, diff, lint, plain, reform, replay, sentence
from scoring.engine.columns import columns_from
from scoring.engine.jsonlogic import to_jsonlogic
from scoring.engine.observation import Observation
from scoring.engine.reforms import value_at
from scoring.engine.remarks import without_effect
from scoring.engine.sentences_of_lines import (
    characteristic_sentence,
    door_sentence,
    list_sentence,
    multiplier_sentence,
)
from tests.engine.strategies import VOCABULARY


def words(rulebook, rule_id):
    return plain(sentence(rulebook.rule(rule_id), rulebook.vocabulary, rulebook=rulebook))


def test_rules_read_as_plain_english(harbour):
    assert words(harbour, "h-1") == (
        "When “crossed on red” is noted and “hour of the day” is between 6 and 21 o'clock "
        "and not (“place” is online): take 50 points; they count for 30 days; at most 2 times in 30 days."
    )
    assert words(harbour, "h-2") == (
        "When “paid a bill late” is noted: take 20 points for every 10 days late, at most 100 each time."
    )
    assert words(harbour, "h-3") == (
        "When “gave blood” is noted: add 40 points; take off the list “Blacklist”; the points count for 60 days."
    )
    assert words(harbour, "h-4") == (
        "When “left a judgment unpaid” is noted and “able to pay” is true: "
        "put on the list “Blacklist” for 90 days; show it on the street screen for 7 days; "
        "enter “judgment” in the record for 365 days."
    )


def test_every_blank_leads_to_the_value_it_shows(harbour):
    for rule in harbour.rules:
        for part in sentence(rule, harbour.vocabulary, rulebook=harbour):
            if "blank" in part:
                assert value_at(harbour, part["path"]) == part["blank"]
                assert part["label"]
            if part.get("type") == "int":
                assert part["min"] <= part["blank"] <= part["max"]


def test_a_punishment_shows_its_amount_and_edits_its_signed_number(harbour):
    blank = next(
        part for part in sentence(harbour.rules[0], VOCABULARY, rulebook=harbour) if part.get("label") == "Points"
    )
    assert (blank["blank"], blank["shown"]) == (-50, 50)


def test_lists_and_doors_read_as_plain_english(harbour):
    assert plain(list_sentence(harbour.lists[0], harbour)) == (
        "The black list “Blacklist”: whoever falls into band C (poor) is entered; the stay is at least 5 days."
    )
    assert plain(door_sentence(harbour.doors[0], 0, harbour)) == (
        "Express tram is shut for whoever is on the list “Blacklist”."
    )
    assert plain(door_sentence(harbour.doors[1], 1, harbour)) == "Fast lane is open for whoever stands at 1050 or more."


def test_characteristics_and_multipliers_read_as_plain_english(card):
    assert plain(characteristic_sentence(card.characteristics[0], 0, VOCABULARY)) == (
        "Inquiries: 61 points for 0 or less, 31 points for 1 to 3, otherwise 5 points; "
        "what counts is “paid a bill late” in the last 3 days."
    )
    assert plain(multiplier_sentence(card.multipliers[0], 0)) == (
        "When “cares for somebody” is true: take 150 percent of the sum."
    )


@pytest.fixture
def card(harbour):
    return reform(
        harbour,
        {
            "/scale": {"kind": "scorecard", "start": 100, "floor": 0, "ceiling": 1200, "higher_is": "better"},
            "/characteristics": [
                {
                    "id": "c-1",
                    "text": "Inquiries",
                    "otherwise": 5,
                    "of": {"fact": "inquiries_12m", "count": {"on": ["late_utility_bill"], "days": 3}},
                    "bins": [{"to": 0, "points": 61}, {"from": 1, "to": 3, "points": 31}],
                }
            ],
            "/multipliers": [
                {"id": "m-1", "text": "Carer", "when": {"fact": "carer", "op": "is", "value": True}, "percent": 150}
            ],
        },
        "a card",
    )


# reforms and differences


def test_a_reform_names_its_parent_and_leaves_it_alone(harbour):
    milder = reform(harbour, {"/rules/0/effects/0/points": -10}, "Milder")
    assert (milder.parent, milder.why) == (harbour.digest, "Milder")
    assert milder.digest != harbour.digest
    assert value_at(harbour, "/rules/0/effects/0/points") == -50


def test_a_difference_is_a_sentence_with_the_old_value_beside_the_new(harbour):
    milder = reform(harbour, {"/rules/0/effects/0/points": -10, "/lists/0/minimum_days": 0}, "Milder")
    changes = {change.path: change for change in diff(harbour, milder)}
    points = changes["/rules/0/effects/0/points"]
    assert (points.old, points.new, points.id) == (-50, -10, "h-1")
    assert points.sentence.startswith("Points of rules h-1: -50 → -10. Now: When “crossed on red” is noted")
    assert (changes["/lists/0/minimum_days"].old, changes["/lists/0/minimum_days"].new) == (5, 0)
    assert len(changes) == 2


def test_rules_can_be_added_removed_and_switched_off(harbour):
    rule = {"id": "h-9", "text": "Volunteering", "on": ["volunteer_hours"], "effects": [{"points": 5}]}
    after = reform(harbour, {"/rules/-": rule, "/rules/1": REMOVE, "/rules/2/enabled": False}, "Other")
    assert [rule.id for rule in after.rules] == ["h-1", "h-3", "h-4", "h-9"]
    starts = [change.sentence.split(":")[0] for change in diff(harbour, after)]
    assert starts == ["Removed", "Switched off", "Added"]
    assert diff(harbour, harbour) == []


@pytest.mark.parametrize("path", ["", "/rules/99/text", "/nowhere/at/all", "/rules/x", "/rules/0/effects/7/points"])
def test_an_edit_of_nothing_is_refused(harbour, path):
    with pytest.raises(RulebookError, match="nothing at this path"):
        reform(harbour, {path: 1}, "")


def test_an_edit_that_makes_a_rulebook_wrong_is_refused_with_its_place(harbour):
    with pytest.raises(RulebookError) as caught:
        reform(harbour, {"/rules/0/when/all/0/value/1": 99}, "")
    assert caught.value.faults[0].key == "/rules/0/when/all/0/value/1"


# remarks


def town_of(*observations, facts=({},)):
    return columns_from([(0, o) for o in observations], facts, VOCABULARY, days=30)


def seen(kind, source, **facts):
    return Observation(f"{kind}-{len(facts)}-{sorted(facts.items())}", 3, kind, source, facts)


def codes(rulebook, town=None):
    return [(remark.rule, remark.code) for remark in lint(rulebook, town)]


def test_a_rule_that_never_fires_names_its_nearest_miss(harbour):
    night = [seen("cross_on_red", "face_camera", hour=hour, place="market") for hour in (1, 2, 3)]
    remark = next(remark for remark in lint(harbour, town_of(*night)) if remark.rule == "h-1")
    assert remark.message == "0 of 3 observations match; nearest miss: hour (without it 3 would)."
    assert remark.data["nearest_miss"]["seen"] == {"least": 1, "most": 3}


def test_a_condition_that_always_holds_is_said(harbour):
    day = [seen("cross_on_red", "face_camera", hour=hour, place="market") for hour in (8, 9)]
    assert ("h-1", "always_true") in codes(harbour, town_of(*day))


def test_doubles_contradictions_and_shadows_are_said(harbour):
    copy = {**harbour.document["rules"][0], "id": "h-8"}
    gift = {"id": "h-9", "text": "Luck", "on": ["cross_on_red"], "effects": [{"points": 3}]}
    narrow = {"id": "h-7", "text": "Shadow", "on": ["cross_on_red"], "when": {"fact": "hour", "op": "is", "value": 8}}
    narrow["effects"] = [{"points": -50}]
    odd = reform(harbour, {"/rules/-": copy}, "")
    odd = reform(reform(odd, {"/rules/-": gift}, ""), {"/rules/-": narrow}, "")
    town = town_of(seen("cross_on_red", "face_camera", hour=8, place="market"))
    found = codes(odd, town)
    assert ("h-8", "duplicate") in found
    assert ("h-9", "opposite") in found
    assert ("h-7", "shadowed") in found


def test_sensitive_facts_and_their_stand_ins_are_said(harbour):
    asks = {"any": [{"fact": "age", "op": "at_least", "value": 60}, {"fact": "district", "op": "is", "value": "hill"}]}
    found = {(r.rule, r.code): r.message for r in lint(reform(harbour, {"/rules/1/when": asks}, ""))}
    assert found["h-2", "sensitive"] == "It weighs “age”, which nobody chooses."
    assert found["h-2", "proxy"] == "It weighs “district”, which stands in for income."


def test_a_fact_that_no_source_gives_is_said(harbour):
    blind = reform(harbour, {"/rules/2/when": {"fact": "amount", "op": "at_least", "value": 9}}, "")
    assert ("h-3", "not_carried") in codes(blind)


def test_an_edit_without_effect_is_noticed(harbour):
    town = town_of(seen("cross_on_red", "face_camera", hour=8, place="market"))
    before = replay(harbour, town)
    unfelt = reform(harbour, {"/rules/2/effects/0/points": 41}, "")
    felt = reform(harbour, {"/rules/0/effects/0/points": -51}, "")
    assert without_effect(before, replay(unfelt, town, previous=before))
    assert not without_effect(before, replay(felt, town, previous=before))


# JsonLogic


def test_a_rule_becomes_jsonlogic(harbour):
    assert to_jsonlogic(harbour.rules[0]) == {
        "and": [
            {"in": [{"var": "kind"}, ["cross_on_red"]]},
            {"and": [{"<=": [6, {"var": "hour"}, 21]}, {"!": [{"===": [{"var": "place"}, "online"]}]}]},
        ]
    }

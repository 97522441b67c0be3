"""What must hold for every rulebook and every town."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import canonical_json, explain, from_document, reform, replay
from tests.engine.strategies import VOCABULARY, conditions, documents, lives, rules, towns

NUMBERED = ("points", "balance", "scorecard", "stars", "record")


def load(document):
    return from_document(document, vocabulary=VOCABULARY)


def same(one, other):
    """Two replays that nobody in town could tell apart."""
    assert np.array_equal(one.standing_by_day, other.standing_by_day)
    for name in ("standing", "band", "entries", "scored"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    for name in one.listed:
        assert np.array_equal(one.days_listed[name], other.days_listed[name])
        for day in range(one.town.days + 1):
            assert np.array_equal(one.listed_on(name, day), other.listed_on(name, day))
    for door, entry in VOCABULARY.doors.items():
        for state in entry.states:
            assert np.array_equal(one.in_state(door, state), other.in_state(door, state))
    nobody = np.zeros(one.town.citizens, bool)
    for where in {*one.displays, *other.displays}:
        assert np.array_equal(one.displays.get(where, nobody), other.displays.get(where, nobody))


@st.composite
def edits(draw):
    """A document and an edited one: rules changed, added or removed, or any other part exchanged."""
    before = draw(documents())
    after = deepcopy(before)
    scale, bands = before["scale"]["kind"], [band["id"] for band in before["bands"]]
    lists = [entry["id"] for entry in before["lists"]]
    for _ in range(draw(st.integers(1, 2))):
        index = draw(st.integers(0, len(after["rules"])))
        if index == len(after["rules"]):
            after["rules"].append(draw(rules(f"new-{index}", scale, bands, lists)))
        elif draw(st.booleans()):
            after["rules"][index] = {**draw(rules(index, scale, bands, lists)), "id": after["rules"][index]["id"]}
        else:
            del after["rules"][index]
    if draw(st.integers(0, 4)) == 0:
        after["doors"] = after["doors"][1:]
    if draw(st.integers(0, 4)) == 0 and after["lists"]:
        after["lists"][0]["minimum_days"] = draw(st.integers(0, 5))
    if draw(st.integers(0, 9)) == 0:
        after["scale"]["start"] = after["scale"]["floor"]
    return before, after


@given(edits(), towns(most_days=40))
def test_an_edit_replayed_from_before_equals_a_whole_replay_and_back_is_the_beginning(pair, town):
    before, after = (load(document) for document in pair)
    columns = town[0]
    first = replay(before, columns)
    second = replay(after, columns, previous=first)
    same(second, replay(after, columns))
    same(replay(before, columns, previous=second), first)
    same(first, replay(before, columns))  # making the second left the first as it was


@given(documents(), lives(), st.randoms(use_true_random=False))
def test_the_order_of_rules_and_of_observations_within_a_day_does_not_matter(document, life, chance):
    facts, observations = life
    shuffled, mixed = deepcopy(document), list(observations)
    chance.shuffle(shuffled["rules"])
    chance.shuffle(mixed)
    one = explain(load(document), observations, facts=facts, days=14)
    other = explain(load(shuffled), mixed, facts=facts, days=14)
    plain = lambda life: [replace(end, trace=None, reasons=()) for end in life.settlements]  # noqa: E731
    assert plain(one) == plain(other)


@given(documents(), lives())
def test_with_or_without_a_trace_the_end_is_the_same(document, life):
    facts, observations = life
    rulebook = load(document)
    one = explain(rulebook, observations, facts=facts, days=14)
    other = explain(rulebook, observations, facts=facts, days=14, trace=False)
    assert one.state == other.state
    assert hash(one.state) == hash(other.state)


@given(documents(), lives())
def test_every_number_of_a_trace_adds_up(document, life):
    facts, observations = life
    rulebook = load(document)
    rule_days = {rule.id: rule.expires for rule in rulebook.rules}
    for end in explain(rulebook, observations, facts=facts, days=14).settlements:
        trace = end.trace
        assert trace.points == sum(look.points for look in trace.looks if look.fired)
        assert trace.lost_to_limit == sum(look.points for look in trace.looks if look.outcome == "over_limit")
        if end.standing is not None:
            assert end.standing == trace.unclamped - trace.lost_to_clamp
        if end.day > 0:
            assert all(expiry.of_day + rule_days[expiry.rule] == end.day for expiry in trace.expired)
            looked = {look.observation for look in trace.looks} | {gone.observation for gone in trace.unseen}
            assert looked <= {o.id for o in observations if o.day == end.day}


@given(documents(), lives())
def test_a_struck_observation_equals_an_absent_one(document, life):
    facts, observations = life
    rulebook = load(document)
    kept = [o for o in observations if not o.struck]
    one = explain(rulebook, observations, facts=facts, days=14, trace=False)
    assert one.settlements == explain(rulebook, kept, facts=facts, days=14, trace=False).settlements


@given(documents(), towns(most_days=40))
def test_a_rule_that_is_never_true_changes_nothing(document, town):
    never = {"all": [{"fact": "age", "op": "at_most", "value": 50}, {"fact": "age", "op": "at_least", "value": 51}]}
    effect = {"display": {"where": "screen", "days": 5}}
    rule = {"id": "never", "text": "Never", "on": [], "when": never, "effects": [effect]}
    more = {**document, "rules": [*document["rules"], rule]}
    same(replay(load(document), town[0]), replay(load(more), town[0]))


@given(documents(), towns(most_days=40), conditions(), st.data())
def test_splitting_a_rule_by_a_condition_and_its_opposite_changes_nothing(document, town, split, data):
    whole = [rule for rule in document["rules"] if "at_most" not in rule]
    if not whole:
        return
    rule = data.draw(st.sampled_from(whole))
    halves = []
    for name, part in (("yes", split), ("no", {"not": split})):
        when = {"all": [rule["when"], part]} if "when" in rule else part
        halves.append({**rule, "id": f"{rule['id']}-{name}", "when": when})
    others = [other for other in document["rules"] if other is not rule]
    try:
        parted = load({**document, "rules": [*others, *halves]})
    except ValueError:
        return  # the halves are nested too deep
    same(replay(load(document), town[0]), replay(parted, town[0]))


@given(documents(), towns(most_days=40), st.integers(0, 5))
def test_blocks_of_citizens_equal_the_whole(document, town, cut):
    rulebook, columns = load(document), town[0]
    if rulebook.asks_associations:
        return
    whole = replay(rulebook, columns)
    cut = min(cut, columns.citizens)
    for first, stop in ((0, cut), (cut, columns.citizens)):
        if stop > first:
            part = replay(rulebook, columns.block(first, stop))
            assert np.array_equal(part.standing_by_day, whole.standing_by_day[:, first:stop])
            for name in part.listed:
                assert np.array_equal(part.days_listed[name], whole.days_listed[name][first:stop])


@given(documents())
def test_canonical_json_round_trips(document):
    rulebook = load(document)
    text = canonical_json(rulebook)
    again = load(json.loads(text))
    assert canonical_json(again) == text
    assert again.digest == rulebook.digest
    assert again == rulebook


@given(documents(), st.data())
def test_a_reform_there_and_back_is_the_same_but_for_its_parent(document, data):
    rulebook = load(document)
    floor, ceiling = document["scale"]["floor"], document["scale"]["ceiling"]
    start = data.draw(st.integers(floor, ceiling))
    there = reform(rulebook, {"/scale/start": start}, "to see")
    back = reform(there, {"/scale/start": document["scale"]["start"]}, "back")
    assert there.parent == rulebook.digest
    assert back.parent == there.digest
    drop = {"parent": None, "why": ""}
    assert {**back.document, **drop} == {**rulebook.document, **drop}

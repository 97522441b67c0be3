"""A rule as JsonLogic fires exactly where the rule fires, in the eyes of somebody else's library."""

import json

import datalogic_py
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import explain, from_document
from scoring.engine.conditions import passes
from scoring.engine.jsonlogic import to_jsonlogic
from scoring.engine.observation import Observation
from tests.engine.strategies import KINDS, VOCABULARY, conditions, documents, value_of


def fires(rule, kind, facts):
    """What the library says of an act of a kind, with every fact known."""
    return datalogic_py.apply(to_jsonlogic(rule), {"kind": kind, **facts})


@st.composite
def acts(draw):
    """A kind of act, and a value for every fact there is."""
    return draw(st.sampled_from(KINDS)), {fact.id: value_of(fact, draw) for fact in VOCABULARY.facts.values()}


@st.composite
def single_rules(draw):
    """One rule of a whole rulebook, with any condition."""
    document = draw(documents())
    rule = {"id": "one", "text": "One", "on": draw(st.lists(st.sampled_from(KINDS), max_size=3, unique=True))}
    rule["effects"] = [{"record": {"entry": "x", "days": 1}}]
    if draw(st.integers(0, 3)):
        rule["when"] = draw(conditions())
    return from_document({**document, "rules": [rule]}, vocabulary=VOCABULARY)


@given(single_rules(), acts())
def test_a_library_takes_the_acts_that_the_rule_takes(rulebook, act):
    (kind, facts), rule = act, rulebook.rules[0]
    taken = (not rule.on or kind in rule.on) and (rule.when is None or passes(rule.when, facts))
    assert fires(rule, kind, facts) is taken


@given(single_rules(), acts())
def test_a_library_agrees_with_the_record_of_an_explanation(rulebook, act):
    kind, facts = act
    asks = VOCABULARY.kinds[kind].asks
    own = {name: value for name, value in facts.items() if VOCABULARY.facts[name].owner != "observation"}
    seen = {name: value for name, value in facts.items() if name in asks}
    every = {**VOCABULARY.defaults, **own, **seen}
    filed = Observation("o", 1, kind, VOCABULARY.kinds[kind].sources[0].id, seen)
    end = explain(rulebook, [filed], facts=own, days=1).settlements[-1]
    looks = [look for look in end.trace.looks if look.observation == "o"]
    if looks and end.scored:
        assert fires(rulebook.rules[0], kind, every) is looks[0].fired


@given(single_rules())
def test_every_rule_is_plain_json(rulebook):
    logic = to_jsonlogic(rulebook.rules[0])
    assert json.loads(json.dumps(logic)) == logic


@pytest.mark.parametrize("hour", range(24))
def test_hours_round_midnight_are_the_same_hours(hour, harbour):
    night = {"fact": "hour", "op": "between", "value": [22, 5]}
    rule = {"id": "n", "text": "At night", "on": [], "when": night, "effects": [{"points": -1}]}
    document = {**harbour.document, "rules": [rule], "examples": [], "why": ""}
    document["examples"] = [{"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(3)]
    rulebook = from_document(document, vocabulary=VOCABULARY)
    assert fires(rulebook.rules[0], KINDS[0], {"hour": hour}) is (hour >= 22 or hour <= 5)

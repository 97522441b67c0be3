"""Days on which nothing happens are settled once: the record reads as if each had been settled by itself."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import explain, from_document, settle
from scoring.engine.explanation import facts_on
from scoring.engine.quiet import unmoved
from scoring.engine.state import start
from tests.engine.strategies import VOCABULARY, documents, lives, value_of

DAYS = 70


def load(document):
    return from_document(document, vocabulary=VOCABULARY)


@st.composite
def told(draw):
    """What is known of friends and relatives, from some months on."""
    facts = [fact for fact in VOCABULARY.facts.values() if fact.owner == "association"]
    months = draw(st.lists(st.integers(0, 2), unique=True, max_size=3))
    return {month: {fact.id: value_of(fact, draw) for fact in facts} for month in months} or None


@given(documents(), lives(days=DAYS, most=9), told(), st.booleans())
def test_an_explanation_reads_as_if_every_day_had_been_settled_by_itself(document, life, ties, trace):
    facts, observations = life
    rulebook = load(document)
    whole = explain(rulebook, observations, facts=facts, days=DAYS, associations=ties, trace=trace)
    state = start(rulebook, facts)
    for day, end in enumerate(whole.settlements):
        seen = [each for each in observations if max(0, each.day) == day]
        state, alone = settle(rulebook, state, day, seen, facts_on(day, facts, ties), trace=trace)
        assert end.to_dict() == alone.to_dict()
        assert replace(end, trace=None) == replace(alone, trace=None)
    assert state == whole.state


def test_days_that_are_not_settled_share_one_trace(harbour):
    settlements = explain(harbour, [], facts={}, days=9).settlements
    assert len({id(end.trace) for end in settlements}) < len(settlements)
    assert [end.day for end in settlements] == list(range(10))


def test_the_first_day_is_never_taken_for_a_quiet_one(harbour):
    before = start(harbour, {})
    assert not unmoved(before, replace(before, day=0))

"""Days on which nothing happens are settled once: the record reads as if each had been settled by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import explain, from_document, settle
from scoring.engine.explanation import facts_on
from scoring.engine.model import FOREVER
from scoring.engine.quiet import next_turn, unmoved
from scoring.engine.state import NOT_LISTED, Listing, State, start
from tests.engine.offices import listed, rule, scale
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


RULE = rule("bills", "late_utility_bill", points=-5, at_most={"times": 1, "days": 7})
CALLS = {
    "id": "calls",
    "text": "calls",
    "of": {"count": {"on": ["late_utility_bill"], "days": 10}},
    "otherwise": 1,
    "bins": [{"from": 1, "points": 2}],
}
RED = listed("red", colour="red", minimum_days=5, notice_days=3)


@pytest.mark.parametrize(
    ("kept", "turn"),
    [
        ({}, FOREVER),
        ({"leaving": ((20, 0, 5), (20, 0, 6), (30, 0, 5))}, 20),
        ({"stars_leaving": ((15, 100, 1), (17, 300, 1))}, 15),
        ({"entries": ((12, "one"), (14, "two"))}, 13),
        ({"displays": (("hall", 30), ("quay", 18))}, 19),
        ({"held": ((0, 40), (1, 16))}, 17),
        ({"counts": ((0, 8, 1), (0, 5, 1))}, 15),
        ({"used": ((0, 1, 1),)}, 15),
        ({"lists": (Listing(put=21),)}, 22),
        ({"lists": (Listing(on=True, hold=25),)}, 25),
        ({"lists": (Listing(since=9),)}, 12),
        ({"lists": (NOT_LISTED,)}, FOREVER + 3),
        ({"leaving": ((30, 0, 5),), "lists": (Listing(put=12, since=9),)}, 12),
        ({"displays": (("hall", 9), ("quay", 30))}, 31),
    ],
)
def test_the_next_day_that_may_differ_is_the_first_on_which_something_has_its_time(office, kept, turn):
    state = State(day=10, **{"lists": (Listing(since=FOREVER - 3),), **kept})
    book = office([RULE], [RED], scale=scale(kind="scorecard"), characteristics=[CALLS])
    assert next_turn(book, state) == turn

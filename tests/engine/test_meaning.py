"""explain, replay and the oracle mean the same thing, for every citizen and every day."""

from __future__ import annotations

from hypothesis import given

from scoring.engine.explanation import explain
from scoring.engine.load import from_document
from scoring.engine.replaying import NO_STANDING, replay
from tests.engine.oracle import door_states, settle_life, settle_town
from tests.engine.strategies import VOCABULARY, documents, lives, towns


def ends_of(explanation):
    return [
        {
            "scored": end.scored,
            "standing": end.standing,
            "band": end.band,
            "lists": list(end.lists),
            "entries": len(end.entries),
            "displays": sorted(end.displays),
        }
        for end in explanation.settlements
    ]


@given(documents(), lives())
def test_explain_says_what_the_oracle_says(document, life):
    facts, observations = life
    rulebook = from_document(document, vocabulary=VOCABULARY)
    explanation = explain(rulebook, observations, facts=facts, days=14)
    expected = settle_life(document, VOCABULARY.defaults, observations, facts, 14)
    assert ends_of(explanation) == expected
    for end, oracle in zip(explanation.settlements, expected, strict=True):
        assert end.doors == door_states(document, VOCABULARY.doors, oracle)


ONCE_A_MONTH = {
    "id": "once",
    "text": "One entry a month about whoever has a listed relative",
    "on": [],
    "when": {"fact": "relative_listed", "op": "is", "value": True},
    "effects": [{"points": -20}],
    "expires": 31,
    "at_most": {"times": 1, "days": 30},
}


@given(documents(("points", "balance")), towns())
def test_a_rule_that_takes_one_entry_a_month_takes_the_first(document, town):
    assert_one_meaning({**document, "rules": [*document["rules"], ONCE_A_MONTH]}, town)


@given(documents(), towns())
def test_replay_says_what_explain_and_the_oracle_say(document, town):
    assert_one_meaning(document, town)


def assert_one_meaning(document, town):
    columns, facts, files = town
    rulebook = from_document(document, vocabulary=VOCABULARY)
    result = replay(rulebook, columns)
    relatives = columns.relatives
    oracle, known = settle_town(document, VOCABULARY.defaults, files, facts, columns.days, columns.friends, relatives)
    for citizen, own in enumerate(facts):
        explanation = explain(
            rulebook, files[citizen], facts=own, days=columns.days, associations=known[citizen], trace=False
        )
        assert ends_of(explanation) == oracle[citizen]
        assert_same_citizen(result, citizen, explanation)


def assert_same_citizen(result, citizen, explanation):
    rulebook, last = result.rulebook, explanation.last
    by_day = [NO_STANDING if end.standing is None else end.standing for end in explanation.settlements]
    assert result.standing_by_day[:, citizen].tolist() == by_day
    assert result.standing[citizen] == by_day[-1]
    band = result.band[citizen]
    assert (rulebook.bands[band].id if band >= 0 else None) == last.band
    for entry in rulebook.lists:
        on = [bool(result.listed_on(entry.id, end.day)[citizen]) for end in explanation.settlements]
        assert on == [entry.id in end.lists for end in explanation.settlements]
        assert result.days_listed[entry.id][citizen] == sum(on)
    assert result.entries[citizen] == len(last.entries)
    assert sorted(where for where, who in result.displays.items() if who[citizen]) == sorted(last.displays)
    for door, state in last.doors.items():
        assert result.door_state(door)[result.doors[door][citizen]] == state

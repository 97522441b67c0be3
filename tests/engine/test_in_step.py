"""Blocks that are settled in step, month by month, are the whole town, also for rulebooks that ask about others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import Observation, columns_from, explain, from_document, replay
from scoring.engine.in_step import Ties, replay_in_step
from tests.engine.strategies import VOCABULARY, documents, towns

COMPANY = {
    "id": "company",
    "text": "Who keeps bad company",
    "on": [],
    "when": {
        "any": [
            {"fact": "relative_listed", "op": "is", "value": True},
            {"fact": "friends_standing", "op": "at_most", "value": 99},
        ]
    },
    "effects": [{"points": -7}],
}


@given(documents(("points", "balance")), towns(), st.integers(1, 4))
def test_blocks_in_step_equal_the_whole(document, drawn, size):
    asking = {**document, "rules": [*document["rules"], COMPANY]}
    rulebook, town = from_document(asking, vocabulary=VOCABULARY), drawn[0]
    whole = replay(rulebook, town)
    blocks = [town.block(first, min(first + size, town.citizens)) for first in range(0, town.citizens, size)]
    parts = replay_in_step(rulebook, blocks, Ties(town.friends, town.relatives))
    for name in ("standing", "band", "entries", "scored"):
        assert np.array_equal(np.concatenate([getattr(part, name) for part in parts]), getattr(whole, name)), name
    for name in whole.listed:
        assert np.array_equal(np.concatenate([part.days_listed[name] for part in parts]), whole.days_listed[name])
        for day in range(town.days + 1):
            joined = np.concatenate([part.listed_on(name, day) for part in parts])
            assert np.array_equal(joined, whole.listed_on(name, day))
    for door in whole.doors:
        assert np.array_equal(np.concatenate([part.doors[door] for part in parts]), whole.doors[door])


@pytest.mark.parametrize(("asks", "stop"), [(True, 3), (False, 1)])
def test_blocks_in_step_stop_when_they_are_told_to(asks, stop, harbour):
    rulebook = from_document({**harbour.document, "rules": [COMPANY] if asks else []}, vocabulary=VOCABULARY)
    town = columns_from([], [{}, {}], VOCABULARY, days=90)
    told = []
    ties = Ties(town.friends, None)
    blocks = [town.block(0, 1), town.block(1, 2)]
    assert replay_in_step(rulebook, blocks, ties, step=lambda done, total: told.append(done) or done < stop) is None
    assert told == list(range(stop + 1))


def test_rows_in_the_order_of_days_that_look_like_a_run_stay_on_their_own_files(harbour):
    """Rows 2, 4 and 5 by kind are rows 4, 2 and 5 by day: first and last alone would pass for a run."""
    kinds = list(VOCABULARY.kinds.values())
    filed = [(0, 1, 1), (0, 1, 2), (1, 2, 2), (1, 1, 3), (0, 1, 5), (1, 2, 5)]  # citizen, day, kind
    rows = [
        (who, Observation(f"o{i}", day, kinds[kind].id, kinds[kind].sources[0].id))
        for i, (who, day, kind) in enumerate(filed)
    ]
    facts = [{"friends_standing": 1000}, {"friends_standing": 0}]
    examples = [{"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(3)]
    document = {**harbour.document, "rules": [COMPANY], "lists": [], "doors": [], "examples": examples}
    rulebook = from_document(document, vocabulary=VOCABULARY)
    town = columns_from(rows, facts, VOCABULARY, days=31)
    lives = [
        explain(rulebook, [seen for who, seen in rows if who == citizen], facts=facts[citizen], days=31)
        for citizen in (0, 1)
    ]
    assert replay(rulebook, town).standing.tolist() == [life.settlements[-1].standing for life in lives]

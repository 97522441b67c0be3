"""Large towns and small ones are settled in different ways. Every way means the same, also for a town of five."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from copy import deepcopy
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import (
    from_document,
    incremental,
    ledger,
    matrix,
    moves,
    near,
    nearly,
    replay,
    room,
    scan,
    tables,
)
from tests.engine.strategies import VOCABULARY, documents, towns
from tests.engine.test_properties import edits, same


def load(document):
    return from_document(document, vocabulary=VOCABULARY)


@contextmanager
def limits(**values):
    """The sizes at which the engine goes another way, set as a test wants them."""
    homes = {
        name: home
        for home in (incremental, ledger, matrix, moves, near, nearly, room, scan, tables)
        for name in vars(home)
    }
    with ExitStack() as stack:
        for name, value in values.items():
            stack.enter_context(patch.object(homes[name], name, value))
        yield


WAYS = (
    {"SMALL": 0, "MOST_TOUCHED": -1},
    {"SMALL": 0, "MOST_TOUCHED": 1},
    {"MOST_TOUCHED": 1},
    {"SMALL": 0, "MOST_TOUCHED": 0.5, "STRETCH": 1},
    {"MOST_CROSSING": -1, "SMALL": 0},
    {"FEW": 0, "SHARE": 0, "MOST_CROSSING": 1},
    {"FEW": 2, "SHARE": 0, "MOST_CROSSING": 1, "LONGEST": 1},
    {"MOST_CROSSING": 1},
    {"MOST_CROSSING": 1, "MANY": 0, "LEAST": 0},
    {"MOST_CROSSING": 1, "MANY": 0, "BY_LINE": 0},
    {"MOST_CROSSING": 1, "MANY": 1, "BY_LINE": 0},
)


@given(edits(), towns(most_days=40), st.sampled_from(WAYS))
def test_an_edit_means_the_same_whichever_way_it_is_replayed(pair, town, way):
    before, after = (load(document) for document in pair)
    start, whole = replay(before, town[0]), replay(after, town[0])
    with limits(**way):
        edited = replay(after, town[0], previous=start)
        same(edited, whole)
        same(replay(before, town[0], previous=edited), start)


@given(documents(), towns(most_days=40), st.sampled_from((1, 64, 1 << 20)), st.sampled_from((0, 1, 4096)))
def test_the_matrix_may_be_written_and_settled_in_pieces_of_any_size(document, town, size, parting):
    rulebook, columns = load(document), town[0]
    whole = replay(rulebook, columns)
    with limits(BLOCK=size, STRETCH=size, WORTH_PARTING=parting, PLACES=parting, RUN=7):
        same(replay(rulebook, columns), whole)


@given(documents(), towns(most_days=40), st.integers(-300, 300), st.sampled_from(({}, *WAYS)), st.data())
def test_a_rule_s_points_may_be_moved_and_moved_back(document, town, points, way, data):
    places = [
        (i, j) for i, rule in enumerate(document["rules"]) for j, e in enumerate(rule["effects"]) if "points" in e
    ]
    if not places:
        return
    rule, effect = data.draw(st.sampled_from(places))
    changed = deepcopy(document)
    changed["rules"][rule]["effects"][effect] = {"points": points}
    before, after = load(document), load(changed)
    with limits(**way):
        start = replay(before, town[0])
        there = replay(after, town[0], previous=start)
        back = replay(before, town[0], previous=there)
    same(there, replay(after, town[0]))
    same(back, start)

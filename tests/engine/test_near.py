"""After an edit of points alone only those near an edge are settled again."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.engine import load_vocabulary, reform, replay
from scoring.engine.bench import bench_rulebook, bench_town
from scoring.engine.incremental import _hits_of_changed
from scoring.engine.moves import moves_between, reach_of
from scoring.engine.near import edges_of
from tests.engine.test_properties import same

EDITS = (
    {"/rules/0/effects/0/points": -35},
    {"/rules/0/effects/0/points": 300},
    {"/rules/1/when/all/1/value": 60},
    {"/rules/1/expires": 90},
    {"/rules/7/effects/0/points/each": 2},
    {"/rules/4/enabled": False},
    {"/rules/5/at_most": {"times": 1, "days": 30}},
)


@pytest.fixture(scope="module")
def year():
    vocabulary = load_vocabulary()
    return replay(bench_rulebook(vocabulary), bench_town(vocabulary, 400, 20_000))


def crossing(before, rulebook):
    moves = moves_between(*_hits_of_changed(rulebook, before), before.town)
    return before.near.crossing(reach_of(moves, before.town), edges_of(rulebook))


@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_an_edit_of_points_means_the_same_as_a_whole_replay(year, edit):
    rulebook = reform(year.rulebook, edit, "why")
    same(replay(rulebook, year.town, previous=year), replay(rulebook, year.town))


def test_a_small_edit_carries_few_across_an_edge_and_a_large_one_many(year):
    small = crossing(year, reform(year.rulebook, {"/rules/0/effects/0/points": -31}, "why"))
    large = crossing(year, reform(year.rulebook, {"/rules/0/effects/0/points": -300}, "why"))
    assert 0 < np.count_nonzero(small) < 40
    assert np.count_nonzero(large) > 200
    assert not (small & ~large).any()


def test_whoever_crosses_no_edge_keeps_every_day_on_every_list(year):
    rulebook = reform(year.rulebook, {"/rules/0/effects/0/points": -60}, "why")
    after = replay(rulebook, year.town)
    away = ~crossing(year, rulebook)
    days = [np.unpackbits(side.listed["black"], axis=1, count=400)[:, away] for side in (year, after)]
    assert away.any()
    assert (days[0] == days[1]).all()
    assert (after.days_listed["black"] != year.days_listed["black"]).any()

"""Standings and stays of few citizens, a line of days for each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from scoring.engine import from_document
from scoring.engine.walks import stays, walks_of
from tests.engine.strategies import VOCABULARY, documents

SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=12)


def stays_day_by_day(wanted: list[bool], least: int) -> list[bool]:
    on, held, result = False, 0, []
    for day, want in enumerate(wanted):
        if want and not on:
            held = day + least
        on = want or (on and day < held)
        result.append(on)
    return result


@given(arrays(bool, SHAPES), st.integers(1, 9))
def test_whoever_enters_a_list_stays_at_least_so_long_and_as_long_as_it_wants_them(wanted, least):
    expected = [stays_day_by_day(line, least) for line in wanted.tolist()]
    assert stays(wanted, least).tolist() == expected


@given(documents(), arrays(np.int16, SHAPES, elements=st.integers(-40, 40)))
def test_a_walk_is_clamped_to_the_ends_of_the_scale_on_every_day(document, points):
    scale = from_document(document, vocabulary=VOCABULARY).scale
    refund = walks_of(points, replace(scale, expiry="refund"))
    window = walks_of(points, replace(scale, expiry="window"))
    for line, refunded, windowed in zip(points.tolist(), refund.tolist(), window.tolist(), strict=True):
        standing = scale.start
        for day, gain in enumerate(line):
            standing = scale.clamp(standing + gain)
            assert refunded[day] == standing
            assert windowed[day] == scale.clamp(scale.start + sum(line[: day + 1]))

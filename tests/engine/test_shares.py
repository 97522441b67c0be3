"""Counts with names to them, and shares with their intervals."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.engine.rates import Count, Rate, count, rate


def marked(size, *places):
    mask = np.zeros(size, bool)
    mask[list(places)] = True
    return mask


@pytest.mark.parametrize(
    ("size", "places", "examples"),
    [
        (5, (), ()),
        (5, (0, 4), (0, 4)),
        (5, (0, 1, 2, 3), (0, 1, 2)),
        (10_000, (9_999,), (9_999,)),  # few in a large town
        (10_000, (0, 7, 1024, 9_999), (0, 7, 1024)),
        (64, (63,), (63,)),
        (65, (63,), (63,)),
    ],
)
def test_a_count_names_the_first_three(size, places, examples):
    assert count(marked(size, *places)) == Count(len(places), examples)


@pytest.mark.parametrize("first", [0, 1, 1022, 1023, 1024, 2000])
def test_the_first_three_are_named_wherever_the_many_begin(first):
    """Many in a large town are looked for piece by piece."""
    mask = np.zeros(4096, bool)
    mask[first:] = True
    assert count(mask) == Count(4096 - first, (first, first + 1, first + 2))


def test_three_that_lie_far_apart_are_named_among_many():
    mask = marked(4096, 5, 1500, *range(3000, 4096))
    assert count(mask) == Count(1098, (5, 1500, 3000))


def test_a_count_is_told_as_a_number_with_names():
    assert Count(4, (1, 2, 3)).to_dict() == {"number": 4, "examples": [1, 2, 3]}


@pytest.mark.parametrize(
    ("number", "of", "low", "high"),
    [  # the roots of (p − share)² = 1.96² p (1 − p) / of
        (0, 10, 0.0, 0.277533),
        (1, 10, 0.017876, 0.404150),
        (5, 10, 0.236593, 0.763407),
        (10, 10, 0.722467, 1.0),
        (3, 100, 0.010255, 0.084519),
        (500, 1000, 0.469070, 0.530930),
    ],
)
def test_the_interval_of_a_share_is_wilson_s(number, of, low, high):
    found = rate(number, of)
    assert (found.number, found.of) == (number, of)
    assert found.low == pytest.approx(low, abs=1e-6)
    assert found.high == pytest.approx(high, abs=1e-6)


def test_an_interval_holds_its_share_and_stays_between_none_and_all():
    for of in range(1, 120):
        for number in (0, 1, of // 2, of - 1, of):
            found = rate(number, of)
            assert 0 <= found.low <= found.share + 1e-12 <= found.high + 2e-12
            assert found.high <= 1


def test_a_share_of_nobody_is_nothing_and_its_interval_says_nothing():
    assert rate(0, 0) == Rate(0, 0, 0.0, 1.0)
    assert rate(0, 0).share == 0.0
    assert rate(1, 4).share == 0.25
    assert rate(0, 1).share == 0.0


def test_a_group_of_fewer_than_thirty_is_small():
    assert [rate(1, of).small for of in (29, 30, 31)] == [True, False, False]


def test_a_share_is_told_with_everything_that_qualifies_it():
    assert Rate(1, 4, 0.1, 0.7).to_dict() == {
        "number": 1,
        "of": 4,
        "share": 0.25,
        "low": 0.1,
        "high": 0.7,
        "small": True,
    }

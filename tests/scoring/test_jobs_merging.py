"""The comparison of a town in blocks is the comparison of the town."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.blocks import compared
from scoring.engine import Rulebook, from_document, reform
from scoring.engine.columns import TownColumns
from scoring.in_step import compared_in_step, refuse_too_large
from scoring.jobs import CannotFinish
from scoring.merging import merged, renumbered
from scoring.selectors import shipped
from tests.engine.strategies import VOCABULARY, documents, towns
from town.blocks import open_blocks, save_blocks
from town.population import make_town


def in_blocks(before: Rulebook, after: Rulebook, town: TownColumns, size: int, *, innocent: bool) -> dict[str, Any]:
    parts = []
    for first in range(0, town.citizens, size):
        block = town.block(first, min(first + size, town.citizens))
        found = json.loads(json.dumps(compared(before, after, block, innocent=innocent)))
        parts.append(renumbered(found, first))
    return merged(parts, before, after)


def whole(before: Rulebook, after: Rulebook, town: TownColumns, *, innocent: bool) -> Any:
    return json.loads(json.dumps(compared(before, after, town, innocent=innocent)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents(), documents(), towns(most_days=40), st.integers(1, 4), st.booleans())
def test_blocks_of_any_size_merge_into_the_whole(
    one: dict[str, Any], other: dict[str, Any], drawn: Any, size: int, innocent: bool
) -> None:
    before, after = (from_document(document, vocabulary=VOCABULARY) for document in (one, other))
    if before.asks_associations or after.asks_associations:
        return
    town = drawn[0]
    groups = {"halves": (("even", "odd"), (np.arange(town.citizens) % 2).astype(np.uint8))}
    town = replace(town, groups=groups)
    assert in_blocks(before, after, town, size, innocent=innocent) == whole(before, after, town, innocent=innocent)


@pytest.mark.parametrize("slug", ["rongcheng", "dutch_fraud_scorecard", "nosedive", "rail_air_2018"])
def test_a_shipped_rulebook_merges_into_the_whole(slug: str) -> None:
    town, book = make_town(900, 3), shipped(slug)
    edited = reform(book, {"/scale/start": book.scale.floor}, "to see") if book.scale.has_number else book
    found = in_blocks(book, edited, town, 250, innocent=True)
    assert found == whole(book, edited, town, innocent=True)
    assert sum(found["bands"][1].values()) <= 900


@pytest.mark.parametrize("baseline", ["tessamere", "rongcheng"])
def test_a_rulebook_that_asks_about_others_is_settled_in_step(baseline: str, tmp_path: Path) -> None:
    assert shipped("tessamere").asks_associations
    before, after = shipped(baseline), shipped("tessamere")
    assert save_blocks(tmp_path / "town", 700, 3, size=200)
    blocks = open_blocks(tmp_path / "town")
    steps: list[tuple[int, int]] = []
    found = compared_in_step(before, after, blocks, innocent=True, step=lambda *at: steps.append(at) is None)
    assert json.loads(json.dumps(found)) == whole(before, after, make_town(700, 3), innocent=True)
    assert steps == sorted(steps)
    assert steps[-1][0] < steps[-1][1]


@pytest.mark.parametrize("after", [0, 5, 30, 55])
def test_settling_in_step_stops_when_it_is_told_to(after: int, tmp_path: Path) -> None:
    save_blocks(tmp_path / "town", 40, 3, size=20)
    book, told = shipped("tessamere"), []
    step = lambda done, total: told.append(done) or len(told) <= after  # noqa: E731
    assert compared_in_step(book, book, open_blocks(tmp_path / "town"), innocent=True, step=step) == {}
    assert len(told) == after + 1


def test_more_citizens_than_one_worker_holds_are_refused_in_words() -> None:
    book = shipped("tessamere")
    refuse_too_large(book, book, 500_000)
    with pytest.raises(CannotFinish, match="citizens at most"):
        refuse_too_large(book, book, 5_000_000)

"""A large town in blocks on disk is the town that is made at once."""

from pathlib import Path

import numpy as np
import pytest

from town.blocks import BlockTown, open_blocks, save_blocks
from town.columns_io import TownFileError
from town.population import make_town

CITIZENS, SEED, SIZE = 1000, 11, 300


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> BlockTown:
    folder = tmp_path_factory.mktemp("towns") / "town"
    assert save_blocks(folder, CITIZENS, SEED, size=SIZE)
    return open_blocks(folder)


def test_every_block_holds_the_rows_of_the_whole(town: BlockTown) -> None:
    whole = make_town(CITIZENS, SEED)
    assert (len(town), town.observations) == (4, len(whole))
    for index in range(4):
        part = town.block(index)
        wanted = whole.block(town.first(index), min(town.first(index) + SIZE, CITIZENS))
        for name in ("kind", "day", "citizen", "source", "wrong"):
            assert np.array_equal(getattr(part, name), getattr(wanted, name)), name
        assert part.facts.keys() == wanted.facts.keys()
        for name, column in wanted.facts.items():
            assert np.array_equal(part.facts[name], column), name


def test_every_block_holds_its_citizens_and_their_groups(town: BlockTown) -> None:
    whole = make_town(CITIZENS, SEED)
    part, wanted = town.block(3), whole.block(900, 1000)
    assert part.citizens == wanted.citizens == 100
    assert part.citizen_facts.keys() == wanted.citizen_facts.keys()
    for name, column in wanted.citizen_facts.items():
        assert np.array_equal(part.citizen_facts[name], column), name
    for name, (labels, codes) in wanted.groups.items():
        assert part.groups[name][0] == labels
        assert np.array_equal(part.groups[name][1], codes)


def test_everybodys_ties_are_kept(town: BlockTown) -> None:
    whole = make_town(CITIZENS, SEED)
    friends, relatives = town.ties()
    assert np.array_equal(friends, whole.friends)
    assert np.array_equal(relatives, whole.relatives)


def test_a_town_that_is_stopped_half_way_leaves_nothing(tmp_path: Path) -> None:
    assert not save_blocks(tmp_path / "town", 50, 1, size=20, step=lambda done, total: done < 3)
    assert list(tmp_path.iterdir()) == []


def test_a_town_made_twice_at_once_is_kept_once(tmp_path: Path) -> None:
    assert all(save_blocks(tmp_path / "town", 50, 1, size=20) for _ in range(2))
    assert [path.name for path in tmp_path.iterdir()] == ["town"]


def test_a_folder_without_a_town_is_named(tmp_path: Path) -> None:
    with pytest.raises(TownFileError, match="holds no town"):
        open_blocks(tmp_path)

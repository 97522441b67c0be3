"""One resident's file is the town's replay, read aloud."""

import pytest

from registry.replays import reformed_year
from registry.residents import resident
from scoring.bills import pointer
from scoring.engine import NO_STANDING, reform
from scoring.selectors import shipped, slugs

SEED, CITIZENS = 4417, 300
HOME = shipped("tessamere")
MILD = reform(HOME, {pointer(HOME, "tes-01", "effects/0/points"): -5})


@pytest.mark.parametrize("slug", slugs())
def test_the_file_ends_where_the_town_has_this_resident_stand(slug: str) -> None:
    book = shipped(slug)
    year = reformed_year(book, book, CITIZENS, SEED)
    for number in range(0, CITIZENS, 97):
        life = resident(number, book, book, CITIZENS, SEED).after
        standing = int(year.standing[number])
        assert life.standing == (None if standing == NO_STANDING else standing)
        assert life.band == (book.bands[year.band[number]].id if year.band[number] >= 0 else None)
        assert set(life.lists) == {name for name in year.listed if year.on_list(name)[number]}


def test_both_sides_of_an_edit_are_told() -> None:
    after = reformed_year(MILD, HOME, CITIZENS, SEED)
    before = reformed_year(HOME, HOME, CITIZENS, SEED)
    moved = next(n for n in range(CITIZENS) if after.standing[n] != before.standing[n])
    told = resident(moved, MILD, HOME, CITIZENS, SEED)
    assert (told.before.standing, told.after.standing) == (before.standing[moved], after.standing[moved])


@pytest.mark.parametrize("number", [-1, CITIZENS])
def test_nobody_has_a_number_outside_the_town(number: int) -> None:
    with pytest.raises(IndexError):
        resident(number, HOME, HOME, CITIZENS, SEED)

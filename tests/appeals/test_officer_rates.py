"""Few files allow wide ranges, and the lot does as well as one would expect of a lot."""

from itertools import combinations

import pytest

from appeals.officer.rates import Rate, as_well_by_lot


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 8, 0.0, 0.324), (4, 8, 0.215, 0.785), (8, 8, 0.676, 1.0), (1, 1, 0.207, 1.0), (50, 100, 0.404, 0.596)],
)
def test_the_range_is_wilson_s(count: int, of: int, low: float, high: float) -> None:
    rate = Rate(count, of)
    assert (rate.low, rate.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_of_nobody_nothing_is_known() -> None:
    nobody = Rate(0, 0)
    assert (nobody.share, nobody.low, nobody.high) == (None, 0.0, 1.0)
    assert nobody.overlaps(Rate(8, 8))


def test_more_files_narrow_the_range() -> None:
    widths = [Rate(n // 2, n).high - Rate(n // 2, n).low for n in (2, 8, 80, 800)]
    assert widths == sorted(widths, reverse=True)


def test_two_ranges_that_do_not_touch_lie_apart() -> None:
    assert not Rate(0, 40).overlaps(Rate(40, 40))
    assert Rate(3, 8).overlaps(Rate(5, 8))


@pytest.mark.parametrize(
    ("wrongly", "granted", "freed"), [(3, 4, 2), (3, 4, 3), (3, 4, 0), (0, 5, 0), (8, 8, 8), (2, 0, 0)]
)
def test_the_lot_is_counted_out_deal_by_deal(wrongly: int, granted: int, freed: int) -> None:
    deals = list(combinations(range(8), granted))
    as_well = sum(sum(place < wrongly for place in deal) >= freed for deal in deals)
    assert as_well_by_lot(8, wrongly, granted, freed) == pytest.approx(as_well / len(deals))


@pytest.mark.parametrize(
    ("files", "wrongly", "granted", "freed"), [(8, 3, 4, 4), (8, 9, 1, 1), (8, 3, 4, -1), (0, 1, 0, 0)]
)
def test_counts_that_cannot_be_are_refused(files: int, wrongly: int, granted: int, freed: int) -> None:
    with pytest.raises(ValueError, match="No such stack"):
        as_well_by_lot(files, wrongly, granted, freed)

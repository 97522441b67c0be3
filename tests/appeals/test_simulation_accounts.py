"""The ledger of a simulated year, day by day on paper, and freed days against a third run of the engine."""

from dataclasses import replace

import numpy as np
import pytest

from appeals.procedure.accounts import Fates, account
from appeals.procedure.filing import filings
from appeals.procedure.listings import Listings, listings_of
from appeals.procedure.model import Knobs
from appeals.procedure.parameters import parameters
from appeals.procedure.result import PersonDays, Result
from registry.replays import reformed_year, town_of, year
from scoring.engine import replay
from scoring.selectors import shipped

SEED, CITIZENS = 4417, 1000


def listing(first: int = 10, last: int = 30, *, wrong: bool = True) -> Listings:
    """One citizen of low income on one list."""
    return Listings(
        citizens=8,
        days=365,
        citizen=np.array([3]),
        first=np.array([first]),
        last=np.array([last]),
        wrong=np.array([wrong]),
        income=np.array([0]),
        incomes=("low", "middle", "high"),
        doors=5,
        keeps_list=True,
    )


def year_of(
    knobs: Knobs, *, filed: float = 12.5, left: float = 15.2, granted: bool = True, wrong: bool = True
) -> Result:
    fates = Fates(
        of=np.array([0]),
        filed=np.array([filed]),
        left=np.array([left]),
        granted=np.array([granted]),
        done=np.array([left < 366]),
        served=np.array([True]),
        late=np.array([False]),
        spans=[(np.array([filed]), np.array([left]))],
        hours=1.0,
        clerks=1,
        busy=0.1,
    )
    return account("paper", 1, listing(wrong=wrong), fates, knobs, parameters())


HOME = Knobs()


@pytest.mark.parametrize(
    ("knobs", "granted", "days"),
    [
        (HOME, True, PersonDays(21, left=6, freed=15, stayed=0, spared=0)),  # 10 to 15 shut, 16 to 30 free
        (HOME, False, PersonDays(21, left=21, freed=0, stayed=0, spared=0)),
        (replace(HOME, stay=True), True, PersonDays(21, left=3, freed=15, stayed=3, spared=0)),  # 13, 14, 15 asleep
        (replace(HOME, stay=True), False, PersonDays(21, left=18, freed=0, stayed=3, spared=0)),
        (replace(HOME, notice_days=4), True, PersonDays(21, left=2, freed=15, stayed=0, spared=4)),
        (replace(HOME, notice_days=4, stay=True), True, PersonDays(21, left=0, freed=15, stayed=2, spared=4)),
        (replace(HOME, notice_days=4, grace_days=5), True, PersonDays(21, left=0, freed=12, stayed=0, spared=9)),
        (replace(HOME, expiry_days=8), True, PersonDays(21, left=6, freed=2, stayed=0, spared=13)),  # over after 17
        (replace(HOME, notice_days=30), True, PersonDays(21, left=0, freed=0, stayed=0, spared=21)),
    ],
    ids=[
        "granted",
        "dismissed",
        "stay, granted",
        "stay, dismissed",
        "notice",
        "notice and stay",
        "notice and grace",
        "expiry",
        "notice longer than the listing",
    ],
)
def test_every_day_on_the_list_has_one_account(knobs: Knobs, granted: bool, days: PersonDays) -> None:
    assert year_of(knobs, granted=granted).innocent == days
    guilty = year_of(knobs, granted=granted, wrong=False)
    assert guilty.guilty == days
    assert guilty.innocent == PersonDays(0, 0, 0, 0, 0)


def test_copies_elsewhere_last_as_long_as_the_correction_is_not_sent_on() -> None:
    assert year_of(HOME).copies_days == 15
    assert year_of(replace(HOME, propagate="all")).copies_days == 0


def test_the_wait_is_from_filing_to_being_freed() -> None:
    assert year_of(HOME).waited_median == pytest.approx(2.7)
    assert year_of(HOME, granted=False).waited_median is None


def test_a_case_that_is_not_answered_within_the_year_is_pending() -> None:
    result = year_of(HOME, left=400.0, granted=False)
    assert (result.pending, result.dismissed, result.granted) == (1, 0, 0)
    assert result.backlog == (0, *[1] * 51)  # filed on day 12


def test_nobody_contests_what_has_ended() -> None:
    over = replace(HOME, notice_days=5)  # by then the list has let go by itself
    for seed in range(50):
        assert not len(filings(listing(10, 11), over, parameters(), seed).of)


def test_freed_days_are_those_of_a_run_without_the_mistake() -> None:
    """Strike what lies on the wrong file until the answer and run the engine again: the rest of the listing is gone.

    In some cases a friend's or a relative's mistake holds the citizen too; then striking one's own is not enough.
    """
    book, town = shipped("tessamere"), town_of(CITIZENS, SEED)
    found = listings_of(year(book, CITIZENS, SEED), reformed_year(book, book, CITIZENS, SEED, clean=True))
    gone, seen = 0, 0
    for index in np.flatnonzero(found.wrong & (found.last - found.first > 6))[:12]:
        citizen, answer = int(found.citizen[index]), int(found.first[index]) + 3
        mine = town.wrong & (town.citizen == citizen) & (town.day <= answer)
        again = replay(book, town.keep(~mine))
        still = [bool(again.listed_on("blacklist", day)[citizen]) for day in range(answer + 1, found.last[index] + 1)]
        gone, seen = gone + (not any(still)), seen + 1
    assert seen == 12
    assert gone / seen >= 0.8

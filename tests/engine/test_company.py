"""What is known of the company one keeps: read at each month's end, kept where there is nothing to read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scoring.engine import Observation, columns_from, replay
from scoring.engine.associations import AssociationBook, any_of, mean_of
from tests.engine.offices import bill, blood, listed, rating, rule, scale
from tests.engine.strategies import VOCABULARY

NOBODY = -1
ASKS_FRIENDS = {"fact": "friends_standing", "op": "at_most", "value": 50}
ASKS_RELATIVES = {"fact": "relative_listed", "op": "is", "value": True}


def ties(*rows):
    return np.array(rows, np.int32)


def asking(*conditions):
    return [{**rule(f"r-{i}", "peer_rating", points=-1), "when": when} for i, when in enumerate(conditions)]


def test_the_mean_of_friends_is_rounded_down_and_leaves_out_who_has_no_standing():
    standing, scored = np.array([10, 21, 30, 99]), np.array([True, True, True, False])
    friends = ties([1, 2], [0, 3], [3, NOBODY], [NOBODY, NOBODY])
    mean, known = mean_of(standing, scored, friends)
    assert known.tolist() == [True, True, False, False]
    assert mean[known].tolist() == [25, 10]
    assert (mean.dtype, known.dtype) == (np.int64, bool)  # whole numbers, however many friends


def test_one_friend_is_enough_and_padding_is_not_the_last_citizen():
    standing, scored = np.array([7, 8]), np.array([True, True])
    mean, known = mean_of(standing, scored, ties([1, NOBODY], [NOBODY, NOBODY]))
    assert (mean.tolist()[0], known.tolist()) == (8, [True, False])


def test_large_numbers_of_friends_add_up_without_running_over():
    standing, scored = np.full(3, 30_000, np.int16), np.ones(3, bool)
    assert mean_of(standing, scored, ties([1, 2], [0, 2], [0, 1]))[0].tolist() == [30_000] * 3


def test_without_any_column_of_ties_nobody_is_known():
    mean, known = mean_of(np.array([5, 6]), np.ones(2, bool), np.zeros((2, 0), np.int32))
    assert (mean.tolist(), known.tolist()) == ([0, 0], [False, False])
    assert (mean.dtype, known.dtype) == (np.int64, bool)
    assert any_of(np.ones(2, bool), np.zeros((2, 0), np.int32)).tolist() == [False, False]


def test_any_marked_tie_is_enough_and_padding_is_not_the_last_citizen():
    marked = np.array([False, True])
    assert any_of(marked, ties([0, 1], [0, NOBODY])).tolist() == [True, False]
    assert any_of(marked, ties([NOBODY, NOBODY], [1, NOBODY])).tolist() == [False, True]


@pytest.fixture
def town():
    """Three citizens; the first has the other two for friends, the second the third for a relative."""
    return columns_from(
        [],
        [{"friends_standing": 70, "relative_listed": True}, {}, {}],
        VOCABULARY,
        days=60,
        friends=ties([1, 2], [NOBODY, NOBODY], [0, NOBODY]),
        relatives=ties([NOBODY], [2], [NOBODY]),
    )


def test_in_the_first_month_what_the_town_was_given_is_known(office, town):
    book = AssociationBook(office(asking(ASKS_FRIENDS, ASKS_RELATIVES)), town)
    assert book.now["friends_standing"].tolist() == [70, 1000, 1000]
    assert book.now["relative_listed"].tolist() == [1, 0, 0]
    assert kept_in_four_bytes(book)


def kept_in_four_bytes(book):
    """A month's reading is kept for every citizen: a million of them should not take more than they must."""
    return all(column.dtype == np.int32 for column in book.now.values())


def test_what_the_town_was_not_given_has_its_default(office, town):
    book = AssociationBook(office(asking(ASKS_FRIENDS)), replace(town, citizen_facts={}))
    assert book.now["friends_standing"].tolist() == [1000, 1000, 1000]
    assert kept_in_four_bytes(book)


def test_only_what_some_line_in_force_asks_for_is_kept(office, town):
    off = [{**line, "enabled": False} for line in asking(ASKS_FRIENDS)]
    assert AssociationBook(office(off), town).now == {}
    assert set(AssociationBook(office(asking(ASKS_RELATIVES)), town).now) == {"relative_listed"}


def test_a_characteristic_and_a_multiplier_ask_as_well(office, town):
    card = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}
    parts = {"text": "x", "otherwise": 0, "bins": [{"to": 50, "points": 1}]}
    friends = [{"id": "c", "of": {"fact": "friends_standing"}, **parts}]
    age = [{"id": "c", "of": {"fact": "age"}, **parts}]
    factor = {"id": "m", "text": "x", "when": ASKS_RELATIVES, "percent": 90}
    by_part = office([], scale=card, bands=[], characteristics=friends)
    by_factor = office([], scale=card, bands=[], characteristics=age, multipliers=[factor])
    assert set(AssociationBook(by_part, town).now) == {"friends_standing"}
    assert set(AssociationBook(by_factor, town).now) == {"relative_listed"}


def test_who_has_no_friend_with_a_standing_keeps_the_last_reading_and_relatives_are_read_anew(office, town):
    book = AssociationBook(office(asking(ASKS_FRIENDS, ASKS_RELATIVES)), town)
    first = book.now
    book.read(np.array([10, 20, 31]), np.ones(3, bool), np.array([False, False, True]))
    assert book.now["friends_standing"].tolist() == [25, 1000, 10]
    assert book.now["relative_listed"].tolist() == [0, 1, 0]
    assert kept_in_four_bytes(book)
    assert first["friends_standing"].tolist() == [70, 1000, 1000]  # what was known in the month before stays known
    book.read(np.array([10, 20, 31]), np.array([False, False, False]), np.zeros(3, bool))
    assert book.now["friends_standing"].tolist() == [25, 1000, 10]
    assert book.now["relative_listed"].tolist() == [0, 0, 0]


def test_a_mean_is_kept_between_the_least_and_the_most_that_the_fact_can_be(office, town):
    book = AssociationBook(office(asking(ASKS_FRIENDS)), town)
    book.read(np.array([-5, -7, 20_000]), np.ones(3, bool), np.zeros(3, bool))
    assert book.now["friends_standing"].tolist()[2] == 0
    book.read(np.array([0, 20_000, 20_000]), np.ones(3, bool), np.zeros(3, bool))
    assert book.now["friends_standing"].tolist()[0] == 10_000


def test_where_there_is_no_number_or_no_relative_nothing_is_read(office, town):
    record = {"kind": "record", "start": 0, "floor": 0, "ceiling": 1, "higher_is": "neither"}
    line = {"id": "r", "text": "x", "on": [], "when": ASKS_FRIENDS, "effects": [{"record": {"entry": "e", "days": 1}}]}
    book = AssociationBook(office([line], scale=record, bands=[]), town)
    book.read(np.array([1, 2, 3]), np.ones(3, bool), np.zeros(3, bool))
    assert book.now["friends_standing"].tolist() == [70, 1000, 1000]
    alone = AssociationBook(office(asking(ASKS_RELATIVES)), replace(town, relatives=None))
    alone.read(np.array([1, 2, 3]), np.ones(3, bool), np.ones(3, bool))
    assert alone.now["relative_listed"].tolist() == [1, 0, 0]


def test_a_relative_on_any_black_list_counts_from_the_next_month_on_and_one_on_a_red_list_does_not(office):
    put = rule("put", "late_utility_bill", put_on={"list": "shame", "days": None})
    wait = rule("wait", "volunteer_hours", put_on={"list": "other", "days": None})
    praise = rule("praise", "donate_blood", put_on={"list": "red", "days": None})
    shared = {"id": "kin", "text": "kin", "on": ["peer_rating"], "when": ASKS_RELATIVES, "effects": [{"points": -7}]}
    lists = [listed("shame"), listed("red", colour="red"), listed("other")]
    hours = Observation("hours", 3, "volunteer_hours", "volunteer_app")
    rows = [
        (0, bill(2)),
        (1, hours),
        (2, blood(3)),
        *((who, rating(day, 3)) for who in (3, 4, 5, 6) for day in (30, 31)),
    ]
    kin = ties(*[[NOBODY]] * 3, [0], [1], [2], [NOBODY])
    book = office([put, wait, praise, shared], lists)
    town = replay(book, columns_from(rows, [{}] * 7, VOCABULARY, days=31, relatives=kin))
    assert town.standing.tolist() == [60, 60, 60, 53, 53, 60, 60]


def test_friends_are_read_at_the_month_s_end_and_weigh_in_the_next(office):
    mean = {"fact": "friends_standing", "op": "at_most", "value": 40}
    line = {"id": "company", "text": "x", "on": ["late_utility_bill"], "when": mean, "effects": [{"points": -9}]}
    book = office([rule("late", "late_utility_bill", points=-20), line], scale=scale())
    rows = [(0, bill(30)), (1, bill(30)), (1, bill(31))]
    town = replay(book, columns_from(rows, [{}] * 2, VOCABULARY, days=31, friends=ties([1], [0])))
    assert town.standing.tolist() == [40, 60 - 20 - 20 - 9]

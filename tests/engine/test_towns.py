"""A town as columns: rows in order, found by kind, day and citizen, and other towns made of it."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from scoring.engine import Observation, columns_from
from scoring.engine.columns import TownColumns
from tests.engine.offices import bill, blood
from tests.engine.strategies import VOCABULARY

RED, BILL, BLOOD = (VOCABULARY.kind_codes[name] for name in ("cross_on_red", "late_utility_bill", "donate_blood"))
ROWS = [(1, blood(4)), (0, bill(3, 7)), (1, bill(3, 9, "second")), (0, bill(1, 5)), (0, blood(2))]


def crossing(day, place="market"):
    return Observation(f"red-{day}", day, "cross_on_red", "police_record", {"hour": 7, "place": place})


@pytest.fixture
def town():
    return columns_from(
        ROWS,
        [{"age": 30, "district": "hill", "carer": True}, {}],
        VOCABULARY,
        days=5,
        friends=np.array([[1], [0]], np.int32),
        relatives=np.array([[-1], [0]], np.int32),
        groups={"half": (["one", "other"], np.array([0, 1], np.uint8))},
        wrong=frozenset({"second"}),
    )


def test_rows_stand_in_the_order_of_kinds_days_and_citizens(town):
    assert len(town) == 5
    rows = zip(town.kind.tolist(), town.day.tolist(), town.citizen.tolist(), strict=True)
    assert list(rows) == [(BILL, 1, 0), (BILL, 3, 0), (BILL, 3, 1), (BLOOD, 2, 0), (BLOOD, 4, 1)]
    assert town.wrong.tolist() == [False, False, True, False, False]
    assert town.facts["days_late"].tolist() == [5, 7, 9, 0, 0]


def test_a_row_takes_no_more_memory_than_it_must(town):
    """A million citizens have fifty million rows."""
    columns = {name: getattr(town, name).dtype for name in ("kind", "day", "citizen", "source", "wrong")}
    assert columns == {"kind": np.uint8, "day": np.int16, "citizen": np.int32, "source": np.uint8, "wrong": bool}
    assert {column.dtype for column in (*town.facts.values(), *town.citizen_facts.values())} == {np.dtype(np.int32)}
    assert columns_from([], [{}], VOCABULARY).wrong.dtype == bool


def test_what_is_struck_is_not_in_the_town():
    assert len(columns_from([(0, bill(1).strike()), (0, bill(2))], [{}], VOCABULARY)) == 1


def test_facts_are_kept_as_numbers_and_told_as_values(town):
    assert town.citizen_facts["district"].tolist() == [1, 0]
    mine = town.facts_of(0, VOCABULARY)
    assert {name: mine[name] for name in ("age", "district", "carer")} == {"age": 30, "district": "hill", "carer": True}
    assert town.facts_of(1, VOCABULARY) == {
        fact.id: fact.default for fact in VOCABULARY.facts.values() if fact.owner != "observation"
    }


def test_a_citizen_s_file_is_told_in_the_order_of_days_with_what_was_somebody_else_s():
    rows = [(0, bill(3, 7)), (1, blood(1)), (0, crossing(4)), (0, crossing(1, "harbour_cross"))]
    town = columns_from(rows, [{}, {}], VOCABULARY, days=5, wrong=frozenset({"red-4"}))
    file = town.observations_of(0, VOCABULARY)
    assert [(o.id, o.day, o.kind, o.source) for o in file] == [
        ("row-0", 1, "cross_on_red", "police_record"),
        ("row-2", 3, "late_utility_bill", "utility_billing"),
        ("row-1", 4, "cross_on_red", "police_record"),
    ]
    assert [o.facts["place"] for o in file] == ["harbour_cross", "online", "market"]
    assert [o.facts["days_late"] for o in file] == [0, 7, 0]
    assert town.wrong_of(0) == {"row-1"}
    assert town.wrong_of(1) == set()


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [(1, 5, [1, 3, 3]), (0, 9, [1, 3, 3]), (1, 2, [1]), (2, 5, [3, 3]), (3, 3, [3, 3]), (4, 5, []), (1, 4, [1, 3, 3])],
)
def test_rows_of_a_kind_are_found_by_their_days(town, first, last, days):
    start, stop = town.rows_of(BILL, first, last)
    assert town.day[start:stop].tolist() == days
    assert set(town.kind[start:stop].tolist()) <= {BILL}


def test_rows_of_a_kind_that_never_was_are_none(town):
    assert town.rows_of(RED, 1, 5) == (0, 0)
    assert town.rows_of(255, 1, 5) == (5, 5)


@pytest.mark.parametrize(("first", "last"), [(1, 5), (2, 3), (3, 3), (5, 5)])
def test_rows_of_all_kinds_are_found_in_the_order_of_days(town, first, last):
    rows = town.rows_on(first, last)
    days = sorted(day for day in town.day.tolist() if first <= day <= last)
    assert town.day[rows].tolist() == days
    assert town.citizens_on(first, last).tolist() == town.citizen[rows].tolist()


def test_rows_of_one_day_keep_their_order(town):
    assert town.rows_on(3, 3).tolist() == [1, 2]
    assert town.citizens_on(3, 4).tolist() == [0, 1, 1]


def test_each_row_has_its_place_in_a_matrix_of_days_and_citizens(town):
    assert town.cells.tolist() == [2, 6, 7, 4, 9]
    assert town.cells.dtype == np.int32


@pytest.mark.parametrize(("citizens", "wide"), [(2**31 // 6, np.int32), (2**31 // 6 + 1, np.int64)])
def test_places_beyond_two_billion_are_counted_in_wider_numbers(town, citizens, wide):
    large = replace(town, citizens=citizens)
    assert large.cells.dtype == wide
    assert large.cells.tolist()[-1] == 4 * citizens + 1


def test_the_longest_file_is_measured(town):
    assert town.most_rows == 3
    assert columns_from([], [{}], VOCABULARY).most_rows == 0


# other towns


def test_without_what_was_wrong_every_other_row_is_kept(town):
    clean = town.without_wrong()
    assert clean.day.tolist() == [1, 3, 2, 4]
    assert clean.kind.tolist() == [BILL, BILL, BLOOD, BLOOD]
    assert clean.citizen.tolist() == [0, 0, 0, 1]
    assert clean.facts["days_late"].tolist() == [5, 7, 0, 0]
    assert clean.source.tolist() == [VOCABULARY.source_codes[o] for o in ["utility_billing"] * 2 + ["blood_centre"] * 2]
    assert clean.wrong.tolist() == [False] * 4
    assert (clean.citizens, clean.days) == (2, 5)
    assert clean.friends.tolist() == town.friends.tolist() == [[1], [0]]
    assert clean.relatives.tolist() == town.relatives.tolist() == [[-1], [0]]


def test_a_block_holds_its_citizens_alone_and_their_ties_are_cut(town):
    block = town.block(1, 2)
    assert (block.citizens, len(block), block.days) == (1, 2, 5)
    assert block.citizen.tolist() == [0, 0]
    assert block.day.tolist() == [3, 4]
    assert block.wrong.tolist() == [True, False]
    assert block.citizen_facts["age"].tolist() == [40]
    assert (block.groups["half"][0], block.groups["half"][1].tolist()) == (["one", "other"], [1])
    assert (block.friends.shape, block.relatives) == ((1, 0), None)
    assert town.block(0, 1).day.tolist() == [1, 3, 2]
    assert town.block(0, 1).citizen_facts["age"].tolist() == [30]


def test_a_town_without_ties_or_groups_has_none_and_lasts_a_year():
    alone = columns_from([], [{}, {}], VOCABULARY)
    assert (alone.friends.shape, alone.relatives, alone.groups, alone.days) == ((2, 0), None, {}, 365)


def test_a_town_of_no_rows_needs_no_column_of_what_was_wrong():
    empty = columns_from([], [{}], VOCABULARY)
    given = {field.name: getattr(empty, field.name) for field in fields(TownColumns) if field.name != "wrong"}
    made = TownColumns(**given)
    assert (made.wrong.dtype, made.wrong.tolist(), made.problems(VOCABULARY)) == (bool, [], [])


# problems


def test_a_sound_town_has_no_problems(town):
    assert town.problems(VOCABULARY) == []
    assert columns_from([], [{}], VOCABULARY).problems(VOCABULARY) == []


@pytest.mark.parametrize(("name", "length"), [("day", 4), ("citizen", 4), ("source", 6), ("wrong", 0)])
def test_a_column_of_another_length_is_a_problem(town, name, length):
    broken = replace(town, **{name: np.zeros(length, np.int32)})
    assert broken.problems(VOCABULARY) == [f"Column {name} has {length} rows, not 5."]


def test_facts_of_another_length_or_of_another_vocabulary_are_problems(town):
    short = replace(town, facts={**town.facts, "hour": np.zeros(2)})
    assert short.problems(VOCABULARY) == ["Column facts.hour has 2 rows, not 5."]
    few = replace(town, citizen_facts={"age": np.zeros(1)})
    assert few.problems(VOCABULARY) == ["Citizen fact age has 1 rows, not 2."]
    strange = replace(town, facts={"sky": np.zeros(5)}, citizen_facts={"moon": np.zeros(2)})
    assert strange.problems(VOCABULARY) == ["The fact sky is unknown.", "The fact moon is unknown."]


@pytest.mark.parametrize(("day", "fine"), [(0, False), (1, True), (5, True), (6, False)])
def test_days_lie_within_the_town_s_days(day, fine):
    late = columns_from([(0, bill(day))], [{}], VOCABULARY, days=5)
    assert late.problems(VOCABULARY) == ([] if fine else ["Days must lie between 1 and 5."])


@pytest.mark.parametrize(("citizen", "fine"), [(-1, False), (0, True), (1, True), (2, False)])
def test_rows_are_about_citizens_who_exist(citizen, fine):
    found = columns_from([(citizen, bill(1))], [{}, {}], VOCABULARY, days=5).problems(VOCABULARY)
    assert found == ([] if fine else ["A row names a citizen who does not exist."])


def test_rows_out_of_order_are_a_problem(town):
    later_first = replace(town, day=np.array([3, 1, 3, 2, 4], np.int16))
    assert later_first.problems(VOCABULARY) == ["Rows are not sorted by (kind, day)."]
    middle = replace(town, kind=np.full(5, BILL, np.uint8), day=np.array([1, 3, 2, 4, 5], np.int16))
    assert middle.problems(VOCABULARY) == ["Rows are not sorted by (kind, day)."]
    first_and_last = columns_from([(0, bill(5)), (0, blood(1))], [{}], VOCABULARY, days=5)
    turned = replace(first_and_last, kind=first_and_last.kind[::-1].copy(), day=first_and_last.day[::-1].copy())
    assert turned.problems(VOCABULARY) == ["Rows are not sorted by (kind, day)."]
    other_kind_first = replace(town, kind=town.kind[::-1].copy())
    assert other_kind_first.problems(VOCABULARY) == ["Rows are not sorted by (kind, day)."]
    last_day_first = columns_from([(0, bill(5)), (0, blood(1))], [{}], VOCABULARY, days=5)
    assert last_day_first.problems(VOCABULARY) == []  # a new kind begins its days anew

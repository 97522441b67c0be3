"""Memory that is taken again: only once nobody holds any part of it."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.engine import room
from scoring.engine.room import MOST, copy_of, room_for

NUMBER = np.dtype(np.int16)
SHAPE = (4, 5)


@pytest.fixture(autouse=True)
def _rooms_of_this_test_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_rooms", [])
    monkeypatch.setattr(room, "LEAST", 0)


def same_memory(one: np.ndarray, address: int) -> bool:
    return one.__array_interface__["data"][0] == address


def address_of(array: np.ndarray) -> int:
    return int(array.__array_interface__["data"][0])


def test_room_that_nobody_holds_is_taken_again():
    address = address_of(room_for(SHAPE, NUMBER))
    assert same_memory(room_for(SHAPE, NUMBER), address)


def test_room_is_not_given_to_two():
    first, second = room_for(SHAPE, NUMBER), room_for(SHAPE, NUMBER)
    assert not np.shares_memory(first, second)


@pytest.mark.parametrize("part", [lambda a: a[1:2, ::2], lambda a: a.T, lambda a: a.reshape(-1).view(np.uint8)])
def test_whoever_holds_a_part_holds_the_room(part):
    held = part(room_for(SHAPE, NUMBER))
    assert not np.shares_memory(held, room_for(SHAPE, NUMBER))


def test_a_smaller_town_takes_room_that_is_not_too_large_for_it():
    address = address_of(room_for(SHAPE, NUMBER))
    assert same_memory(room_for((4, 3), NUMBER), address)
    assert not same_memory(room_for((1, 3), NUMBER), address)
    assert room_for((4, 3), NUMBER).shape == (4, 3)


def test_a_larger_town_has_room_of_its_own():
    room_for(SHAPE, NUMBER)
    assert room_for((8, 9), NUMBER).size == 72


def test_few_rooms_wait_and_the_oldest_goes():
    held = [room_for(SHAPE, NUMBER) for _ in range(MOST + 2)]
    assert len(room._rooms) == MOST
    for number, each in enumerate(held):
        each.fill(number)
    assert [int(each.min()) for each in held] == list(range(MOST + 2))


def test_a_copy_is_equal_and_apart():
    matrix = np.arange(20, dtype=NUMBER).reshape(SHAPE)
    copy = copy_of(matrix)
    copy[0, 0] = 99
    assert matrix[0, 0] == 0
    assert np.array_equal(copy.reshape(-1)[1:], matrix.reshape(-1)[1:])


def test_what_is_small_is_no_matter(monkeypatch):
    monkeypatch.setattr(room, "LEAST", 1000)
    room_for(SHAPE, NUMBER)
    assert room._rooms == []

"""Results that are kept: bounded by the size of the town, and each made once for all who ask at the same moment."""

from threading import Event, Thread

import pytest

from registry.kept import Once


def test_what_was_made_is_not_made_again() -> None:
    made: list[int] = []
    once = Once(lambda citizens: made.append(citizens) or citizens, {0: 2}, at=0)
    assert [once(7), once(7)] == [7, 7]
    assert made == [7]
    assert once.ready(7)


def test_of_large_towns_fewer_are_kept_than_of_small_ones() -> None:
    once = Once(lambda citizens, seed: (citizens, seed), {0: 3, 1000: 1}, at=0)
    for seed in range(5):
        once(10, seed), once(1000, seed)
    assert once.held() == [1, 3]
    assert [once.ready(10, seed) for seed in range(5)] == [False, False, True, True, True]
    assert [once.ready(1000, seed) for seed in range(5)] == [False, False, False, False, True]


def ask_twice_at_once(once: Once[int], begun: Event, go_on: Event) -> list[object]:
    """Two threads: the second asks while the first is at work."""
    found: list[object] = []

    def ask() -> None:
        try:
            found.append(once(1))
        except ZeroDivisionError as error:
            found.append(type(error))

    threads = [Thread(target=ask), Thread(target=ask)]
    threads[0].start()
    assert begun.wait(10)
    threads[1].start()
    threads[1].join(0.05)
    assert threads[1].is_alive()
    go_on.set()
    for thread in threads:
        thread.join(10)
    return found


def test_two_who_ask_at_once_wait_for_one_piece_of_work() -> None:
    begun, go_on, made = Event(), Event(), []

    def make(citizens: int) -> int:
        made.append(citizens)
        begun.set()
        go_on.wait(10)
        return citizens

    assert ask_twice_at_once(Once(make, {0: 2}, at=0), begun, go_on) == [1, 1]
    assert made == [1]


def test_an_error_is_raised_to_all_who_waited_and_the_next_who_asks_tries_again() -> None:
    begun, go_on, tries = Event(), Event(), []

    def make(citizens: int) -> int:
        tries.append(citizens)
        if len(tries) == 1:
            begun.set()
            go_on.wait(10)
            raise ZeroDivisionError
        return citizens

    once = Once(make, {0: 2}, at=0)
    assert ask_twice_at_once(once, begun, go_on) == [ZeroDivisionError, ZeroDivisionError]
    assert once(1) == 1


def test_what_needs_something_else_of_the_same_kind_does_not_wait_for_itself() -> None:
    def make(citizens: int) -> int:
        return 0 if not citizens else once(citizens - 1) + 1

    once: Once[int] = Once(make, {0: 9}, at=0)
    assert once(5) == 5


@pytest.mark.parametrize(("citizens", "shelf"), [(9, 1), (10, 0), (11, 0)])
def test_a_bound_holds_from_its_number_of_citizens_on(citizens: int, shelf: int) -> None:
    once = Once(lambda each: each, {0: 1, 10: 1}, at=0)
    once(citizens)
    assert once.held()[shelf] == 1

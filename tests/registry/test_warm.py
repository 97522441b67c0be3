"""Towns worked out beside the page: few at once, each once, whoever asks how often."""

from threading import Event
from time import monotonic, sleep

from registry.warm import MOST_WAITING, Warmer


def settle(warmer: Warmer, key: tuple[str, int, int]) -> None:
    until = monotonic() + 10
    while not warmer.progress(key, lambda: [dict]).ready and monotonic() < until:
        sleep(0.01)


def test_no_more_work_waits_than_can_soon_be_done() -> None:
    gate, begun, warmer = Event(), [], Warmer(2)
    for seed in range(3 * MOST_WAITING):
        warmer.progress(("town", 1000, seed), lambda seed=seed: [lambda: (gate.wait(10), begun.append(seed))])
    gate.set()
    settle(warmer, ("town", 1000, MOST_WAITING - 1))
    assert sorted(begun) == list(range(MOST_WAITING))


def test_what_was_turned_away_is_begun_when_it_is_asked_for_again() -> None:
    gate, warmer = Event(), Warmer(2)
    for seed in range(MOST_WAITING):
        warmer.progress(("town", 1000, seed), lambda: [lambda: gate.wait(10)])
    late = ("town", 1000, 99)
    assert (warmer.progress(late, lambda: [dict, dict]).done, warmer.progress(late, lambda: [dict]).ready) == (0, False)
    gate.set()
    settle(warmer, late)
    assert warmer.progress(late, lambda: [dict]).ready


def test_towns_that_are_asked_for_in_turn_are_not_begun_twice_before_they_are_done() -> None:
    gate, begun, warmer = Event(), [], Warmer(1)
    for _poll in range(5):
        for seed in range(3):
            warmer.progress(("town", 1000, seed), lambda seed=seed: [lambda: (begun.append(seed), gate.wait(10))])
    gate.set()
    for seed in range(3):
        settle(warmer, ("town", 1000, seed))
    assert sorted(begun) == [0, 1, 2]

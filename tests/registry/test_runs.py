"""The line before a town's runs: first come first served, nobody starves, and one hand holds one place."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from registry.runs import LATER, LOOKS_AGAIN, Runs

PATIENCE = 10  # seconds: far more than any of this takes


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.001  # no two moments are the same
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate() -> Iterator[Event]:
    """Holds the one worker until it is opened."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def line(clock: Clock, gate: Event) -> Runs:
    """One worker, who is at work already."""
    runs, begun = Runs(1, clock), Event()
    runs.ask("first", lambda: (begun.set(), gate.wait(PATIENCE)), "somebody")
    assert begun.wait(PATIENCE)
    return runs


def noting(done: list[str], name: str) -> Callable[[], object]:
    return lambda: done.append(name)


def test_runs_are_done_in_the_order_in_which_they_were_asked_for(line: Runs, gate: Event) -> None:
    done: list[str] = []
    asked = [line.ask(name, noting(done, name), f"life {name}") for name in "abc"]
    assert [line.before(run) for run in asked] == [1, 2, 3]
    gate.set()
    assert all(run.within(PATIENCE) for run in asked)
    assert done == ["a", "b", "c"]
    assert [line.before(run) for run in asked] == [0, 0, 0]


def test_a_page_waits_only_as_long_as_it_said(line: Runs) -> None:
    assert not line.ask("a", dict, "life").within(0.01)


def test_the_same_run_asked_for_by_two_is_done_once_and_both_have_it(line: Runs, gate: Event) -> None:
    done: list[str] = []
    one, other = (line.ask("a", noting(done, "a"), life) for life in ("life 1", "life 2"))
    assert one is other
    gate.set()
    assert one.within(PATIENCE)
    assert done == ["a"]


def test_who_asks_for_something_newer_gives_up_what_they_asked_for_before(line: Runs, gate: Event) -> None:
    done: list[str] = []
    quick = [line.ask(number, noting(done, str(number)), "a quick hand") for number in range(5)]
    other = line.ask("other", noting(done, "other"), "another life")
    assert line.before(other) == 2
    gate.set()
    assert all(run.within(PATIENCE) for run in (*quick, other))
    assert done == ["4", "other"]


def test_what_somebody_else_asked_for_too_is_not_given_up(line: Runs, gate: Event) -> None:
    done: list[str] = []
    shared = line.ask("shared", noting(done, "shared"), "a quick hand")
    line.ask("shared", noting(done, "shared"), "another life")
    newer = line.ask("newer", noting(done, "newer"), "a quick hand")
    gate.set()
    assert shared.within(PATIENCE)
    assert newer.within(PATIENCE)
    assert done == ["shared", "newer"]


def test_what_can_wait_stands_behind_edits_of_the_same_moment(line: Runs, gate: Event) -> None:
    done: list[str] = []
    harm = line.ask("harm", noting(done, "harm"), "life 1", later=True)
    edit = line.ask("edit", noting(done, "edit"), "life 2")
    gate.set()
    assert harm.within(PATIENCE)
    assert edit.within(PATIENCE)
    assert done == ["edit", "harm"]


def test_what_can_wait_does_not_wait_for_ever(line: Runs, gate: Event, clock: Clock) -> None:
    done: list[str] = []
    harm = line.ask("harm", noting(done, "harm"), "life 1", later=True)
    clock.now += LATER
    edit = line.ask("edit", noting(done, "edit"), "life 2")
    gate.set()
    assert harm.within(PATIENCE)
    assert edit.within(PATIENCE)
    assert done == ["harm", "edit"]


def test_what_could_wait_and_is_now_asked_for_at_once_comes_forward(line: Runs) -> None:
    line.ask("a", dict, "life 1", later=True)
    edit = line.ask("b", dict, "life 2")
    assert line.before(line.ask("a", dict, "life 3")) == line.before(edit) + 1 == 2


def test_an_error_is_raised_to_who_waits_and_the_line_goes_on(line: Runs, gate: Event) -> None:
    wrong = line.ask("wrong", lambda: 1 / 0, "life 1")
    right = line.ask("right", dict, "life 2")
    gate.set()
    with pytest.raises(ZeroDivisionError):
        wrong.within(PATIENCE)
    assert right.within(PATIENCE)
    assert line.ask("wrong", dict, "life 1").within(PATIENCE)


def test_what_can_wait_begins_only_while_nobody_writes(clock: Clock) -> None:
    line, done = Runs(1, clock), list[str]()
    with line.pressing(), line.pressing():
        later = line.ask("later", noting(done, "later"), "me", later=True)
        assert not later.within(3 * LOOKS_AGAIN)
        assert line.ask("edit", noting(done, "edit"), "you").within(PATIENCE)
    assert later.within(PATIENCE)
    assert done == ["edit", "later"]


def test_what_can_wait_begins_in_the_end_although_somebody_always_writes(clock: Clock) -> None:
    line, done = Runs(1, clock), list[str]()
    with line.pressing():
        later = line.ask("later", noting(done, "later"), "me", later=True)
        clock.now += LATER
        assert later.within(PATIENCE)


def test_whoever_writes_no_longer_presses_also_where_the_writing_failed(clock: Clock) -> None:
    line, done = Runs(1, clock), list[str]()
    with pytest.raises(ValueError, match="no"), line.pressing():
        raise ValueError("no")
    assert line.ask("later", noting(done, "later"), "me", later=True).within(PATIENCE)

"""A shift is a fold over steps: minutes pass by what is done, and with a quota the rest is answered by silence."""

from dataclasses import replace

import pytest

from appeals.officer.content import day
from appeals.officer.desk import ASK, DISMISS, GRANT, LOOK, REFER, SILENCE, Desk, NotNow, Step, step, verdict
from appeals.officer.stack import DeskFile

FILES = tuple(DeskFile(n, 100 + n, 200, 190, "none", None, None, n % 2 == 0, 10, (), 0, 0) for n in range(8))
READ = day().step["read"]


def desk(*steps: Step, quota: bool = False, seed: int = 4417, minutes: int = 420) -> Desk:
    return Desk(replace(day(), minutes=minutes), FILES, steps, seed, quota)


def after(*whats: str, quota: bool = False, minutes: int = 420) -> Desk:
    """A desk after these steps, each on the file that was open then."""
    now = desk(quota=quota, minutes=minutes)
    for what in whats:
        now = replace(now, steps=(*now.steps, step(now, what)))
    return now


def interrupted(now: Desk) -> list[int]:
    """Before which files somebody came."""
    found = []
    for position in range(len(FILES)):
        here = replace(now, steps=tuple((n, DISMISS) for n in range(position)))
        found += [position] if here.interruption else []
    return found


def test_a_shift_begins_with_the_first_file_read() -> None:
    now = desk()
    assert (now.minutes, now.current, now.interruption) == (READ, FILES[0], None)


def test_minutes_pass_by_steps_only() -> None:
    cost = day().step
    assert after(LOOK).minutes == READ + cost["look"]
    assert after(LOOK, ASK).minutes == READ + cost["look"] + cost["ask"]
    assert after().minutes == after().minutes == READ


def test_deciding_takes_no_time_but_opens_the_next_file_which_is_read() -> None:
    now = after(GRANT)
    came = now.interruption.minutes if now.interruption else 0
    assert now.current is FILES[1]
    assert now.minutes == 2 * READ + came


def test_a_referred_file_is_off_the_desk_and_cost_its_minutes() -> None:
    assert after(REFER).minutes - after(DISMISS).minutes == day().step["refer"]
    assert verdict(after(REFER), FILES[0]) == REFER


@pytest.mark.parametrize("seed", range(40))
def test_two_interruptions_come_and_never_before_the_first_file(seed: int) -> None:
    came = interrupted(desk(seed=seed))
    assert len(came) == 2
    assert 0 not in came


def test_the_same_day_is_interrupted_at_the_same_places() -> None:
    assert interrupted(desk(seed=5)) == interrupted(desk(seed=5))
    assert len({tuple(interrupted(desk(seed=seed))) for seed in range(20)}) > 1


def test_all_minutes_of_a_whole_stack_are_accounted_for() -> None:
    now, came = desk(), 0
    for _ in FILES:
        came += now.interruption.minutes if now.interruption else 0
        now = replace(now, steps=(*now.steps, step(now, GRANT)))
    assert now.minutes == len(FILES) * READ + came


def test_an_interruption_is_said_once() -> None:
    place = interrupted(desk())[0]
    now = after(*[DISMISS] * place)
    assert now.interruption
    assert replace(now, steps=(*now.steps, step(now, LOOK))).interruption is None


@pytest.mark.parametrize("what", [LOOK, ASK])
def test_a_step_is_not_taken_twice_on_one_file(what: str) -> None:
    with pytest.raises(NotNow, match="You have done that with this file"):
        step(after(what), what)


def test_what_was_done_with_one_file_can_be_done_with_the_next() -> None:
    assert step(after(LOOK, DISMISS), LOOK) == (1, LOOK)


@pytest.mark.parametrize("what", ["", "read", "shred", SILENCE])
def test_what_is_no_step_is_refused(what: str) -> None:
    with pytest.raises(NotNow, match="no step of an officer"):
        step(desk(), what)


def test_without_a_quota_the_office_never_closes() -> None:
    now = after(LOOK, ASK, REFER, *[LOOK, DISMISS] * 6, LOOK)
    assert now.minutes > now.day.minutes
    assert not now.closed
    assert not now.over
    assert now.left == 0
    assert now.current is FILES[7]


def test_with_a_quota_the_rest_is_silence_after_closing() -> None:
    now = after(LOOK, DISMISS, LOOK, GRANT, quota=True, minutes=150)
    assert now.closed
    assert now.over
    assert now.current is None
    assert [verdict(now, file) for file in FILES] == [DISMISS, GRANT, *[SILENCE] * 6]
    assert now.silent == list(FILES[2:])


def test_the_file_in_hand_at_closing_time_may_still_be_decided() -> None:
    now = after(LOOK, quota=True, minutes=READ + 10)
    assert now.closed
    assert not now.over
    assert now.current is FILES[0]
    assert step(now, GRANT) == (0, GRANT)


def test_nothing_is_silent_while_the_shift_goes_on() -> None:
    assert after(DISMISS, quota=True).silent == []


def test_a_stack_that_is_done_is_over_and_takes_no_step() -> None:
    now = after(*[DISMISS] * 8)
    assert now.over
    assert not now.closed
    assert now.silent == []
    with pytest.raises(NotNow, match="The shift is over"):
        step(now, GRANT)


def test_a_shift_that_was_closed_takes_no_step() -> None:
    now = after(LOOK, DISMISS, quota=True, minutes=READ + 10)
    assert now.over
    with pytest.raises(NotNow, match="The shift is over"):
        step(now, GRANT)

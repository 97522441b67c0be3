"""After a shift two kinds of error are counted, each for itself, beside what chance and a clerk would have done."""

from dataclasses import replace

import pytest

from appeals.officer.content import day
from appeals.officer.desk import DISMISS, GRANT, REFER, Desk
from appeals.officer.page import after_page, column, said
from appeals.officer.stack import DeskFile
from appeals.officer.tally import stay, tally
from appeals.procedure.model import Knobs
from appeals.procedure.papers import papers
from appeals.procedure.parameters import parameters

STRONG = next(each for each in papers().values() if (each.proves, each.strength) == ("identity", "strong"))


def file(position: int, wrongly: bool, days: int) -> DeskFile:
    return DeskFile(position, 100 + position, 200, 190, "none", None, None, wrongly, days, (), 0, int(wrongly))


# Two who should not be listed, with 10 and 20 days before them, and two who should.
STACK = (file(0, True, 10), file(1, True, 20), file(2, False, 30), file(3, False, 40))


def shift(*verdicts: str, quota: bool = False, minutes: int = 420) -> Desk:
    steps = tuple(enumerate(verdicts))
    return Desk(replace(day(), minutes=minutes), STACK, steps, 4417, quota)


def test_the_two_kinds_of_error_are_counted_apart() -> None:
    found = tally(shift(GRANT, DISMISS, GRANT, DISMISS), Knobs())
    assert (found.wrongly, found.rightly) == (2, 2)
    assert (found.freed, found.kept, found.let_go) == (1, 1, 1)
    assert found.days == 20
    assert [row.fits for row in found.rows] == [True, False, False, True]


def test_more_of_one_error_is_not_made_good_by_less_of_the_other() -> None:
    strict, mild = tally(shift(*[DISMISS] * 4), Knobs()), tally(shift(*[GRANT] * 4), Knobs())
    assert (strict.kept, strict.let_go, strict.days) == (2, 0, 30)
    assert (mild.kept, mild.let_go, mild.days) == (0, 2, 0)


def test_a_referred_file_is_no_error_of_this_desk() -> None:
    found = tally(shift(*[REFER] * 4), Knobs())
    assert (found.freed, found.kept, found.let_go, found.referred, found.days) == (0, 0, 0, 4, 0)
    assert {row.fits for row in found.rows} == {None}


def test_silence_leaves_on_the_list_and_its_days_count() -> None:
    found = tally(shift(GRANT, quota=True, minutes=10), Knobs())
    assert (found.freed, found.kept, found.unopened, found.days) == (1, 1, 3, 20)


@pytest.mark.parametrize(
    ("verdicts", "stays"),
    [
        ((DISMISS, DISMISS, DISMISS, DISMISS), 2.0),
        ((GRANT, DISMISS, DISMISS, DISMISS), 1.5),
        ((DISMISS, DISMISS, GRANT, GRANT), 1.0),
        ((GRANT, GRANT, GRANT, GRANT), 0.0),
        ((REFER, REFER, DISMISS, GRANT), 0.5),
    ],
)
def test_by_lot_the_same_decisions_would_fall_on_everybody_alike(verdicts: tuple[str, ...], stays: float) -> None:
    assert tally(shift(*verdicts), Knobs()).by_lot == stays


def test_the_usual_clerk_sees_what_the_model_s_parameters_say() -> None:
    model = parameters()
    seen = model.part("seen_paper_none") * model.part("aimed_code") * model.part("same_clerk")
    assert tally(shift(*[DISMISS] * 4), Knobs()).usual == pytest.approx(2 * (1 - seen))


def test_a_fresh_look_is_another_clerk_s_at_what_happened() -> None:
    model = parameters()
    seen = model.part("seen_fresh_none") * model.part("aimed_code")
    found = tally(shift(*[DISMISS] * 4), Knobs())
    assert found.fresh == pytest.approx(2 * (1 - seen))
    assert found.fresh < found.usual


def test_a_strong_paper_helps_with_every_clerk() -> None:
    armed = [replace(each, strength="strong", paper=STRONG) for each in STACK]
    assert stay(armed, Knobs()) < stay(STACK, Knobs())


def test_what_the_clerks_would_have_done_does_not_hang_on_the_officer() -> None:
    one, other = tally(shift(*[DISMISS] * 4), Knobs()), tally(shift(*[GRANT] * 4), Knobs())
    assert (one.usual, one.fresh) == (other.usual, other.fresh)


def test_both_errors_are_said_and_never_as_one_number() -> None:
    words = said(tally(shift(DISMISS, DISMISS, GRANT, GRANT), Knobs()))
    assert words == (
        "2 people who should not be on the list stay on it, for 30 person-days more. "
        "2 whom the rules do list were let go."
    )


def test_one_person_is_said_in_the_singular() -> None:
    words = said(tally(shift(GRANT, DISMISS, GRANT, DISMISS), Knobs()))
    assert words.startswith("1 person who should not be on the list stays on it, for 20 person-days more.")


def test_a_file_of_a_relative_s_mistake_says_that_none_of_its_own_entries_is_wrong() -> None:
    now = shift(*[DISMISS] * 4)
    files = (replace(STACK[0], wrong=0), *STACK[1:])
    rows = after_page(column(replace(now, files=files), tally(replace(now, files=files), Knobs())))["rows"]
    assert rows[0].hidden.startswith("No entry of this file is about somebody else.")
    assert rows[1].hidden == "1 entry that counted here is somebody else’s act."
    assert rows[2].hidden.startswith("Nothing.")

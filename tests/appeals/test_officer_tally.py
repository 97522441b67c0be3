"""After a shift two kinds of error are counted, each for itself, beside what chance and a clerk would have done."""

from dataclasses import replace

import pytest

from appeals.officer.after import after_page, said
from appeals.officer.beside import few, shift_line
from appeals.officer.content import day
from appeals.officer.desk import DISMISS, GRANT, LOOK, REFER, Desk
from appeals.officer.signs import Signs
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
    found = tally(shift(GRANT, DISMISS, GRANT, DISMISS))
    assert (found.wrongly, found.rightly) == (2, 2)
    assert (found.freed, found.kept, found.let_go) == (1, 1, 1)
    assert found.days == 20
    assert [row.fits for row in found.rows] == [True, False, False, True]


def test_more_of_one_error_is_not_made_good_by_less_of_the_other() -> None:
    strict, mild = tally(shift(*[DISMISS] * 4)), tally(shift(*[GRANT] * 4))
    assert (strict.kept, strict.let_go, strict.days) == (2, 0, 30)
    assert (mild.kept, mild.let_go, mild.days) == (0, 2, 0)


def test_a_referred_file_is_no_error_of_this_desk() -> None:
    found = tally(shift(*[REFER] * 4))
    assert (found.freed, found.kept, found.let_go, found.referred, found.days) == (0, 0, 0, 4, 0)
    assert {row.fits for row in found.rows} == {None}


def test_silence_leaves_on_the_list_and_its_days_count() -> None:
    found = tally(shift(GRANT, quota=True, minutes=10))
    assert (found.freed, found.kept, found.unopened, found.days) == (1, 1, 3, 20)


@pytest.mark.parametrize(
    ("verdicts", "stays"),
    [
        ((DISMISS, DISMISS, DISMISS, DISMISS), 2.0),
        ((GRANT, DISMISS, DISMISS, DISMISS), 1.5),
        ((DISMISS, DISMISS, GRANT, GRANT), 1.0),
        ((GRANT, GRANT, GRANT, GRANT), 0.0),
        ((REFER, REFER, DISMISS, GRANT), 0.0),  # whom nobody answered is not dealt out
        ((DISMISS, REFER, DISMISS, GRANT), 2 / 3),
    ],
)
def test_by_lot_the_same_decisions_would_fall_on_everybody_alike(verdicts: tuple[str, ...], stays: float) -> None:
    assert tally(shift(*verdicts)).by_lot == pytest.approx(stays)


def test_the_usual_clerk_sees_what_the_model_s_parameters_say() -> None:
    model = parameters()
    seen = model.part("seen_paper_none") * model.part("aimed_code") * model.part("same_clerk")
    assert tally(shift(*[DISMISS] * 4)).usual == pytest.approx(2 * (1 - seen))


def test_the_usual_clerk_sees_more_under_a_procedure_that_looks() -> None:
    model = parameters()
    now = replace(shift(*[DISMISS] * 4), knobs=Knobs(look="fresh", reviewer="other_clerk"))
    seen = model.part("seen_fresh_none") * model.part("aimed_code")
    assert tally(now).usual == pytest.approx(2 * (1 - seen))
    assert tally(now).usual < tally(shift(*[DISMISS] * 4)).usual


def test_where_silence_grants_the_unopened_are_freed_and_let_go() -> None:
    now = replace(shift(DISMISS, quota=True, minutes=10), knobs=Knobs(late_rule="grant"))
    found = tally(now)
    assert (found.freed, found.kept, found.let_go, found.unopened, found.days) == (1, 1, 2, 3, 10)


def test_the_rates_count_only_files_that_were_answered() -> None:
    found = tally(shift(DISMISS, REFER, GRANT, REFER))
    assert (found.left_on.count, found.left_on.of) == (1, 1)
    assert (found.let_off.count, found.let_off.of) == (1, 1)


def test_a_strong_paper_helps_with_every_clerk() -> None:
    armed = [replace(each, strength="strong", paper=STRONG) for each in STACK]
    assert stay(armed, Knobs()) < stay(STACK, Knobs())


def test_what_the_clerks_would_have_done_does_not_hang_on_the_officer() -> None:
    one, other = tally(shift(*[DISMISS] * 4)), tally(shift(*[GRANT] * 4))
    assert one.usual == other.usual


def test_both_errors_are_said_and_never_as_one_number() -> None:
    words = said(tally(shift(DISMISS, DISMISS, GRANT, GRANT)))
    assert words == (
        "2 people who should not be on the list stay on it, for 30 person-days more. "
        "2 whom the rules do list were let go."
    )


def test_where_nobody_stays_wrongly_that_is_said() -> None:
    words = said(tally(shift(GRANT, GRANT, DISMISS, DISMISS)))
    assert words == "Nobody stays on the list who should not be there. 0 whom the rules do list were let go."


def test_one_person_is_said_in_the_singular() -> None:
    words = said(tally(shift(GRANT, DISMISS, GRANT, DISMISS)))
    assert words.startswith("1 person who should not be on the list stays on it, for 20 person-days more.")


USUAL = Knobs()


def hidden(file: DeskFile, *, knobs: Knobs = USUAL, steps: tuple[str, ...] = (DISMISS,)) -> str:
    now = Desk(day(), (file,), tuple((0, what) for what in steps), 4417, False, knobs)
    return str(after_page(now, tally(now))["rows"][0].hidden)


def test_a_file_of_a_relative_s_mistake_says_that_none_of_its_own_entries_is_wrong() -> None:
    assert hidden(replace(STACK[0], wrong=0)).startswith("No entry of this file is about somebody else.")
    assert hidden(STACK[0]).startswith("1 entry that counted here is somebody else’s act.")
    assert hidden(STACK[2]) == "Without any mistake this citizen would be listed all the same."


@pytest.mark.parametrize(
    ("signs", "says", "turned"),
    [
        (Signs(record=True), "a paper check does not look there", {"look": "fresh"}),
        (Signs(account=True), "Heard, they could have said", {"hearing": True}),
        (Signs(panel=True), "a second pair of eyes", {"reviewer": "tribunal"}),
    ],
)
def test_what_a_knob_would_have_shown_is_said_until_it_is_turned(
    signs: Signs, says: str, turned: dict[str, object]
) -> None:
    file = replace(STACK[0], signs=signs)
    assert says in hidden(file)
    assert says not in hidden(file, knobs=replace(Knobs(), **turned))


def test_where_no_knob_would_have_shown_more_that_is_said() -> None:
    assert "No other knob of this office would have shown more." in hidden(STACK[0])
    assert "No other knob" not in hidden(replace(STACK[0], signs=Signs(account=True)))


def test_a_claim_that_missed_says_what_a_full_reason_would_have_done() -> None:
    file = replace(STACK[0], signs=Signs(aimed=False, record=True))
    assert "Told the whole reason" in hidden(file)
    assert "Told the whole reason" in hidden(file, steps=(LOOK, DISMISS))


def test_records_that_were_sent_for_are_not_called_hidden() -> None:
    assert "a paper check" not in hidden(replace(STACK[0], signs=Signs(record=True)), steps=(LOOK, DISMISS))


def test_how_far_the_files_told_the_two_apart_is_counted_over_what_was_read() -> None:
    armed = (replace(STACK[0], strength="strong", paper=STRONG), STACK[1], replace(STACK[2], paper=STRONG), STACK[3])
    now = Desk(replace(day(), minutes=10), armed, ((0, DISMISS),), 4417, True)
    assert "in 1 of 1 files of the wrongly listed" in after_page(now, tally(now))["spoke"]
    all_read = replace(now, quota=False, steps=tuple((n, DISMISS) for n in range(4)))
    words = after_page(all_read, tally(all_read))["spoke"]
    assert "in 1 of 2 files of the wrongly listed" in words
    assert "in 1 of 2 of the rightly listed" in words


def test_few_files_are_not_said_to_tell_procedures_apart() -> None:
    one = shift_line("Ours", False, True, tally(shift(GRANT, DISMISS, DISMISS, DISMISS)))
    other = shift_line("Theirs", True, False, tally(shift(*[DISMISS] * 4)))
    assert few([one, other]).startswith("All of these ranges overlap.")


def test_ranges_that_lie_apart_are_said_to() -> None:
    many = tuple(file(n, True, 1) for n in range(40))
    lines = [
        shift_line("", False, True, tally(Desk(day(), many, tuple((n, what) for n in range(40)), 4417, False)))
        for what in (GRANT, DISMISS)
    ]
    assert few(lines).startswith("At least two of these ranges lie apart.")

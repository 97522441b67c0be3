"""Two officers over one file at the same moment: one decision stands."""

from collections.abc import Callable

from racing import at_once, both

from appeals.officer.desk import DISMISS, GRANT, LOOK, NotNow
from appeals.officer.models import Ruling, Shift
from appeals.officer.selectors import desk_of
from appeals.officer.services import Stale, begin_second, begin_shift, erase_shifts, take_step
from appeals.procedure.load import procedure_for
from scoring.selectors import shipped


def begun() -> Shift:
    shift = begin_shift(
        holder="a" * 64,
        rulebook=shipped("tessamere"),
        seed=4417,
        quota=False,
        procedure=procedure_for("tessamere"),
    )
    desk_of(shift)  # the stack is worked out once, not by every thread
    return shift


def taking(shift: Shift, what: str, seq: int = 0) -> Callable[[], str]:
    """A step of one officer; what came of it."""

    def take() -> str:
        try:
            take_step(shift=shift, seq=seq, what=what)
        except (Stale, NotNow) as refusal:
            return type(refusal).__name__
        return what

    return take


@both
def test_of_two_officers_with_one_file_one_decides(database: str) -> None:
    shift = begun()
    told = at_once(taking(shift, GRANT), taking(shift, DISMISS))
    stands = shift.rulings.get()
    assert (stands.position, stands.seq) == (0, 0)
    assert sorted(told) == sorted([stands.step, "Stale"])


@both
def test_a_form_sent_many_times_at_once_counts_once(database: str) -> None:
    shift = begun()
    assert at_once(*(taking(shift, LOOK) for _ in range(4))) == [LOOK] * 4
    assert shift.rulings.count() == 1


@both
def test_the_second_shift_begun_twice_at_once_is_one(database: str) -> None:
    first = begun()
    assert len(set(at_once(*(lambda: begin_second(first=first).pk for _ in range(4))))) == 1
    assert Shift.objects.filter(first=first).count() == 1


@both
def test_a_step_and_an_erasure_at_the_same_moment_leave_nothing_half_written(database: str) -> None:
    shift = begun()
    told = at_once(taking(shift, GRANT), lambda: erase_shifts(holder=shift.holder))
    assert told in ([GRANT, 1], ["Stale", 1])
    assert not Shift.objects.exists()
    assert not Ruling.objects.exists()


@both
def test_a_second_shift_and_an_erasure_at_the_same_moment_leave_no_orphan(database: str) -> None:
    first = begun()

    def second() -> str:
        try:
            begin_second(first=first)
        except Stale:
            return "Stale"
        return "begun"

    told, erased = at_once(second, lambda: erase_shifts(holder=first.holder))
    assert told in ("begun", "Stale")
    assert erased >= 1
    assert Shift.objects.filter(first=first).count() == Shift.objects.count()

"""Two officers over one file at the same moment: one decision stands."""

from collections.abc import Callable

from racing import at_once, both

from appeals.officer.desk import DISMISS, GRANT, LOOK, NotNow
from appeals.officer.models import Shift
from appeals.officer.selectors import desk_of
from appeals.officer.services import Stale, begin_second, begin_shift, take_step
from scoring.selectors import shipped


def begun() -> Shift:
    shift = begin_shift(rulebook=shipped("tessamere"), seed=4417, quota=False)
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

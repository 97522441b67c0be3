"""Steps at the officer's desk as they are stored: once each, in their order, for a day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from appeals.officer.desk import DISMISS, GRANT, LOOK, NotNow
from appeals.officer.models import Ruling, Shift
from appeals.officer.selectors import desk_of, procedure_of, rulebook_of
from appeals.officer.services import Stale, begin_second, begin_shift, erase_shifts, purge_shifts, take_step
from appeals.procedure.load import procedure_for
from appeals.procedure.model import Knobs, Procedure
from appeals.procedure.own import code_of, own_procedure
from appeals.tasks import purge_shifts_of_yesterday
from scoring.selectors import shipped

pytestmark = pytest.mark.django_db
TOWN, USUAL = shipped("tessamere"), procedure_for("tessamere")


MINE, OTHER = "a" * 64, "b" * 64


def begun(*, quota: bool = False, holder: str = MINE, procedure: Procedure = USUAL) -> Shift:
    return begin_shift(holder=holder, rulebook=TOWN, seed=4417, quota=quota, procedure=procedure)


def taken(shift: Shift) -> list[tuple[int, int, str]]:
    return list(shift.rulings.values_list("seq", "position", "step"))


def aged(shift: Shift, hours: int) -> None:
    Shift.objects.filter(pk=shift.pk).update(begun_at=timezone.now() - timedelta(hours=hours))


def test_a_shift_keeps_the_version_it_began_under() -> None:
    assert rulebook_of(begun()).digest == TOWN.digest


def test_a_shift_keeps_its_procedure_as_it_stood() -> None:
    own = own_procedure("tessamere", code_of(replace(USUAL.knobs, look="fresh", fee=3)))
    shift = Shift.objects.get(pk=begun(procedure=own).pk)
    assert procedure_of(shift) == own
    assert desk_of(shift).knobs == own.knobs
    assert begin_second(first=shift).knobs == own.knobs.to_dict()


def test_a_shift_whose_documented_path_has_changed_since_goes_on_as_it_began() -> None:
    shift = begun(procedure=replace(USUAL, knobs=Knobs(hearing=True)))
    assert procedure_of(shift).knobs == Knobs(hearing=True)


def test_steps_are_written_in_their_order_with_the_file_they_are_on() -> None:
    shift = begun()
    for seq, what in enumerate((LOOK, DISMISS, GRANT)):
        take_step(shift=shift, seq=seq, what=what)
    assert taken(shift) == [(0, 0, LOOK), (1, 0, DISMISS), (2, 1, GRANT)]
    assert desk_of(shift).verdicts == {0: DISMISS, 1: GRANT}


def test_the_same_form_sent_twice_counts_once() -> None:
    shift = begun()
    take_step(shift=shift, seq=0, what=GRANT)
    take_step(shift=shift, seq=0, what=GRANT)
    assert taken(shift) == [(0, 0, GRANT)]


def test_a_form_of_an_earlier_moment_changes_nothing() -> None:
    shift = begun()
    take_step(shift=shift, seq=0, what=GRANT)
    with pytest.raises(Stale):
        take_step(shift=shift, seq=0, what=DISMISS)
    assert taken(shift) == [(0, 0, GRANT)]


@pytest.mark.parametrize("seq", [1, 99, 9999])
def test_a_form_of_a_moment_that_has_not_come_changes_nothing(seq: int) -> None:
    shift = begun()
    with pytest.raises(Stale):
        take_step(shift=shift, seq=seq, what=GRANT)
    assert taken(shift) == []


def test_a_step_that_cannot_be_taken_is_not_written() -> None:
    shift = begun()
    take_step(shift=shift, seq=0, what=LOOK)
    with pytest.raises(NotNow):
        take_step(shift=shift, seq=1, what=LOOK)
    assert taken(shift) == [(0, 0, LOOK)]


def test_the_database_itself_refuses_a_second_decision_on_a_file() -> None:
    shift = begun()
    take_step(shift=shift, seq=0, what=GRANT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ruling.objects.create(shift=shift, seq=1, position=0, step=DISMISS)


def test_the_second_shift_has_the_other_quota_and_the_next_files() -> None:
    first = begun(quota=True)
    second = begin_second(first=first)
    assert (second.quota, second.seed, second.digest) == (False, first.seed, first.digest)
    assert begin_second(first=first) == second
    assert {each.citizen for each in desk_of(first).files} != {each.citizen for each in desk_of(second).files}


def test_the_town_is_worked_out_before_other_writes_have_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    shift, depths = begun(), []
    monkeypatch.setattr(
        "appeals.officer.services.desk_of",
        lambda shift: (depths.append(len(connection.savepoint_ids)), desk_of(shift))[1],
    )
    before = len(connection.savepoint_ids)
    take_step(shift=shift, seq=0, what=GRANT)
    assert depths[0] == before < depths[-1]


def test_shifts_are_deleted_after_a_day_with_their_steps() -> None:
    old, new = begun(), begun()
    take_step(shift=old, seq=0, what=GRANT)
    take_step(shift=new, seq=0, what=GRANT)
    aged(old, 25)
    aged(new, 23)
    assert purge_shifts_of_yesterday() == 1
    assert list(Shift.objects.all()) == [new]
    assert Ruling.objects.count() == 1


def test_an_installation_without_a_clock_deletes_them_when_it_starts() -> None:
    aged(begun(), 25)
    call_command("purge", verbosity=0)
    assert not Shift.objects.exists()


def test_a_second_shift_goes_with_the_first() -> None:
    first = begun()
    begin_second(first=first)
    aged(first, 25)
    purge_shifts()
    assert not Shift.objects.exists()


def test_a_shift_that_was_erased_in_another_tab_takes_no_step_and_has_no_second() -> None:
    shift = begun()
    erase_shifts(holder=MINE)
    with pytest.raises(Stale):
        take_step(shift=shift, seq=0, what=GRANT)
    with pytest.raises(Stale):
        begin_second(first=shift)
    assert not Shift.objects.exists()


def test_only_the_shifts_of_one_browser_are_erased() -> None:
    begin_second(first=begun())
    kept = begun(holder=OTHER)
    assert erase_shifts(holder=MINE) == 2
    assert list(Shift.objects.all()) == [kept]


def test_a_browser_without_a_secret_holds_nothing_and_erases_nothing() -> None:
    begun(holder="")
    assert erase_shifts(holder="") == 0
    assert Shift.objects.count() == 1

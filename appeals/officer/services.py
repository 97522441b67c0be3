"""Writes of a shift. A step is taken once; a form of an earlier moment changes nothing."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from appeals.officer.desk import step
from appeals.officer.models import Ruling, Shift
from appeals.officer.selectors import desk_of, shifts_of
from appeals.procedure.model import Procedure
from scoring.engine import Rulebook
from scoring.services import keep_version

KEPT = timedelta(hours=24)


class Stale(Exception):
    """The form was of an earlier moment of this shift."""


def begin_shift(*, holder: str, rulebook: Rulebook, seed: int, quota: bool, procedure: Procedure) -> Shift:
    """A new shift over this town's appeals. The procedure is kept as it stands."""
    with transaction.atomic():
        keep_version(rulebook=rulebook, author="Good Standing")
        return Shift.objects.create(
            holder=holder,
            seed=seed,
            digest=rulebook.digest,
            quota=quota,
            procedure=procedure.id,
            knobs=procedure.knobs.to_dict(),
        )


def begin_second(*, first: Shift) -> Shift:
    """The next stack with the other setting of the quota. Asked for twice, it is the same shift. Raises Stale."""
    try:
        with transaction.atomic():
            return _second(Shift.objects.select_for_update().get(pk=first.pk))
    except Shift.DoesNotExist as erased:  # in another tab, at this moment
        raise Stale from erased


def _second(first: Shift) -> Shift:
    same = {name: getattr(first, name) for name in ("holder", "seed", "digest", "procedure", "knobs")}
    shift, _ = Shift.objects.get_or_create(first=first, defaults={**same, "quota": not first.quota})
    return shift


def take_step(*, shift: Shift, seq: int, what: str) -> None:
    """Take one step on the open file. The same form sent twice counts once. Raises Stale, NotNow."""
    desk_of(shift)  # the town's year is worked out, where it is not kept, before anybody else's write has to wait
    try:
        with transaction.atomic():
            locked = Shift.objects.select_for_update().get(pk=shift.pk)
            taken = list(locked.rulings.all())
            if 0 <= seq < len(taken) and taken[seq].step == what:
                return
            if seq != len(taken):
                raise Stale
            position, _ = step(desk_of(locked), what)
            Ruling.objects.create(shift=locked, seq=seq, position=position, step=what)
    except (IntegrityError, Shift.DoesNotExist) as error:  # another tab has decided this file, or erased the shift
        raise Stale from error


def erase_shifts(*, holder: str) -> int:
    """Delete every shift that this browser holds. Returns how many."""
    return _delete(shifts_of(holder))


def purge_shifts() -> int:
    """Delete shifts that were begun more than a day ago. Returns how many."""
    return _delete(Shift.objects.filter(begun_at__lt=timezone.now() - KEPT))


def _delete(shifts: QuerySet[Shift]) -> int:
    """Nobody adds a step or a second shift while the first one goes: it is locked before its own are looked up."""
    with transaction.atomic():
        count = len(shifts.select_for_update())
        shifts.all().delete()
    return count

"""Writes of a shift. A step is taken once; a form of an earlier moment changes nothing."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from appeals.officer.desk import step
from appeals.officer.models import Ruling, Shift
from appeals.officer.selectors import desk_of
from scoring.engine import Rulebook
from scoring.services import keep_version

KEPT = timedelta(hours=24)


class Stale(Exception):
    """The form was of an earlier moment of this shift."""


def begin_shift(*, rulebook: Rulebook, seed: int, quota: bool) -> Shift:
    """A new shift over this town's appeals."""
    with transaction.atomic():
        keep_version(rulebook=rulebook, author="Good Standing")
        return Shift.objects.create(seed=seed, digest=rulebook.digest, quota=quota)


def begin_second(*, first: Shift) -> Shift:
    """The next stack with the other setting of the quota. Asked for twice, it is the same shift."""
    shift, _ = Shift.objects.get_or_create(
        first=first, defaults={"seed": first.seed, "digest": first.digest, "quota": not first.quota}
    )
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
    except IntegrityError as error:  # two officers on one file: one of them has decided
        raise Stale from error


def purge_shifts() -> int:
    """Delete shifts that were begun more than a day ago. Returns how many."""
    old = Shift.objects.filter(begun_at__lt=timezone.now() - KEPT)
    count = old.count()
    old.delete()
    return count

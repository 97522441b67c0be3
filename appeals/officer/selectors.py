"""Reads of a shift."""

from django.db.models import QuerySet

from appeals.officer.content import day
from appeals.officer.desk import Desk, day_under
from appeals.officer.models import Shift
from appeals.officer.stack import stack
from appeals.procedure.load import procedure_for
from appeals.procedure.model import OWN, Procedure, knobs_from
from appeals.procedure.own import procedure_as_filed
from scoring.engine import Rulebook
from scoring.selectors import version


def shifts_of(holder: str) -> QuerySet[Shift]:
    """This browser's shifts, oldest first."""
    return Shift.objects.filter(holder=holder).order_by("begun_at") if holder else Shift.objects.none()


def rulebook_of(shift: Shift) -> Rulebook:
    """The version this shift began under."""
    return version(shift.digest)


def procedure_of(shift: Shift) -> Procedure:
    """The procedure this shift began under, its knobs as they stood."""
    above = procedure_for(shift.procedure.removeprefix(OWN)).above
    return procedure_as_filed(shift.procedure, knobs_from(shift.knobs), above)


def desk_of(shift: Shift) -> Desk:
    """The desk as it stands now. Raises NoStack."""
    procedure = procedure_of(shift)
    today = day_under(day(), procedure.knobs)
    files = stack(rulebook_of(shift), shift.seed, 1 if shift.first_id else 0, today.files, procedure)
    steps = tuple(shift.rulings.values_list("position", "step"))
    return Desk(today, files, steps, shift.seed + bool(shift.first_id), shift.quota, procedure.knobs)

"""Reads of cases: what is contested, where it stands, and what its outcome makes of the file."""

from uuid import UUID

from django.db.models import QuerySet

from appeals.claims.conduct import Matter
from appeals.claims.docket import Docket, Happened, docket
from appeals.claims.models import Case
from appeals.claims.outcome import aftermath_of
from appeals.claims.targets import Target
from appeals.procedure.above import above_from
from appeals.procedure.load import UnknownProcedure
from appeals.procedure.model import knobs_from
from appeals.procedure.own import procedure_as_filed
from registry.corrections import Aftermath
from registry.lives import EditionError, File, open_file
from scoring.engine import RulebookError
from scoring.selectors import UnknownRulebook, version
from town.events import Decision


def cases_of(holder: str, subject: UUID | None) -> QuerySet[Case]:
    """This browser's cases in one life, or outside of any; oldest first."""
    return Case.objects.filter(holder=holder, subject=subject).prefetch_related("events")


def held_by(holder: str) -> QuerySet[Case]:
    """All that this browser holds, in lives and outside; oldest first."""
    found = Case.objects.filter(holder=holder) if holder else Case.objects.none()
    return found.prefetch_related("events")


def docket_of(case: Case) -> Docket:
    return docket(Happened(row.seq, row.day, row.kind, row.by, row.data) for row in case.events.all())


def file_of(case: Case) -> File:
    """Raises EditionError where scenes, rulebook or words have changed under the case."""
    try:
        return open_file(case.persona, case.seed, version(case.digest), [Decision(*each) for each in case.picks])
    except (UnknownRulebook, RulebookError) as error:
        raise EditionError(str(error)) from error


def matter_of(case: Case) -> Matter:
    """Raises EditionError."""
    knobs = knobs_from(case.knobs)
    try:
        procedure = procedure_as_filed(case.procedure, knobs, above_from(case.above))
    except UnknownProcedure as error:
        raise EditionError(str(error)) from error
    return Matter(file_of(case), Target(**case.target), case.ground, procedure, knobs)


def aftermath(case: Case, days_more: int = 0) -> Aftermath:
    """What the case has made of the file so far, and for so many days after its latest event."""
    return aftermath_of(matter_of(case), docket_of(case), days_more)

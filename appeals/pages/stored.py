"""The cases that a browser holds, as the page of what is stored lists them: in sentences, from the rows alone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from appeals.claims.models import Case
from appeals.claims.selectors import docket_of
from appeals.pages import words
from appeals.pages.case import said
from appeals.procedure.load import UnknownProcedure, procedure_for
from appeals.procedure.model import OWN
from town.content import load_content


@dataclass(frozen=True)
class StoredCase:
    """`events`: day and sentence of everything that is kept of it."""

    id: UUID
    name: str
    seed: int
    what: str
    ground: str
    procedure: str
    events: tuple[tuple[int, str], ...]


def stored_cases(cases: Any) -> list[StoredCase]:
    """One for each row. What is contested is told by its kind: the file itself is not run for this."""
    return [_stored(case) for case in cases]


def _stored(case: Case) -> StoredCase:
    person = load_content().personas.get(case.persona)
    return StoredCase(
        id=case.pk,
        name=person.name if person else case.persona,
        seed=case.seed,
        what=str(words.KINDS[case.target["kind"]]),
        ground=str(words.GROUNDS[case.ground]),
        procedure=_procedure(case.procedure),
        events=tuple((each.day, said(each)) for each in docket_of(case).events),
    )


def _procedure(name: str) -> str:
    if name.startswith(OWN):
        return _("one of your own")
    try:
        return procedure_for(name).label
    except UnknownProcedure:  # of an earlier edition
        return name

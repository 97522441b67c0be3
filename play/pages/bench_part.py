"""A part of the rulebook as a form (its bands, one list, one line of a door): what all three have in common."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from play.drafts import Document, Step, reformed
from play.edits import with_step
from play.naming import step_between
from play.pages.bench_condition import Written
from play.pages.bench_desk import Desk
from play.pages.bench_said import said
from scoring.engine import Rulebook, RulebookError
from scoring.engine.faults import pointer_parts

SHOWN_CHANGES: Final = 12
PEN: Final = {"marker": "fictionalised", "note": "Written with the pen."}  # grounds of a line that the learner adds


@dataclass(frozen=True)
class Reading:
    """What a sheet comes to: the step that writes it, how it reads, what else changes with it, or faults by field."""

    step: Step = field(default_factory=list)
    sentences: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


class Part(Protocol):
    """One part of the rulebook on the bench: read from a form, changed by buttons, written back as a document."""

    @property
    def template(self) -> str:
        """The form."""

    def read(self, form: QueryDict, rulebook: Rulebook) -> Self:
        """The form as it was sent. Raises Tampered."""

    def pressed(self, verb: str, name: str, rulebook: Rulebook, /) -> Self:
        """The sheet after a button that changes its rows. Raises Tampered."""

    def document(self, now: Document, written: Written) -> Document:
        """The whole rulebook with this part as the sheet has it. Faults are left in `written`."""

    def sentences(self, tried: Rulebook) -> tuple[str, ...]:
        """How the part reads in the rulebook that it makes."""

    def owns(self, part: str, name: str, /) -> bool:
        """Is this line of a rulebook the one on the sheet?"""

    def page(self, rulebook: Rulebook, errors: Mapping[str, str]) -> dict[str, Any]:
        """What the template asks for."""


def reading_of(desk: Desk, sheet: Part) -> Reading:
    """Whether the part can stand in the book as it now is."""
    written = Written()
    document = sheet.document(desk.reform.document, written)
    if written.errors:
        return Reading(errors=written.errors)
    step = step_between(desk.reform.document, document)
    try:
        tried = reformed(desk.home, with_step(desk.steps, step))
    except RulebookError as error:
        for fault in error.faults:
            written.errors.setdefault(field_of(fault.key, written), f"{fault.message} {fault.remedy}")
        return Reading(errors=written.errors)
    besides = [each.words for each in said(desk.reform, tried) if not sheet.owns(each.part, each.name)]
    return Reading(step, sheet.sentences(tried), tuple(besides[:SHOWN_CHANGES]))


def gone_with(desk: Desk, step: Step, name: str) -> tuple[str, ...]:
    """What else would go if this list were removed."""
    tried = reformed(desk.home, with_step(desk.steps, step))
    return tuple(each.words for each in said(desk.reform, tried) if (each.part, each.name) != ("lists", name))


def say_lost(named: Iterable[str], known: Collection[str], field: str, written: Written) -> None:
    """Says at its field what was chosen and is no longer in the rulebook: another tab has taken it out."""
    lost = [name for name in named if name not in known]
    if lost:
        words = _("Not in your rulebook any more: %(names)s. Choose another, or leave it out.")
        written.errors[field] = words % {"names": ", ".join(lost)}


def field_of(key: str, written: Written) -> str:
    """The field in which the place of a fault was written: of the longest path that leads there."""
    parts = pointer_parts(key)
    for length in range(len(parts), 0, -1):
        name = written.fields.get("/" + "/".join(parts[:length]))
        if name:
            return name
    return ""

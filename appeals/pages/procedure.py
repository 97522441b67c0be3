"""A procedure as a page: who may contest what, before whom, at what cost; what is documented and what is ours."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from appeals.knobs.form import QUESTIONS, WORDS
from appeals.pages.own import question, said
from appeals.pages.words import EVENTS, GROUNDS, STATES
from appeals.procedure.above import ABOVE
from appeals.procedure.model import KNOBS, Procedure
from appeals.procedure.papers import papers
from appeals.procedure.states import START, TRANSITIONS, Transition, allowed
from appeals.procedure.states import STATES as STATES_IN_ORDER
from scoring.pages.evidence import grounds as evidence

BY = {
    "citizen": later("you"),
    "office": later("the office"),
    "tribunal": later("the tribunal"),
    "court": later("the court"),
    "clock": later("the calendar"),
}
WHO = {
    "oneself": later("the citizen"),
    "relative": later("a relative"),
    "representative": later("somebody they choose"),
}


@dataclass(frozen=True)
class KnobLine:
    question: str
    value: str
    marker: str


@dataclass(frozen=True)
class StepLine:
    happens: str
    by: str
    then: str
    letter: bool


@dataclass(frozen=True)
class StateLine:
    """One place an appeal can be in, and what can happen there."""

    state: str
    steps: tuple[StepLine, ...]


def procedure_page(procedure: Procedure) -> dict[str, Any]:
    known = papers()
    return {
        "procedure": procedure,
        "evidence": evidence(procedure.evidence),
        "grounds": [str(GROUNDS[each]) for each in procedure.grounds],
        "who": [str(WHO[each]) for each in procedure.who_may_file],
        "knobs": [knob_line(procedure, name) for name in KNOBS] if procedure.open else [],
        "upwards": _upwards(procedure),
        "papers": [known[each] for each in procedure.papers],
        "required": [known[each].label for each in procedure.required],
        "states": states(procedure) if procedure.open else [],
    }


def _upwards(procedure: Procedure) -> list[KnobLine]:
    """What stands above the office here, each line ours: who hears a complaint, and what each instance costs."""
    if not procedure.open:
        return []
    names = [name for name in ABOVE if _stands(procedure, name)]
    return [KnobLine(question(name), said(procedure, name), "fictionalised") for name in names]


def _stands(procedure: Procedure, name: str) -> bool:
    if name.startswith("second"):
        return procedure.knobs.second_instance
    return procedure.knobs.court if name.startswith("court") else True


def knob_line(procedure: Procedure, name: str) -> KnobLine:
    return KnobLine(str(QUESTIONS[name]), knob_value(procedure, name), procedure.marker_of(name))


def knob_value(procedure: Procedure, name: str) -> str:
    held, unit = getattr(procedure.knobs, name), KNOBS[name].unit
    if held is None:
        return _("as the rulebook says")
    if isinstance(held, bool):
        return _("yes") if held else _("no")
    if isinstance(held, str):
        return str(WORDS[held])
    if unit == "days":
        return ngettext("%(n)s day", "%(n)s days", held) % {"n": held}
    return ngettext("%(n)s quill", "%(n)s quills", held) % {"n": held}


def states(procedure: Procedure) -> list[StateLine]:
    """Every state that an appeal can come to here, in the order of the table."""
    reached, found = {START}, []
    for state in STATES_IN_ORDER:
        rows = [row for row in TRANSITIONS if row.source == state and allowed(state, row.event, procedure.knobs)]
        if state in reached and rows:
            reached |= {row.to for row in rows}
            found.append(StateLine(str(STATES[state]), tuple(_step(row) for row in rows)))
    return found


def _step(row: Transition) -> StepLine:
    return StepLine(str(EVENTS[row.event]), str(BY[row.by]), str(STATES[row.to]), row.letter is not None)

"""The procedure under which a case is filed: the office's own, or one whose knobs the learner sets beside the claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext
from django_stubs_ext import StrPromise

from appeals.knobs.form import QUESTIONS, WORDS, Field, options_of
from appeals.procedure.above import ABOVE, Above
from appeals.procedure.load import procedure_for
from appeals.procedure.model import KNOBS, Knobs, Procedure, knobs_from
from appeals.procedure.own import SPECS, code_of, own_from, own_procedure
from appeals.procedure.spec import faults_of, text_of, value_of
from scoring.engine import DocumentError

QUESTIONS_ABOVE: Mapping[str, StrPromise] = {
    "supervisor_days": later("Days that a complaint leaves the office to answer"),
    "second_fee": later("Fee of the second instance in quills"),
    "second_days": later("Days for going on to it"),
    "second_papers": later("The second instance reads new papers"),
    "court_fee": later("Fee of the court in quills"),
    "court_days": later("Days for going to court"),
    "court_papers": later("The court reads new papers"),
}
LONGEST_VALUE = 20
# They are about the list, before anybody has appealed: a year of the town turns them, a single case only carries them.
OF_THE_LIST = ("notice_days", "grace_days", "expiry_days")
AT_OFFICE = tuple(name for name in KNOBS if name not in (*OF_THE_LIST, "second_instance", "court"))
UPWARDS = ("supervisor_days", "second_instance", "second_fee", "second_days", "second_papers",
           "court", "court_fee", "court_days", "court_papers")  # fmt: skip


@dataclass(frozen=True)
class Under:
    """What a form or an address asks for. `typed` holds the knobs as they were written, `errors` what is wrong."""

    office: Procedure
    own: Procedure | None
    typed: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def procedure(self) -> Procedure:
        return self.own or self.office

    @property
    def turned(self) -> int:
        """How many knobs stand otherwise than at the office."""
        if self.own is None:
            return 0
        was = self.office.knobs.to_dict() | self.office.above.to_dict()
        now = self.own.knobs.to_dict() | self.own.above.to_dict()
        return sum(now[name] != was[name] for name in now)

    @property
    def code(self) -> str:
        return code_of(self.own.knobs, self.own.above, self.office.above) if self.own else ""


def under_of(asked: Mapping[str, str], system: str) -> Under:
    """From a form (knobs by name) or an address (`own=<code>`). With nothing turned it is the office's own."""
    office = procedure_for(system)
    if any(name in asked for name in SPECS):
        return _of_form(asked, office)
    if code := asked.get("own", ""):
        try:
            return _laid(office, own_procedure(system, code))
        except DocumentError as error:
            return Under(office, None, {}, {"": " ".join(f"{each.message} {each.remedy}" for each in error.faults)})
    return Under(office, None, {}, {})


def _of_form(asked: Mapping[str, str], office: Procedure) -> Under:
    typed = {name: asked[name][:LONGEST_VALUE] for name in SPECS if name in asked}
    values = {name: value_of(SPECS[name], text) for name, text in typed.items()}
    faults = faults_of(SPECS, values, "own")
    if faults:
        return Under(office, None, typed, {each.key.strip("/"): f"{each.message} {each.remedy}" for each in faults})
    above = office.above.to_dict() | {name: values[name] for name in values if name in ABOVE}
    stands = (office.knobs if office.open else Knobs()).to_dict()
    knobs = knobs_from(stands | {name: values[name] for name in values if name in KNOBS})
    return _laid(office, own_from(str(office.system), knobs, Above(**above)))  # type: ignore[arg-type]  # read above


def _laid(office: Procedure, own: Procedure) -> Under:
    if office.open and (own.knobs, own.above) == (office.knobs, office.above):
        return Under(office, None, {}, {})
    held = own.knobs.to_dict() | own.above.to_dict()
    return Under(office, own, {name: text_of(value) for name, value in held.items()}, {})


def under_page(under: Under) -> dict[str, Any]:
    """The choice of a procedure beside a claim: two groups of knobs, and those that only travel along."""
    basis = under.office if under.office.open else None
    was = (basis.knobs if basis else Knobs()).to_dict() | under.office.above.to_dict()
    held = {name: under.typed.get(name, text_of(was[name])) for name in SPECS}
    return {
        "under": under,
        "knob_groups": [
            (_("At the office"), [_field(name, held[name], text_of(was[name]), under.errors) for name in AT_OFFICE]),
            (_("Above the office"), [_field(name, held[name], text_of(was[name]), under.errors) for name in UPWARDS]),
        ],
        "carried": [(name, held[name]) for name in OF_THE_LIST],
    }


def question(name: str) -> str:
    return str(QUESTIONS_ABOVE[name] if name in ABOVE else QUESTIONS[name])


def _field(name: str, value: str, was: str, errors: Mapping[str, str]) -> Field:
    spec = SPECS[name]
    return Field(
        name=name,
        question=question(name),
        value=value,
        was=was,
        options=options_of(spec),
        low=spec.low or 0,
        high=spec.high or 0,
        error=errors.get(name, ""),
    )


@dataclass(frozen=True)
class OwnLine:
    """One knob of a procedure of the learner's own, beside what the office has. `was`: "" where it has no path."""

    question: str
    value: str
    was: str

    @property
    def turned(self) -> bool:
        return self.value != self.was


def own_lines(own: Procedure) -> list[OwnLine]:
    """Every knob that a single case meets, as it stood when the case was filed."""
    office = procedure_for(str(own.system))
    return [
        OwnLine(question(name), said(own, name), said(office, name) if office.open else "")
        for name in (*AT_OFFICE, *UPWARDS)
    ]


def code_of_case(own: Procedure) -> str:
    return code_of(own.knobs, own.above, procedure_for(str(own.system)).above)


def said(procedure: Procedure, name: str) -> str:
    """One value of a procedure in words."""
    held = getattr(procedure.above if name in ABOVE else procedure.knobs, name)
    if held is None:
        return _("nobody hears one") if name == "supervisor_days" else _("no end")
    if isinstance(held, bool):
        return _("yes") if held else _("no")
    if isinstance(held, str):
        return str(WORDS[held])
    if SPECS[name].unit == "days":
        return ngettext("%(n)s day", "%(n)s days", held) % {"n": held}
    return ngettext("%(n)s quill", "%(n)s quills", held) % {"n": held}

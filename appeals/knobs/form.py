"""The twelve knobs as a form: what can be written for each, what it means, and what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from appeals.procedure.model import KNOBS, Knobs, faults_of_knobs
from appeals.procedure.spec import KnobSpec, text_of, value_of

QUESTIONS: Mapping[str, StrPromise] = {
    "notice_days": _("Days of notice before listing"),
    "reasons": _("Reasons given"),
    "reviewer": _("Who reviews"),
    "look": _("How they look"),
    "hearing": _("One can speak"),
    "fee": _("Fee in quills"),
    "office_days": _("Days the office has to answer"),
    "stay": _("The entry sleeps while the appeal is pending"),
    "burden": _("Who must prove it"),
    "grace_days": _("Days of grace before a door shuts"),
    "expiry_days": _("Days until a listing lapses"),
    "propagate": _("Corrections reach other offices"),
    "second_instance": _("A second instance"),
    "court": _("A court after that"),
    "late_rule": _("Silence after the deadline means"),
}
WORDS: Mapping[str, StrPromise] = {
    "none": pgettext_lazy("reasons", "none"),
    "code": pgettext_lazy("reasons", "a code"),
    "trace": pgettext_lazy("reasons", "the full trace"),
    "same_clerk": _("the clerk who made the entry"),
    "other_clerk": _("another clerk"),
    "tribunal": _("a tribunal"),
    "paper": _("at the paper"),
    "fresh": _("at what happened"),
    "citizen": _("the citizen"),
    "office": _("the office"),
    "all": _("all of them"),
    "home_only": _("none of them"),
    "dismiss": _("dismissed"),
    "grant": _("granted"),
}


@dataclass(frozen=True)
class Field:
    """One knob on the page. `options` is empty for a number."""

    name: str
    question: str
    value: str
    was: str
    options: tuple[tuple[str, str], ...]
    low: int
    high: int
    error: str

    @property
    def changed(self) -> bool:
        return self.value != self.was

    @property
    def words(self) -> str:
        """What is chosen, as a person reads it."""
        return self._said(self.value)

    @property
    def words_before(self) -> str:
        return self._said(self.was)

    def _said(self, value: str) -> str:
        return dict(self.options).get(value, value) or "–"


def fields(in_force: Knobs, asked: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    """The knobs as they were typed, or else as they stand."""
    held = in_force.to_dict()
    return [
        Field(
            name=name,
            question=str(QUESTIONS[name]),
            value=asked.get(name, text_of(held[name])),
            was=text_of(held[name]),
            options=options_of(spec),
            low=spec.low or 0,
            high=spec.high or 0,
            error=errors.get(name, ""),
        )
        for name, spec in KNOBS.items()
    ]


def read(form: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The knobs that a form holds, and what is wrong, by name. What it does not hold stands as in the town."""
    found = {name: value_of(spec, form[name]) for name, spec in KNOBS.items() if name in form}
    faults = faults_of_knobs(found)
    return found, {fault.key.strip("/"): f"{fault.message} {fault.remedy}" for fault in faults}


def options_of(spec: KnobSpec) -> tuple[tuple[str, str], ...]:
    if spec.choices:
        return tuple((each, str(WORDS[each])) for each in spec.choices)
    if spec.low is None:
        return (("no", str(_("no"))), ("yes", str(_("yes"))))
    return ()

"""A procedure in the words of the desk: what it lays into a file, and what it makes of what the file leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django_stubs_ext import StrPromise

from appeals.procedure.model import Knobs

REASONS: Mapping[str, StrPromise] = {
    "none": later("No reason was recorded: only that they are listed, and since when."),
    "code": later("A code for each entry. Which rule it stands for is not written beside it."),
    "trace": later("The full trace: entry, rule and points."),
}
REVIEWER: Mapping[str, StrPromise] = {
    "same_clerk": later("Your own desk made the entries. Its note lies on top."),
    "other_clerk": later("Another desk made the entries. Its note was taken out."),
    "tribunal": later("You sit as a panel. A colleague has gone through the records before you."),
}
LOOK: Mapping[str, StrPromise] = {
    "paper": later("What is on paper. A source’s record has to be sent for."),
    "fresh": later("The sources’ records lie in the file."),
}
HEARING: Mapping[bool, StrPromise] = {
    False: later("In writing, on Form 7."),
    True: later("In writing, and then before you."),
}
BURDEN: Mapping[str, StrPromise] = {
    "citizen": later("What stays unproved counts for the entry."),
    "office": later("What stays unproved counts for the citizen."),
}
SILENCE: Mapping[str, StrPromise] = {
    "dismiss": later("Dismissed by silence."),
    "grant": later("Granted by silence."),
}


@dataclass(frozen=True)
class Term:
    name: str
    says: str


def terms(knobs: Knobs) -> list[Term]:
    """Line by line, in the order in which an officer meets them."""
    return [
        Term(_("The reason"), str(REASONS[knobs.reasons])),
        Term(_("The claim"), str(HEARING[knobs.hearing])),
        Term(_("The record"), str(LOOK[knobs.look])),
        Term(_("The desk"), str(REVIEWER[knobs.reviewer])),
        Term(_("In doubt"), str(BURDEN[knobs.burden])),
        Term(_("Not opened in time"), str(SILENCE[knobs.late_rule])),
    ]

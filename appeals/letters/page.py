"""A letter as stationery: letterhead, references, text, stamp and slip; and beside it what it leaves out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appeals.claims.conduct import Matter
from appeals.claims.docket import Docket
from appeals.letters.bodies import body
from appeals.letters.post import Post, post
from appeals.letters.trace import left_out, otherwise
from appeals.pages import words
from appeals.procedure.model import Knobs
from appeals.procedure.states import allowed

STAMPS = {
    "receipt": "received",
    "second_receipt": "received",
    "court_receipt": "received",
    "defect": "returned",
    "out_of_time": "too_late",
    "withdrawn": "closed",
    "dismissed_for_defect": "lapsed",
    "upheld": "upheld",
    "partial": "in_part",
    "dismissal": "dismissed",
    "upheld_by_silence": "upheld",
    "dismissed_by_silence": "dismissed",
    "second_upheld": "upheld",
    "second_dismissal": "dismissed",
    "judgment_for": "upheld",
    "judgment_against": "dismissed",
    "fee_wanted": "due",
    "stay_granted": "asleep",
    "stay_refused": "refused",
    "copy_not_corrected": "noted",
    "taken_up": "received",
    "complaint_noted": "noted",
    "complaint_taken": "received",
    "stay_ordered": "asleep",
    "other_desk": "received",
}
GOOD = {"upheld", "in_part", "asleep", "received"}
DECISIONS = ("upheld", "partial", "dismissal", "upheld_by_silence", "dismissed_by_silence", "second_upheld",
             "second_dismissal", "judgment_for", "judgment_against")  # fmt: skip
TRIBUNAL = ("second_receipt", "second_upheld", "second_dismissal")
COURT = ("court_receipt", "judgment_for", "judgment_against")
SUPERVISOR = ("complaint_taken", "stay_ordered")
BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Stamp:
    word: str
    line: str
    good: bool


def letter_page(matter: Matter, case: Docket, seq: int) -> dict[str, Any]:
    """Raises LookupError where no letter came with that event."""
    found = post(matter, case, seq)
    kind = found.event.letter or ""
    head, address = letterhead(found)
    return {
        "kind": kind,
        "title": words.LETTERS[kind],
        "head": head,
        "address": address,
        "references": references(found),
        "to": found.name,
        "body": [_marked(each) for each in body(found)],
        "stamp": stamp(kind, matter.knobs, found),
        "signed": _signed(found),
        "slip": list(slip(found)),
        "trace": list(left_out(found)) if kind in DECISIONS else [],
        "otherwise": otherwise(found) if kind in DECISIONS and not found.case.won else "",
        "day": found.event.day,
        "remitted": kind in DECISIONS and found.case.won and matter.ground == "rule_wrong",
    }


def letterhead(found: Post) -> tuple[str, str]:
    kind = found.event.letter
    if kind in TRIBUNAL:
        return _("Appeals Tribunal"), _("Town of Tessamere · Lock Street 9 · sits when three can come")
    if kind in COURT:
        return _("The Sound Court"), _("Town of Tessamere · Sound Steps 1 · Registry, second floor")
    if kind == "complaint_noted":
        return _("The Council"), _("Town of Tessamere · Quay House · petitions are read on Thursdays")
    if kind in SUPERVISOR:
        return found.matter.procedure.supervisor, _("As it would write to somebody in Tessamere")
    if kind == "copy_not_corrected":
        return _("The offices that hold a copy"), _("Town of Tessamere · one form for all of them")
    if found.matter.file.rulebook.id == "tessamere":
        return found.matter.file.rulebook.operator, _(
            "Town of Tessamere · Lock Street 4 · Counter open Tue and Thu, 10 to 12"
        )
    return found.matter.file.rulebook.operator, _("As it would write to somebody in Tessamere")


def references(found: Post) -> list[tuple[str, str]]:
    paid = ngettext("%(n)s quill", "%(n)s quills", found.case.paid) % {"n": found.case.paid}
    last = (_("Procedure"), _("of your own")) if found.matter.procedure.own else (_("Copy"), _("2 of 2, carbon"))
    return [
        (_("File"), found.file_number),
        (_("Appeal"), found.reference),
        (_("Fee paid"), paid),
        (_("Day"), str(found.event.day)),
        last,
    ]


def _marked(text: str) -> SafeString:
    """Two stars make a word bold; everything else is text."""
    parts = BOLD.split(text)
    return format_html_join(
        "", "{}", ((format_html("<b>{}</b>", part) if n % 2 else part,) for n, part in enumerate(parts))
    )


def stamp(kind: str, knobs: Knobs, found: Post) -> Stamp | None:
    name = STAMPS.get(kind)
    if name is None:
        return None
    look = _("paper check only") if knobs.look == "paper" else _("looked at again")
    if kind in TRIBUNAL:
        look = _("three at one table")
    line = (
        look
        if kind in DECISIONS and "silence" not in kind and kind not in COURT
        else _("day %(day)s") % {"day": found.event.day}
    )
    return Stamp(_stamp_words()[name], line, name in GOOD)


def _stamp_words() -> dict[str, str]:
    return {
        "received": _("Received"),
        "returned": _("Returned"),
        "too_late": _("Too late"),
        "closed": _("Closed"),
        "lapsed": _("Lapsed"),
        "upheld": _("Upheld"),
        "in_part": _("In part"),
        "dismissed": _("Dismissed"),
        "due": _("Fee due"),
        "asleep": _("Asleep"),
        "refused": _("Refused"),
        "noted": _("Noted"),
    }


def _signed(found: Post) -> str:
    kind = found.event.letter or ""
    if "silence" in kind:
        return _("No signature. The calendar.")
    if kind in TRIBUNAL:
        return _("Three signatures, one of them legible.")
    if kind in COURT:
        return _("For the court, the registrar.")
    if kind == "complaint_noted":
        return _("For the council, its secretary.")
    if kind in SUPERVISOR:
        return _("An examiner, who has many files.")
    return _("%(clerk)s, clerk") % {"clerk": found.clerk}


def slip(found: Post) -> Iterator[str]:
    """What can be done next, as the slip prints it."""
    state, knobs = found.event.state, found.matter.knobs
    if allowed(state, "go_on", knobs) and state in ("dismissed", "partly"):
        yield _("This was wrong (contest): to the tribunal (%(terms)s)") % {"terms": found.terms("go_on")}
    if allowed(state, "go_to_court", knobs) and state in ("dismissed", "second_dismissed"):
        yield _("This was wrong (contest): to the court (%(terms)s)") % {"terms": found.terms("go_to_court")}
    if found.event.letter in ("defect", "fee_wanted", "request"):
        yield _("Enclosed is what was missing")
    if found.event.letter in DECISIONS:
        yield _("What must I change? (recourse)")

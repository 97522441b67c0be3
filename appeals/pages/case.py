"""The claimant's desk: where the case stands, what can be done now, what stays shut, and what came of it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from appeals.claims.conduct import Matter, missing_of
from appeals.claims.docket import Docket, Happened
from appeals.claims.outcome import aftermath_of
from appeals.claims.outside import MOVED, reading, told_of
from appeals.claims.targets import papers_of
from appeals.pages import words
from appeals.pages.costs import upwards
from appeals.pages.outcome import outcome_page
from appeals.pages.own import code_of_case, own_lines
from appeals.procedure.papers import Paper
from appeals.procedure.papers import papers as known_papers
from appeals.procedure.parameters import parameters
from appeals.procedure.states import OPEN, WAITING, open_events
from registry.cascade import model
from registry.corrections import Aftermath
from town.content import load_content

SHUT = ("shut", "none", "high")


@dataclass(frozen=True)
class Line:
    """One thing that happened. `letter`: its title, "" where nothing was sent."""

    seq: int
    day: int
    text: str
    letter: str
    note: str


def case_page(matter: Matter, docket: Docket) -> dict[str, Any]:
    """The context of one case."""
    after = aftermath_of(matter, docket, days_more=1)
    can = open_events(docket.state, matter.knobs, "citizen")
    return {
        "file": matter.file,
        "docket": docket,
        "procedure": matter.procedure,
        "knobs": matter.knobs,
        "contested": words.contested(matter.file, matter.target),
        "ground": words.GROUNDS[matter.ground],
        "state": words.STATES[docket.state],
        "lines": [line(matter, each) for each in docket.events],
        "papers": _offered(matter, docket),
        "handed_in": [known_papers()[each].label for each in docket.papers],
        "owed": _owed(matter, docket),
        "can": can,
        "waits": docket.state in WAITING or reading(matter, docket) is not None,
        "over": docket.state not in OPEN,
        "standing": words.stands(matter, after.at_home(docket.today)),
        "shut": shut_on(after, docket.today),
        "up": upwards(matter, docket),
        "outside": [each for each in ("complain", "go_public") if _may(docket, each)],
        "press": _press(matter, docket),
        "under_lines": own_lines(matter.procedure) if matter.procedure.own else [],
        "own_code": code_of_case(matter.procedure) if matter.procedure.own else "",
        **outcome_page(matter, docket, after),
    }


def line(matter: Matter, event: Happened) -> Line:
    title = str(words.LETTERS[event.letter]) if event.letter else ""
    return Line(event.seq, event.day, said(event), title, _note(matter, event))


def said(event: Happened) -> str:
    """What happened, as a sentence."""
    if event.data.get("instance") == "second":
        return _("The tribunal upheld it.") if event.kind == "grant" else _("The tribunal dismissed it.")
    if event.data.get("instance") == "court":
        return _("The court upheld it.") if event.kind == "grant" else _("The court dismissed it.")
    return str(words.EVENTS[event.kind])


def _note(matter: Matter, event: Happened) -> str:
    """What it cost, and what came of speaking outside."""
    parts = [known_papers()[each].label for each in event.data.get("papers", ())]
    if event.data.get("quills"):
        parts.append(_("%(n)s quills") % {"n": event.data["quills"]})
    if event.kind == "complaint_noted":
        parts.append(_("It has no power over an entry."))
    if event.kind == "complaint_taken":
        parts.append(_("By day %(until)s, or the entry sleeps until it is decided.") % event.data)
    if event.kind == "go_public":
        parts.append(_("It is printed. No procedure says that anybody has to read it."))
    if event.kind in MOVED:
        parts.append(_("It has read the newspaper. From now on it looks at what happened, at another desk."))
    return "; ".join(parts)


def _press(matter: Matter, docket: Docket) -> dict[str, Any] | None:
    """What acquaintances made of the newspaper, with the numbers behind it; None where it was not told."""
    if docket.day_of("go_public") is None:
        return None
    told = told_of(matter)
    return {"told": told, "lies": parameters()["press_lies"], "lasts": model().lasts}


def _offered(matter: Matter, docket: Docket) -> list[Paper]:
    """Papers that can still be got. The identity card proves nothing; it is offered all the same."""
    return [paper for paper in papers_of(matter.file, matter.target, matter.procedure) if paper.id not in docket.papers]


def _owed(matter: Matter, docket: Docket) -> list[str]:
    if docket.state not in ("draft", "defect"):
        return []
    known = known_papers()
    return [known[each].label for each in missing_of(matter, docket) if each != "fee"]


def _may(docket: Docket, what: str) -> bool:
    if docket.filed_on is None or docket.day_of(what) is not None or docket.state == "withdrawn":
        return False
    return docket.at_office if what == "complain" else True


def shut_on(after: Aftermath, day: int) -> list[str]:
    """Doors that are worse than a resident expects, after a day."""
    doors, held = load_content().doors, after.doors(day)
    return [doors[name].label for name, state in held.items() if state in SHUT and state != doors[name].default]

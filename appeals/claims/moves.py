"""The claimant's own steps: what they cost, when they are there, and why one cannot be taken. Pure."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from appeals.claims.docket import Docket
from appeals.claims.matter import Matter, Step
from appeals.claims.targets import papers_of
from appeals.procedure.above import Instance
from appeals.procedure.states import Refused, allowed, transition


def going_up(matter: Matter, docket: Docket, event: str, papers: Sequence[str], *, pay: bool) -> Step:
    """To the tribunal (go_on) or to court (go_to_court), on the procedure's terms. Raises Refused."""
    transition(docket.state, event)
    if not allowed(docket.state, event, matter.knobs):
        raise Refused(_("This procedure ends here. Nothing stands above this office."))
    terms = matter.procedure.above.of(event)
    if terms.fee and not pay:
        raise Refused(_("Nothing is opened there before the fee of %(n)s quills is paid.") % {"n": terms.fee})
    if papers and not terms.papers:
        raise Refused(_("No new paper is read there: only what lay before the office. Go on without one."))
    brought = bundle(matter, docket, papers, terms.fee)
    _in_time(docket, terms, brought["arrives"])
    return Step(event, brought["arrives"], "citizen", brought)


def last_day_for(docket: Docket, terms: Instance) -> int | None:
    """The last day for going on from the latest decision; None: for good."""
    return None if terms.days is None else docket.since + terms.days


def _in_time(docket: Docket, terms: Instance, arrives: int) -> None:
    """Raises Refused where the last day for going on is over, or would be by the time the papers are there."""
    last = last_day_for(docket, terms)
    if last is None or arrives <= last:
        return
    if docket.today > last:
        raise Refused(_("The last day for that was day %(last)s. What was decided stands.") % {"last": last})
    said = _("It must be there by day %(last)s, and with these papers it would be there on day %(day)s. Take fewer.")
    raise Refused(said % {"last": last, "day": arrives})


def said_outside(docket: Docket, what: str) -> Step:
    """A complaint, or a word to the newspaper. Raises Refused."""
    if docket.filed_on is None:
        raise Refused(_("File the appeal first: there is nothing to speak of yet."))
    if docket.state == "withdrawn":
        raise Refused(_("You have withdrawn the appeal. There is nothing left to speak of."))
    if what == "complain" and not docket.at_office:
        raise Refused(_("The office has nothing to decide now. A complaint is about how long that takes."))
    if docket.day_of(what) is not None:
        raise Refused(_("You have done that. Doing it twice changes nothing."))
    return Step(what, docket.today, "citizen")


def bundle(matter: Matter, docket: Docket, papers: Sequence[str], fee: int) -> dict[str, Any]:
    """Papers with what they cost. They are asked for on one day, and the slowest sets the date. Raises Refused."""
    can = {paper.id: paper for paper in papers_of(matter.file, matter.target, matter.procedure)}
    if any(each not in can for each in papers):
        raise Refused(_("That paper can’t be had about this. Choose from those listed."))
    new = [can[each] for each in dict.fromkeys(papers) if each not in docket.papers]
    return {
        "papers": [each.id for each in new],
        "arrives": docket.today + max((each.days for each in new), default=0),
        "quills": sum(each.quills for each in new) + fee,
        "fee": fee,
    }

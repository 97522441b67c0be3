"""What a case has cost so far, instance by instance; and what going on would cost."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as later

from appeals.claims.docket import FIRST_DAY, Docket
from appeals.claims.matter import Matter
from appeals.claims.moves import last_day_for
from appeals.procedure.above import INSTANCES
from appeals.procedure.office import mean_days
from appeals.procedure.papers import papers as known_papers
from appeals.procedure.states import open_events

WHERE = {"first": later("At the office"), "second": later("At the tribunal"), "court": later("In court")}
BACK = {"look_again": "first"}  # a step that leads back to the office


@dataclass(frozen=True)
class CostLine:
    """One instance: quills for its fee and for papers, which papers, and days from the step before to its last word."""

    where: str
    fee: int
    papers_quills: int
    papers: tuple[str, ...]
    days: int


@dataclass(frozen=True)
class Upwards:
    """The next step upwards. `last`: the last day on which it must be there; None: for good."""

    event: str
    fee: int
    last: int | None
    papers: bool
    takes: int


def cost_lines(docket: Docket) -> list[CostLine]:
    """In the order in which the case came there. Days before filing, spent on papers, are the first instance's."""
    found: dict[str, CostLine] = {}
    here, since, known = "first", FIRST_DAY, known_papers()
    for event in docket.events:
        if not event.moves:
            continue
        here = INSTANCES.get(event.kind, BACK.get(event.kind, here))
        was = found.get(here, CostLine(str(WHERE[here]), 0, 0, (), 0))
        fee = event.data.get("fee", 0)
        papers = tuple(known[each].label for each in event.data.get("papers", ()))
        found[here] = CostLine(
            was.where,
            was.fee + fee,
            was.papers_quills + event.data.get("quills", 0) - fee,
            (*was.papers, *papers),
            was.days + event.day - since,
        )
        since = event.day
    return list(found.values())


def upwards(matter: Matter, docket: Docket) -> Upwards | None:
    """The tribunal or the court, where one of them is open now."""
    event = next((each for each in open_events(docket.state, matter.knobs, "citizen") if each in INSTANCES), None)
    if event is None:
        return None
    terms, instance = matter.procedure.above.of(event), INSTANCES[event]
    takes = mean_days(instance, matter.knobs)
    return Upwards(event, terms.fee, last_day_for(docket, terms), terms.papers, takes)

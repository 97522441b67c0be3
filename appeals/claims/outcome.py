"""What a case makes of the file: corrections out of its events, and the engine's runs with them. Pure."""

from appeals.claims.conduct import Matter
from appeals.claims.docket import Docket, Happened
from appeals.claims.targets import asleep, granted
from appeals.procedure.states import GRANTED, STAYS
from registry.corrections import Aftermath, Correction, corrected
from scoring.engine import Observation
from town.content import load_content
from town.luck import below, name

ASKED, PUBLISHED = "appeal_entry", "post_critical_article"


def aftermath_of(matter: Matter, docket: Docket, days_more: int = 0) -> Aftermath:
    """The file as filed and as it is held, from day 0 to some days after the latest event."""
    return corrected(
        matter.file,
        corrections_of(matter, docket),
        docket.today + days_more,
        copies_follow=matter.knobs.propagate == "all",
        later=later_of(matter, docket),
    )


def corrections_of(matter: Matter, docket: Docket) -> tuple[Correction, ...]:
    """What sleeps while a stay holds, and what is struck or spared once somebody has granted it."""
    found: tuple[Correction, ...] = ()
    for stay in (each for each in docket.events if each.kind in STAYS):
        ends = _end_of(stay, docket)
        sleeping = asleep(matter.file, matter.target, matter.ground, stay.day)
        found += tuple(Correction(each.kind, each.of, each.id, stay.day, ends) for each in sleeping)
    won = next((each.day for each in docket.events if each.moves and each.state in GRANTED), None)
    return found if won is None else found + granted(matter.file, matter.target, matter.ground, won)


def _end_of(stay: Happened, docket: Docket) -> int | None:
    """A stay ends with the next decision, or when the appeal is given up."""
    later = docket.events[stay.seq + 1 :]
    ended = (each.day for each in later if each.data.get("instance") or each.kind == "withdraw")
    return next(ended, None)


def later_of(matter: Matter, docket: Docket) -> tuple[Observation, ...]:
    """What the sources wrote down after the ten days: asking is itself an entry, and so is speaking up."""
    found = []
    for kind, event in ((ASKED, "file"), (PUBLISHED, "go_public")):
        day = docket.day_of(event)
        source = None if day is None else seen_by(matter, kind, always=kind == ASKED)
        if day is not None and source is not None:
            facts = {"hour": 9, "seen_by_press": True} if kind == PUBLISHED else {"hour": 9}
            found.append(Observation(name("o", *matter.key, kind), day, kind, source, facts))
    return tuple(found)


def seen_by(matter: Matter, kind: str, *, always: bool) -> str | None:
    """The source that writes it down, by the town's own chances; None: nobody did. A counter always does."""
    sources = load_content().kinds[kind].sources
    draw = below(sum(each.detection for each in sources) if always else 100, "appeal", *matter.key, kind)
    for source in sources:
        draw -= source.detection
        if draw < 0:
            return source.id
    return None

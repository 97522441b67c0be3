"""Where a case stands: a fold over its events. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from appeals.procedure.states import EVENTS, GRANTED, NOTICES, START, WAITING, transition
from registry.lives import DAYS

FIRST_DAY = DAYS + 1
AT_OFFICE = WAITING - {"second_pending", "court_pending"}
INSTANCE = {"second_pending": "second", "court_pending": "court"}


@dataclass(frozen=True)
class Happened:
    """One event as the fold reads it. `letter`: what the claimant received with it, None where nothing came."""

    seq: int
    day: int
    kind: str
    by: str
    data: dict[str, Any] = field(default_factory=dict)
    state: str = START  # after it
    letter: str | None = None

    @property
    def moves(self) -> bool:
        return self.kind in EVENTS


@dataclass(frozen=True)
class Docket:
    """`today` is the day of the latest event; papers that are on their way arrive later."""

    events: tuple[Happened, ...] = ()
    state: str = START
    today: int = FIRST_DAY
    papers: tuple[str, ...] = ()
    arrives: int = FIRST_DAY  # when the last of the papers is there
    quills: int = 0
    paid: int = 0  # fees, of those quills
    wants_stay: bool = False

    @property
    def seq(self) -> int:
        """The number of the next event."""
        return len(self.events)

    @property
    def waiting(self) -> bool:
        return self.state in WAITING

    @property
    def won(self) -> bool:
        return self.state in GRANTED

    @property
    def instance(self) -> str:
        return INSTANCE.get(self.state, "first")

    @property
    def filed_on(self) -> int | None:
        return self.day_of("file")

    def day_of(self, *kinds: str) -> int | None:
        """The day of the latest event of these kinds."""
        return next((each.day for each in reversed(self.events) if each.kind in kinds), None)

    @property
    def since(self) -> int:
        """The day on which it came to where it stands."""
        return next((each.day for each in reversed(self.events) if each.moves), FIRST_DAY)

    @property
    def at_office(self) -> bool:
        """Whether the office that made the entry has to act or waits for something."""
        return self.state in AT_OFFICE

    @property
    def letters(self) -> tuple[Happened, ...]:
        return tuple(each for each in self.events if each.letter)

    @property
    def decided(self) -> Happened | None:
        """The latest decision of an office, a tribunal or a court, or of the calendar."""
        return next((each for each in reversed(self.events) if each.data.get("instance")), None)


def docket(events: Iterable[Happened]) -> Docket:
    """The case after all its events, in the order of `seq`. Raises Refused where one cannot follow."""
    found = Docket()
    for event in events:
        found = _after(found, event)
    return found


def _after(before: Docket, event: Happened) -> Docket:
    state, letter = before.state, event.kind if event.kind in NOTICES else None
    if event.moves:
        arrow = transition(before.state, event.kind)
        state, letter = arrow.to, arrow.letter
    papers = tuple(event.data.get("papers", ()))
    return replace(
        before,
        events=(*before.events, replace(event, state=state, letter=letter)),
        state=state,
        today=max(before.today, event.day),
        papers=(*before.papers, *(paper for paper in papers if paper not in before.papers)),
        arrives=max(before.arrives, event.data.get("arrives", 0)),
        quills=before.quills + event.data.get("quills", 0),
        paid=before.paid + event.data.get("fee", 0),
        wants_stay=before.wants_stay or bool(event.data.get("stay")),
    )

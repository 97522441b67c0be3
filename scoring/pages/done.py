"""What a system did: for whom it was good, whom it harmed, who objected, and when what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from scoring import effects, timeline
from scoring.pages.evidence import Mark, mark
from scoring.pages.places import Link, links
from scoring.pages.words import SIDES, word


@dataclass(frozen=True)
class Line:
    text: str
    mark: Mark | None  # none: a point of our own
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Moment:
    when: str
    text: str
    mark: Mark
    sources: tuple[str, ...]
    about: tuple[Link, ...]
    anchor: str


def sides(slug: str) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Benefits, harms, objections: each with its lines, also where nothing was found."""
    found = effects.about(slug)
    return tuple(
        (word(SIDES, side), tuple(_line(each) for each in found if each.side == side)) for side in effects.SIDES
    )


def _line(effect: effects.Effect) -> Line:
    return Line(effect.text, None if effect.marker == effects.OURS else mark(effect.marker), effect.sources)


def moments(events: Iterable[timeline.Event]) -> tuple[Moment, ...]:
    """Events with an anchor each: their place in the whole timeline."""
    every = timeline.timeline()
    return tuple(
        Moment(
            when(each.date), each.event, mark(each.marker), each.sources, links(each.about), str(every.index(each) + 1)
        )
        for each in events
    )


def when(written: str) -> str:
    """2018, May 2018, 1 May 2018: as precise as the sources are."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return written
    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return date_format(day, "DATE_FORMAT" if len(parts) == 3 else "YEAR_MONTH_FORMAT")

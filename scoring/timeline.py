"""What happened when, with who says so."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.claims import places
from scoring.strict import Row, Said, Shape, known_sources, parse, sourced

FILE = Path(__file__).parent / "content" / "timeline.yaml"
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?")


@dataclass(frozen=True)
class Event:
    date: str  # year, or year-month, or year-month-day
    about: tuple[str, ...]  # rulebooks and cards; none: it concerns them all
    event: str
    marker: str
    sources: tuple[str, ...]

    @property
    def year(self) -> str:
        return self.date[:4]


def _check(row: Row) -> list[Said]:
    if not DATE.fullmatch(row["date"]):
        return [(f"'{row['date']}' is no date.", "Write a year, a year and month, or a whole date, in quotes.")]
    return sourced(row)


SHAPE = Shape(
    texts=("date", "event"),
    words={"marker": ("documented", "reported")},
    names={"about": places, "sources": known_sources},
    check=_check,
)


@cache
def timeline() -> tuple[Event, ...]:
    """Every event, the earliest first. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Event, ...]:
    rows = parse(text, name, "events", SHAPE)
    found = [Event(**{**row, "about": tuple(row["about"]), "sources": tuple(row["sources"])}) for row in rows]
    return tuple(sorted(found, key=lambda event: event.date))


def about(place: str) -> tuple[Event, ...]:
    """Events of one rulebook or card."""
    return tuple(each for each in timeline() if place in each.about)

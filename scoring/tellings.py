"""The same case, told twice, from sourced notes. To be read; nobody in it can be played."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.claims import places
from scoring.strict import Row, Said, Shape, known_sources, parse

FILE = Path(__file__).parent / "content" / "tellings.yaml"
SIDES = ("first", "second")


@dataclass(frozen=True)
class Side:
    heading: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Telling:
    id: str
    title: str
    place: str
    years: str
    about: tuple[str, ...]
    first: Side
    second: Side
    seen: str  # what neither telling holds

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.first.sources, *self.second.sources)))


def _check(row: Row) -> list[Said]:
    found = []
    for side in SIDES:
        told = row[side]
        if not isinstance(told, Mapping) or set(told) != {"heading", "text", "sources"}:
            found.append((f"'{side}' has a heading, a text and sources.", "Write the three."))
        elif not told["sources"] or not set(told["sources"]) <= set(known_sources()):
            found.append((f"'{side}' names no source, or one that is unknown.", "Correct the name."))
    return found


SHAPE = Shape(
    texts=("id", "title", "place", "years", "seen"),
    names={"about": places},
    more=SIDES,
    check=_check,
)


@cache
def tellings() -> tuple[Telling, ...]:
    """Every case of the file. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Telling, ...]:
    return tuple(_telling(row) for row in parse(text, name, "tellings", SHAPE))


def _telling(row: Row) -> Telling:
    sides = {side: Side(row[side]["heading"], row[side]["text"], tuple(row[side]["sources"])) for side in SIDES}
    return Telling(**{**row, **sides, "about": tuple(row["about"])})


def about(place: str) -> tuple[Telling, ...]:
    """Cases of one rulebook or card."""
    return tuple(each for each in tellings() if place in each.about)

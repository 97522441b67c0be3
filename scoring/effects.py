"""What each system did to people: for, against, and who objected."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.selectors import slugs
from scoring.strict import Row, Said, Shape, known_sources, parse, sourced

FILE = Path(__file__).parent / "content" / "effects.yaml"
SIDES = ("benefit", "harm", "objection")
OURS = "ours"


@dataclass(frozen=True)
class Effect:
    about: str
    side: str
    text: str
    marker: str  # documented | reported | ours
    sources: tuple[str, ...]


def _check(row: Row) -> list[Said]:
    if row["about"] not in slugs():
        return [(f"'{row['about']}' is no rulebook.", "Correct the name.")]
    if row["marker"] == OURS:
        return [("A point of our own names no source.", "Delete it.")] if row["sources"] else []
    return sourced(row)


SHAPE = Shape(
    texts=("about", "text"),
    words={"side": SIDES, "marker": ("documented", "reported", OURS)},
    names={"sources": known_sources},
    check=_check,
)


@cache
def effects() -> tuple[Effect, ...]:
    """Every line of the file. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Effect, ...]:
    rows = parse(text, name, "effects", SHAPE)
    return tuple(Effect(**{**row, "sources": tuple(row["sources"])}) for row in rows)


def about(slug: str) -> tuple[Effect, ...]:
    return tuple(each for each in effects() if each.about == slug)

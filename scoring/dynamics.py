"""What scoring does to a town, and where it is met here; an honest word where it is not met yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.claims import ARTICLES
from scoring.strict import Row, Said, Shape, known_sources, parse, sourced

FILE = Path(__file__).parent / "content" / "dynamics.yaml"


@dataclass(frozen=True)
class Meeting:
    text: str
    address: str


@dataclass(frozen=True)
class Dynamic:
    id: str
    name: str
    articles: tuple[str, ...]
    what: str
    evidence: str
    sources: tuple[str, ...]
    met: tuple[Meeting, ...]
    not_yet: str


def _check(row: Row) -> list[Said]:
    met = row["met"]
    if not isinstance(met, list) or not all(_is_meeting(each) for each in met):
        return [("'met' is a list of {text, address}; an address begins with /.", "Correct it, or write  met: [].")]
    if not met and not row["not_yet"]:
        return [("It is met nowhere, and 'not_yet' does not say what is missing.", "Say it.")]
    return sourced(row)


def _is_meeting(each: Any) -> bool:
    right = isinstance(each, Mapping) and set(each) == {"text", "address"}
    return right and all(isinstance(text, str) and text for text in each.values()) and each["address"].startswith("/")


SHAPE = Shape(
    texts=("id", "name", "what", "evidence"),
    notes=("not_yet",),
    names={"articles": lambda: ARTICLES, "sources": known_sources},
    more=("met",),
    check=_check,
)


@cache
def dynamics() -> tuple[Dynamic, ...]:
    """Every dynamic of the file. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Dynamic, ...]:
    return tuple(_dynamic(row) for row in parse(text, name, "dynamics", SHAPE))


def _dynamic(row: Row) -> Dynamic:
    lists = {key: tuple(row[key]) for key in ("articles", "sources")}
    return Dynamic(**{**row, **lists, "met": tuple(Meeting(**each) for each in row["met"])})

"""Other readings of rulebooks: another figure that a source gives, or a version that was in force before."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.bills import pointer
from scoring.engine import REMOVE, Rulebook, reform
from scoring.selectors import shipped, slugs
from scoring.strict import Row, Said, Shape, known_sources, parse, sourced

FILE = Path(__file__).parent / "content" / "switches.yaml"
SIGN = "~"  # between a rulebook's name and that of its reading


@dataclass(frozen=True)
class Switch:
    id: str
    rulebook: str
    title: str
    why: str
    sources: tuple[str, ...]
    edits: tuple[tuple[str, str, Any], ...]  # rule or "", key, value

    @property
    def name(self) -> str:
        """What tells it from every other reading."""
        return f"{self.rulebook}{SIGN}{self.id}"


def _check(row: Row) -> list[Said]:
    if row["rulebook"] not in slugs():
        return [(f"'{row['rulebook']}' is no rulebook.", "Correct the name.")]
    edits = row["edits"]
    if not isinstance(edits, list) or not edits or not all(set(each) == {"rule", "key", "value"} for each in edits):
        return [("'edits' is a list of {rule, key, value}.", "Write at least one.")]
    return sourced(row)


SHAPE = Shape(texts=("id", "rulebook", "title", "why"), names={"sources": known_sources}, more=("edits",), check=_check)


@cache
def switches() -> tuple[Switch, ...]:
    """Every reading of the file. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Switch, ...]:
    return tuple(_switch(row) for row in parse(text, name, "switches", SHAPE))


def _switch(row: Row) -> Switch:
    edits = tuple((each["rule"], each["key"], each["value"]) for each in row["edits"])
    return Switch(**{**row, "sources": tuple(row["sources"]), "edits": edits})


def about(slug: str) -> tuple[Switch, ...]:
    return tuple(each for each in switches() if each.rulebook == slug)


@cache
def reading(name: str) -> Rulebook | None:
    """The rulebook in this reading; None where there is none. Its parent is the edition that ships."""
    found = next((each for each in switches() if each.name == name), None)
    if found is None:
        return None
    book = shipped(found.rulebook)
    edits = {
        pointer(book, rule, key) if rule else f"/{key}": REMOVE if value is None else value
        for rule, key, value in found.edits
    }
    return reform(book, edits, found.why)

"""Context: what belongs to the story and is no rulebook. Read strictly: a wrong card is refused, not shown."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.engine.model import Evidence
from scoring.selectors import slugs
from scoring.strict import Row, Said, Shape, known_sources, sourced
from scoring.strict import parse as parse_rows

FILE = Path(__file__).parent / "content" / "cards.yaml"
TEXTS = ("id", "title", "place", "years", "text")


@dataclass(frozen=True)
class ContextCard:
    """Something to read. It has no rules, so nothing can run it."""

    id: str
    title: str
    place: str
    years: str
    text: str
    evidence: Evidence


def _check(row: Row) -> list[Said]:
    if row["id"] in slugs():
        return [(f"'{row['id']}' is a rulebook, and a card is never played.", "Take another id.")]
    if (row["marker"], row["evidence"]) == ("documented", "recalled"):
        return [("What is only recalled cannot be called documented.", "Write  marker: reported.")]
    return sourced(row)


# Nothing is invented on a card, so `fictionalised` is no word for it.
SHAPE = Shape(
    texts=TEXTS,
    notes=("note",),
    words={"marker": ("documented", "reported"), "evidence": ("article", "excerpt", "recalled")},
    names={"sources": known_sources},
    check=_check,
)


@cache
def context_cards() -> tuple[ContextCard, ...]:
    """Every card of the file. Raises DocumentError with every fault."""
    return parse(FILE.read_bytes(), FILE.name)


def parse(text: bytes, name: str) -> tuple[ContextCard, ...]:
    return tuple(_card(row) for row in parse_rows(text, name, "cards", SHAPE))


def _card(row: Row) -> ContextCard:
    evidence = Evidence(row["marker"], row["evidence"], tuple(row["sources"]), row["note"] or None)
    return ContextCard(**{key: row[key] for key in TEXTS}, evidence=evidence)

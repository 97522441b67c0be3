"""Systems at a glance, for lists and choices. One card each, read from the rulebook itself."""

from dataclasses import dataclass
from functools import cache

from scoring.selectors import shipped, slugs


@dataclass(frozen=True)
class Card:
    id: str
    title: str
    short: str
    family: str
    place: str
    years: str
    summary: str
    kind: str  # of the scale
    marker: str  # of the rulebook as a whole


@cache
def cards() -> tuple[Card, ...]:
    return tuple(_card(slug) for slug in slugs())


def _card(slug: str) -> Card:
    book = shipped(slug)
    return Card(
        book.id, book.title, book.short, book.family, book.place, book.years, book.summary, book.scale.kind,
        book.evidence.marker,
    )  # fmt: skip

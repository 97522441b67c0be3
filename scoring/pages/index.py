"""The index of rulebooks: what each is, where and when it held, and how sure its lines are."""

from dataclasses import dataclass

from scoring.cards import ContextCard, context_cards
from scoring.engine import Rulebook
from scoring.lines import lines
from scoring.pages.evidence import Grounds, Mark, glance, grounds
from scoring.pages.words import FAMILIES, SCALES, word
from scoring.selectors import shipped, slugs


@dataclass(frozen=True)
class Entry:
    slug: str
    title: str
    family: str
    place: str
    years: str
    scale: str
    lines: int
    glance: tuple[tuple[Mark, int], ...]


@dataclass(frozen=True)
class Shelf:
    """One family of rulebooks."""

    id: str
    word: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Aside:
    """A card of context as it is shown: to be read, with its marker and its sources."""

    card: ContextCard
    grounds: Grounds


def asides() -> tuple[Aside, ...]:
    return tuple(Aside(card, grounds(card.evidence)) for card in context_cards())


def shelves() -> tuple[Shelf, ...]:
    books = [shipped(slug) for slug in slugs()]
    found = []
    for family in FAMILIES:
        entries = tuple(entry(book) for book in books if book.family == family)
        if entries:
            found.append(Shelf(family, word(FAMILIES, family), entries))
    return tuple(found)


def entry(book: Rulebook) -> Entry:
    evidences = [line.evidence for line in lines(book)]
    return Entry(
        book.id, book.title, word(FAMILIES, book.family), book.place, book.years, word(SCALES, book.scale.kind),
        len(evidences), glance(evidences),
    )  # fmt: skip

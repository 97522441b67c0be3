"""The index of rulebooks: what each is, where and when it held, and how sure its lines are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.cards import ContextCard, context_cards
from scoring.engine import Rulebook
from scoring.lines import lines
from scoring.pages.evidence import ORDER, Grounds, Mark, glance, grounds
from scoring.pages.words import FAMILIES, MARKERS, REGIONS, SCALES, Words, word
from scoring.selectors import shipped, slugs

CHINESE = ("China", "Shanghai", "Beijing", "Shenzhen", "Zhengzhou")
FILTERS = ("family", "scale", "place", "evidence")


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
class Filter:
    """One question of the form: its name, what is chosen, and what there is to choose."""

    name: str
    chosen: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Aside:
    """A card of context as it is shown: to be read, with its marker and its sources."""

    card: ContextCard
    grounds: Grounds


class UnknownChoice(LookupError):
    """A filter was asked for something that it does not offer."""


def asides() -> tuple[Aside, ...]:
    return tuple(Aside(card, grounds(card.evidence)) for card in context_cards())


def filters(asked: Mapping[str, str]) -> tuple[Filter, ...]:
    """The form, with what was asked. Raises UnknownChoice."""
    found = tuple(
        Filter(name, asked.get(name, ""), tuple((each, word(known, each)) for each in known if _offers(name, each)))
        for name, known in _known().items()
    )
    for each in found:
        if each.chosen and each.chosen not in {choice for choice, _word in each.choices}:
            raise UnknownChoice(each.name)
    return found


def _known() -> dict[str, Words]:
    return dict(zip(FILTERS, (FAMILIES, SCALES, REGIONS, MARKERS), strict=True))


def _offers(name: str, choice: str) -> bool:
    return any(choice in traits(shipped(slug))[name] for slug in slugs())


def traits(book: Rulebook) -> dict[str, frozenset[str]]:
    """What the filters ask of a rulebook."""
    marks = {"recalled" if line.evidence.evidence == "recalled" else line.evidence.marker for line in lines(book)}
    return {
        "family": frozenset({book.family}),
        "scale": frozenset({book.scale.kind}),
        "place": frozenset(_regions(book)),
        "evidence": frozenset(marks & set(ORDER)),
    }


def _regions(book: Rulebook) -> Iterator[str]:
    if book.family in {"town", "fiction", "none"}:
        yield "invented"
        return
    places = {"germany": ("Germany",), "netherlands": ("Netherlands",), "united_states": ("United States",)}
    for region, names in {"china": CHINESE, **places}.items():
        if any(name in book.place for name in names):
            yield region


def shelves(chosen: Mapping[str, str] | None = None) -> tuple[Shelf, ...]:
    """Families in the order of every page, with the rulebooks that pass all filters."""
    asked = {name: choice for name, choice in (chosen or {}).items() if choice}
    books = [shipped(slug) for slug in slugs()]
    passing = [book for book in books if all(choice in traits(book)[name] for name, choice in asked.items())]
    found = []
    for family in FAMILIES:
        entries = tuple(entry(book) for book in passing if book.family == family)
        if entries:
            found.append(Shelf(family, word(FAMILIES, family), entries))
    return tuple(found)


def entry(book: Rulebook) -> Entry:
    evidences = [line.evidence for line in lines(book)]
    return Entry(
        book.id, book.title, word(FAMILIES, book.family), book.place, book.years, word(SCALES, book.scale.kind),
        len(evidences), glance(evidences),
    )  # fmt: skip

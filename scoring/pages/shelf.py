"""All sources in the order of their ids, each with the rulebooks that rest on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from scoring.pages.words import VERIFICATIONS, word
from scoring.references import Reference, readers, references
from scoring.selectors import shipped


@dataclass(frozen=True)
class Cited:
    reference: Reference
    verification: str
    used_by: tuple[tuple[str, str], ...]  # slug, short title


def cited() -> tuple[tuple[str, tuple[Cited, ...]], ...]:
    """Sources under the first letter of their ids."""
    return tuple(
        (letter, tuple(group)) for letter, group in groupby(_all(), key=lambda each: each.reference.id[0].upper())
    )


def _all() -> Iterator[Cited]:
    used = readers()
    for name, reference in references().items():
        books = tuple((slug, shipped(slug).short) for slug in used[name])
        yield Cited(reference, word(VERIFICATIONS, reference.verification), books)


def read_how_far() -> tuple[tuple[str, int], ...]:
    """How many sources were read in full, in excerpts, or only named."""
    found = [reference.verification for reference in references().values()]
    return tuple((word(VERIFICATIONS, name), found.count(name)) for name in VERIFICATIONS)

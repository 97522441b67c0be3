"""Where a rulebook or a card of context is found, and what it is called there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from scoring.cards import context_cards
from scoring.selectors import shipped, slugs


@dataclass(frozen=True)
class Link:
    label: str
    address: str


def links(places: Iterable[str]) -> tuple[Link, ...]:
    """Links to rulebooks and cards, in the order given."""
    return tuple(Link(_titles()[place], address(place)) for place in places)


@cache
def _titles() -> Mapping[str, str]:
    titles = {card.id: card.title for card in context_cards()}
    return titles | {slug: shipped(slug).short for slug in slugs()}


def address(place: str) -> str:
    """A rulebook has a page of its own; a card stands on the index."""
    return reverse("scoring:rulebook", args=[place]) if place in slugs() else f"{reverse('scoring:systems')}#{place}"

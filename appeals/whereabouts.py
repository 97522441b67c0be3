"""The life that is open in this browser, as far as a page of appeals needs it. The app of lives says where it is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Place:
    """`url` leads to where the learner was, `appeals` to the life's own appeals, "" before they open."""

    name: str  # of the citizen
    url: str
    appeals: str
    system: str
    seed: int


Finder = Callable[[HttpRequest], Place | None]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Registers what knows of lives."""
    _finders.append(function)
    return function


def whereabouts(request: HttpRequest) -> Place | None:
    """Where this browser's learner was last; None where no life is open."""
    return next((place for each in _finders if (place := each(request)) is not None), None)

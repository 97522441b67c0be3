"""What is read about all systems together: dynamics, data, myths and tellings, with links both ways."""

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.dynamics import Dynamic, dynamics
from scoring.engine.vocabulary import Source
from scoring.inputs import Input, inputs
from scoring.myths import Myth, myths
from scoring.pages.places import Link, links
from scoring.pages.words import USES, word
from scoring.selectors import shipped, slugs, vocabulary
from scoring.tellings import Telling, tellings


@dataclass(frozen=True)
class InputLine:
    input: Input
    source: Source  # what it sees and how it errs, by the vocabulary
    used: str
    read_by: tuple[Link, ...]  # rulebooks that name it


@dataclass(frozen=True)
class Placed:
    """Something with links to the rulebooks and cards that it is about."""

    it: Myth | Telling
    about: tuple[Link, ...]


def input_lines() -> tuple[InputLine, ...]:
    known = vocabulary().sources
    return tuple(InputLine(each, known[each.id], word(USES, each.used), links(_readers(each.id))) for each in inputs())


def _readers(source: str) -> Iterable[str]:
    """Rulebooks that name the source; who reads every source names none."""
    for slug in slugs():
        observers = shipped(slug).observers
        if observers is not None and source in observers:
            yield slug


def myth_lines() -> tuple[Placed, ...]:
    return tuple(Placed(each, links(each.systems)) for each in myths())


def telling_lines() -> tuple[Placed, ...]:
    return tuple(Placed(each, links(each.about)) for each in tellings())


def met_and_not_yet() -> tuple[tuple[Dynamic, ...], int, int]:
    """All dynamics, how many are met somewhere, and how many nowhere yet."""
    found = dynamics()
    met = sum(bool(each.met) for each in found)
    return found, met, len(found) - met

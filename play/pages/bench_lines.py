"""Lines of a rulebook that are not rules: weights, factors, lists, doors, and what is said once about the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrPromise

from scoring.engine import Rulebook
from scoring.engine.sentences import Part, choice, joined, text
from scoring.engine.sentences_of_lines import (
    characteristic_sentence,
    door_sentence,
    list_sentence,
    multiplier_sentence,
)

KINDS: Final[Mapping[str, StrPromise]] = {
    "characteristics": gettext_lazy("What counts, and how heavily"),
    "multipliers": gettext_lazy("What multiplies the sum"),
    "lists": gettext_lazy("The lists: what puts somebody on them"),
    "doors": gettext_lazy("The doors: for whom they shut or open"),
    "terms": gettext_lazy("Who is scored, and what they are told"),
}
CONSENT: Final[Mapping[str, StrPromise]] = {
    "mandatory": pgettext_lazy("consent", "everybody"),
    "opt_in": pgettext_lazy("consent", "only those who signed up"),
}
TOLD: Final[Mapping[str, StrPromise]] = {
    "nothing": pgettext_lazy("told", "nothing"),
    "change": pgettext_lazy("told", "only that something changed"),
    "score": pgettext_lazy("told", "the number, without reasons"),
    "letter": pgettext_lazy("told", "a letter when a list has them"),
    "reasons": pgettext_lazy("told", "the number with its reasons"),
}
EXPIRY: Final[Mapping[str, StrPromise]] = {
    "window": pgettext_lazy("expiry", "the points count no more"),
    "refund": pgettext_lazy("expiry", "the points are given back"),
}


@dataclass(frozen=True)
class Line:
    """One line: where it stands, its sentence with blanks, and its name, which stays when other lines come or go."""

    kind: str
    position: int
    parts: tuple[Part, ...]
    name: str

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.name}"


@lru_cache(maxsize=32)
def lines(rulebook: Rulebook) -> tuple[Line, ...]:
    """Every line that is not a rule, in the order of the document."""
    rows = ((kind, position, tuple(parts)) for kind, position, parts in _written(rulebook))
    return tuple(
        Line(kind, position, parts, name_in(rulebook.document, kind, position)) for kind, position, parts in rows
    )


def name_in(document: Mapping[str, Any], kind: str, position: int) -> str:
    """What a line is known by: its id; of the lines of one door the first, the second, …; else its place. "" where
    there is none."""
    rows = document.get(kind) or ()
    if kind == "terms" or not isinstance(rows, list | tuple):
        return str(position)
    if position >= len(rows):
        return ""
    if kind != "doors":
        return str(rows[position].get("id", position))
    door = rows[position]["door"]
    return f"{door}-{sum(row['door'] == door for row in rows[: position + 1])}"


def _written(rulebook: Rulebook) -> Iterator[tuple[str, int, Sequence[Part]]]:
    for position, part in enumerate(rulebook.characteristics):
        yield "characteristics", position, characteristic_sentence(part, position, rulebook.vocabulary)
    for position, factor in enumerate(rulebook.multipliers):
        yield "multipliers", position, multiplier_sentence(factor, position)
    for position, row in enumerate(rulebook.document.get("lists") or ()):
        entry = next(entry for entry in rulebook.lists if entry.id == row["id"])
        yield "lists", position, list_sentence(entry, rulebook)
    for position, door in enumerate(rulebook.doors):
        yield "doors", position, door_sentence(door, position, rulebook)
    for position, sentence in enumerate(_terms(rulebook)):
        yield "terms", position, sentence


def _terms(rulebook: Rulebook) -> Iterator[list[Part]]:
    yield _asked("Scored: ", rulebook.consent, "/consent", "Who is scored", CONSENT)
    yield _asked("They are told: ", rulebook.disclosure.told, "/disclosure/told", "What they are told", TOLD)
    if rulebook.scale.kind in ("points", "balance"):
        yield _asked("When time has run: ", rulebook.scale.expiry, "/scale/expiry", "When time has run", EXPIRY)


def _asked(words: str, value: str, path: str, label: str, options: Mapping[str, Any]) -> list[Part]:
    rows = [(name, str(word)) for name, word in options.items()]
    return joined([text(words), choice(value, path, label, rows), text(".")])

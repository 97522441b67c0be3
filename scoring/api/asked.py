"""What a request asks for, checked and turned into what the engine takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from scoring.api.cost import MOST_DAYS, MOST_WORK, explaining
from scoring.api.parsing import Refused, TooLarge
from scoring.editions import edition
from scoring.engine import Observation, Rulebook
from scoring.engine.faults import DocumentError, Fault, RulebookError
from scoring.engine.load import from_document
from scoring.engine.observation import read_facts, read_observations
from scoring.engine.vocabulary import Value
from scoring.selectors import UnknownRulebook, vocabulary

MOST_OBSERVATIONS = 2000


def refuse(path: str, message: str, remedy: str) -> Refused:
    return Refused(DocumentError([Fault("body", "", path, message, remedy)]), "The body has a fault.")


def keys(body: Any, known: Iterable[str], needed: Iterable[str], path: str = "") -> dict[str, Any]:
    """The mapping itself, if it holds all it must and nothing that is unknown."""
    if not isinstance(body, dict):
        raise refuse(path, "A mapping of keys and values is expected.", "Write {…}.")
    known = tuple(known)
    for key in body:
        if key not in known:
            raise refuse(f"{path}/{key}", f"The key '{key}' is unknown here.", f"Known here: {', '.join(known)}.")
    for key in needed:
        if key not in body:
            raise refuse(f"{path}/{key}", f"The key '{key}' is missing.", f"Add '{key}'.")
    return body


def whole(body: Mapping[str, Any], key: str, least: int, most: int, path: str = "") -> int:
    number = body[key]
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        message = "A whole number within the limits is expected."
        raise refuse(f"{path}/{key}", message, f"Write a number from {least:,} to {most:,}.")
    return number


def rulebook_of(body: Mapping[str, Any], key: str = "rulebook", version: str = "version") -> Rulebook:
    """A rulebook by name (and version), or the document that stands in its place."""
    asked, digest = body[key], body.get(version, "")
    if isinstance(asked, str):
        if not isinstance(digest, str):
            raise refuse(f"/{version}", "A version is named by its digest.", "Write 64 hexadecimal digits.")
        try:
            return edition(asked, digest)
        except UnknownRulebook:
            raise Http404(f"No rulebook is called {asked!r}, or no version of it has that digest.") from None
    if digest:
        raise refuse(f"/{version}", "A document has no version yet.", f"Delete '{version}'.")
    try:
        return from_document(asked, vocabulary=vocabulary())
    except RulebookError as error:
        raise Refused(error, "The rulebook has faults.", below=f"/{key}") from error


@dataclass(frozen=True)
class Life:
    """One file to be explained."""

    rulebook: Rulebook
    observations: list[Observation]
    facts: dict[str, Value]
    days: int


def life_of(body: Any) -> Life:
    keys(body, ("rulebook", "version", "observations", "facts", "days"), ("rulebook", "observations", "days"))
    days = whole(body, "days", 1, MOST_DAYS)
    observations = _observations(body["observations"], days)
    try:
        facts = read_facts(body.get("facts", {}), vocabulary())
    except DocumentError as error:
        raise Refused(error, "The facts have faults.", below="/facts") from error
    rulebook = rulebook_of(body)
    if explaining(rulebook, observations, days) > MOST_WORK:
        raise TooLarge("This rulebook over so many observations and days is too much work at once. Send fewer.")
    return Life(rulebook, observations, facts, days)


def _observations(rows: Any, days: int) -> list[Observation]:
    if not isinstance(rows, list):
        raise refuse("/observations", "A list is expected.", "Write [ … ].")
    if len(rows) > MOST_OBSERVATIONS:
        raise refuse("/observations", f"There are {len(rows):,} observations.", f"Send {MOST_OBSERVATIONS:,} at most.")
    try:
        observations = read_observations(rows, vocabulary())
    except DocumentError as error:
        raise Refused(error, "The observations have faults.", below="/observations") from error
    for index, observation in enumerate(observations):
        if observation.day > days:
            message = f"The observation is of day {observation.day}; {days} are settled."
            raise refuse(f"/observations/{index}/day", message, "Settle more days, or leave it out.")
    return observations

"""Context: what belongs to the story and is no rulebook. Read strictly: a wrong card is refused, not shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.engine import DocumentError, Fault
from scoring.engine.model import Evidence
from scoring.engine.reader import read
from scoring.references import references
from scoring.selectors import slugs

FILE = Path(__file__).parent / "content" / "cards.yaml"
TEXTS = ("id", "title", "place", "years", "text")
KEYS = (*TEXTS, "marker", "evidence", "sources", "note")
# Nothing is invented on a card, so `fictionalised` is no word for it.
WORDS = {"marker": ("documented", "reported"), "evidence": ("article", "excerpt", "recalled")}


@dataclass(frozen=True)
class ContextCard:
    """Something to read. It has no rules, so nothing can run it."""

    id: str
    title: str
    place: str
    years: str
    text: str
    evidence: Evidence


@cache
def context_cards() -> tuple[ContextCard, ...]:
    """Every card of the file. Raises DocumentError with every fault."""
    return parse(FILE.read_bytes(), FILE.name)


def parse(text: bytes, name: str) -> tuple[ContextCard, ...]:
    data = read(text, name).data
    rows = data.get("cards") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise DocumentError([Fault(name, "", "", "A list called 'cards' is expected.", "Write  cards:  and a list.")])
    faults = [Fault(name, "", f"/cards/{n}", *fault) for n, row in enumerate(rows) for fault in _faults(row)]
    ids = [row["id"] for row in rows if isinstance(row, dict) and "id" in row]
    faults += [
        Fault(name, str(each), "/cards", f"'{each}' stands twice.", "Keep one.") for each in ids if ids.count(each) > 1
    ]
    if faults:
        raise DocumentError(faults)
    return tuple(_card(row) for row in rows)


def _card(row: Mapping[str, Any]) -> ContextCard:
    evidence = Evidence(row["marker"], row["evidence"], tuple(row["sources"]), row["note"] or None)
    return ContextCard(**{key: row[key] for key in TEXTS}, evidence=evidence)


def _faults(row: Any) -> list[tuple[str, str]]:
    """What is wrong with one card, and what to write."""
    if not isinstance(row, Mapping) or set(row) != set(KEYS):
        return [("A card has exactly these keys: " + ", ".join(KEYS) + ".", "Add or delete keys.")]
    found = [
        (f"'{key}' is no text.", "Write a sentence.") for key in TEXTS if not isinstance(row[key], str) or not row[key]
    ]
    if not isinstance(row["note"], str):
        found.append(("'note' is no text.", 'Write a sentence, or  note: "".'))
    if row["id"] in slugs():
        found.append((f"'{row['id']}' is a rulebook, and a card is never played.", "Take another id."))
    return found + _faults_of_evidence(row)


def _faults_of_evidence(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = [
        (f"'{row[key]}' is no word for '{key}'.", "Write one of: " + ", ".join(words) + ".")
        for key, words in WORDS.items()
        if row[key] not in words
    ]
    if (row["marker"], row["evidence"]) == ("documented", "recalled"):
        found.append(("What is only recalled cannot be called documented.", "Write  marker: reported."))
    given = row["sources"] if isinstance(row["sources"], list) else [row["sources"]]
    found += [(f"'{each}' is no source.", "Correct the name.") for each in given if each not in references()]
    if not given:
        found.append(("A card without a source.", "Name one."))
    return found

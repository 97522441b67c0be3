"""Papers: what a citizen can lay on the counter, what it costs to get, and when it exists at all.

A paper exists because of what really happened: an error that a source made, or a circumstance that nobody wrote down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from scoring.engine import DocumentError, Fault, load_vocabulary
from scoring.engine.observation import Observation
from scoring.engine.reader import read
from scoring.engine.vocabulary import Value
from town.events import Truth

FILE = Path(__file__).resolve().parents[1] / "content" / "papers.yaml"
STRENGTHS = ("none", "weak", "strong")
PROVES = ("identity", "event", "circumstance")
# What a ground needs shown. The other grounds argue about the rule and need no paper about the day.
SHOWN_BY = {"not_me": ("identity",), "not_so": ("event", "identity"), "context": ("circumstance",)}
TEXTS = ("id", "label", "text", "from", "proves", "strength")
NUMBERS = ("days", "quills")
LISTS = ("errors", "kinds", "words")
KEYS = (*TEXTS, *NUMBERS, *LISTS, "needs")


@dataclass(frozen=True)
class Paper:
    """`days` and `quills` are what it costs to get. An empty list asks nothing."""

    id: str
    label: str
    text: str
    issuer: str
    proves: str
    strength: str
    days: int
    quills: int
    errors: tuple[str, ...]
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    needs: Mapping[str, Value]

    def exists(self, observation: Observation, truth: Truth, facts: Mapping[str, Value]) -> bool:
        """Whether this citizen can get it about this entry."""
        if any(facts.get(name) != value for name, value in self.needs.items()):
            return False
        if self.kinds and observation.kind not in self.kinds:
            return False
        if self.errors:
            return truth.error in self.errors
        return not self.words or (truth.act and bool(self._spoken.search(truth.circumstance)))

    @cached_property
    def _spoken(self) -> re.Pattern[str]:
        return re.compile(r"\b(" + "|".join(map(re.escape, self.words)) + r")\b", re.IGNORECASE)


@cache
def papers() -> Mapping[str, Paper]:
    """Every paper by its id. Raises DocumentError with every fault."""
    return parse(FILE.read_bytes(), FILE.name)


def papers_for(observation: Observation, truth: Truth, facts: Mapping[str, Value]) -> tuple[Paper, ...]:
    """The papers that this citizen can get about this entry, as things really were."""
    return tuple(paper for paper in papers().values() if paper.exists(observation, truth, facts))


def strength_for(ground: str, handed_in: tuple[str, ...]) -> str:
    """What the papers handed in show for a ground: none, weak or strong."""
    wanted = SHOWN_BY.get(ground, ())
    known = [papers()[name] for name in handed_in if name in papers()]
    return max((paper.strength for paper in known if paper.proves in wanted), key=STRENGTHS.index, default="none")


def parse(text: bytes | str, name: str) -> Mapping[str, Paper]:
    data = read(text, name).data
    rows = data.get("papers") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise DocumentError([Fault(name, "", "", "A list called 'papers' is expected.", "Write  papers:  and a list.")])
    faults = [
        Fault(name, "", f"/papers/{n}{key}", message, remedy)
        for n, row in enumerate(rows)
        for key, message, remedy in _faults(row)
    ]
    ids = [row.get("id") for row in rows if isinstance(row, dict)]
    faults += [
        Fault(name, "", f"/papers/{n}/id", f"'{each}' stands twice.", "Keep one.")
        for n, each in enumerate(ids)
        if ids.index(each) < n
    ]
    if faults:
        raise DocumentError(faults)
    return {row["id"]: _paper(row) for row in rows}


def _paper(row: Mapping[str, Any]) -> Paper:
    given: dict[str, Any] = {key: row[key] for key in (*TEXTS, *NUMBERS) if key != "from"}
    lists: dict[str, Any] = {key: tuple(row.get(key, ())) for key in LISTS}
    return Paper(**given, **lists, issuer=row["from"], needs=dict(row.get("needs", {})))


def _faults(row: Any) -> list[tuple[str, str, str]]:
    """Key, message and remedy of everything that is wrong with one paper."""
    if not isinstance(row, dict):
        return [("", "A paper is a mapping.", "Write  - id: ….")]
    found = [(f"/{key}", f"'{key}' is no key of a paper.", "Delete it.") for key in row if key not in KEYS]
    found += [(f"/{key}", f"'{key}' is missing.", "Write it.") for key in (*TEXTS, *NUMBERS) if key not in row]
    found += [
        (f"/{key}", f"'{key}' is no text.", "Write a sentence.")
        for key in TEXTS
        if key in row and not isinstance(row[key], str)
    ]
    found += [
        (f"/{key}", f"{row[key]!r} is no whole number from 0 on.", "Write 0 or more.")
        for key in NUMBERS
        if key in row and (type(row[key]) is not int or row[key] < 0)
    ]
    for key, words in (("proves", PROVES), ("strength", STRENGTHS)):
        if row.get(key, words[0]) not in words:
            found.append((f"/{key}", f"{row[key]!r} cannot stand here.", "Write one of: " + ", ".join(words) + "."))
    return found + _faults_of_names(row)


def _faults_of_names(row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Lists hold names that the town knows."""
    vocabulary = load_vocabulary()
    errors = {error.id for source in vocabulary.sources.values() for error in source.errors}
    found = []
    for key, known in (("errors", errors), ("kinds", set(vocabulary.kinds)), ("words", None)):
        values = row.get(key, [])
        if not isinstance(values, list) or not all(isinstance(each, str) and each for each in values):
            found.append((f"/{key}", f"'{key}' is no list of words.", f"Write  {key}: [...]."))
        elif known is not None:
            found += [
                (f"/{key}", f"'{each}' is unknown in the town.", "Correct it.") for each in values if each not in known
            ]
    needs = row.get("needs", {})
    if not isinstance(needs, dict):
        return [*found, ("/needs", "'needs' is no mapping.", "Write  needs: {carer_registered: true}.")]
    for name, value in needs.items():
        fact = vocabulary.facts.get(name)
        problem = (f"'{name}' is no fact.", "Correct it.") if fact is None else fact.problem(value)
        if problem:
            found.append((f"/needs/{name}", *problem))
    return found

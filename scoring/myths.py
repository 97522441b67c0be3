"""What was said about scoring, and what the sources say. Read strictly: a wrong line is refused, not shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.engine import DocumentError, Fault
from scoring.engine.reader import read
from scoring.references import references
from scoring.selectors import slugs

FILE = Path(__file__).parent / "content" / "myths.yaml"
TEXTS = ("id", "myth", "verdict", "correction")


@dataclass(frozen=True)
class Myth:
    id: str
    systems: tuple[str, ...]  # none: it concerns them all
    said_in: str  # id of the article; "" where it is often said
    myth: str
    verdict: str
    correction: str
    sources: tuple[str, ...]


def about(slug: str, most: int = 3) -> tuple[Myth, ...]:
    """What was said of this system, then what is said of all of them."""
    own = [each for each in myths() if slug in each.systems]
    return tuple([*own, *(each for each in myths() if not each.systems)][:most])


@cache
def myths() -> tuple[Myth, ...]:
    """Every line of the file. Raises DocumentError with every fault."""
    return parse(FILE.read_bytes(), FILE.name)


def parse(text: bytes, name: str) -> tuple[Myth, ...]:
    data = read(text, name).data
    rows = data.get("myths") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise DocumentError([Fault(name, "", "", "A list called 'myths' is expected.", "Write  myths:  and a list.")])
    faults = [Fault(name, "", f"/myths/{n}", *fault) for n, row in enumerate(rows) for fault in _faults(row)]
    ids = [row["id"] for row in rows if isinstance(row, dict) and "id" in row]
    faults += [
        Fault(name, str(each), "/myths", f"'{each}' stands twice.", "Keep one.") for each in ids if ids.count(each) > 1
    ]
    if faults:
        raise DocumentError(faults)
    return tuple(Myth(**{**row, "systems": tuple(row["systems"]), "sources": tuple(row["sources"])}) for row in rows)


def _faults(row: Any) -> list[tuple[str, str]]:
    """What is wrong with one line, and what to write."""
    keys = (*TEXTS, "said_in", "systems", "sources")
    if not isinstance(row, Mapping) or set(row) != set(keys):
        return [("A line has exactly these keys: " + ", ".join(keys) + ".", "Add or delete keys.")]
    found = [
        (f"'{key}' is no text.", "Write a sentence.") for key in TEXTS if not isinstance(row[key], str) or not row[key]
    ]
    names = [("systems", slugs()), ("sources", list(references()))]
    for key, known in names:
        given = row[key] if isinstance(row[key], list) else [row[key]]
        found += [(f"'{each}' of '{key}' is unknown.", "Correct the name.") for each in given if each not in known]
    if not row["sources"]:
        found.append(("A correction without a source.", "Name one."))
    if row["said_in"] and row["said_in"] not in references():
        found.append((f"'{row['said_in']}' is no source.", "Correct the name."))
    return found

"""The numbers behind an office's decisions and a town's appeals: named, noted, marked, and readable by the learner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.engine import DocumentError, Fault
from scoring.engine.reader import read

FILE = Path(__file__).resolve().parents[1] / "content" / "model.yaml"
SOURCES = Path(__file__).resolve().parents[2] / "scoring" / "rulebooks" / "sources.yaml"
MARKERS = ("documented", "reported", "fictionalised")
NEEDED = ("id", "value", "unit", "note", "marker")
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number. `sources` speak for its direction; `marker` says whether they also give the number."""

    id: str
    value: int
    unit: str
    note: str
    marker: str
    sources: tuple[str, ...]


class Parameters(Mapping[str, int]):
    """The value of each parameter by its id. `rows` holds all there is to show."""

    def __init__(self, rows: Mapping[str, Parameter]) -> None:
        self.rows = rows

    def __getitem__(self, name: str) -> int:
        return self.rows[name].value

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def part(self, name: str) -> float:
        """A percent as a part of one."""
        return self[name] / 100


@cache
def parameters() -> Parameters:
    """The parameters as they ship. Raises DocumentError with every fault."""
    return parse(FILE.read_bytes(), FILE.name)


def parse(text: bytes | str, name: str) -> Parameters:
    data = read(text, name).data
    rows = data.get("parameters") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        remedy = "Write  parameters:  and a list."
        raise DocumentError([Fault(name, "", "", "A list called 'parameters' is expected.", remedy)])
    known = _sources()
    faults = [
        Fault(name, "", f"/parameters/{n}{key}", message, remedy)
        for n, row in enumerate(rows)
        for key, message, remedy in _faults(row, known)
    ]
    ids = [row.get("id") for row in rows if isinstance(row, dict)]
    faults += [Fault(name, str(each), "", f"'{each}' stands twice.", "Keep one.") for each in _twice(ids)]
    if faults:
        raise DocumentError(faults)
    return Parameters({row["id"]: _parameter(row) for row in rows})


def _parameter(row: Mapping[str, Any]) -> Parameter:
    given: dict[str, Any] = {key: row[key] for key in NEEDED}
    return Parameter(**given, sources=tuple(row.get("sources", ())))


def _twice(ids: list[object]) -> list[object]:
    return [each for index, each in enumerate(ids) if ids.index(each) < index]


@cache
def _sources() -> frozenset[str]:
    return frozenset(read(SOURCES.read_bytes(), SOURCES.name).data)


def _faults(row: Any, known: frozenset[str]) -> list[tuple[str, str, str]]:
    """Key, message and remedy of everything that is wrong with one parameter."""
    if not isinstance(row, dict):
        return [("", "A parameter is a mapping.", "Write  - {id: …, value: …}.")]
    found = [(f"/{key}", f"'{key}' is missing.", "Write it.") for key in NEEDED if key not in row]
    found += [(f"/{key}", f"'{key}' is no key here.", "Delete it.") for key in row if key not in (*NEEDED, "sources")]
    if type(row.get("value", 0)) is not int or not 0 <= row.get("value", 0) <= MOST:
        found.append(("/value", f"{row['value']!r} is no whole number.", f"Write a number from 0 to {MOST:,}."))
    if row.get("marker", MARKERS[0]) not in MARKERS:
        found.append(("/marker", f"{row['marker']!r} is no marker.", "Write one of: " + ", ".join(MARKERS) + "."))
    sources = row.get("sources", [])
    if not isinstance(sources, list):
        return [*found, ("/sources", "'sources' is no list.", "Write  sources: [].")]
    found += [("/sources", f"'{each}' is no source.", "Correct the name.") for each in sources if each not in known]
    if row.get("marker") in MARKERS[:2] and not sources:
        found.append(("/sources", "A number that is not ours needs a source.", "Name one."))
    return found

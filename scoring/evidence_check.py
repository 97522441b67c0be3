"""What the evidence of a shipped rulebook lacks, in sentences. The engine asks for less of anybody's own rulebook."""

from collections.abc import Iterator
from typing import Any

from scoring.engine import Rulebook
from scoring.references import references

PARTS = ("rules", "characteristics", "multipliers", "bands", "lists", "doors")
SINGLE = ("scale", "disclosure", "appeal")


def lacking(book: Rulebook) -> list[str]:
    """Lines without a marker or a source, and lines called documented by sources that nobody read."""
    return [f"{book.id}.yaml {place}: {said}" for place, row in _lines(book.document) for said in _faults(row)]


def _lines(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in PARTS:
        for position, row in enumerate(document.get(part, [])):
            yield f"/{part}/{position} ({row.get('id') or row.get('door')})", row
    for part in SINGLE:
        yield f"/{part}", document[part]


def _faults(row: dict[str, Any]) -> Iterator[str]:
    evidence = row.get("evidence")
    if not evidence:
        yield "The line has no marker of its own. Add  evidence: {marker, evidence, sources}."
        return
    sources, marker = evidence.get("sources", []), evidence["marker"]
    if marker != "fictionalised" and not sources:
        yield f"The line is {marker} and names no source. Name one, or write  marker: fictionalised."
    read = [name for name in sources if name in references() and references()[name].verification != "recalled"]
    if marker == "documented" and not read:
        yield "The line is documented, and nobody read a source of it. Write  marker: reported, evidence: recalled."
    if row.get("number_stated") and marker == "fictionalised":
        yield "A number of ours is stated by no source. Delete  number_stated."

"""Evidence as it is shown: a sign and a word, who says so, and what we added."""

from dataclasses import dataclass

from scoring.engine.model import Evidence
from scoring.pages.words import MARKER_MEANINGS, MARKERS, word
from scoring.references import Reference, references

SIGNS = {"documented": "doc", "reported": "rep", "fictionalised": "fic", "recalled": "rec"}
ORDER = tuple(SIGNS)


@dataclass(frozen=True)
class Mark:
    id: str
    word: str
    sign: str  # class of the drawn sign
    meaning: str


@dataclass(frozen=True)
class Grounds:
    """What stands beside a line."""

    marks: tuple[Mark, ...]
    sources: tuple[Reference, ...]
    note: str


def mark(name: str) -> Mark:
    return Mark(name, word(MARKERS, name), SIGNS[name], word(MARKER_MEANINGS, name))


def marks(evidence: Evidence) -> tuple[Mark, ...]:
    """The marker's word, and beside it `recalled` where the line was written from memory."""
    names = [evidence.marker]
    if evidence.evidence == "recalled":
        names.append("recalled")
    return tuple(mark(name) for name in names)


def grounds(evidence: Evidence, note: str | None = None) -> Grounds:
    known = references()
    sources = tuple(known.get(name) or Reference(name, name, "", "", "", "") for name in evidence.sources)
    notes = [text for text in (evidence.note, note) if text]
    return Grounds(marks(evidence), sources, " ".join(notes))


def glance(evidences: list[Evidence]) -> tuple[tuple[Mark, int], ...]:
    """How many lines bear each mark, the surest first. A line from memory counts as recalled, whatever its marker."""
    names = ["recalled" if line.evidence == "recalled" else line.marker for line in evidences]
    return tuple((mark(name), names.count(name)) for name in ORDER if name in names)

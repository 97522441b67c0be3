"""The words in which offices are rated, and the scorecard that ships: read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scoring.engine import Rulebook, Vocabulary, load_rulebook, load_vocabulary
from town.reading import Row, read_yaml

FOLDER = Path(__file__).parent / "content"
SUPERVISION = "supervision"


class _Machines(Row):
    machines: list[str]


@cache
def vocabulary() -> Vocabulary:
    """Kinds, sources, facts and doors of offices; the town's own are others. Raises VocabularyError."""
    return load_vocabulary(FOLDER / "vocabulary")


@cache
def scorecard() -> Rulebook:
    """The scorecard as it ships. Raises RulebookError."""
    return load_rulebook(FOLDER / "scorecard.yaml", vocabulary=vocabulary())


@cache
def machines() -> frozenset[str]:
    """Sources of the town that nobody at the desk reads."""
    return frozenset(_Machines.model_validate(read_yaml(FOLDER / "machines.yaml")).machines)

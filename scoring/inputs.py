"""Where the data of scores came from, in truth and in the five articles."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.claims import ARTICLES
from scoring.selectors import vocabulary
from scoring.strict import Row, Said, Shape, known_sources, parse, sourced

FILE = Path(__file__).parent / "content" / "inputs.yaml"
USES = ("scored", "shown", "blocks", "business", "not_found", "fiction")


@dataclass(frozen=True)
class Input:
    id: str  # a source of the vocabulary: it says what it sees and how it errs
    named_in: tuple[str, ...]
    used: str
    reality: str
    sources: tuple[str, ...]


def _check(row: Row) -> list[Said]:
    if row["id"] not in vocabulary().sources:
        return [(f"'{row['id']}' is no source of the vocabulary.", "Correct the name.")]
    return sourced(row)


SHAPE = Shape(
    texts=("id", "reality"),
    words={"used": USES},
    names={"named_in": lambda: ARTICLES, "sources": known_sources},
    check=_check,
)


@cache
def inputs() -> tuple[Input, ...]:
    """Every source of data. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Input, ...]:
    rows = parse(text, name, "inputs", SHAPE)
    return tuple(Input(**{**row, "named_in": tuple(row["named_in"]), "sources": tuple(row["sources"])}) for row in rows)

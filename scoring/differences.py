"""Where a documented rule is not played as our notes have it, and why."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.selectors import slugs
from scoring.strict import Row, Said, Shape, parse

FILE = Path(__file__).parent / "content" / "differences.yaml"
KINDS = ("left_out", "other_part", "translated")


@dataclass(frozen=True)
class Difference:
    rule: str
    system: str
    text: str
    kind: str
    reason: str


def _check(row: Row) -> list[Said]:
    return [] if row["system"] in slugs() else [(f"'{row['system']}' is no rulebook.", "Correct the name.")]


SHAPE = Shape(texts=("rule", "system", "text", "reason"), words={"kind": KINDS}, check=_check)


@cache
def differences() -> tuple[Difference, ...]:
    """Every line of the file. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Difference, ...]:
    return tuple(Difference(**row) for row in parse(text, name, "differences", SHAPE))


def about(slug: str) -> tuple[Difference, ...]:
    return tuple(each for each in differences() if each.system == slug)

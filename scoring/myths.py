"""What was said about scoring, and what the sources say: ten myths, and before them the claims about one system."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring import claims
from scoring.selectors import slugs
from scoring.strict import Row, Said, Shape, known_sources, sourced
from scoring.strict import parse as parse_rows

FILE = Path(__file__).parent / "content" / "myths.yaml"


@dataclass(frozen=True)
class Myth:
    id: str
    systems: tuple[str, ...]  # none: it concerns them all
    said_in: str  # id of the article; "" where it is often said
    myth: str
    verdict: str
    correction: str
    scholars: str  # who set it right; "" where nobody is named
    sources: tuple[str, ...]


def about(slug: str, most: int = 3) -> tuple[Myth, ...]:
    """What was said of this system, then what is said of all of them."""
    said = [_of_claim(each) for each in claims.about(slug) if each.sources]
    myth_of_it = [each for each in myths() if slug in each.systems]
    return tuple([*said, *myth_of_it, *(each for each in myths() if not each.systems)][:most])


def _of_claim(claim: claims.Claim) -> Myth:
    return Myth(claim.id, claim.about, claim.article, claim.said, claim.verdict, claim.says, "", claim.sources)


def _check(row: Row) -> list[Said]:
    if row["said_in"] and row["said_in"] not in known_sources():
        return [(f"'{row['said_in']}' is no source.", "Correct the name.")]
    return sourced(row)


SHAPE = Shape(
    texts=("id", "myth", "verdict", "correction"),
    notes=("said_in", "scholars"),
    names={"systems": slugs, "sources": known_sources},
    check=_check,
)


@cache
def myths() -> tuple[Myth, ...]:
    """Every line of the file. Raises DocumentError with every fault."""
    return parse(FILE.read_bytes(), FILE.name)


def parse(text: bytes, name: str) -> tuple[Myth, ...]:
    rows = parse_rows(text, name, "myths", SHAPE)
    return tuple(Myth(**{**row, "systems": tuple(row["systems"]), "sources": tuple(row["sources"])}) for row in rows)

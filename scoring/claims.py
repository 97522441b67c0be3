"""What five articles said about scoring, claim by claim, and what research says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.cards import context_cards
from scoring.selectors import slugs
from scoring.strict import Row, Said, Shape, known_sources, parse

FILE = Path(__file__).parent / "content" / "claims.yaml"
ARTICLES = ("S0", "S1", "S2", "S3", "S4")
FINDINGS = ("holds", "partly", "fails", "unchecked", "opinion")


@dataclass(frozen=True)
class Claim:
    id: str
    article: str
    about: tuple[str, ...]  # rulebooks and cards; none: it concerns no single system
    said: str
    finding: str
    verdict: str
    says: str  # what research says
    sources: tuple[str, ...]
    dispute: str  # claims of different articles with the same word here speak of the same thing; mostly ""


def places() -> tuple[str, ...]:
    """Everything that a claim can be about."""
    return (*slugs(), *(card.id for card in context_cards()))


def _check(row: Row) -> list[Said]:
    """An opinion, and what nobody checked, may stand without a source. Nothing else may."""
    if row["sources"] or row["finding"] in ("opinion", "unchecked"):
        return []
    return [("A finding without a source.", "Name one, or call it unchecked.")]


SHAPE = Shape(
    texts=("id", "said", "verdict", "says"),
    notes=("dispute",),
    words={"article": ARTICLES, "finding": FINDINGS},
    names={"about": places, "sources": known_sources},
    check=_check,
)


@cache
def claims() -> tuple[Claim, ...]:
    """Every claim of the file. Raises DocumentError with every fault."""
    return read(FILE.read_bytes(), FILE.name)


def read(text: bytes, name: str) -> tuple[Claim, ...]:
    rows = parse(text, name, "claims", SHAPE)
    return tuple(Claim(**{**row, "about": tuple(row["about"]), "sources": tuple(row["sources"])}) for row in rows)


def about(place: str) -> tuple[Claim, ...]:
    """Claims about one rulebook or card."""
    return tuple(each for each in claims() if place in each.about)


def elsewhere() -> tuple[Claim, ...]:
    """Claims that concern no single system."""
    return tuple(each for each in claims() if not each.about)


def disputes() -> dict[str, tuple[Claim, ...]]:
    """Where two claims speak of the same thing and do not say the same."""
    found: dict[str, list[Claim]] = {}
    for each in claims():
        if each.dispute:
            found.setdefault(each.dispute, []).append(each)
    return {word: tuple(together) for word, together in found.items()}

"""Reading rulebooks: the documents that ship, and kept versions of them."""

from functools import cache, lru_cache
from pathlib import Path

from scoring.engine import Rulebook, Vocabulary, load_rulebook, load_shipped, load_vocabulary
from scoring.models import RulebookVersion

FOLDER = Path(__file__).parent / "rulebooks"
NOT_RULEBOOKS = {"sources"}
DEFAULT = "tessamere"


class UnknownRulebook(LookupError):
    """No rulebook has this name, or no version this digest."""


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def slugs() -> list[str]:
    """The names of all rulebooks that ship, the town's own first."""
    found = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem not in NOT_RULEBOOKS)
    return sorted(found, key=lambda slug: slug != DEFAULT)


@cache
def shipped(slug: str) -> Rulebook:
    """A rulebook as it ships. Raises UnknownRulebook."""
    if slug not in slugs():
        raise UnknownRulebook(slug)
    return load_shipped(FOLDER / f"{slug}.yaml", vocabulary=vocabulary())


@lru_cache(maxsize=256)
def version(digest: str) -> Rulebook:
    """A kept version by its digest. Raises UnknownRulebook."""
    kept = RulebookVersion.objects.filter(digest=digest).first()
    if kept is None:
        raise UnknownRulebook(digest)
    return load_rulebook(kept.document, vocabulary=vocabulary())

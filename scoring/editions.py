"""Which edition of a rulebook is meant: the one that ships, or a kept version by its digest."""

import re

from scoring.engine import Rulebook
from scoring.selectors import UnknownRulebook, shipped, slugs, version

DIGEST = re.compile(r"[0-9a-f]{64}")


def edition(slug: str, digest: str = "") -> Rulebook:
    """The rulebook as it ships, or its version of this digest. Raises UnknownRulebook."""
    if not digest:
        return shipped(slug)
    if not DIGEST.fullmatch(digest):  # never ask a database for what cannot be there
        raise UnknownRulebook(digest)
    if slug in slugs() and shipped(slug).digest == digest:
        return shipped(slug)
    kept = version(digest)
    if kept.id != slug:
        raise UnknownRulebook(digest)
    return kept


def ships(rulebook: Rulebook) -> bool:
    """Is this the edition that ships now?"""
    return rulebook.id in slugs() and shipped(rulebook.id).digest == rulebook.digest

"""Keeping rulebook versions."""

from scoring.engine import Rulebook, canonical_json
from scoring.models import RulebookVersion


def keep_version(*, rulebook: Rulebook, author: str = "", why: str = "") -> RulebookVersion:
    """Keep this version; where it is kept already, that one stands (a version never changes)."""
    kept, _ = RulebookVersion.objects.get_or_create(
        digest=rulebook.digest,
        defaults={
            "slug": rulebook.id,
            "document": canonical_json(rulebook),
            "parent": rulebook.parent or "",
            "author": author,
            "why": why,
        },
    )
    return kept

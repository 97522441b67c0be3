"""Keeping rulebook versions, and deleting those that nobody asks for any more."""

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from scoring.engine import Rulebook, canonical_json
from scoring.models import RulebookVersion
from scoring.selectors import version

OURS = "Good Standing"
LINK_DAYS = 90  # so long a link stands after it was last opened; said on the page of a link that is gone
Origin = RulebookVersion.Origin


def keep_version(
    *, rulebook: Rulebook, author: str = "", why: str = "", origin: Origin = Origin.REFORM
) -> RulebookVersion:
    """Keep this version; where it is kept already, that one stands (a version never changes). What the project itself
    signs has shipped, whoever brought the same text before."""
    origin = Origin.SHIPPED if author == OURS else origin
    kept, new = RulebookVersion.objects.get_or_create(
        digest=rulebook.digest,
        defaults={
            "slug": rulebook.id,
            "document": canonical_json(rulebook),
            "parent": rulebook.parent or "",
            "author": author,
            "why": why,
            "origin": origin,
        },
    )
    if not new and origin == Origin.SHIPPED and not rulebook.parent and kept.origin == Origin.IMPORTED:
        RulebookVersion.objects.filter(pk=kept.pk).update(origin=origin, author=author)
    return kept


def note_asked(kept: RulebookVersion) -> None:
    """Somebody opened its link: written down at most once a day."""
    now = timezone.now()
    RulebookVersion.objects.filter(pk=kept.pk, asked_at__lt=now - timedelta(days=1)).update(asked_at=now)


def purge_versions(*, needed: Collection[str], unasked_days: int = LINK_DAYS) -> int:
    """Delete rule sets of learners that nothing needs and whose link nobody has opened for so many days. Returns how
    many; safe to run twice. Editions that shipped stay."""
    limit = timezone.now() - timedelta(days=unasked_days)
    old = RulebookVersion.objects.exclude(origin=Origin.SHIPPED).filter(asked_at__lt=limit, kept_at__lt=limit)
    gone = [digest for digest in old.values_list("digest", flat=True) if digest not in set(needed)]
    for start in range(0, len(gone), 500):  # as many names as one statement may hold
        RulebookVersion.objects.filter(digest__in=gone[start : start + 500], asked_at__lt=limit).delete()
    if gone:
        version.cache_clear()
    return len(gone)

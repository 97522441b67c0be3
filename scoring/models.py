"""Rulebook versions as they were: immutable, addressed by the digest of their canonical text."""

from django.db import models


class RulebookVersion(models.Model):
    """One rulebook as a life was lived under it, or as somebody rewrote it. Never changed, never reused."""

    digest = models.CharField(max_length=64, primary_key=True)
    slug = models.CharField(max_length=64, db_index=True)
    document = models.TextField(help_text="canonical JSON")
    parent = models.CharField(max_length=64, blank=True, help_text="digest of the version this one reforms")
    author = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=280, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(document=""), name="version_has_a_document"),
            models.CheckConstraint(condition=~models.Q(digest=models.F("parent")), name="version_is_not_its_parent"),
        )

    def __str__(self) -> str:
        return f"{self.slug} {self.digest[:8]}"

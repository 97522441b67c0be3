"""Rulebook versions as they were, addressed by the digest of their canonical text; and work in the background."""

import uuid

from django.db import models
from django.utils import timezone


class RulebookVersion(models.Model):
    """One rulebook as a life was lived under it, or as somebody rewrote it. Never changed, never reused."""

    class Origin(models.TextChoices):
        SHIPPED = "shipped", "an edition that shipped"
        REFORM = "reform", "saved with the pen"
        IMPORTED = "imported", "brought from a file"

    digest = models.CharField(max_length=64, primary_key=True)
    slug = models.CharField(max_length=64, db_index=True)
    document = models.TextField(help_text="canonical JSON")
    parent = models.CharField(max_length=64, blank=True, help_text="digest of the version this one reforms")
    author = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=280, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.REFORM)
    kept_at = models.DateTimeField(auto_now_add=True, db_index=True)
    asked_at = models.DateTimeField(default=timezone.now, help_text="when its link was last opened, to the day")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(document=""), name="version_has_a_document"),
            models.CheckConstraint(condition=~models.Q(digest=models.F("parent")), name="version_is_not_its_parent"),
        )

    def __str__(self) -> str:
        return f"{self.slug} {self.digest[:8]}"


class Job(models.Model):
    """Long work that somebody asked for: what, how far it is, and what came of it. Kept for a day."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    UNFINISHED = (State.QUEUED, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    asked = models.JSONField()
    fingerprint = models.CharField(max_length=64, db_index=True, help_text="digest of kind and asked")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True, blank=True)
    message = models.CharField(max_length=280, blank=True, help_text="why it failed, in a sentence")
    claim = models.UUIDField(null=True, blank=True, help_text="the one run that may write here")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)
    due_at = models.DateTimeField(default=timezone.now, help_text="not heard of by then: nobody works at it any more")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("fingerprint",),
                condition=models.Q(state__in=("queued", "running")),
                name="job_is_asked_for_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id} {self.state}"

    @property
    def finished(self) -> bool:
        return self.state not in self.UNFINISHED

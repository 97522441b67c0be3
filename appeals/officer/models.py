"""A shift at the officer's desk: which stack, and the steps taken. Files and truths are computed, never stored."""

import uuid

from django.db import models


class Shift(models.Model):
    """It answers the browser that began it, and is deleted after a day. No field names a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the browser's secret; no person")
    procedure = models.CharField(max_length=64, help_text="id")
    knobs = models.JSONField(default=dict, help_text="the procedure's, as they stood")
    seed = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # the rulebook's kept version
    quota = models.BooleanField()
    first = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="second"
    )  # the run before, with the other setting of the quota
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "appeals"

    def __str__(self) -> str:
        return f"{self.seed} {'with' if self.quota else 'without'} a quota"


class Ruling(models.Model):
    """One step on one file. Append-only."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="rulings")
    seq = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=8)

    class Meta:
        app_label = "appeals"
        ordering = ("seq",)
        constraints = (
            models.UniqueConstraint(fields=("shift", "seq"), name="one_step_at_a_time"),
            models.UniqueConstraint(
                fields=("shift", "position"),
                condition=models.Q(step__in=("grant", "dismiss", "refer")),
                name="one_decision_a_file",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seq}: {self.step} {self.position}"

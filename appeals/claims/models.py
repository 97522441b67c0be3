"""An appeal as it is stored: what is contested, and everything that happened, in order. Its state is never stored."""

import uuid

from django.db import models


class Case(models.Model):
    """Somebody contests something of one simulated citizen. No field names a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the browser's secret; no person")
    subject = models.UUIDField(null=True, blank=True, db_index=True, help_text="the life in which it was opened")
    persona = models.CharField(max_length=32)
    seed = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="the kept version of the rulebook")
    picks = models.JSONField(default=list, help_text="decisions of that life: [[day, scene, choice], …]")
    procedure = models.CharField(max_length=64, help_text="id")
    knobs = models.JSONField(default=dict, help_text="the procedure's, as they stood")
    above = models.JSONField(default=dict, help_text="what stood above the office then: fees, days, supervisor")
    target = models.JSONField(default=dict, help_text="{kind: observation | identity | listing | rule, id}")
    ground = models.CharField(max_length=24)
    lock = models.CharField(max_length=64, blank=True, help_text="digest of holder, file and target; empty once over")
    opened_at = models.DateTimeField(auto_now_add=True, db_index=True)
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        app_label = "appeals"
        ordering = ("opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("lock",), condition=~models.Q(lock=""), name="one_open_case_about_one_thing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.persona} {self.seed}: {self.ground}"


class Event(models.Model):
    """Something that happened to a case. Append-only; two hands at once cannot both write the next one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=32)
    by = models.CharField(max_length=16)
    data = models.JSONField(default=dict)

    class Meta:
        app_label = "appeals"
        ordering = ("seq",)
        constraints = (models.UniqueConstraint(fields=("case", "seq"), name="one_event_at_a_time"),)

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind}"

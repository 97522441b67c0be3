"""A life: who was drawn, from which seed, under which rulebook, and what was decided. Nothing else is stored.

Observations, standing, lists and doors are never stored: they follow from these rows. No field names a person.
"""

import uuid
from typing import ClassVar

from django.db import models


class Stage(models.IntegerChoices):
    """The stations of a life, in the order in which they open."""

    LIVE = 1, "live"
    BET = 2, "bet"
    LISTED = 3, "register"
    BOX = 4, "box"
    REWRITE = 5, "rewrite"
    ELSEWHERE = 6, "elsewhere"
    DEBRIEF = 7, "debrief"


class Life(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the browser's secret; no person")
    persona = models.CharField(max_length=32)
    seed = models.PositiveIntegerField()
    rulebook = models.CharField(max_length=64, help_text="slug, for display")
    digest = models.CharField(max_length=64, help_text="the kept version that governs this life")
    stage = models.PositiveSmallIntegerField(choices=Stage.choices, default=Stage.LIVE)
    draft = models.JSONField(default=list, blank=True, help_text="edits, oldest first: [[path, value], …]")
    undone = models.JSONField(default=list, blank=True, help_text="steps taken back, the next to be redone first")
    pen = models.JSONField(default=dict, blank=True, help_text="bet, digests of saved reforms, ids given")
    begun_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["-touched_at"]

    def __str__(self) -> str:
        return f"{self.persona} {self.seed}"


class Decision(models.Model):
    """One choice, once. Position counts from 0 over the whole life."""

    life = models.ForeignKey(Life, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    scene = models.CharField(max_length=64)
    choice = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints = (
            models.UniqueConstraint(fields=["life", "position"], name="a_choice_counts_once"),
            models.CheckConstraint(condition=models.Q(day__range=(1, 10)), name="a_life_has_ten_days"),
        )

    def __str__(self) -> str:
        return f"{self.position}: {self.scene}.{self.choice}"


class Bet(models.Model):
    """What moved my standing? Asked before the box opens and again at the end."""

    class Cause(models.TextChoices):
        ACTS = "acts", "what I did"
        LUCK = "luck", "luck"
        RULES = "rules", "the rules"
        DATA = "data", "the data"
        OFFICE = "office", "the office"

    life = models.ForeignKey(Life, on_delete=models.CASCADE, related_name="bets")
    again = models.BooleanField(default=False)
    cause = models.CharField(max_length=8, choices=Cause.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["life", "again"], name="one_bet_each_time"),)

    def __str__(self) -> str:
        return self.cause


class Ranking(models.Model):
    """The debrief's question about systems (never about people): three of them, better to worse."""

    life = models.OneToOneField(Life, on_delete=models.CASCADE, related_name="ranking")
    systems = models.JSONField(default=list)

    def __str__(self) -> str:
        return " > ".join(self.systems)

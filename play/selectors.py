"""Reads of lives: whose they are, where they stand, and the citizen's file that follows from the decisions."""

from django.db.models import QuerySet

from play.models import Life, Stage
from registry.lives import File, open_file
from scoring.engine import Rulebook
from scoring.selectors import version
from town.events import Decision


def lives_of(holder: str) -> QuerySet[Life]:
    return Life.objects.filter(holder=holder) if holder else Life.objects.none()


def rulebook_of(life: Life) -> Rulebook:
    """The version this life began under, however the shipped rulebook has changed since."""
    return version(life.digest)


def file_of(life: Life) -> File:
    """The citizen's file. Raises EditionError where the scenes have changed under a paused life."""
    made = [Decision(row.day, row.scene, row.choice) for row in life.decisions.all()]
    return open_file(life.persona, life.seed, rulebook_of(life), made)


STATIONS = {
    Stage.LIVE: "play:day",
    Stage.BET: "play:bet",
    Stage.LISTED: "play:register",
    Stage.BOX: "play:box",
    Stage.REWRITE: "play:rewrite",
    Stage.ELSEWHERE: "play:elsewhere",
    Stage.DEBRIEF: "play:debrief",
}


def stage_name(life: Life) -> str:
    """The name of the address where this life goes on."""
    return STATIONS[Stage(life.stage)]

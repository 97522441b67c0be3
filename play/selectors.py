"""Reads of lives: whose they are, where they stand, and the citizen's file that follows from the decisions."""

from django.db.models import QuerySet

from play.models import Life, Stage
from registry.lives import EditionError, File, open_file
from scoring.engine import Rulebook, RulebookError
from scoring.selectors import UnknownRulebook, version
from town.events import Decision


def lives_of(holder: str) -> QuerySet[Life]:
    return Life.objects.filter(holder=holder) if holder else Life.objects.none()


def rulebook_of(life: Life) -> Rulebook:
    """The version this life began under, however the shipped rulebook has changed since."""
    return version(life.digest)


def file_of(life: Life) -> File:
    """The citizen's file. Raises EditionError where scenes or words have changed under a paused life."""
    made = [Decision(row.day, row.scene, row.choice) for row in life.decisions.all()]
    try:
        rulebook = rulebook_of(life)
    except (UnknownRulebook, RulebookError) as error:  # gone, or it asks a fact that the town no longer has
        raise EditionError(str(error)) from error
    return open_file(life.persona, life.seed, rulebook, made)


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

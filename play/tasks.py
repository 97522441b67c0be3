"""Background work of lives."""

from celery import shared_task

from play.keeping import purge_rule_sets
from play.services import purge


@shared_task
def purge_untouched_lives() -> int:
    """Daily, by beat; an embedded installation does the same when it starts."""
    return purge()


@shared_task
def purge_unasked_rule_sets() -> int:
    """Daily, by beat; an embedded installation does the same when it starts."""
    return purge_rule_sets()

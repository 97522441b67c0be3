"""Background work of appeals. Importing the module registers it."""

from typing import Any

from celery import shared_task

from appeals.knobs.year import compared_years
from appeals.officer.services import purge_shifts
from scoring.jobs import Step, handler


@handler("appeals_year")
def appeals_year(asked: dict[str, Any], step: Step) -> dict[str, Any]:
    """A year of a town's appeals under the procedure in force and under another."""
    return compared_years(asked, step)


@shared_task
def purge_shifts_of_yesterday() -> int:
    """Each hour, by beat."""
    return purge_shifts()

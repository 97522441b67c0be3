"""Reads of a shift."""

from appeals.officer.content import day
from appeals.officer.desk import Desk
from appeals.officer.models import Shift
from appeals.officer.stack import stack
from scoring.engine import Rulebook
from scoring.selectors import version


def rulebook_of(shift: Shift) -> Rulebook:
    """The version this shift began under."""
    return version(shift.digest)


def desk_of(shift: Shift) -> Desk:
    """The desk as it stands now. Raises NoStack."""
    today = day()
    files = stack(rulebook_of(shift), shift.seed, 1 if shift.first_id else 0, today.files)
    steps = tuple(shift.rulings.values_list("position", "step"))
    return Desk(today, files, steps, shift.seed + bool(shift.first_id), shift.quota)

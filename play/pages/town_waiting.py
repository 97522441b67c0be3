"""What is shown while a large town is being worked out: which part of the work is done, and which comes next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from play.pages.pen import Desk
from registry.replays import LARGE
from registry.warm import warm


@dataclass(frozen=True)
class Waiting:
    done: int
    of: int
    words: str


def waiting(desk: Desk) -> Waiting | None:
    """None where the page can be shown at once."""
    if desk.size < LARGE:
        return None
    progress = warm(desk.baseline, desk.bill.rulebook if desk.bill else None, desk.size, desk.file.seed)
    return None if progress.ready else Waiting(progress.done, progress.of, _words(progress.done))


def _words(done: int) -> str:
    """What is being done now."""
    return [
        _("The town is being drawn: who lives there, and what was seen of them in a year."),
        _("Its year is being scored under the rules in force."),
        _("The same year, under the council’s bill."),
        _("The wrong entries are being taken out."),
        _("The year is being scored once more, without them."),
    ][done]

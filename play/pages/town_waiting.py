"""What is shown while a town is being worked out: which part of the work is done, or how many edits come before."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.pages.pen import Desk
from play.pages.town_names import n
from registry.newly import first_listed
from registry.replays import LARGE, MIDDLE, comparison, innocent, outcome
from registry.runs import runs
from registry.warm import warm

# Seconds that a page waits for its own run before it says how far it is: an edit, and what may come a little later.
PATIENCE: Final = {LARGE: 1.2, MIDDLE: 2.0}
A_MOMENT = 1.0
AGAIN, FOR_EACH, AT_MOST = 600, 200, 3000  # ms until the page asks again: more for each edit that comes first


@dataclass(frozen=True)
class Waiting:
    """`done` of `of` parts; an edit `in_line` is one part, of which nobody knows how much is done."""

    done: int
    of: int
    words: str
    again: int = AGAIN  # ms
    in_line: bool = False


def waiting(desk: Desk) -> Waiting | None:
    """None where the page can be shown at once."""
    if desk.size >= LARGE:
        progress = warm(desk.baseline, desk.bill.rulebook if desk.bill else None, desk.size, desk.seed)
        if not progress.ready:
            return Waiting(progress.done, progress.of, _words(progress.done), again=2 * AGAIN)
    return _in_line(desk)


def _in_line(desk: Desk) -> Waiting | None:
    """The edit's own year: beside the page too, in its turn, unless it is at hand or the town is small."""
    if desk.size < MIDDLE or not desk.edited or _scored(desk):
        return None
    run = runs.ask(("edit", *_key(desk)), lambda: _score(desk), (desk.asker, "edit"))
    if run.within(PATIENCE[LARGE if desk.size >= LARGE else MIDDLE]):
        return None
    before = runs.before(run)
    return Waiting(0, 1, _before(before), again=min(AT_MOST, AGAIN + FOR_EACH * before), in_line=True)


def harm_waits(desk: Desk) -> bool:
    """Is the year without wrong entries still to be worked out? It stands behind the edits of others."""
    if desk.size < MIDDLE or not desk.edited or _harmed(desk):
        return False
    run = runs.ask(("harm", *_key(desk)), lambda: _harm(desk), (desk.asker, "harm"), later=True)
    return not run.within(A_MOMENT)


def _key(desk: Desk) -> tuple[object, ...]:
    return desk.reform, *_town(desk)


def _town(desk: Desk) -> tuple[object, ...]:
    return desk.baseline, desk.size, desk.seed


def _scored(desk: Desk) -> bool:
    return comparison.ready(desk.baseline, desk.reform, desk.size, desk.seed) and outcome.ready(*_key(desk))


def _score(desk: Desk) -> None:
    comparison(desk.baseline, desk.reform, desk.size, desk.seed)
    outcome(desk.reform, *_town(desk))


def _harmed(desk: Desk) -> bool:
    return innocent.ready(*_key(desk)) and first_listed.ready(*_key(desk))


def _harm(desk: Desk) -> None:
    innocent(*_key(desk))
    first_listed(*_key(desk))


def _before(before: int) -> str:
    if not before:
        return _("Your edit is being scored.")
    return ngettext("In line: %(n)s other edit comes first.", "In line: %(n)s other edits come first.", before) % {
        "n": n(before)
    }


def _words(done: int) -> str:
    """What is being done now."""
    return [
        _("The town is being drawn: who lives there, and what was seen of them in a year."),
        _("Its year is being scored under the rules in force."),
        _("The same year, under the council’s bill."),
        _("The wrong entries are being taken out."),
        _("The year is being scored once more, without them."),
    ][done]

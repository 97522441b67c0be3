"""Somebody is newly listed: one of them by number, and the reason, from the trace."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from play.pages.pen import Desk
from play.pages.town_names import n, shown
from registry.newly import Cause, first_listed


@dataclass(frozen=True)
class Newly:
    number: int  # as it is shown
    words: str


def newly_listed(desk: Desk) -> Newly | None:
    """The first of those whom the reform puts on the blacklist. None where it puts nobody there."""
    for cause in first_listed(desk.reform, desk.baseline, desk.size, desk.seed):
        return Newly(shown(cause.number), _words(cause))
    return None


TIES = _later(
    "Nothing of their own tips it: others are listed at other times, a rule asks about friends and relatives, and so "
    "their number fell on day %(entered)s."
)
STAY = _later("They entered on day %(entered)s and must stay %(minimum)s days, until after the year’s end.")
LATER = _later(
    "In force they are listed from day %(first)s and off again on day %(last)s. Under yours they come onto it later, "
    "on day %(entered)s, and must stay %(minimum)s days, until after the year’s end."
)


def _words(cause: Cause) -> str:
    first, last = cause.earlier[-1] if cause.earlier else (0, 0)
    by = ", ".join(cause.by[:3])
    said = {"entered": cause.entered, "minimum": n(cause.minimum), "by": by, "first": first, "last": last}
    if cause.kind == "rule":
        return _("Rule %(by)s put them there on day %(entered)s.") % said
    if cause.kind == "ties":
        return TIES % said
    if cause.kind == "points":
        return _("These rules weigh more against them now, or give them less: %(by)s.") % said if by else ""
    return (LATER if cause.earlier else STAY) % said

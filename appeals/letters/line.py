"""What came of a case in one line, as the box and the debrief sheet keep it."""

from django.utils.translation import gettext as _

from appeals.claims.docket import Docket
from appeals.claims.matter import Matter
from appeals.letters.post import Post, post


def in_a_line(matter: Matter, case: Docket) -> str:
    """How a case that was filed stands, on which day it came to that, and the reason as it was given; "" before."""
    if case.filed_on is None:
        return ""
    day = {"day": case.since}
    if case.waiting:
        return _("contested, not decided by day %(day)s") % {"day": case.today}
    if case.state == "withdrawn":
        return _("contested, withdrawn on day %(day)s") % day
    if case.state == "out_of_time":
        return _("contested, refused as too late on day %(day)s") % day
    decided = case.decided
    if decided is None:
        return _("contested, lapsed on day %(day)s: what was missing did not come") % day
    said = {"day": decided.day, "reason": reason_as_given(post(matter, case, decided.seq))}
    if case.state == "partly":
        return _("contested, upheld in part on day %(day)s, reason as given: %(reason)s") % said
    if case.won:
        return _("contested, upheld on day %(day)s, reason as given: %(reason)s") % said
    return _("contested, dismissed on day %(day)s, reason as given: %(reason)s") % said


def reason_as_given(found: Post) -> str:
    """As much as the procedure lets a decision say, in the words of the letter."""
    if "silence" in (found.event.letter or ""):
        return _("none; the days were over and nobody had answered")
    if found.reasons == "none":
        return _("none")
    if found.reasons == "code":
        return ", ".join(found.codes) or _("none")
    return " ".join(found.why) or _("none")

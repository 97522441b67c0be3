"""The words in which pages speak of what a rulebook writes as a key."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

Words = Mapping[str, StrPromise]

FAMILIES: Final[Words] = {  # in this order on every page
    "town": _("The town’s own"),
    "public_authority": _("Public authorities"),
    "finance": _("Credit bureaus"),
    "reform": _("Reform"),
    "commerce": _("Shops and insurers"),
    "municipal": _("Municipal points"),
    "shaming": _("Shown in public"),
    "list": _("Lists"),
    "fiction": _("Fiction"),
    "none": _("Without a system"),
}
REGIONS: Final[Words] = {
    "china": _("China"),
    "germany": _("Germany"),
    "netherlands": _("The Netherlands"),
    "united_states": _("United States"),
    "invented": _("Nowhere: invented"),
}
MARKERS: Final[Words] = {
    "documented": pgettext_lazy("evidence", "documented"),
    "reported": pgettext_lazy("evidence", "reported"),
    "fictionalised": pgettext_lazy("evidence", "fictionalised"),
    "recalled": pgettext_lazy("evidence", "recalled"),
}
MARKER_MEANINGS: Final[Words] = {
    "documented": _("a source that we read says so"),
    "reported": _("somebody says so; we did not see it in an official text, or we stretch it a little"),
    "fictionalised": _("ours, modelled on something real"),
    "recalled": _("written from memory, not found again; never called documented"),
}
FINDINGS: Final[Words] = {
    "holds": pgettext_lazy("finding", "holds"),
    "partly": pgettext_lazy("finding", "holds in part"),
    "fails": pgettext_lazy("finding", "does not hold"),
    "unchecked": pgettext_lazy("finding", "not checked"),
    "opinion": pgettext_lazy("finding", "opinion"),
}
SIDES: Final[Words] = {
    "benefit": _("What it was good for"),
    "harm": _("Whom it harmed"),
    "objection": _("Who objected"),
}
USES: Final[Words] = {
    "scored": _("Counted by a real system"),
    "shown": _("Shown in public"),
    "blocks": _("Bars people, scores nothing"),
    "business": _("Used by companies"),
    "not_found": _("Not found in any score"),
    "fiction": _("Fiction"),
}
VERIFICATIONS: Final[Words] = {
    "article": _("read in full, one of the five articles this work answers"),
    "excerpt": _("read in excerpts"),
    "recalled": _("named from memory, not read for this work"),
}
SCALES: Final[Words] = {
    "points": pgettext_lazy("scale", "points"),
    "scorecard": pgettext_lazy("scale", "scorecard"),
    "stars": pgettext_lazy("scale", "stars"),
    "record": pgettext_lazy("scale", "record, no number"),
    "balance": pgettext_lazy("scale", "balance"),
}
HIGHER: Final[Words] = {
    "better": _("More is better."),
    "worse": _("More is worse: the number is suspicion."),
    "neither": _("More is neither better nor worse."),
}
EXPIRIES: Final[Words] = {
    "window": _("Points that lapse are no longer counted."),
    "refund": _("Points that lapse are taken back, even those earned while the scale was full."),
}
TOLD: Final[Words] = {
    "nothing": _("Nothing"),
    "change": _("That something changed"),
    "score": _("The standing, not the reasons"),
    "letter": _("The grade, not the standing"),
    "reasons": _("The standing and the reasons"),
}
CONSENT: Final[Words] = {
    "mandatory": _("Nobody is asked: everybody is on file."),
    "opt_in": _("Asked for: who does not agree has no standing here."),
}
ROUTES: Final[Words] = {
    "none": _("There is none"),
    "unknown": _("None was found in the sources read"),
    "exists": _("There is one"),
}
COLOURS: Final[Words] = {"black": _("black list"), "red": _("red list")}
DISPLAYS: Final[Words] = {
    "screen": _("on the street screen"),
    "newspaper": _("in the newspaper"),
    "ringback": _("to everybody who calls"),
}
STATES: Final[Words] = {
    "open": pgettext_lazy("door", "open"),
    "shut": pgettext_lazy("door", "shut"),
    "low": pgettext_lazy("rate", "low"),
    "standard": pgettext_lazy("rate", "standard"),
    "high": pgettext_lazy("rate", "high"),
    "none": pgettext_lazy("rate", "none"),
}


def word(words: Words, key: str) -> str:
    """The word for a key; a key that no page knows yet stands for itself."""
    return str(words.get(key, key))

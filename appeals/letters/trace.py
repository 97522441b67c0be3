"""What a decision leaves out: who looked, at what, for how long, what was true, and what would have changed it.

On screen only, on tracing paper beside the letter.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appeals.claims.targets import granted, rows_of
from appeals.knobs.form import WORDS
from appeals.letters.post import Post
from appeals.pages import words
from appeals.procedure.office import chance, decide, knobs_of
from registry.corrections import corrected
from registry.deeds import effect
from scoring.engine.sentences import lower


def left_out(found: Post) -> Iterator[tuple[str, str]]:
    """The tracing paper beside a decision: who looked, at what, for how long, what was said, what was true."""
    knobs, first = found.matter.knobs, found.instance == "first"
    above = _("a court") if found.instance == "court" else _("a tribunal")
    yield _("who reviewed"), (str(WORDS[knobs.reviewer]) if first else above)
    yield _("what was read"), _read(found)
    yield _("time spent"), _spent(found.event.data.get("minutes", 0))
    yield _("reasons given"), _given(found)
    yield _("what is true"), truth(found)
    yield _("chance of a file like this"), _("%(n)s in 100") % {"n": round(100 * _chance(found))}


def _read(found: Post) -> str:
    if "silence" in (found.event.letter or ""):
        return _("nothing")
    shown = "; ".join(lower(each) for each in found.handed_in)
    if found.instance == "first" and found.matter.knobs.look == "paper":
        return _("the form, and %(papers)s") % {"papers": shown} if shown else _("the form")
    return _("what happened, and %(papers)s") % {"papers": shown} if shown else _("what happened")


def _spent(minutes: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def _given(found: Post) -> str:
    said = {"none": _("none"), "code": _("a code; no trace"), "trace": _("all of them")}
    return said[found.reasons]


def truth(found: Post) -> str:
    """What really happened, of the first entry that has more to it than was written down."""
    for row in rows_of(found.matter.file, found.matter.target):
        if effect(row) == "wrong_person":
            return _("somebody else did it")
        if effect(row):
            return _("the source got it wrong")
        if row.truth.circumstance:
            return row.truth.circumstance
    return _("as it is written")


def _chance(found: Post) -> float:
    return chance(found.matter.facts(found.case), knobs_of(found.instance, found.matter.knobs))


TURNS: tuple[dict[str, Any], ...] = (
    {"reviewer": "other_clerk"},
    {"burden": "office"},
    {"hearing": True},
    {"look": "fresh"},
    {"reviewer": "other_clerk", "look": "fresh"},
    {"reviewer": "tribunal", "look": "fresh", "hearing": True},
    {"reviewer": "tribunal", "look": "fresh", "hearing": True, "burden": "office", "reasons": "trace"},
)


def otherwise(found: Post) -> str:
    """The least turned procedure under which the same file, with the same luck, is upheld; and what follows."""
    for turned in TURNS:
        knobs = replace(found.matter.knobs, **turned)
        if decide(found.matter.facts(found.case), knobs, found.matter.key).granted:
            day = found.event.day
            changes = granted(found.matter.file, found.matter.target, found.matter.ground, day)
            stands = words.stands(found.matter, corrected(found.matter.file, changes, day).at_home(day))
            return _("Under “%(knobs)s” the same file, with the same luck, is upheld: %(stands)s.") % {
                "knobs": _turned(turned),
                "stands": stands,
            }
    return _("Under no procedure that we tried is this file upheld with the same luck.")


def _turned(turned: dict[str, Any]) -> str:
    said: dict[str, dict[Any, str]] = {
        "reviewer": {"other_clerk": _("another clerk"), "tribunal": _("a tribunal")},
        "look": {"fresh": _("a fresh look")},
        "hearing": {True: _("a hearing")},
        "burden": {"office": _("the office must prove it")},
        "reasons": {"trace": _("the full trace")},
    }
    return ", ".join(said[name][value] for name, value in turned.items())

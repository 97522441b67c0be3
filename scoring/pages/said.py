"""What the press said and what research says, as it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from scoring import claims
from scoring.claims import Claim
from scoring.pages.places import Link, links
from scoring.pages.words import FINDINGS, Words, word

SHAPES: Final[Mapping[str, str]] = {"holds": "a", "partly": "b", "fails": "d", "unchecked": "c", "opinion": ""}
DISPUTES: Final[Words] = {
    "suining_end": _("Was Suining ended or revised?"),
    "ringback_direction": _("Who hears the tone?"),
    "listed_how_many": _("Seven million, or five?"),
    "one_score": _("One score, or several systems?"),
    "sesame_and_state": _("Is Sesame a company’s or the state’s?"),
    "opt_in_or_mandatory": _("By choice, or mandatory from 2020?"),
}


@dataclass(frozen=True)
class Said:
    """One claim with its finding as shape and word, and where it belongs."""

    claim: Claim
    shape: str
    finding: str
    about: tuple[Link, ...]
    dispute: str | StrPromise


def said(found: Iterable[Claim]) -> tuple[Said, ...]:
    return tuple(
        Said(
            each, SHAPES[each.finding], word(FINDINGS, each.finding), links(each.about), DISPUTES.get(each.dispute, "")
        )
        for each in found
    )


def disputes() -> tuple[tuple[str, str, tuple[Said, ...]], ...]:
    """Where the articles do not say the same, or not what the sources say: id, question, what each says."""
    return tuple((name, word(DISPUTES, name), said(found)) for name, found in claims.disputes().items())


def general() -> tuple[Said, ...]:
    return said(claims.elsewhere())


def by_article() -> tuple[tuple[str, tuple[Said, ...]], ...]:
    """Claims about single systems, article by article."""
    own = [each for each in claims.claims() if each.about]
    return tuple((name, said(each for each in own if each.article == name)) for name in claims.ARTICLES)


def tally() -> tuple[tuple[str, str, int], ...]:
    """Shape, word and number of each finding."""
    found = [each.finding for each in claims.claims()]
    return tuple((SHAPES[name], word(FINDINGS, name), found.count(name)) for name in claims.FINDINGS)

"""The debrief sheet: what happened, what weighed most, what could not be seen, what was answered. It marks nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.models import Bet
from play.pages.elsewhere_columns import label
from play.pages.elsewhere_rows import standing
from play.pages.trail import rule_url
from registry.deeds import Deed, deeds, effect, never_seen
from registry.elsewhere import Run, run
from registry.lives import DAYS, File
from scoring import display
from scoring.engine import plain, sentence
from scoring.engine.trace import Reason
from scoring.myths import about
from scoring.pages.words import FAMILIES, word
from scoring.selectors import shipped, slugs, vocabulary
from town.content import load_content

MOST_UNSEEN = 5
PLACES = 3


@dataclass(frozen=True)
class Heaviest:
    """The line of the rulebook that weighed most against this citizen."""

    id: str
    sentence: str
    points: str
    times: int
    url: str


@dataclass(frozen=True)
class Count:
    """One of five plain counts, beside the answer that it speaks to."""

    cause: str
    text: str
    yours: tuple[str, ...]  # which of the two answers named it


def debrief_page(file: File, first: str, again: str, ranked: Sequence[str]) -> dict[str, Any]:
    """`first` and `again` are causes ("" where not answered); `ranked` are slugs, better to worse."""
    own = run(file.rulebook, file.observations, file.facts)
    last = file.explanation.last
    return {
        "strip": strip(own),
        "standing": standing(own),
        "looked": file.rulebook.family != "none",
        "band": display.band_sign(file.rulebook, last.band),
        "lists": [entry.label for entry in file.rulebook.lists if entry.id in last.lists],
        "heaviest": heaviest(file),
        "unseen": unseen(file, own),
        "counts": counts(file, own, first, again) if again else [],
        "causes": Bet.Cause.choices,
        "first": cause_word(first),
        "again": cause_word(again),
        "again_value": again,
        "choices": choices(),
        "ranked": [shipped(slug).short for slug in ranked],
        "myths": about(file.rulebook.id),
        "questions": questions(),
    }


def strip(own: Run) -> list[dict[str, Any]]:
    """Ten days with the standing each left behind."""
    kept = own.scored and own.rulebook.family != "none"
    return [
        {
            "day": day,
            "level": display.number(own.rulebook, own.levels[day + 1]) if kept else "–",
            "moved": own.levels[day + 1] != own.levels[day],
        }
        for day in range(1, DAYS + 1)
    ]


def heaviest(file: File) -> Heaviest | None:
    """None where nothing on file weighs against this citizen."""
    reason = next(iter(file.explanation.reasons), None)
    if reason is None:
        return None
    url = rule_url(file.rulebook.id, reason.id)
    points = display.signed(file.rulebook, reason.points) if reason.points and reason.kind != "multiplier" else ""
    return Heaviest(reason.id, _sentence(file, reason), points, reason.times, url)


def _sentence(file: File, reason: Reason) -> str:
    rule = next((each for each in file.rulebook.rules if each.id == reason.id), None)
    return plain(sentence(rule, vocabulary(), rulebook=file.rulebook)) if rule else reason.text


def unseen(file: File, own: Run) -> list[dict[str, str]]:
    """What the system could not see, at most five: wrong entries, acts of which it knows nothing, then reasons."""
    counted = [deed for deed in deeds(file.life) if any(entry in own.marks for entry in deed.entries)]
    wrong = [deed for deed in counted if deed.error]
    missed = list(never_seen(file.life))
    heavy = sorted(
        (deed for deed in counted if not deed.error and deed.circumstance), key=lambda deed: -_weight(own, deed)
    )
    found = {text["text"]: text for deed in [*wrong[:2], *missed[:2], *heavy] if (text := _told(deed))}
    return list(found.values())[:MOST_UNSEEN]


def _weight(own: Run, deed: Deed) -> int:
    return sum(abs(own.marks[entry].points) for entry in deed.entries if entry in own.marks)


def _told(deed: Deed) -> dict[str, str]:
    when = _("before day 1") if deed.day <= 0 else _("day %(day)s") % {"day": deed.day}
    text = deed.circumstance or load_content().kinds[deed.kind].past
    return {"when": when, "act": label(deed), "text": text}


def counts(file: File, own: Run, first: str, again: str) -> list[Count]:
    """Five counts from the traces. None is a verdict: they say how often, not how much."""
    acts = [row for row in file.life.seen if not load_content().kinds[row.observation.kind].received]
    faulty = sum(bool(effect(row)) for row in acts)
    lines = [line for mark in own.marks.values() for line in mark.lines]
    changes = [change for each in file.explanation.settlements if each.trace for change in each.trace.door_changes]
    found = {
        "acts": len(acts) - faulty,
        "luck": len(file.life.unseen),
        "rules": len(set(lines)),
        "data": faulty,
        "office": len(changes),
    }
    more = {"name": file.persona.name, "times": len(lines)}
    answers = ((first, _("your first answer")), (again, _("your last answer")))
    return [
        Count(
            cause_word(cause),
            _said(cause, n) % {**more, "n": n},
            tuple(words for answer, words in answers if answer == cause),
        )
        for cause, n in found.items()
    ]


def _said(cause: str, n: int) -> str:
    return {
        "acts": ngettext("%(n)s act was written down as it was.", "%(n)s acts were written down as they were.", n),
        "luck": ngettext("%(n)s act was seen by no office.", "%(n)s acts were seen by no office.", n),
        "rules": ngettext("%(n)s rule counted (times: %(times)s).", "%(n)s rules counted, %(times)s times in all.", n),
        "data": ngettext(
            "%(n)s entry was not %(name)s’s act, or not as it was.",
            "%(n)s entries were not %(name)s’s acts, or not as they were.",
            n,
        ),
        "office": ngettext("A door changed %(n)s time.", "A door changed %(n)s times.", n),
    }[cause]


def cause_word(cause: str) -> str:
    return str(dict(Bet.Cause.choices).get(cause, ""))


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Systems to rank, under their families."""
    books = [shipped(slug) for slug in slugs()]
    families = [(each, [(book.id, book.short) for book in books if book.family == each]) for each in FAMILIES]
    return [(word(FAMILIES, each), options) for each, options in families if options]


def places(systems: Sequence[str]) -> list[tuple[str, str]]:
    """Three places with what stands in each; "" where nothing does yet."""
    words = (_("better"), _("between"), _("worse"))
    return list(zip_longest(words, systems[:PLACES], fillvalue=""))


def questions() -> list[str]:
    return [
        _("Which of these entries should somebody have asked about before it counted?"),
        _("Who could have changed the rule that weighed most, and who could not?"),
        _("What should no office be allowed to count, even if it can see it?"),
    ]

"""What one act cost under one system: a number, a stamp or nothing, with the line that says so and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from play.pages.elsewhere_columns import mark_of
from play.pages.trail import rule_url
from registry.deeds import Deed
from registry.elsewhere import Mark, Run
from scoring import display
from scoring.engine import Rulebook
from scoring.engine import model as m
from scoring.lines import lines
from scoring.pages.evidence import Mark as Evidence
from scoring.pages.evidence import marks as evidence_of

SURE = {"fictionalised": 0, "reported": 1, "documented": 2}


@dataclass(frozen=True)
class Cell:
    """What one act cost there. look: against | gain | stamp | zero | blank | unseen."""

    look: str
    text: str
    stamps: tuple[str, ...]
    title: str
    url: str
    wrong: bool
    evidence: tuple[Evidence, ...] = ()  # of the least sure line behind it


def cell(run: Run, deed: Deed, trail: str = "") -> Cell:
    if not deed.entries:
        return Cell("unseen", "", (), _("not seen by anybody"), "", wrong=False)
    mark = mark_of(run, deed)
    if mark is None:
        asked = deed.kind in asked_kinds(run.rulebook) and run.scored
        title = _("looked at, nothing came of it") if asked else _("not in this rulebook")
        return Cell("zero" if asked else "blank", "0" if asked else "·", (), title, "", wrong=False)
    book = run.rulebook
    against = mark.points > 0 if book.scale.higher_is == "worse" else mark.points < 0
    stamps = list(dict.fromkeys(stamp(book, what, which) for what, which in mark.tags))
    if mark.points:
        look, text = "against" if against else "gain", display.signed(book, mark.points)
    else:  # entries of one act may also cancel each other out: stars given and stars taken
        look, text = ("stamp", stamps.pop(0)) if stamps else ("zero", "±0")
    url = f"{trail}?day={mark.day}#trail" if trail else rule_url(book.id, mark.lines[0])
    sure = evidence_of(least_sure(book, mark.lines))
    return Cell(look, text, tuple(stamps), title_of(book, mark), url, wrong=bool(deed.error), evidence=sure)


def evidence(run: Run) -> tuple[Evidence, ...]:
    """Of the least sure line that counted; of the rulebook as a whole where none did."""
    counted = [line for mark in run.marks.values() for line in mark.lines]
    return evidence_of(least_sure(run.rulebook, counted) if counted else run.rulebook.evidence)


def least_sure(book: Rulebook, ids: Iterable[str]) -> m.Evidence:
    """What an act shows is never surer than any line that counted it."""
    known = evidences_of(book)
    found = [known[each] for each in ids]
    return min(found, key=lambda each: (SURE[each.marker], each.evidence != "recalled"), default=book.evidence)


@lru_cache(maxsize=128)
def evidences_of(book: Rulebook) -> dict[str, m.Evidence]:
    return {line.id: line.evidence for line in lines(book)}


@lru_cache(maxsize=128)
def asked_kinds(book: Rulebook) -> frozenset[str]:
    """Kinds of act that a line of the rulebook names."""
    named = [kind for rule in book.rules if rule.enabled for kind in rule.on]
    return frozenset([*named, *(kind for part in book.characteristics for kind in part.count_on)])


def title_of(book: Rulebook, mark: Mark) -> str:
    """The lines that did it, as the rulebook words them."""
    texts = texts_of(book)
    return "; ".join(f"{texts[line]} ({line})" for line in mark.lines)


@lru_cache(maxsize=128)
def texts_of(book: Rulebook) -> dict[str, str]:
    return {line.id: line.text for line in lines(book)}


def stamp(book: Rulebook, what: str, which: str) -> str:
    if what == "put_on":
        colours = {entry.id: entry.colour for entry in book.lists}
        return pgettext("stamp", "list") if colours[which] == "black" else pgettext("stamp", "red list")
    return {
        "record": pgettext("stamp", "entry"),
        "take_off": pgettext("stamp", "off list"),
        "set_band": which,
        "display": {
            "screen": pgettext("stamp", "screen"),
            "newspaper": pgettext("stamp", "paper"),
            "ringback": pgettext("stamp", "tone"),
        }.get(which, which),
    }[what]

"""What lies one change away: the search around the draft, its frontier, and the sentence for each goal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.pages.pen import Desk
from play.pages.town_names import n, percent
from registry.goal_search import CITIZENS, Tried, frontier, listing_band, search
from registry.goals import HALF
from scoring.engine import Rulebook
from scoring.engine.sentences import lower
from town.content import load_content

WIDTH, HEIGHT, EDGE = 360, 200, 14


@dataclass(frozen=True)
class Point:
    """One trial in the drawing: to the right more innocent people listed, upwards more guilty ones missed."""

    x: int
    y: int
    kind: str  # here | best | other
    words: str
    innocent: str
    missed: str


@dataclass(frozen=True)
class Answer:
    """What the search says about one goal."""

    reached: bool
    words: str


def search_page(desk: Desk) -> dict[str, Any]:
    """How far the search has come, and what it says once it is done."""
    progress = search(desk.reform, desk.baseline, desk.file.seed)
    page: dict[str, Any] = {"done": progress.done, "of": progress.of, "ready": progress.ready}
    if not progress.ready:
        return page
    found = [one for one in progress.found if one is not None]
    return page | {
        "tried": n(len(found)),
        "citizens": n(CITIZENS),
        "answers": _answers(desk.reform, found),
        "low_harm": _low_harm(desk.reform, found),
        "points": points(desk.reform, found),
        "width": WIDTH,
        "height": HEIGHT,
    }


def _answers(book: Rulebook, found: list[Tried]) -> dict[str, Answer]:
    return {"wronged": _wronged(book, found), "half": _half(book, found), "even": _even(book, found)}


def _wronged(book: Rulebook, found: list[Tried]) -> Answer:
    best = min(found, key=lambda one: (one.errors.innocent + one.errors.missed, one.trial))
    if best.errors.met:
        return Answer(True, _("One change does it: %(change)s.") % {"change": change(book, best)})
    words = _("None of them does it. The nearest: %(change)s, with %(a)s innocent on the list and %(b)s guilty off it.")
    return Answer(
        False, words % {"change": change(book, best), "a": n(best.errors.innocent), "b": n(best.errors.missed)}
    )


def _half(book: Rulebook, found: list[Tried]) -> Answer:
    halved = [one for one in found if one.data.share <= HALF]
    if not halved:
        return Answer(False, _("None of them takes in half the entries or less."))
    best = min(halved, key=lambda one: (one.data.differ, one.trial))
    words = {"change": change(book, best), "share": percent(best.data.share), "differ": n(best.data.differ)}
    if best.data.met:
        return Answer(True, _("It can be done: %(change)s. %(share)s of the entries are left.") % words)
    return Answer(
        False,
        _("None of them does it. The nearest: %(change)s. %(share)s of the entries are left; %(differ)s people move.")
        % words,
    )


def _even(book: Rulebook, found: list[Tried]) -> Answer:
    even = [one for one in found if one.even]
    if not even:
        return Answer(False, _("None of them does it."))
    best = min(even, key=lambda one: (one.errors.innocent + one.errors.missed, one.trial))
    return Answer(True, _("One change does it: %(change)s.") % {"change": change(book, best)})


def _low_harm(book: Rulebook, found: Iterable[Tried]) -> str:
    """The town in which nobody innocent is listed and no group twice as often, at the least cost, if there is one."""
    kind = [one for one in found if one.even and not one.errors.innocent]
    if not kind:
        return ""
    best = min(kind, key=lambda one: (one.errors.missed, one.trial))
    words = ngettext(
        "%(n)s guilty resident is then not listed.", "%(n)s guilty residents are then not listed.", best.errors.missed
    ) % {"n": n(best.errors.missed)}
    return f"{change(book, best)}. {words}"


def change(book: Rulebook, one: Tried) -> str:
    """What was changed, in words."""
    trial, sources = one.trial, load_content().sources
    if trial.kind == "limit":
        band = listing_band(book)
        words = (
            _("“%(band)s” begins below %(n)s") if book.scale.higher_is == "better" else _("“%(band)s” begins at %(n)s")
        )
        return words % {"band": band.label if band else trial.what, "n": n(trial.value)}
    if trial.kind == "rule":
        return _("%(id)s repealed (%(text)s)") % {"id": trial.what, "text": lower(book.rule(trial.what).text)}
    if trial.kind in ("source", "sources"):
        names = ", ".join(lower(sources[name].label) for name in trial.names)
        return _("nothing more is collected from %(sources)s") % {"sources": names}
    return _("your rules as they are")


def points(book: Rulebook, found: list[Tried]) -> list[Point]:
    """The drawing: every trial once, those on the frontier last, so that they lie on top."""
    best = {id(one) for one in frontier(found)}
    right = max((one.errors.innocent for one in found), default=0) or 1
    top = max((one.errors.missed for one in found), default=0) or 1
    drawn = [_point(book, one, right, top, best=id(one) in best) for one in found]
    order = {"other": 0, "best": 1, "here": 2}
    return sorted(drawn, key=lambda point: (order[point.kind], point.x))


def _point(book: Rulebook, one: Tried, right: int, top: int, *, best: bool) -> Point:
    return Point(
        x=round(EDGE + (WIDTH - 2 * EDGE) * one.errors.innocent / right),
        y=round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * one.errors.missed / top),
        kind="here" if one.trial.kind == "none" else "best" if best else "other",
        words=change(book, one),
        innocent=n(one.errors.innocent),
        missed=n(one.errors.missed),
    )

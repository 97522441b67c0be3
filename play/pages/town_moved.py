"""Residents one by one: who was moved by an edit, by what kind of move, a page of them at a time."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.utils.translation import gettext as _

from play.pages.dots import resident_at
from play.pages.pen import Desk
from play.pages.town_names import group_label, n, shown, standing_of
from play.pages.town_places import run, standing_in, whereabouts
from registry.replays import town_of
from scoring.engine import Replay
from scoring.engine.columns import Array
from scoring.engine.comparison import changed

ON_A_PAGE = 40
COLUMNS = ("district", "income", "age_band")


@dataclass(frozen=True)
class Line:
    number: int
    groups: tuple[str, ...]
    was: str
    now: str
    moved: str  # up, down or ""
    words: str


@dataclass(frozen=True)
class Moves:
    """Masks of residents, by the word that the address uses."""

    before: Replay
    after: Replay

    @cached_property
    def masks(self) -> dict[str, Array]:
        better, worse = changed(self.before, self.after)
        was, now = self.before.on_any(), self.after.on_any()
        return {
            "moved": better | worse,
            "gain": better,
            "lose": worse,
            "same": ~(better | worse),
            "freed": was & ~now,
            "listed": now & ~was,
            "on": now,
        }

    def of(self, who: str) -> Array:
        return self.masks[who]


WHO = ("moved", "gain", "lose", "same", "freed", "listed", "on")


def heading(who: str) -> str:
    return {
        "moved": _("Residents who moved"),
        "gain": _("Residents who gain"),
        "lose": _("Residents who lose"),
        "same": _("Residents for whom nothing changes"),
        "freed": _("Residents who leave the blacklist"),
        "listed": _("Residents who are put on the blacklist"),
        "on": _("Residents on the blacklist under your rules"),
    }[who]


def words(who: str) -> str:
    return {
        "moved": _("all who moved"),
        "gain": _("gain"),
        "lose": _("lose"),
        "same": _("unchanged"),
        "freed": _("newly freed"),
        "listed": _("newly listed"),
        "on": _("listed now"),
    }[who]


def moves_of(desk: Desk) -> Moves:
    return Moves(run(desk, desk.baseline), run(desk, desk.reform))


def moved_page(desk: Desk, who: str, page: int) -> dict[str, Any]:
    """A page of the residents of one kind of move; pages count from 1, and the last stands for all beyond it."""
    moves = moves_of(desk)
    numbers = np.flatnonzero(moves.of(who))
    last = max(1, -(-len(numbers) // ON_A_PAGE))
    page = min(max(1, page), last)
    here = numbers[(page - 1) * ON_A_PAGE : page * ON_A_PAGE].tolist()
    return {
        "heading": heading(who),
        "who": who,
        "others": [(each, words(each), each == who, n(int(moves.of(each).sum()))) for each in WHO],
        "lines": [_line(desk, moves, number) for number in here],
        "all": n(len(numbers)),
        "page": page,
        "pages": last,
        "earlier": _query(desk, who, page - 1) if page > 1 else "",
        "later": _query(desk, who, page + 1) if page < last else "",
    }


def _query(desk: Desk, who: str, page: int) -> str:
    return f"{whereabouts(desk)['here']}&{urlencode({'who': who, 'page': page})}"


def _line(desk: Desk, moves: Moves, number: int) -> Line:
    groups = town_of(desk.size, desk.seed).groups
    labels = tuple(group_label(name, groups[name][0][int(groups[name][1][number])]) for name in COLUMNS)
    was, now = (standing_of(side, number) for side in (moves.before, moves.after))
    return Line(
        shown(number),
        labels,
        was,
        now,
        "up" if moves.of("gain")[number] else "down" if moves.of("lose")[number] else "",
        list_words(moves, number),
    )


def list_words(moves: Moves, number: int) -> str:
    if moves.of("freed")[number]:
        return _("off the blacklist")
    if moves.of("listed")[number]:
        return _("now on the blacklist")
    return _("still on the blacklist") if moves.of("on")[number] else ""


def resident_of_dot(desk: Desk, place: int, slot: int) -> int | None:
    moves = moves_of(desk)
    return resident_at(standing_in(desk, moves.before), standing_in(desk, moves.after), place, slot)


def neighbours_of(desk: Desk, number: int) -> tuple[int | None, int | None]:
    """The resident before and the one after, among those who moved."""
    moved = np.flatnonzero(moves_of(desk).of("moved"))
    below, above = moved[moved < number], moved[moved > number]
    return (int(below[-1]) if len(below) else None, int(above[0]) if len(above) else None)

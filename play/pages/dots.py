"""Every citizen a dot in its band: drawn by the server as one path for each kind of move."""

from dataclasses import dataclass

import numpy as np

from scoring.engine.columns import Array

ACROSS = 60  # dots in a row
STEP = 12  # units from dot to dot
MOST = 1000  # dots drawn; a larger town draws one dot for several residents


@dataclass(frozen=True)
class Dots:
    """Three paths and the box they need. A dot of no length with a round end is a disc."""

    still: str
    risen: str
    fallen: str
    slots: str  # how many of each, in this order
    width: int
    height: int


@dataclass(frozen=True)
class Band:
    """One band of the reformed town: its dots, and its size in force, under the bill, and now."""

    id: str
    label: str
    shape: str
    in_force: str
    bill: str
    yours: str
    dots: Dots | None
    place: int  # its position among the town's places

    @property
    def letter(self) -> str:
        return LETTERS[self.place]


def per_dot(citizens: int) -> int:
    """How many residents one dot stands for."""
    return max(1, citizens // MOST)


def kinds_in(before: Array, after: Array, place: int) -> tuple[Array, Array, Array]:
    """Who stayed in a place, who rose into it, who fell into it: three masks, in the order in which dots are drawn."""
    inside = after == place
    return inside & (before == place), inside & (before > place), inside & (before < place)


def slots(masks: tuple[Array, ...], citizens: int) -> list[int]:
    """Dots of each kind: a few are a dot too, so that nobody is rounded away."""
    return [-(-int(np.count_nonzero(mask)) // per_dot(citizens)) for mask in masks]


def paths(before: Array, after: Array, place: int) -> Dots | None:
    """The dots of a place: who stayed, who rose into it, who fell into it."""
    dots = slots(kinds_in(before, after, place), len(after))
    if not sum(dots):
        return None
    starts = (0, dots[0], dots[0] + dots[1])
    still, risen, fallen = (_path(*drawn) for drawn in zip("oud", starts, dots, strict=True))
    height = -(-sum(dots) // ACROSS) * STEP
    return Dots(still, risen, fallen, " ".join(map(str, dots)), ACROSS * STEP, height)


def resident_at(before: Array, after: Array, place: int, slot: int) -> int | None:
    """Whom a dot stands for: the first of the residents that it draws. None where there is no such dot."""
    for mask in kinds_in(before, after, place):
        here = np.flatnonzero(mask)
        dots = -(-len(here) // per_dot(len(after)))
        if 0 <= slot < dots:
            return int(here[slot * per_dot(len(after))])
        slot -= dots
    return None


NONE = "-"
# One letter a place, in the order of their codes: a town shows 60 bands in force and 60 of a reform at most.
LETTERS = "".join(chr(code) for code in range(0x17F) if chr(code).isalnum() and not 0xA0 <= code < 0xC0)


def letters(side: Array) -> str:
    """The place of every resident for whom a dot moves, one letter each: what motion needs to know."""
    return "".join(LETTERS[place] if place >= 0 else NONE for place in side[:: per_dot(len(side))].tolist())


MARKS = {"o": "h0", "u": "m0-4.5l4.5 8.5h-9z", "d": "m0 4.5l4.5-8.5h-9z"}


def _path(kind: str, start: int, number: int) -> str:
    return "".join(
        f"M{place % ACROSS * STEP + 6} {place // ACROSS * STEP + 6}{MARKS[kind]}"
        for place in range(start, start + number)
    )

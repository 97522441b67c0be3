"""Every citizen a dot in its band: drawn by the server as one path for each kind of move."""

from dataclasses import dataclass

import numpy as np

from scoring.engine import Replay
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


def groups_of(side: Replay) -> Array:
    """Which place each citizen stands in: the band, or (without bands) free 0 and listed 1."""
    if side.rulebook.bands:
        return np.asarray(side.band, np.int16)
    return side.on_any().astype(np.int16)


def paths(before: Array, after: Array, place: int) -> Dots | None:
    """The dots of a place: who stayed, who rose into it, who fell into it."""
    inside = after == place
    per_dot = max(1, len(after) // MOST)
    masks = (inside & (before == place), inside & (before > place), inside & (before < place))
    dots = [-(-int(np.count_nonzero(mask)) // per_dot) for mask in masks]
    if not sum(dots):
        return None
    starts = (0, dots[0], dots[0] + dots[1])
    still, risen, fallen = (_path(*drawn) for drawn in zip("oud", starts, dots, strict=True))
    return Dots(still, risen, fallen, ACROSS * STEP, -(-sum(dots) // ACROSS) * STEP)


MARKS = {"o": "h0", "u": "m0-4.5l4.5 8.5h-9z", "d": "m0 4.5l4.5-8.5h-9z"}


def _path(kind: str, start: int, number: int) -> str:
    return "".join(
        f"M{place % ACROSS * STEP + 6} {place // ACROSS * STEP + 6}{MARKS[kind]}"
        for place in range(start, start + number)
    )

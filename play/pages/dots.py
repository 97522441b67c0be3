"""Every citizen a dot in its band: drawn by the server as one path for each kind of move."""

from dataclasses import dataclass

import numpy as np

from scoring.engine import Replay
from scoring.engine.columns import Array

ACROSS = 60  # dots in a row
STEP = 12  # units from dot to dot
MOST = 1000  # dots drawn; a larger town draws one dot for several residents


@dataclass(frozen=True)
class Band:
    """One band of the reformed town: its dots as paths, its size in force, under the bill, and now."""

    id: str
    label: str
    shape: str
    in_force: int
    bill: int | None
    yours: int
    still: str
    risen: str
    fallen: str
    width: int
    height: int


def groups_of(side: Replay) -> Array:
    """Which dot group each citizen stands in: the band, or (without bands) free 0 and listed 1."""
    if side.rulebook.bands:
        return np.asarray(side.band, np.int16)
    return side.on_any().astype(np.int16)


def paths(before: Array, after: Array, group: int) -> tuple[str, str, str, int]:
    """The dots of a group: who stayed, who rose into it, who fell into it; and the height they take."""
    inside = after == group
    per_dot = max(1, len(after) // MOST)
    counts = [
        int(np.count_nonzero(inside & (before == group))),
        int(np.count_nonzero(inside & (before > group))),
        int(np.count_nonzero(inside & (before < group))),
    ]
    dots = [-(-count // per_dot) if count else 0 for count in counts]
    starts = [0, dots[0], dots[0] + dots[1]]
    drawn = [_path(kind, start, number) for kind, start, number in zip("oud", starts, dots, strict=True)]
    rows = -(-sum(dots) // ACROSS)
    return drawn[0], drawn[1], drawn[2], rows * STEP


def _path(kind: str, start: int, number: int) -> str:
    marks = {"o": "h0", "u": "m0-4l4.5 8h-9z", "d": "m0 4l4.5-8h-9z"}
    return "".join(
        f"M{(place % ACROSS) * STEP + 6} {(place // ACROSS) * STEP + 6}{marks[kind]}"
        for place in range(start, start + number)
    )

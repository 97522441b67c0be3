"""Points in a day × citizen matrix, written a few days at a time so that those days stay in the processor's cache."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array, TownColumns
from scoring.engine.frozen import dataclass
from scoring.engine.hits import Hits, as_run

BLOCK = 1 << 21  # bytes of the matrix that are written at a time
WORTH_PARTING = 4096  # hits of each kind from which on it is quicker not to sort them


@dataclass(frozen=True, eq=False)
class Stream:
    """Cells of the matrix in the order of days, what is added to each, and how many days later."""

    cells: Array
    points: Array
    later: int = 0

    def negative(self) -> Stream:
        return Stream(self.cells, -self.points, self.later)


def streams_of(rule: m.Rule, hits: Hits, town: TownColumns, number: np.dtype[np.signedinteger]) -> list[Stream]:
    """What one rule's hits add on their days, and take away again on the days on which they leave."""
    rows = as_run(hits.rows)
    cells = town.cells[rows] if isinstance(rows, slice) else town.cells.take(rows)
    points = np.asarray(hits.points).astype(number)
    breaks = [] if len(rule.on) == 1 else (np.flatnonzero(cells[1:] < cells[:-1]) + 1).tolist()
    if len(breaks) * WORTH_PARTING > len(cells):
        order = np.argsort(cells)
        cells, points, breaks = cells[order], points[order] if points.ndim else points, []
    parts = [
        Stream(cells[a:b], points[a:b] if points.ndim else points)
        for a, b in pairwise([0, *breaks, len(cells)])
        if b > a
    ]
    if rule.expires is None or rule.expires > town.days:
        return parts
    return parts + [Stream(part.cells, -part.points, rule.expires) for part in parts]


def add_streams(matrix: Array, streams: Iterable[Stream], *, fill: bool = False) -> None:
    """Add to the matrix, block by block. `fill`: over zeros instead of what is there."""
    days, citizens = matrix.shape
    step = max(1, BLOCK // max(1, matrix.itemsize * citizens))
    firsts = np.minimum(np.arange(0, days + step, step), days)
    flat = matrix.reshape(-1)
    jobs = [(flat[s.later * citizens :], s.cells, s.points, _edges(s, firsts, citizens)) for s in streams]
    for block, first in enumerate(firsts[:-1].tolist()):
        if fill:
            matrix[first : first + step].fill(0)
        for part, cells, points, edges in jobs:
            here = slice(edges[block], edges[block + 1])
            if here.stop > here.start:
                # add.at has its fast path for machine-sized positions only
                np.add.at(part, cells[here].astype(np.intp), points[here] if points.ndim else points)


def _edges(stream: Stream, firsts: Array, citizens: int) -> list[int]:
    """Where each block's cells begin. (Of one type: else all cells would be copied to compare them.)"""
    first_cells = np.maximum((firsts - stream.later) * citizens, 0).astype(stream.cells.dtype)
    return [int(place) for place in np.searchsorted(stream.cells, first_cells)]

"""A line at a counter: first come, first served, by so many clerks, with a deadline after which silence answers.

The known results behind it: with arrivals by chance, exponential work and no deadline the wait is Erlang's (C formula);
with one clerk and any work it is Pollaczek's and Khinchine's; and Little's law holds on every run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heapify, heapreplace

import numpy as np

from scoring.engine.columns import Array

BLOCK = 10_000


class Cancelled(Exception):
    """Somebody asked to stop; nothing was decided."""


@dataclass(frozen=True)
class Line:
    """Times in days, one place for each case, in the order of arrival. Who was not served left at the deadline."""

    arrived: Array
    left: Array
    served: Array  # mask: a clerk looked at it

    def waiting_at(self, times: Array) -> Array:
        """How many are in line or at the counter at each of these times."""
        came = np.searchsorted(self.arrived, times, "right")
        return np.asarray(came - np.searchsorted(np.sort(self.left), times, "right"))

    @property
    def days(self) -> Array:
        """How long each was there."""
        return np.asarray(self.left - self.arrived)


def stand_in_line(
    arrived: Array,
    work: Array,
    clerks: int,
    *,
    until: Array | None = None,
    tick: Callable[[float], object] | None = None,
) -> Line:
    """Serve cases in the order in which they arrive.

    arrived: days, ascending. work: days of one clerk for each case. until: when silence answers a case that nobody has
    opened by then; a case once opened is finished. tick: told the part that is done, from 0 to 1.
    """
    if clerks < 1:
        raise ValueError(f"A line needs a clerk, not {clerks}.")
    if bool((np.diff(arrived) < 0).any()):
        raise ValueError("Cases must come in the order of arrival.")
    free = [0.0] * clerks
    heapify(free)
    left = np.full(len(arrived), np.inf) if until is None else until.astype(float)
    served = np.zeros(len(arrived), bool)
    for index, (came, hours, end) in enumerate(zip(arrived.tolist(), work.tolist(), left.tolist(), strict=True)):
        if tick is not None and index % BLOCK == 0:
            tick(index / len(arrived))
        start = max(came, free[0])
        if start <= end:
            left[index], served[index] = start + hours, True
            heapreplace(free, start + hours)
    return Line(arrived, left, served)


def erlang_c_wait(arrivals: float, served: float, clerks: int) -> float:
    """The mean wait before the counter: arrivals and served a day, for one clerk; exponential work, no deadline."""
    load = arrivals / served
    if load >= clerks:
        return float("inf")
    inverse = 1.0  # of Erlang's B formula, clerk by clerk
    for clerk in range(1, clerks + 1):
        inverse = 1 + inverse * clerk / load
    blocked = 1 / inverse
    waits = blocked / (1 - load / clerks * (1 - blocked))
    return waits / (clerks * served - arrivals)


def pollaczek_khinchine_wait(arrivals: float, mean: float, second_moment: float) -> float:
    """The mean wait before a counter with one clerk: work with this mean and mean square, in days."""
    busy = arrivals * mean
    return float("inf") if busy >= 1 else arrivals * second_moment / (2 * (1 - busy))

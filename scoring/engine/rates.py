"""Counts with names to them, and shares with their intervals."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np

from scoring.engine.columns import Array
from scoring.engine.frozen import dataclass

SMALL = 30  # below this, a group's rate says little
EXAMPLES = 3
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and some of them by name."""

    number: int
    examples: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"number": self.number, "examples": list(self.examples)}


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a group, with its 95 % interval (Wilson)."""

    number: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.number / self.of if self.of else 0.0

    @property
    def small(self) -> bool:
        return self.of < SMALL

    def to_dict(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "of": self.of,
            "share": self.share,
            "low": self.low,
            "high": self.high,
            "small": self.small,
        }


def count(mask: Array) -> Count:
    """The number of true places and the first of them, as named examples."""
    number = int(np.count_nonzero(mask))
    if number * 64 < len(mask):
        return Count(number, tuple(np.flatnonzero(mask)[:EXAMPLES].tolist()))
    first: list[int] = []
    for block in range(0, len(mask), 1024):
        first += (np.flatnonzero(mask[block : block + 1024])[: EXAMPLES - len(first)] + block).tolist()
        if len(first) == EXAMPLES:
            break
    return Count(number, tuple(first))


def rate(number: int, of: int) -> Rate:
    """Wilson's interval: honest for small groups and for shares near 0."""
    if not of:
        return Rate(0, 0, 0.0, 1.0)
    share, square = number / of, Z95 * Z95
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z95 * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Rate(number, of, max(0.0, middle - half), min(1.0, middle + half))

"""Rates of few files: the range that a share may lie in, and how often the lot would have done as well. Pure."""

from dataclasses import dataclass
from math import comb, sqrt

Z = 1.96  # of 95 in 100 such ranges the true share lies inside


@dataclass(frozen=True)
class Rate:
    """`count` of `of`; `low` and `high` are shares from 0 to 1 (Wilson's score interval). Of none: 0 to 1."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None

    @property
    def low(self) -> float:
        return max(0.0, self._middle - self._half)

    @property
    def high(self) -> float:
        return min(1.0, self._middle + self._half)

    @property
    def _middle(self) -> float:
        if not self.of:
            return 0.5
        return (self.count / self.of + Z * Z / (2 * self.of)) / (1 + Z * Z / self.of)

    @property
    def _half(self) -> float:
        if not self.of:
            return 0.5
        part = self.count / self.of
        spread = sqrt(part * (1 - part) / self.of + Z * Z / (4 * self.of * self.of))
        return Z * spread / (1 + Z * Z / self.of)

    def overlaps(self, other: "Rate") -> bool:
        return self.low <= other.high and other.low <= self.high


def as_well_by_lot(files: int, wrongly: int, granted: int, freed: int) -> float:
    """How likely at least `freed` of the `wrongly` listed are among `granted` of `files` drawn by lot, from 0 to 1.

    Raises ValueError where the counts cannot be.
    """
    if not 0 <= freed <= min(wrongly, granted) or max(wrongly, granted) > files:
        raise ValueError(f"No such stack: {freed} of {wrongly} freed, {granted} of {files} granted.")
    deals = sum(comb(wrongly, n) * comb(files - wrongly, granted - n) for n in range(freed, min(wrongly, granted) + 1))
    return deals / comb(files, granted)

"""A year of standing as a drawing: what was, and what is under your rules, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engine.model import Scale

WIDTH, HEIGHT, EDGE = 730, 160, 8  # two units a day


@dataclass(frozen=True)
class Limit:
    label: str
    y: int


@dataclass(frozen=True)
class Chart:
    """Two stepped lines; the better standing lies higher."""

    was: str
    now: str
    limits: tuple[Limit, ...]
    low: int
    high: int
    width: int = WIDTH
    height: int = HEIGHT


def chart(lines: Sequence[Sequence[int | None]], limits: Sequence[tuple[str, int]], scale: Scale) -> Chart | None:
    """`lines` hold one number a day. Limits far from both lines are left out. None where nobody has a number."""
    numbers = [number for line in lines for number in line if number is not None]
    if not numbers:
        return None
    near = [(label, low) for label, low in limits if min(numbers) - 60 <= low <= max(numbers) + 60]
    low = min([*numbers, *(limit for _, limit in near)])
    high = max([*numbers, *(limit for _, limit in near)])
    place = _Place(low, max(high, low + 1), worse=scale.higher_is == "worse")
    was, now = (_steps(line, place) for line in lines)
    return Chart(was, now, tuple(Limit(label, place.y(limit)) for label, limit in near), low, high)


@dataclass(frozen=True)
class _Place:
    low: int
    high: int
    worse: bool

    def y(self, number: int) -> int:
        part = (number - self.low) / (self.high - self.low)
        height = part if self.worse else 1 - part
        return round(EDGE + height * (HEIGHT - 2 * EDGE))


def _steps(line: Sequence[int | None], place: _Place) -> str:
    """A path that moves only where the number does."""
    parts, last = [], None
    for day, number in enumerate(line):
        if number is None or number == last:
            continue
        x, y = day * 2, place.y(number)
        parts.append(f"M{x} {y}" if last is None else f"H{x}V{y}")
        last = number
    return "".join(parts) + (f"H{WIDTH}" if parts else "")

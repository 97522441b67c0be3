"""One system's ten days drawn on its own scale: a step line with its limits, or a row of ten windows for a record."""

from dataclasses import dataclass

from registry.elsewhere import Run
from registry.lives import DAYS

WIDTH, HEIGHT, EDGE, FOOT = 270, 84, 6, 96
STEP = (WIDTH - 2 * EDGE) // DAYS


@dataclass(frozen=True)
class Drawing:
    """`path` is a step line; `windows` are days of a record: (x, width, filled); a slip stands before day 1."""

    path: str
    end: int
    limits: tuple[int, ...]
    windows: tuple[tuple[int, int, bool], ...]
    ticks: str


def drawing(run: Run) -> Drawing:
    ticks = f"M{EDGE} {FOOT - 6}V{FOOT}H{EDGE + DAYS * STEP}V{FOOT - 6}" + "".join(
        f"M{EDGE + day * STEP} {FOOT - 6}V{FOOT}" for day in range(1, DAYS)
    )
    if not run.rulebook.scale.has_number:
        days = {mark.day for mark in run.marks.values()}
        windows = [(EDGE + (day - 1) * STEP + 2, STEP - 4, day in days) for day in range(1, DAYS + 1)]
        if 0 in days:
            windows.insert(0, (-EDGE, EDGE, True))
        return Drawing("", 0, (), tuple(windows), ticks)
    if not run.scored:
        return Drawing("", 0, (), (), ticks)
    low, high = _reach(run)
    heights = [_y(level, low, high) for level in run.levels]
    path = f"M{EDGE} {heights[0]}V{heights[1]}" + "".join(f"h{STEP}V{y}" for y in heights[2:])
    limits = tuple(_y(each, low, high) for each in _limits(run) if low <= each <= high)
    return Drawing(path, heights[-1], limits, (), ticks)


def _limits(run: Run) -> list[int]:
    return [band.low for band in run.rulebook.bands if band.low > run.rulebook.scale.floor]


def _reach(run: Run) -> tuple[int, int]:
    """The part of the scale that is drawn: the life, and the nearest limit on either side of it."""
    low, high = min(run.levels), max(run.levels)
    below = [each for each in _limits(run) if each <= low]
    above = [each for each in _limits(run) if each > high]
    low = max(below, default=max(run.rulebook.scale.floor, low - 1))
    high = min(above, default=min(run.rulebook.scale.ceiling, high + 1))
    return low, max(high, low + 1)


def _y(level: int, low: int, high: int) -> int:
    return EDGE + (high - level) * (HEIGHT - 2 * EDGE) // (high - low)

"""A scale as a tide staff: higher numbers stand higher, each band is a length of it with its shape and word."""

from dataclasses import dataclass
from textwrap import wrap

from scoring import display
from scoring.engine import Rulebook
from scoring.pages.book import band_name

HEIGHT, LEAST, TOP = 300, 46, 16  # drawing units; no band is drawn lower than its word needs
LEADING, LETTERS = 21, 22


@dataclass(frozen=True)
class Length:
    """One band's length of the staff."""

    y: int
    height: int
    low: str
    high: str
    label: str
    shape: str
    shaded: bool

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def words(self) -> list[tuple[int, str]]:
        """The label in lines that fit beside the staff, each with its height."""
        lines = wrap(self.label, LETTERS)
        first = self.middle + 6 - LEADING * (len(lines) - 1) // 2
        return [(first + LEADING * index, line) for index, line in enumerate(lines)]

    @property
    def end(self) -> int:
        return self.y + self.height


@dataclass(frozen=True)
class Ruler:
    lengths: tuple[Length, ...]
    start: str
    start_y: int
    to_scale: bool
    ceiling: str
    floor: str

    @property
    def top(self) -> int:
        return TOP

    @property
    def foot(self) -> int:
        return self.lengths[-1].end

    @property
    def height(self) -> int:
        return self.foot + TOP


def ruler(rulebook: Rulebook) -> Ruler | None:
    """None for a record: it has no number to measure."""
    scale = rulebook.scale
    if not scale.has_number:
        return None
    spans = _spans(rulebook)
    heights, to_scale = _heights([high - low + 1 for low, high, *_ in spans])
    lengths, y = [], TOP
    for index, ((low, high, label, shape), height) in enumerate(zip(spans, heights, strict=True)):
        numbers = display.number(rulebook, low), display.number(rulebook, high)
        lengths.append(Length(y, height, *numbers, label, shape, index % 2 == 1))
        y += height
    return Ruler(
        tuple(lengths), display.number(rulebook, scale.start), _start_y(rulebook, spans, lengths), to_scale,
        display.number(rulebook, scale.ceiling), display.number(rulebook, scale.floor),
    )  # fmt: skip


Span = tuple[int, int, str, str]


def _spans(rulebook: Rulebook) -> list[Span]:
    """Low, high, label and shape of each length, the highest number first; without bands one length."""
    scale = rulebook.scale
    if not rulebook.bands:
        return [(scale.floor, scale.ceiling, "", "")]
    spans = []
    for band in rulebook.bands:
        sign = display.band_sign(rulebook, band.id)
        spans.append((band.low, band.high, band_name(band), sign.shape if sign else ""))
    return sorted(spans, key=lambda span: -span[0])


def _heights(sizes: list[int]) -> tuple[list[int], bool]:
    whole = sum(sizes)
    heights = [round(HEIGHT * size / whole) for size in sizes]
    return [max(LEAST, height) for height in heights], all(height >= LEAST for height in heights)


def _start_y(rulebook: Rulebook, spans: list[Span], lengths: list[Length]) -> int:
    start = rulebook.scale.start
    for (low, high, *_), length in zip(spans, lengths, strict=True):
        if low <= start <= high:
            share = (high - start) / max(1, high - low)
            return length.y + round(length.height * share)
    return lengths[-1].end

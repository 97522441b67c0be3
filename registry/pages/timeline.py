"""A file's days as a drawing: entries as holes, stays on lists as bars, the standing as a line. The template draws."""

from collections.abc import Callable
from dataclasses import dataclass

from registry.subjects import Subject
from scoring.engine import Settlement
from scoring.pages.words import DISPLAYS, word

WIDTH, HEIGHT = 730, 80


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    first: int
    last: int


@dataclass(frozen=True)
class Row:
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Hole:
    x: float
    wrong: bool


@dataclass(frozen=True)
class Timeline:
    width: int
    height: int
    days: int
    line: str  # points of the standing; "" where the scale has no number
    low: int
    high: int
    holes: tuple[Hole, ...]
    rows: tuple[Row, ...]


def timeline(subject: Subject) -> Timeline:
    numbers = [each.standing for each in subject.life.settlements]
    known = [number for number in numbers if number is not None]
    low, high = (min(known), max(known)) if known else (0, 0)
    holes = tuple(Hole(_x(subject, max(0, seen.day)), seen.id in subject.wrong) for seen in subject.observations)
    return Timeline(
        WIDTH, HEIGHT, subject.days, _line(subject, numbers, low, high), low, high, holes, tuple(_rows(subject))
    )


def _x(subject: Subject, day: int) -> float:
    return round(WIDTH * day / (subject.days + 1), 1)


def _line(subject: Subject, numbers: list[int | None], low: int, high: int) -> str:
    """A staircase: a standing holds until the evening that changes it."""
    points = []
    for day, number in enumerate(numbers):
        if number is not None:
            y = round(HEIGHT - 4 - (HEIGHT - 8) * (number - low) / (high - low), 1) if high > low else HEIGHT / 2
            points += [f"{_x(subject, day)},{y}", f"{_x(subject, day + 1)},{y}"]
    return " ".join(points)


def _rows(subject: Subject) -> list[Row]:
    rows = [(entry.label, _on_list(entry.id)) for entry in subject.rulebook.lists]
    shown = dict.fromkeys(where for each in subject.life.settlements for where in each.displays)
    rows += [(word(DISPLAYS, where), _shown(where)) for where in shown]
    drawn = [Row(label, _bars(subject, there)) for label, there in rows]
    return [row for row in drawn if row.bars]


def _on_list(name: str) -> Callable[[Settlement], bool]:
    return lambda settlement: name in settlement.lists


def _shown(where: str) -> Callable[[Settlement], bool]:
    return lambda settlement: where in settlement.displays


def _bars(subject: Subject, there: Callable[[Settlement], bool]) -> tuple[Bar, ...]:
    found: list[list[int]] = []
    for settlement in subject.life.settlements:
        if there(settlement):
            if found and found[-1][1] == settlement.day - 1:
                found[-1][1] = settlement.day
            else:
                found.append([settlement.day, settlement.day])
    return tuple(
        Bar(_x(subject, first), round(_x(subject, last + 1) - _x(subject, first), 1), first, last)
        for first, last in found
    )

"""What came of a case: the file before and after, which office took the correction, and what to do next time."""

from dataclasses import dataclass
from typing import Any

from appeals.claims.conduct import Matter
from appeals.claims.docket import Docket
from appeals.claims.outcome import aftermath_of
from appeals.pages import words
from appeals.pages.costs import cost_lines
from appeals.pages.remitted import without_rule
from registry.corrections import Aftermath
from registry.lives import DAYS, black_lists
from registry.offices import Office
from scoring.engine import Settlement
from scoring.pages.words import STATES, word
from town.content import load_content

WIDTH, HEIGHT = 300, 80
WORSE = ("shut", "none", "high")


@dataclass(frozen=True)
class DoorLine:
    label: str
    was: str
    now: str
    moved: str  # up | down | ""


@dataclass(frozen=True)
class OfficeLine:
    """One office: whether it holds the corrected file, and what its doors and its list say."""

    label: str
    home: bool
    took: bool
    listed: bool
    was_listed: bool
    doors: tuple[DoorLine, ...]


@dataclass(frozen=True)
class Steps:
    """Two lines over the days, as filed and as held, in the drawing's units; `decided` is where the decision fell."""

    filed: str
    held: str
    apart: bool
    decided: int | None
    days: int


def outcome_page(matter: Matter, docket: Docket, after: Aftermath) -> dict[str, Any]:
    """`changed`: whether anything that the engine computes is different now."""
    day = after.last
    was, now = after.as_filed(day), after.at_home(day)
    offices = [_office(matter, after, office, day) for office in after.offices] if docket.won else []
    return {
        "won": docket.won,
        "was": words.stands(matter, was),
        "now": words.stands(matter, now),
        "changed": _holds(was) != _holds(now),
        "still_listed": bool(black_lists(matter.file.rulebook) & set(now.lists)),
        "offices": [office for office in offices if office.home or office.doors],
        "steps": drawn(matter, docket, after),
        "waited": days_waited(docket),
        "shut_days": door_days(after, docket),
        "costs": cost_lines(docket),
        "without": without_rule(matter, docket),
    }


def outcome_of(matter: Matter, docket: Docket) -> dict[str, Any]:
    """The same, with the day after the latest event."""
    return outcome_page(matter, docket, aftermath_of(matter, docket, days_more=1))


def _holds(held: Settlement) -> tuple[object, ...]:
    return held.standing, held.band, held.lists, held.entries, dict(held.doors), held.displays


def _office(matter: Matter, after: Aftermath, office: Office, day: int) -> OfficeLine:
    was, now = after.as_filed(day), after.held_by(office, day)
    black = black_lists(matter.file.rulebook)
    moved = [door for door in office.doors if _differs(after, door, day)]
    return OfficeLine(
        label=office.label,
        home=office.home,
        took=after.took(office, day),
        listed=bool(black & set(now.lists)),
        was_listed=bool(black & set(was.lists)),
        doors=tuple(_door(door, was.doors[door], now.doors[door]) for door in moved),
    )


def _differs(after: Aftermath, door: str, day: int) -> bool:
    """Whether the correction would move this door, wherever it is followed."""
    return after.as_filed(day).doors[door] != after.at_home(day).doors[door]


def _door(name: str, was: str, now: str) -> DoorLine:
    door = load_content().doors[name]
    moved = "" if was == now else "down" if now in WORSE else "up"
    return DoorLine(door.label, word(STATES, was), word(STATES, now), moved)


def days_waited(docket: Docket) -> int:
    """Days between filing and the last word so far."""
    return docket.today - docket.filed_on if docket.filed_on is not None else 0


def door_days(after: Aftermath, docket: Docket) -> int:
    """Days on which ordinary doors were shut between the end of the ten days and today, one for each door."""
    ordinary = [door.id for door in load_content().doors.values() if door.kind == "ordinary"]
    days = range(DAYS, docket.today)
    return sum(after.doors(day)[door] == "shut" for day in days for door in ordinary)


def drawn(matter: Matter, docket: Docket, after: Aftermath) -> Steps | None:
    """The waterfall's last line, drawn on after the ten days; None where the scale has no number."""
    if not matter.file.rulebook.scale.has_number or not after.filed.last.scored:
        return None
    days = range(after.last + 1)
    filed = [after.as_filed(day).standing or 0 for day in days]
    held = [after.at_home(day).standing or 0 for day in days]
    low, high = min(filed + held), max(filed + held)
    span = max(1, high - low)
    decided = docket.decided

    at = round(decided.day * WIDTH / max(1, after.last)) if decided else None
    return Steps(_points(filed, low, span), _points(held, low, span), filed != held, at, after.last)


def _points(values: list[int], low: int, span: int) -> str:
    """A line in steps: a standing holds from one evening to the next."""
    step = WIDTH / max(1, len(values) - 1)
    heights = [HEIGHT - HEIGHT * (each - low) / span for each in values]
    corners = [(day * step, y) for day in range(len(values)) for y in (heights[max(0, day - 1)], heights[day])]
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in corners)

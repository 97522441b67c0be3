"""What the page of one day shows: the scene, the strip of days, the phone, the booklet and the doors."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext

from play.pages.notices import notice
from registry.lives import DAYS, File, allowed, doors_on
from scoring import display
from scoring.engine import Settlement
from town.content import load_content
from town.scene_shapes import Choice
from town.shapes import DoorRow

WEEKDAYS = (
    later("Monday"),
    later("Tuesday"),
    later("Wednesday"),
    later("Thursday"),
    later("Friday"),
    later("Saturday"),
    later("Sunday"),
)
HOURS = ((5, "night"), (10, "morning"), (17, "day"), (21, "evening"), (24, "night"))


def day_page(file: File) -> dict[str, Any]:
    """The context of the day now lived. The file must have an open scene."""
    scene = file.scene
    if scene is None:
        raise ValueError("all ten days are lived")
    return {
        "file": file,
        "scene": scene,
        "place": load_content().places[scene.place],
        "time_of_day": time_of_day(scene.time),
        "shown": file.doors["screen"] == "shut",
        "weekday": WEEKDAYS[(file.day - 1) % 7],
        "strip": strip(file.day),
        "position": len(file.decisions),
        "choices": [_choice(file, choice) for choice in scene.choices],
        "after": _after(file),
        "notice": notice(file),
        "book": booklet(file, file.day - 1),
        "doors": _doors(file),
    }


def time_of_day(clock: str) -> str:
    hour = int(clock.partition(":")[0])
    return next(name for limit, name in HOURS if hour < limit)


def strip(today: int) -> list[dict[str, Any]]:
    """The ticket of ten days: a hole is punched in each that is over."""
    return [
        {"n": day, "state": "done" if day < today else "now" if day == today else "todo"} for day in range(1, DAYS + 1)
    ]


def booklet(file: File, day: int) -> dict[str, Any]:
    """The savings booklet after the settlement of `day`, as far as this system tells its citizens."""
    told = file.rulebook.disclosure.told
    settlement = file.explanation.settlements[day]
    caption = file.rulebook.short if file.rulebook.id != "tessamere" else pgettext("booklet", "Standing")
    if told in {"nothing", "change"}:
        return {"caption": caption, "standing": _("not told"), "band": None, "stamps": None, "cells": []}
    if told == "letter":
        sign = display.band_sign(file.rulebook, settlement.band)
        return {"caption": caption, "standing": sign.id if sign else "–", "band": sign, "stamps": None, "cells": []}
    stamps = display.stamps(file.rulebook, settlement.standing)
    return {
        "caption": caption,
        "standing": display.standing(file.rulebook, _number(file, settlement)),
        "band": display.band_sign(file.rulebook, settlement.band),
        "stamps": stamps,
        "cells": [index < (stamps or 0) for index in range(display.STAMPS)],
    }


def _number(file: File, settlement: Settlement) -> int | None:
    """The standing; on a record, the number of entries."""
    if not settlement.scored:
        return None
    return settlement.standing if file.rulebook.scale.has_number else len(settlement.entries)


def _choice(file: File, choice: Choice) -> dict[str, Any]:
    is_open = allowed(file, choice)
    asked = [need.door for need in choice.needs if need.door and file.doors[need.door] != need.is_]
    shut = "" if is_open or not asked else load_content().doors[asked[0]].shut_text
    return {"id": choice.id, "text": choice.text, "open": is_open, "door_text": shut}


def _after(file: File) -> str:
    """The line that follows the last choice. On a new day it belongs to yesterday and is told all the same."""
    return file.last_choice.after if file.last_choice else ""


def _doors(file: File) -> list[dict[str, Any]]:
    """Doors that differ from what a resident expects, and doors that moved last night."""
    before = doors_on(file.explanation, file.day - 1) if file.day > 1 else file.doors
    shown = []
    for door in load_content().doors.values():
        state = file.doors[door.id]
        if state != door.default or state != before[door.id]:
            shown.append(_door(door, state, changed=state != before[door.id]))
    return shown


def _door(door: DoorRow, state: str, *, changed: bool) -> dict[str, Any]:
    return {"label": door.label, "state": state, "text": door_text(door, state), "changed": changed}


def door_text(door: DoorRow, state: str) -> str:
    if state == "open":
        return door.open_text
    if state == "shut":
        return door.shut_text
    rates = {
        "low": _("You borrow at a low rate."),
        "standard": _("You borrow at the standard rate."),
        "high": _("You borrow at a high rate."),
        "none": _("Nobody names you a rate."),
    }
    return rates[state]

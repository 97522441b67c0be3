"""The crossing: the same sheet, printed and held against the light, in register."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.pages.box import counting, height
from registry.lives import DAYS, File, doors_on
from scoring import display
from town.content import load_content


def crossing_page(file: File) -> dict[str, Any]:
    last = file.explanation.settlements[DAYS]
    return {
        "days": [_day(file, day) for day in range(1, DAYS + 1)],
        "title": _title(file),
        "standing": display.standing(file.rulebook, height(last) if last.scored else None),
        "band": display.band_sign(file.rulebook, last.band),
        "summary": _summary(file),
    }


def _day(file: File, day: int) -> dict[str, Any]:
    now, before = (height(file.explanation.settlements[each]) for each in (day, day - 1))
    fired = [look.rule for look in counting(file.explanation.settlements[day])]
    return {
        "n": day,
        "delta": display.signed(file.rulebook, now - before) if now != before else "",
        "code": fired[0] if fired else "",
    }


def _title(file: File) -> str:
    """What a door says on the last evening: one that is shut, if any is."""
    states = doors_on(file.explanation, DAYS + 1)
    ordinary = [door for door in load_content().doors.values() if door.kind == "ordinary"]
    shut = next((door for door in ordinary if states[door.id] == "shut"), None)
    return shut.shut_text if shut else _("Every door is open.")


def _summary(file: File) -> str:
    """Counted from the trace: entries, rules, and entries about somebody else."""
    looks = [look for settlement in file.explanation.settlements for look in counting(settlement)]
    entries = {look.observation for look in looks}
    rules = {look.rule for look in looks}
    wrong = entries & file.wrong
    parts = [
        ngettext("%(n)s entry", "%(n)s entries", len(entries)) % {"n": len(entries)},
        ngettext("%(n)s rule", "%(n)s rules", len(rules)) % {"n": len(rules)},
        ngettext("%(n)s not yours", "%(n)s not yours", len(wrong)) % {"n": len(wrong)},
    ]
    return ", ".join(parts)

"""What the officer sees, in words: the open file, the rules of the desk, and the day."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from appeals.officer.desk import DISMISS, GRANT, REFER, SILENCE, Desk
from appeals.officer.shown import file_page
from appeals.officer.stack import DeskFile
from appeals.officer.terms import terms
from scoring.engine import Rulebook


def desk_page(desk: Desk, file: DeskFile, rulebook: Rulebook) -> dict[str, Any]:
    return {
        "file": file,
        "number": file.position + 1,
        "count": len(desk.files),
        "terms": terms(desk.knobs),
        "minutes": desk.minutes,
        "left": desk.left,
        "day": desk.day,
        "hours": _clock(desk),
        "interruption": desk.interruption,
        "seq": len(desk.steps),
        "stack": [_slip(desk, each) for each in desk.files],
        "steps": desk.day.step,
        **file_page(desk, file, rulebook),
    }


def _clock(desk: Desk) -> str:
    """The office's clock: it opens at nine, and moves by what was done."""
    hours, minutes = divmod(9 * 60 + desk.minutes, 60)
    return f"{hours % 24}:{minutes:02d}"


@dataclass(frozen=True)
class Slip:
    number: int
    verdict: str
    here: bool


def _slip(desk: Desk, file: DeskFile) -> Slip:
    found = desk.verdicts.get(file.position, "")
    return Slip(file.position + 1, verdicts()[found] if found else "", desk.current is file)


def verdicts() -> dict[str, str]:
    return {
        GRANT: pgettext("verdict", "granted"),
        DISMISS: pgettext("verdict", "dismissed"),
        REFER: pgettext("verdict", "referred"),
        SILENCE: pgettext("verdict", "not opened"),
    }

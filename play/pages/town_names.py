"""How groups, numbers and shares of the town are written."""

from collections.abc import Mapping
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from scoring import display
from scoring.engine import NO_STANDING, Replay, Rulebook
from scoring.selectors import vocabulary

GROUPS: Final[Mapping[str, StrPromise]] = {
    "district": pgettext_lazy("group", "District"),
    "income": pgettext_lazy("group", "Income"),
    "carer": pgettext_lazy("group", "Cares for a relative"),
    "newcomer": pgettext_lazy("group", "Newcomer"),
    "age_band": pgettext_lazy("group", "Age"),
    "misread": pgettext_lazy("group", "Face misread by cameras"),
}
LABELS: Final[Mapping[str, StrPromise]] = {
    "no": pgettext_lazy("group", "no"),
    "yes": pgettext_lazy("group", "yes"),
    "young": pgettext_lazy("group", "young"),
    "middle": pgettext_lazy("group", "middle"),
    "old": pgettext_lazy("group", "old"),
    "rarely": pgettext_lazy("group", "rarely"),
    "often": pgettext_lazy("group", "often"),
}


def n(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def shown(resident: int) -> int:
    """Residents are counted from 0 in the town, and from 1 on paper."""
    return resident + 1


def decimal(value: float, places: int) -> str:
    """Rounded, not cut off."""
    return str(number_format(round(value, places), decimal_pos=places, force_grouping=True))


def percent(share: float) -> str:
    return f"{decimal(100 * share, 1)} %"


def group_name(group: str) -> str:
    return str(GROUPS.get(group, group))


def group_label(group: str, label: str) -> str:
    fact = vocabulary().facts.get(group)
    words = {value.id: value.label for value in fact.values} if fact else {}
    return words.get(label) or str(LABELS.get(label, label))


def standing_of(side: Replay, number: int) -> str:
    """Where a resident stands at the year's end, as the system itself would put it."""
    return written(side.rulebook, _number(side, number), band_of(side, number))


def written(rulebook: Rulebook, number: int | None, band: str | None) -> str:
    return f"{display.standing(rulebook, number)} {band or ''}".strip()


def band_of(side: Replay, number: int) -> str | None:
    position = int(side.band[number])
    return side.rulebook.bands[position].id if position >= 0 else None


def _number(side: Replay, number: int) -> int | None:
    if not side.rulebook.scale.has_number:
        return int(side.entries[number]) if side.scored[number] else None
    held = int(side.standing[number])
    return None if held == NO_STANDING else held

"""The cases of a line of a door: what each asks for, and the controls with which it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from play.pages.bench_condition import NO, YES
from play.pages.bench_controls import Control, with_lost
from play.pages.bench_effects import WHERE
from scoring.engine import Rulebook

ASKS: Final[dict[str, StrPromise]] = {
    "list": pgettext_lazy("door", "is on the list"),
    "bands": pgettext_lazy("door", "is in band"),
    "standing_at_most": pgettext_lazy("door", "stands at most at"),
    "standing_at_least": pgettext_lazy("door", "stands at least at"),
    "entries_at_least": pgettext_lazy("door", "has this many entries or more"),
    "display": pgettext_lazy("door", "is shown in public"),
    "scored": pgettext_lazy("door", "is scored at all"),
}
NAMED: Final = ("list", "bands")  # what a rulebook may come to have no more
NUMBERS: Final = ("standing_at_most", "standing_at_least", "entries_at_least")


@dataclass(frozen=True)
class Ask:
    """One thing that a case asks for; its values as they were typed."""

    kind: str
    values: tuple[str, ...]


def kinds_for(rulebook: Rulebook) -> list[str]:
    """What can be asked under this scale, with these bands and lists."""
    allowed = {"list": bool(rulebook.lists), "bands": bool(rulebook.bands)}
    allowed |= dict.fromkeys(("standing_at_most", "standing_at_least"), rulebook.scale.has_number)
    return [kind for kind in ASKS if allowed.get(kind, True)]


def options(rulebook: Rulebook, kind: str) -> list[tuple[str, str]]:
    """The words to choose from; none where a number is typed."""
    if kind == "list":
        return [(entry.id, f"“{entry.label}”") for entry in rulebook.lists]
    if kind == "bands":
        return [(band.id, f"{band.id} ({band.label})") for band in rulebook.bands]
    if kind == "display":
        return [(key, str(words)) for key, words in WHERE.items()]
    return [(YES, _("yes")), (NO, _("no"))] if kind == "scored" else []


def new_ask(rulebook: Rulebook, beside: tuple[Ask, ...], kind: str = "") -> Ask:
    """Something that the case does not ask for yet, with a value that can stand."""
    asked = {ask.kind for ask in beside}
    kind = kind or next(each for each in kinds_for(rulebook) if each not in asked)
    choices = options(rulebook, kind)
    if not choices:
        return Ask(kind, ("1" if kind == "entries_at_least" else str(rulebook.scale.start),))
    return Ask(kind, (choices[-1 if kind == "bands" else 0][0],))


@dataclass(frozen=True)
class AskRow:
    name: str
    kind: Control
    value: Control
    made_for: str


@dataclass(frozen=True)
class Case:
    name: str
    rows: tuple[AskRow, ...]
    full: bool  # everything that can be asked for is asked for


def case_page(case: tuple[Ask, ...], index: int, rulebook: Rulebook, errors: Mapping[str, str]) -> Case:
    name, kinds = f"d.{index}", kinds_for(rulebook)
    words = tuple((kind, str(ASKS[kind])) for kind in ASKS if kind in kinds or kind in {ask.kind for ask in case})
    rows = tuple(
        AskRow(
            f"{name}.{place}",
            Control(f"{name}.{place}.kind", _("Whoever"), (ask.kind,), words),
            _control(ask, f"{name}.{place}", rulebook, errors),
            ask.kind,
        )
        for place, ask in enumerate(case)
    )
    return Case(name, rows, len(case) >= len(kinds))


def _control(ask: Ask, name: str, rulebook: Rulebook, errors: Mapping[str, str]) -> Control:
    label = {"list": _("List"), "bands": _("Bands"), "display": _("Where"), "scored": _("Scored")}
    several, choices = ask.kind == "bands", tuple(options(rulebook, ask.kind))
    choices = with_lost(choices, ask.values) if ask.kind in NAMED else choices
    scale = rulebook.scale
    unit = f"{scale.floor:,} – {scale.ceiling:,}" if ask.kind.startswith("standing") else ""
    return Control(
        f"{name}.value",
        label.get(ask.kind, _("Number")),
        ask.values,
        choices,
        several,
        numeric=ask.kind in NUMBERS,
        unit=unit,
        error=errors.get(name, ""),
    )

"""A year of appeals before and after the knobs were turned, in words, numbers and one line a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrPromise

from appeals.knobs.form import QUESTIONS

EFFECT: Final[Mapping[str, StrPromise]] = {
    "wrongly_listed": gettext_lazy("Wrongly listed in this year"),
    "never_filed": gettext_lazy("of these never asked"),
    "innocent_freed": gettext_lazy("of these freed by an appeal"),
    "waited_median": gettext_lazy("Days until they were freed, the middle one"),
    "waited_p90": gettext_lazy("Days until they were freed, one in ten longer than"),
    "innocent_days_left": gettext_lazy("Innocent-person-days before shut doors"),
    "copies_days": gettext_lazy("Innocent-person-days with a copy that nobody corrected"),
    "guilty_freed": gettext_lazy("Freed who were listed rightly"),
    "guilty_free_days": gettext_lazy("Person-days free that the rules would have had listed"),
}
COST: Final[Mapping[str, StrPromise]] = {
    "filed": gettext_lazy("Appeals filed"),
    "pending": gettext_lazy("still undecided at the year’s end"),
    "late": gettext_lazy("without an answer in time"),
    "hours": gettext_lazy("Hours of staff"),
    "fees": gettext_lazy("Fees paid, in quills"),
}
INCOMES: Final[Mapping[str, StrPromise]] = {
    "low": pgettext_lazy("income", "low income"),
    "middle": pgettext_lazy("income", "middle income"),
    "high": pgettext_lazy("income", "high income"),
}
# Of all that follows, what is read first: two effects and two costs.
GLANCE: Final[Mapping[str, StrPromise]] = {
    "innocent_freed": gettext_lazy("wrongly listed, freed by an appeal"),
    "innocent_days_left": gettext_lazy("innocent-person-days before shut doors"),
    "guilty_freed": gettext_lazy("rightly listed, freed too"),
    "hours": gettext_lazy("hours of staff"),
}
WIDTH, HEIGHT = 520, 120


@dataclass(frozen=True)
class Line:
    label: str
    before: str
    after: str
    moved: str  # up | down | ""


@dataclass(frozen=True)
class IncomeLine:
    label: str
    filed: str
    fees: str
    freed: str


@dataclass(frozen=True)
class Chart:
    """Undecided appeals week by week, as points of two lines; `most` is the top of the scale."""

    before: str
    after: str
    most: int


def result_page(result: Mapping[str, Any]) -> dict[str, Any]:
    before, after = result["before"], result["after"]
    return {
        "sentences": result["sentences"],
        "turned": [str(QUESTIONS[name]) for name in result["turned"] if name in QUESTIONS],
        "glance": [_line(label, before[name], after[name]) for name, label in GLANCE.items()],
        "effect": [_line(label, before[name], after[name]) for name, label in EFFECT.items()],
        "cost": [_line(label, before[name], after[name]) for name, label in COST.items()],
        "incomes": [_income(name, label, before, after) for name, label in INCOMES.items()],
        "chart": _chart(before["backlog"], after["backlog"]),
        "route": before["route"],
        "keeps_list": before["keeps_list"],
        "busy": number_format(100 * after["busy"], decimal_pos=0),
        "overrun": after["busy"] > 1,
        "clerks": after["clerks"],
    }


def n(value: float | None) -> str:
    if value is None:
        return _("nobody")
    places = 1 if isinstance(value, float) and value < 100 else 0
    return str(number_format(value, decimal_pos=places, force_grouping=True))


def _line(label: StrPromise, before: float | None, after: float | None) -> Line:
    moved = "" if before == after else "up" if (after or 0) > (before or 0) else "down"
    return Line(str(label), n(before), n(after), moved)


def _income(name: str, label: StrPromise, before: Mapping[str, Any], after: Mapping[str, Any]) -> IncomeLine:
    nothing = {"filed": 0, "fees": 0, "freed": 0, "wrongly_listed": 0}
    was, now = before["incomes"].get(name, nothing), after["incomes"].get(name, nothing)
    return IncomeLine(str(label), *(f"{n(was[key])} → {n(now[key])}" for key in ("filed", "fees", "freed")))


def _chart(before: list[int], after: list[int]) -> Chart:
    most = max(*before, *after, 1)
    return Chart(_points(before, most), _points(after, most), most)


def _points(weeks: list[int], most: int) -> str:
    step = WIDTH / max(1, len(weeks) - 1)
    return " ".join(f"{week * step:.0f},{HEIGHT - HEIGHT * count / most:.0f}" for week, count in enumerate(weeks))

"""Who will this edit hurt? Asked before the first edit, answered by the comparison after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from play.pages.bench_desk import Desk
from play.pages.town_names import group_label, group_name, n
from play.pages.town_waiting import waiting
from registry.replays import comparison
from scoring.engine.comparison import GroupLine

SKIP: Final = "skip"
BETS: Final[Mapping[str, StrPromise]] = {
    "nobody": pgettext_lazy("bet", "nobody"),
    "income": pgettext_lazy("bet", "the poor, or the rich"),
    "district": pgettext_lazy("bet", "one district"),
    "carer": pgettext_lazy("bet", "carers"),
    "newcomer": pgettext_lazy("bet", "newcomers"),
    "age_band": pgettext_lazy("bet", "one age"),
    "misread": pgettext_lazy("bet", "those cameras misread"),
}
FEW = 30  # a smaller group allows no conclusion


@dataclass(frozen=True)
class Outcome:
    """What was bet, and what the town says to it once something is edited."""

    asked: bool
    options: tuple[tuple[str, StrPromise], ...]
    bet: str
    found: str


def bet_page(bet: str, desk: Desk) -> Outcome:
    """The question, or the answer. After the first edit nobody is asked any more."""
    options = tuple(BETS.items())
    if not bet:
        return Outcome(not desk.steps and not desk.read_only, options, "", "")
    if bet == SKIP or not desk.edited or waiting(desk):
        return Outcome(False, options, str(BETS.get(bet, "")), "")
    return Outcome(False, options, str(BETS.get(bet, "")), _found(desk))


def _found(desk: Desk) -> str:
    compared = comparison(desk.baseline, desk.reform, desk.size, desk.seed)
    if not compared.losers.number:
        return _("So far nobody loses by your rulebook.")
    groups = [line for line in compared.groups if line.after.of >= FEW]
    worst = max(groups, key=_share, default=None)
    if worst is None or not worst.losers:
        return _("So far no group of thirty or more loses by your rulebook.")
    words = _("So far those who lose most often are: %(group)s, %(label)s. %(losers)s of %(of)s lose.")
    names = {"group": group_name(worst.group), "label": group_label(worst.group, worst.label)}
    return words % {**names, "losers": n(worst.losers), "of": n(worst.after.of)}


def _share(line: GroupLine) -> float:
    return line.losers / line.after.of

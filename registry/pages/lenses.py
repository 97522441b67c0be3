"""The lenses' page: a hundred people as dots, and each group's share as a dot on a line of noise."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.lenses import Base, GroupRates, group_rates, personal
from registry.pages.tabs import label
from registry.postings import Posting
from registry.years import Hall
from scoring.engine.columns import Array
from scoring.engine.comparison import SMALL, Rate
from scoring.selectors import vocabulary

SIDE, STEP = 10, 12  # dots in a row; room for each
WIDTH = 240


@dataclass(frozen=True)
class Dot:
    x: int
    y: int
    kind: str  # did | wrong | free


@dataclass(frozen=True)
class Line:
    """A share with its interval, on a scale that all lines of a page share."""

    rate: Rate
    low: float
    high: float
    at: float
    town: float
    apart: bool

    @property
    def percent(self) -> str:
        return percent(self.rate)


@dataclass(frozen=True)
class Row:
    group: str
    label: str
    first: bool  # of its group
    listed: Line
    equal: Line
    wrong: str  # of 100 entries on file, how many are wrong


def lenses_page(hall: Hall, board: Posting, equal: dict[str, Array]) -> dict[str, Any]:
    listed = np.zeros(hall.citizens, bool)
    listed[board.citizen] = True
    wrongly = hall.wrongly[board.id]
    base = Base(hall.citizens, len(board), int(wrongly.sum()))
    rates = group_rates(hall.town, listed, equal.get(board.id, np.zeros(hall.citizens, bool)))
    return {
        "base": base,
        "list_dots": dots(base.of_hundred, 100 - base.of_hundred) if base.listed else [],
        "town_dots": town_dots(base),
        "side": SIDE * STEP,
        "rows": rows(rates),
        "width": WIDTH,
        "small": SMALL,
        "lines": len(rates),
        "apart": sum(each.apart for each in rates),
        "equal_apart": sum(each.equal_apart for each in rates),
        "label": label(board),
        "personal": [fact.label for fact in personal(hall.rulebook)],
    }


def dots(wrong: int, did: int) -> list[Dot]:
    """A hundred people: those who did it first, then those who did not, then those on no list."""
    kinds = ["did"] * did + ["wrong"] * wrong
    kinds += ["free"] * (SIDE * SIDE - len(kinds))
    return [Dot(STEP // 2 + STEP * (i % SIDE), STEP // 2 + STEP * (i // SIDE), kind) for i, kind in enumerate(kinds)]


def town_dots(base: Base) -> list[Dot]:
    """Of 100 citizens: on the list for their own acts, on it by mistake, not on it."""
    did = round(100 * base.guilty / base.citizens)
    return dots(round(100 * base.wrong / base.citizens), did)


def rows(rates: list[GroupRates]) -> list[Row]:
    most = max((max(each.listed.high, each.equal.high) for each in rates if not each.listed.small), default=1.0) or 1.0
    found: list[Row] = []
    for each in rates:
        found.append(
            Row(
                group=group_label(each.group),
                label=member_label(each.group, each.label),
                first=not found or found[-1].group != group_label(each.group),
                listed=_line(each.listed, each.overall, most, each.apart),
                equal=_line(each.equal, each.equal_overall, most, each.equal_apart),
                wrong=percent(each.entries),
            )
        )
    return found


def _line(rate: Rate, town: float, most: float, apart: bool) -> Line:
    def place(share: float) -> float:
        return round(WIDTH * min(1.0, share / most), 1)

    return Line(rate, place(rate.low), place(rate.high), place(rate.share), place(town), apart)


def percent(rate: Rate) -> str:
    return f"{number_format(100 * rate.share, 1)} %" if rate.of else "–"


def group_label(name: str) -> str:
    labels = {
        "district": _("District"),
        "income": _("Income"),
        "carer": _("Cares for somebody"),
        "newcomer": _("Newcomer"),
        "age_band": _("Age"),
        "misread": _("Mistaken by cameras"),
    }
    return labels.get(name, name)


def member_label(group: str, name: str) -> str:
    fact = vocabulary().facts.get(group)
    if fact is not None and fact.type == "enum":
        return next((choice.label for choice in fact.values if choice.id == name), name)
    words = {
        "yes": _("yes"), "no": _("no"), "young": _("14 to 29"), "middle": _("30 to 64"), "old": _("65 and over"),
        "rarely": _("rarely"), "often": _("often"),
    }  # fmt: skip
    return words.get(name, name)

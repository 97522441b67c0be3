"""A rule, the bands, a list or a line of a door as another state of the draft has it: nothing to fill in."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from play.buttons import position_of
from play.edits import apply_steps
from play.models import Life
from play.pages.bench_desk import Desk
from play.pages.bench_door import DoorLine
from play.pages.bench_list import List
from play.pages.bench_part import Part
from scoring.engine import Rulebook, plain, sentence
from scoring.pages.evidence import Grounds, grounds
from scoring.selectors import vocabulary


@dataclass(frozen=True)
class Beside:
    """Other lines of the same state that have to do with this one: words, address, and what is opened there."""

    label: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Past:
    """One part of the rulebook. `now` is where the same part stands as it was written last; "" where it is no more."""

    title: str
    lines: tuple[str, ...]
    now: str
    notes: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    grounds: Grounds | None = None


def past_part(life: Life, desk: Desk, sheet: Part) -> Past:
    """The bands, a list or a line of a door."""
    last, lines = apply_steps(desk.home, life.draft), sheet.sentences(desk.reform)
    if isinstance(sheet, List):
        there = any(entry.id == sheet.id for entry in last.lists)
        now = reverse("play:list", args=[life.pk, sheet.id]) if there else ""
        return Past(_("The list “%(label)s”") % {"label": sheet.label}, lines, now, (), _rules(life, desk, sheet))
    if isinstance(sheet, DoorLine):
        return Past(_("A line for a door"), lines, _same_line(life, sheet, last), (), _kin(life, desk, sheet))
    return Past(_("The bands"), lines or (_("There are no bands."),), reverse("play:bands", args=[life.pk]))


def past_rule(life: Life, desk: Desk, place: int) -> Past:
    """One rule."""
    rule = desk.reform.rules[place]
    there = position_of(apply_steps(desk.home, life.draft), rule.id) >= 0
    unused = () if rule.enabled else (_("It is repealed: it stands in the book and counts for nothing."),)
    return Past(
        _("Rule %(id)s") % {"id": rule.id},
        (plain(sentence(rule, vocabulary(), rulebook=desk.reform)),),
        reverse("play:rule", args=[life.pk, rule.id]) if there else "",
        (*unused, *([rule.note] if rule.note else [])),
        grounds=grounds(rule.evidence),
    )


def _same_line(life: Life, sheet: DoorLine, last: Rulebook) -> str:
    """Lines have no names: the same line is one that says the same."""
    place = next((at for at, row in enumerate(last.document.get("doors") or ()) if row == sheet.held), -1)
    return reverse("play:door", args=[life.pk, place]) if place >= 0 else ""


def _rules(life: Life, desk: Desk, sheet: List) -> tuple[Beside, ...]:
    page = sheet.page(desk.reform, {})
    found = {_("And by these rules:"): page["puts_on"], _("These rules take people off:"): page["takes_off"]}
    return tuple(
        Beside(label, tuple((words, reverse("play:rule", args=[life.pk, name]), name) for name, words in rows))
        for label, rows in found.items()
        if rows
    )


def _kin(life: Life, desk: Desk, sheet: DoorLine) -> tuple[Beside, ...]:
    rows = sheet.page(desk.reform, {})["kin"]
    lines = tuple((words, reverse("play:door", args=[life.pk, place]), str(place + 1)) for place, words in rows)
    return (Beside(_("Other lines of this door"), lines),) if lines else ()

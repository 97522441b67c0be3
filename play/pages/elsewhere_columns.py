"""Which acts of a life stand as columns: those on which any system moved, and those that nobody saw."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.pages.elsewhere_week import Week
from play.pages.short_acts import short
from registry.deeds import Deed
from registry.elsewhere import Mark, Run
from town.content import load_content

MOST_COLUMNS = 12
MOST_UNSEEN = 3


@dataclass(frozen=True)
class Column:
    label: str
    when: str
    note: str  # how the entry is wrong; "" where it is true
    seen: bool


def columns(week: Week) -> list[Deed]:
    """The acts on which any system moved, those of most consequence first to be chosen, and acts that nobody saw."""
    moved = [deed for deed in week.deeds if any(mark_of(run, deed) for run in week.runs)]
    unseen = list(week.missed)[: max(MOST_UNSEEN, MOST_COLUMNS - len(moved))]
    told: Counter[str] = Counter()
    weight = {}
    for deed in moved:  # what happened every day says less each time
        weight[deed] = consequence(week, deed) - 2 * told[deed.kind]
        told[deed.kind] += not deed.error
    kept = sorted(moved, key=lambda deed: -weight[deed])[: MOST_COLUMNS - len(unseen)]
    return sorted([*kept, *unseen], key=lambda deed: deed.days[0])


def consequence(week: Week, deed: Deed) -> int:
    """In how many systems an act counted; a list, a display and a wrong entry weigh more. Never a sum of scales."""
    found = [(run, mark) for run in week.runs if (mark := mark_of(run, deed))]
    tags = {(run.rulebook.id, what) for run, mark in found for what, _which in mark.tags}
    own = any(run.rulebook.id == week.own for run, _mark in found)
    heavy = sum(3 for _slug, what in tags if what == "put_on") + sum(1 for _slug, what in tags if what == "display")
    return 2 * len(found) + 2 * heavy + own + (8 if deed.error == "wrong_person" else 0)


def column(deed: Deed) -> Column:
    notes = {
        "wrong_person": _("not this person"),
        "stale": _("filed once more"),
        "misread": _("misread"),
    }
    return Column(label(deed), when(deed), notes.get(deed.error, ""), bool(deed.entries))


def label(deed: Deed) -> str:
    return short(deed.kind, load_content().kinds[deed.kind].past)


def when(deed: Deed) -> str:
    if deed.day <= 0:
        return _("before day 1")
    if len(deed.days) > 2:
        return ngettext("%(n)s day", "%(n)s days", len(deed.days)) % {"n": len(deed.days)}
    if len(deed.days) == 2:
        return _("days %(first)s and %(second)s") % {"first": deed.days[0], "second": deed.days[1]}
    return _("day %(day)s") % {"day": deed.day}


def mark_of(run: Run, deed: Deed) -> Mark | None:
    """What all entries of one act did together."""
    found = [run.marks[entry] for entry in deed.entries if entry in run.marks]
    if not found:
        return None
    tags = list(dict.fromkeys(tag for mark in found for tag in mark.tags))
    lines = list(dict.fromkeys(line for mark in found for line in mark.lines))
    return Mark(found[0].day, sum(mark.points for mark in found), tags, lines)

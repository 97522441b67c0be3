"""The town in numbers, three columns wide: what is in force, what the council's bill would make of it, and yours."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from play.pages.town_names import group_label, group_name, n, percent
from scoring.engine import Comparison
from scoring.engine.comparison import GroupLine
from town.content import load_content


@dataclass(frozen=True)
class Figure:
    """How many residents one kind of change meets, under yours and under the bill. `who` names them in an address."""

    kind: str  # w: for the better, l: for the worse, same
    who: str
    word: str
    yours: str
    bill: str


@dataclass(frozen=True)
class Row:
    """One line of a table: what, in force, under the bill, under yours."""

    label: str
    in_force: str
    bill: str
    yours: str


@dataclass(frozen=True)
class Group:
    """One line of the table by group: the share on a black list at the year's end."""

    group: str
    label: str
    of: int
    before: str
    bill: str
    after: str
    interval: str
    small: bool
    more: bool  # listed more often than chance explains


def figures(yours: Comparison, bill: Comparison | None) -> list[Figure]:
    def figure(kind: str, who: str, word: str, name: str) -> Figure:
        number = n(getattr(yours, name).number)
        return Figure(kind, who, word, number, n(getattr(bill, name).number) if bill else "")

    return [
        figure("w", "gain", _("gain"), "winners"),
        figure("same", "same", _("unchanged"), "unaffected"),
        figure("l", "lose", _("lose"), "losers"),
        figure("w", "freed", _("newly freed"), "newly_freed"),
        figure("l", "listed", _("newly listed"), "newly_listed"),
    ]


def moves(yours: Comparison, bill: Comparison | None) -> list[tuple[str, str, str, str]]:
    """From which band to which: under the bill, and under yours."""
    found = {(old, new): count.number for old, new, count in yours.moves}
    other = {(old, new): count.number for old, new, count in bill.moves} if bill else {}
    return [
        (old or _("none"), new or _("none"), n(other.get((old, new), 0)), n(found.get((old, new), 0)))
        for old, new in dict.fromkeys([*found, *other])
    ]


def doors(yours: Comparison, bill: Comparison | None) -> list[Row]:
    """Doors that are shut to a different number of residents."""
    found = []
    others = bill.doors if bill else {}
    for name in dict.fromkeys([*yours.doors, *others]):
        was, now = (count.number for count in yours.doors.get(name) or others[name])
        there = others[name][1].number if name in others else was
        if len({was, now, there}) > 1:
            found.append(Row(load_content().doors[name].label, n(was), n(there) if bill else "", n(now)))
    return found


def days_listed(yours: Comparison, bill: Comparison | None) -> Row:
    """Person-days on black lists in the year."""
    was, now = yours.days_listed
    return Row(_("Person-days on a blacklist"), n(was), n(bill.days_listed[1]) if bill else "", n(now))


def groups(yours: Comparison, bill: Comparison | None) -> list[Group]:
    share = listed_share(yours)
    lines = bill.groups if bill else (None,) * len(yours.groups)
    return [_group(line, other, share) for line, other in zip(yours.groups, lines, strict=True)]


def listed_share(compared: Comparison) -> float:
    return compared.listed[1].number / compared.citizens


def more_often(line: GroupLine, share: float) -> bool:
    """A group of thirty or more is listed more often than the town as a whole, beyond its 95 % interval."""
    return not line.after.small and line.after.number > 0 and line.after.low > share


def _group(line: GroupLine, bill: GroupLine | None, share: float) -> Group:
    return Group(
        group=group_name(line.group),
        label=group_label(line.group, line.label),
        of=line.after.of,
        before=percent(line.before.share),
        bill=percent(bill.after.share) if bill else "",
        after=percent(line.after.share),
        interval=f"{percent(line.after.low)}–{percent(line.after.high)}",
        small=line.after.small,
        more=more_often(line, share),
    )

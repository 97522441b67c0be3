"""The town beside the galley: three runs of one year, and who is better or worse off in the third."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django_stubs_ext import StrPromise

from play.pages.dots import Band, groups_of, paths
from play.pages.lives import named_lives
from play.pages.pen import Desk
from registry.replays import comparison, innocent, reformed_year
from scoring import display
from scoring.engine import Comparison, Rulebook
from scoring.engine.comparison import GroupLine
from scoring.engine.remarks import without_effect
from scoring.selectors import vocabulary
from town.content import load_content

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


@dataclass(frozen=True)
class Group:
    """One line of the table by group: the share on a black list at the year's end."""

    group: str
    label: str
    of: int
    before: str
    after: str
    interval: str
    small: bool
    more: bool  # listed more often than chance explains


@dataclass(frozen=True)
class Goal:
    """One of the two tests of a fair, low-harm town."""

    met: bool
    words: str
    found: str


def town_page(desk: Desk) -> dict[str, Any]:
    """Dots, counts and lives: what an edit repaints at once."""
    compared = compared_of(desk)
    nobody = _moved_nobody(desk)
    return {
        "bands": _bands(desk),
        "per_dot": max(1, desk.size // 1000),
        "numbers": _numbers(compared),
        "moves": [(old or _("none"), new or _("none"), n(count.number)) for old, new, count in compared.moves],
        "doors": [
            (load_content().doors[name].label, n(was.number), n(now.number))
            for name, (was, now) in compared.doors.items()
            if was.number != now.number
        ],
        "groups": [_group(line, _listed_share(compared)) for line in compared.groups],
        "lives": named_lives(desk.file, desk.reform),
        "nobody": nobody,
        "misses": _misses(desk) if nobody else [],
        "said": _said(desk, compared, nobody=nobody),
        "tally": _tally(compared),
    }


def harm_page(desk: Desk) -> dict[str, Any]:
    """Innocent-person-days, and whether this is a fair town: it takes the town's year once more, without errors."""
    seed, size, home = desk.file.seed, desk.size, desk.baseline
    was, now = innocent(home, home, size, seed), innocent(desk.reform, home, size, seed)
    compared = compared_of(desk)
    tests = _tests(compared, now.days)
    return {
        "innocent": {"was": n(was.days), "now": n(now.days), "citizens": n(now.citizens), "less": now.days < was.days},
        "tests": tests,
        "fair": all(test.met for test in tests),
        "still_listed": compared.listed[1].number,
    }


def compared_of(desk: Desk) -> Comparison:
    return comparison(desk.baseline, desk.reform, desk.size, desk.file.seed)


def n(value: int) -> str:
    return str(number_format(value, force_grouping=True))


# what is said


def _said(desk: Desk, compared: Comparison, *, nobody: bool) -> str:
    if nobody:
        return _("This edit changed nobody.")
    if not desk.edited:
        return _("Nothing is edited yet. Every dot is a resident, in the band where a year under these rules ends.")
    words = _("%(gain)s gain, %(lose)s lose, %(same)s stay. %(freed)s leave the blacklist, %(put)s are put on it.")
    return words % {
        "gain": n(compared.winners.number),
        "lose": n(compared.losers.number),
        "same": n(compared.unaffected.number),
        "freed": n(compared.newly_freed.number),
        "put": n(compared.newly_listed.number),
    }


def _tally(compared: Comparison) -> str:
    """The same in a few words, for a narrow screen."""
    words = {"gain": n(compared.winners.number), "lose": n(compared.losers.number)}
    return _("%(gain)s gain, %(lose)s lose") % words


def _moved_nobody(desk: Desk) -> bool:
    """Did the last step change nobody at all?"""
    if not desk.steps or desk.reform == desk.before:
        return False
    return bool(without_effect(_run(desk, desk.before), _run(desk, desk.reform)))


def _misses(desk: Desk) -> list[str]:
    """Why, where the engine knows: what came nearest to being hit."""
    rules = [desk.reform.rules[position] for position in desk.edited_rules(desk.before)]
    return [message for rule in rules if rule.enabled for message in desk.remarks.get(rule.id, ())]


def _numbers(compared: Comparison) -> list[tuple[str, str, str]]:
    """Class, number, word."""
    return [
        ("w", n(compared.winners.number), _("gain")),
        ("same", n(compared.unaffected.number), _("unchanged")),
        ("l", n(compared.losers.number), _("lose")),
        ("w", n(compared.newly_freed.number), _("newly freed")),
        ("l", n(compared.newly_listed.number), _("newly listed")),
    ]


# dots


def _run(desk: Desk, rulebook: Rulebook) -> Any:
    return reformed_year(rulebook, desk.baseline, desk.size, desk.file.seed)


def _bands(desk: Desk) -> list[Band]:
    before, after = groups_of(_run(desk, desk.baseline)), groups_of(_run(desk, desk.reform))
    bill = groups_of(_run(desk, desk.bill.rulebook)) if desk.bill else None
    found = []
    for index, (name, label, shape) in enumerate(_names(desk.baseline)):
        counts = [int((side == index).sum()) for side in (before, after)]
        found.append(
            Band(
                id=name,
                label=label,
                shape=shape,
                in_force=n(counts[0]),
                bill=n(int((bill == index).sum())) if bill is not None else "",
                yours=n(counts[1]),
                dots=paths(before, after, index),
            )
        )
    return found


def _names(rulebook: Rulebook) -> list[tuple[str, str, str]]:
    """The places in which residents stand: bands, or else on a list and off it."""
    if not rulebook.bands:
        return [("○", _("on no blacklist"), "a"), ("×", _("on a blacklist"), "d")]
    signs = [display.band_sign(rulebook, band.id) for band in rulebook.bands]
    return [(sign.id, sign.label, sign.shape) for sign in signs if sign]


# groups and fairness


def _listed_share(compared: Comparison) -> float:
    return compared.listed[1].number / compared.citizens


def _more(line: GroupLine, share: float) -> bool:
    """A group of thirty or more is listed more often than the town as a whole, beyond its 95 % interval."""
    return not line.after.small and line.after.number > 0 and line.after.low > share


def _group(line: GroupLine, share: float) -> Group:
    return Group(
        group=str(GROUPS.get(line.group, line.group)),
        label=_label(line),
        of=line.after.of,
        before=_percent(line.before.share),
        after=_percent(line.after.share),
        interval=f"{_percent(line.after.low)}–{_percent(line.after.high)}",
        small=line.after.small,
        more=_more(line, share),
    )


def _label(line: GroupLine) -> str:
    fact = vocabulary().facts.get(line.group)
    words = {value.id: value.label for value in fact.values} if fact else {}
    return words.get(line.label) or str(LABELS.get(line.label, line.label))


def _percent(share: float) -> str:
    return f"{number_format(100 * share, decimal_pos=1)} %"


def _tests(compared: Comparison, innocent_days: int) -> list[Goal]:
    share = _listed_share(compared)
    more = [line for line in compared.groups if _more(line, share)]
    names = ", ".join(f"{GROUPS.get(line.group, line.group)}: {_label(line)}" for line in more)
    days = ngettext("%(n)s innocent-person-day", "%(n)s innocent-person-days", innocent_days) % {"n": n(innocent_days)}
    return [
        Goal(
            not innocent_days,
            _("Nobody spends a day on the blacklist because of an entry about somebody else."),
            days,
        ),
        Goal(
            not more,
            _("No group of thirty or more is listed more often than the town as a whole, beyond its 95 % interval."),
            names or _("none is"),
        ),
    ]

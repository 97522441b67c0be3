"""The town beside the galley: three runs of one year, and who is better or worse off in the third."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.pages.dots import Band, letters, paths, per_dot
from play.pages.pen import Desk
from play.pages.town_goals import goals_of
from play.pages.town_lives import lives_beside
from play.pages.town_names import group_label, group_name, n
from play.pages.town_newly import newly_listed
from play.pages.town_places import places_of, run, standing_in, whereabouts
from play.pages.town_tables import Row, days_listed, doors, figures, groups, listed_share, more_often, moves
from play.pages.town_waiting import waiting
from registry.replays import comparison, innocent, outcome
from scoring.engine import Comparison


@dataclass(frozen=True)
class Fairness:
    """One of the two tests of a fair, low-harm town."""

    met: bool
    words: str
    found: str


def town_page(desk: Desk, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """Dots, counts and lives: what an edit repaints at once. `chosen` are citizens to stand beside the numbers."""
    yours, bill = compared_of(desk), bill_compared(desk)
    nobody = _moved_nobody(desk)
    return {
        **whereabouts(desk),
        **_dots(desk),
        "per_dot": per_dot(desk.size),
        "figures": figures(yours, bill),
        "moves": moves(yours, bill),
        "doors": [days_listed(yours, bill), *doors(yours, bill)],
        "groups": groups(yours, bill),
        **lives_beside(desk, chosen),
        "nobody": nobody,
        "misses": _misses(desk) if nobody else [],
        "said": _said(desk, yours, nobody=nobody),
        "tally": _tally(yours, nobody=nobody),
    }


def town_part(desk: Desk, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """The town, or how far the work on it has come. It stands under `bands` in both cases."""
    wait = waiting(desk)
    return {"waiting": wait, "bands": (wait,), **whereabouts(desk)} if wait else town_page(desk, chosen)


def harm_page(desk: Desk) -> dict[str, Any]:
    """Innocent-person-days, and whether this is a fair town: it takes the town's year once more, without errors."""
    seed, size, home = desk.seed, desk.size, desk.baseline
    was, now = innocent(home, home, size, seed), innocent(desk.reform, home, size, seed)
    bill = innocent(desk.bill.rulebook, home, size, seed).days if desk.bill else None
    compared = compared_of(desk)
    tests = _tests(compared, now.days)
    return {
        "innocent": Row(_("innocent-person-days"), n(was.days), "" if bill is None else n(bill), n(now.days)),
        **whereabouts(desk),
        "goals": goals_of(desk),
        "newly": newly_listed(desk),
        "tests": tests,
        "fair": all(test.met for test in tests),
        "still_listed": compared.listed[1].number,
    }


def compared_of(desk: Desk) -> Comparison:
    return comparison(desk.baseline, desk.reform, desk.size, desk.seed)


def bill_compared(desk: Desk) -> Comparison | None:
    return comparison(desk.baseline, desk.bill.rulebook, desk.size, desk.seed) if desk.bill else None


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


def _tally(compared: Comparison, *, nobody: bool) -> str:
    """The same in a few words, for a narrow screen."""
    if nobody:
        return _("This edit changed nobody")
    words = {"gain": n(compared.winners.number), "lose": n(compared.losers.number)}
    return _("%(gain)s gain, %(lose)s lose") % words


def _moved_nobody(desk: Desk) -> bool:
    """Did the last step change nobody at all?"""
    if not desk.steps or desk.reform == desk.before:
        return False
    was, now = (outcome(book, desk.baseline, desk.size, desk.seed) for book in (desk.before, desk.reform))
    return was == now


def _misses(desk: Desk) -> list[str]:
    """Why, where the engine knows: what came nearest to being hit."""
    rules = [desk.reform.rules[position] for position in desk.edited_rules(desk.before)]
    found = [message for rule in rules if rule.enabled for message in desk.remarks_on(rule.id)]
    if not found and not desk.edited:
        return [_("Your rules are again as they are in force.")]
    return found or [_("Everybody’s year comes out as before: what you changed met nobody, or made no day different.")]


# dots


def _dots(desk: Desk) -> dict[str, Any]:
    before, after = (standing_in(desk, run(desk, book)) for book in (desk.baseline, desk.reform))
    bill = standing_in(desk, run(desk, desk.bill.rulebook)) if desk.bill else None
    bands = []
    for index, place in enumerate(places_of(desk)):
        was, there, now = (n(int((side == index).sum())) if side is not None else "" for side in (before, bill, after))
        dots = paths(before, after, index)
        bands.append(Band(place.id, place.label, place.shape, was, there, now, dots, index))
    return {"bands": bands, "home": letters(before), "now": letters(after)}


# fairness


def _tests(compared: Comparison, innocent_days: int) -> list[Fairness]:
    share = listed_share(compared)
    more = [line for line in compared.groups if more_often(line, share)]
    names = ", ".join(f"{group_name(line.group)}: {group_label(line.group, line.label)}" for line in more)
    days = ngettext("%(n)s innocent-person-day", "%(n)s innocent-person-days", innocent_days) % {"n": n(innocent_days)}
    return [
        Fairness(
            not innocent_days,
            _("Nobody spends a day on the blacklist because of an entry about somebody else."),
            days,
        ),
        Fairness(
            not more,
            _("No group of thirty or more is listed more often than the town as a whole, beyond its 95 % interval."),
            names or _("none is"),
        ),
    ]

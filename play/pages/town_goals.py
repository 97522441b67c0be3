"""Three goals beside the town: how far the draft has come, why one cannot be met, and what lies one change away."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from play.pages.pen import Desk
from play.pages.town_names import decimal, group_label, group_name, n, percent, shown
from play.pages.town_places import run
from registry.goal_search import guilty
from registry.goals import Data, Errors, Gap, by_number, data, errors, gaps, looked_at, widest, witness
from registry.replays import clean_year, town_of
from scoring.engine import Replay


@dataclass(frozen=True)
class Goal:
    """`was`, `bill` and `now` are the same measure in force, under the bill (or ""), and under yours."""

    id: str
    words: str
    met: bool
    measure: str
    was: str
    bill: str
    now: str
    said: str
    why: tuple[str, ...]


def goals_of(desk: Desk) -> list[Goal]:
    return [_nobody_wronged(desk), _half_the_data(desk), _evenly(desk)]


def _columns(desk: Desk) -> tuple[Replay, Replay | None, Replay]:
    bill = run(desk, desk.bill.rulebook) if desk.bill else None
    return run(desk, desk.baseline), bill, run(desk, desk.reform)


# nobody innocent on the list, nobody guilty off it


def _nobody_wronged(desk: Desk) -> Goal:
    mask = guilty(desk.baseline, desk.size, desk.seed)
    before, bill, after = _columns(desk)
    now = errors(after, mask)
    return Goal(
        id="wronged",
        words=_("Nobody innocent on the list, and nobody guilty off it."),
        met=now.met,
        measure=_("innocent on it + guilty off it"),
        was=_pair(errors(before, mask)),
        bill=_pair(errors(bill, mask)) if bill else "",
        now=_pair(now),
        said=_("Guilty, here, are the %(n)s residents whom the rules in force would list for their own acts alone.")
        % {"n": n(now.guilty)},
        why=() if now.met else tuple(_why_wronged(desk, now)),
    )


def _pair(found: Errors) -> str:
    return f"{n(found.innocent)} + {n(found.missed)}"


def _why_wronged(desk: Desk, now: Errors) -> list[str]:
    town = town_of(desk.size, desk.seed)
    words = _("%(wrong)s of %(all)s entries are about somebody else. %(guilty)s of %(size)s residents are guilty.")
    found = [
        words
        % {
            "wrong": n(int(town.wrong.sum())),
            "all": n(len(town)),
            "guilty": n(now.guilty),
            "size": n(desk.size),
        }
    ]
    if now.innocent:
        words = _("So of %(listed)s on the list, one in %(part)s is there by mistake.")
        found.append(words % {"listed": n(now.listed), "part": n(round(now.listed / now.innocent))})
    return [*found, *_no_limit(desk)]


def _no_limit(desk: Desk) -> list[str]:
    """Two residents whom no limit tells apart: a proof, where there are two such."""
    size, seed = desk.size, desk.seed
    brought = by_number(clean_year(desk.baseline, size, seed))
    pair = witness(run(desk, desk.reform), guilty(desk.baseline, size, seed), brought)
    if pair is None:
        return []
    words = _(
        "No limit can do it: no. %(a)s is innocent and stands at %(x)s, no. %(b)s is guilty and stands at %(y)s. "
        "Every limit that lists the second for their number lists the first."
    )
    return [
        words
        % {
            "a": n(shown(pair.innocent)),
            "x": n(pair.innocent_stands),
            "b": n(shown(pair.guilty)),
            "y": n(pair.guilty_stands),
        }
    ]


# the same list with half the data


def _half_the_data(desk: Desk) -> Goal:
    before, bill, after = _columns(desk)
    now = data(before, after)
    return Goal(
        id="half",
        words=_("The same list with half the data."),
        met=now.met,
        measure=_("of the entries · places that change"),
        was=_halved(data(before, before)),
        bill=_halved(data(before, bill)) if bill else "",
        now=_halved(now),
        said=_("“Do not collect this” takes a source away. The same list has the same people on it as in force."),
        why=() if now.met else tuple(_why_not_half(now)),
    )


def _halved(found: Data) -> str:
    return f"{percent(found.share)} · {n(found.differ)}"


def _why_not_half(now: Data) -> list[str]:
    words = _("The office takes in %(entries)s entries of %(all)s.")
    found = [words % {"entries": n(now.entries), "all": n(now.of)}]
    if now.differ:
        found.append(
            _("Each source that goes takes somebody on the list or off it: the list hangs on all of them a little.")
        )
    return found


# no group listed twice as often as another


def _evenly(desk: Desk) -> Goal:
    sides = [widest(gaps(side)) if side else None for side in _columns(desk)]
    now = sides[2]
    return Goal(
        id="even",
        words=_("No group listed twice as often as another."),
        met=now is None or now.met,
        measure=_("times as often, at worst"),
        was=_times(sides[0]),
        bill=_times(sides[1]) if desk.bill else "",
        now=_times(now),
        said=_("Groups of thirty or more, each beside the others of its kind."),
        why=tuple(_why_uneven(desk, now)) if now and not now.met else (),
    )


def _times(gap: Gap | None) -> str:
    if gap is None:
        return "1"
    return "∞" if gap.times == float("inf") else decimal(gap.times, 2)


def _why_uneven(desk: Desk, gap: Gap) -> list[str]:
    most, least = (group_label(gap.group, label) for label in (gap.most, gap.least))
    words = _("%(kind)s: %(most)s %(high)s, %(least)s %(low)s.")
    found = [
        words
        % {
            "kind": group_name(gap.group),
            "most": most,
            "high": percent(gap.high.share),
            "least": least,
            "low": percent(gap.low.share),
        }
    ]
    found.append(
        _("That is more than chance explains.")
        if gap.certain
        else _("In a town of this size chance alone could do that.")
    )
    town = town_of(desk.size, desk.seed)
    looks = [decimal(looked_at(town, gap.group, label), 1) for label in (gap.most, gap.least)]
    words = _(
        "Everybody in this town behaves alike. What differs is who is looked at: %(a)s entries a head against %(b)s."
    )
    return [*found, words % {"a": looks[0], "b": looks[1]}]

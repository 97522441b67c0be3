"""One resident's file: the year before and after an edit, and every number of it back to rule, condition and source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from play.pages.pen import Desk
from play.pages.town_moved import neighbours_of
from play.pages.town_names import group_label, group_name, shown, written
from play.pages.town_year import Chart, chart
from play.pages.trail import Check, Paper, checks, paper, rule_url
from registry.lives import black_lists
from registry.replays import town_of
from registry.residents import Resident, resident
from scoring import display
from scoring.engine import Explanation, Observation, Rulebook, plain, sentence
from scoring.engine.model import Points, PointsPer, Rule, Stars
from scoring.engine.trace import Look
from scoring.pages.evidence import Grounds, grounds
from scoring.pages.sentences import effects, list_label
from scoring.selectors import vocabulary
from town.content import load_content
from town.events import Seen, Truth


@dataclass(frozen=True)
class Counted:
    """One rule that counted one entry, under the rules in force, under yours, or under both."""

    id: str
    sentence: str
    url: str  # "" for a rule that the book in force does not have
    was: str
    now: str
    effects: tuple[str, ...]  # what it does besides points
    checks: tuple[Check, ...]
    grounds: Grounds


@dataclass(frozen=True)
class Event:
    """An entry that some rule counted."""

    day: int
    paper: Paper
    was: str
    now: str
    changed: bool
    rules: tuple[Counted, ...]


@dataclass(frozen=True)
class Turn:
    """A day on which a list or a band was entered or left. `by` are the rules or bands that did it."""

    day: int
    yours: bool
    words: str
    by: str


@dataclass(frozen=True)
class Side:
    standing: str
    sign: display.BandSign | None
    listed: bool
    days: int  # days on a black list in the year
    turns: tuple[Turn, ...]


def resident_page(desk: Desk, number: int) -> dict[str, Any]:
    """The file of the resident who has this number in the town, from 0. Raises IndexError where nobody has it."""
    person = resident(number, desk.reform, desk.baseline, desk.size, desk.seed)
    events = _events(desk, person)
    before, after = neighbours_of(desk, number)
    return {
        "number": shown(number),
        "about": _about(desk, number),
        "sides": (_side(person.before, yours=False), _side(person.after, yours=True)),
        "chart": _chart(person),
        "changed": [event for event in events if event.changed],
        "alike": [event for event in events if not event.changed],
        "silent": len(person.observations) - len(events),
        "wrong": len(person.wrong),
        "earlier": None if before is None else shown(before),
        "later": None if after is None else shown(after),
    }


def _about(desk: Desk, number: int) -> list[tuple[str, str]]:
    groups = town_of(desk.size, desk.seed).groups
    return [
        (group_name(name), group_label(name, labels[int(codes[number])])) for name, (labels, codes) in groups.items()
    ]


# the two sides


def _side(life: Explanation, *, yours: bool) -> Side:
    book, last = life.rulebook, life.last
    number = last.standing if book.scale.has_number else len(last.entries)
    black = black_lists(book)
    return Side(
        standing=written(book, number if last.scored else None, None),
        sign=display.band_sign(book, last.band),
        listed=bool(black & set(last.lists)),
        days=sum(bool(black & set(end.lists)) for end in life.settlements[1:]),
        turns=tuple(_turns(life, yours=yours)),
    )


def _turns(life: Explanation, *, yours: bool) -> list[Turn]:
    found = []
    for end in life.settlements:
        for change in end.trace.list_changes if end.trace else ():
            form = _("entered on “%(list)s”") if change.change == "entered" else _("left “%(list)s”")
            words = form % {"list": list_label(life.rulebook, change.list)}
            found.append(Turn(end.day, yours, words, _by(change.why, change.by)))
    return found


def _by(why: str, by: tuple[str, ...]) -> str:
    names = ", ".join(by)
    if why == "band":
        return _("by band %(names)s") % {"names": names}
    return _("by %(names)s") % {"names": names} if names else ""


def _chart(person: Resident) -> Chart | None:
    if not person.after.rulebook.scale.has_number:
        return None
    lines = [[end.standing for end in life.settlements] for life in (person.before, person.after)]
    book = person.after.rulebook
    limits = [(band.id, band.low) for band in book.bands[:-1]]
    return chart(lines, limits, book.scale)


# the entries


def _events(desk: Desk, person: Resident) -> list[Event]:
    was, now = _looks(person.before), _looks(person.after)
    found = []
    for seen in person.observations:
        rules = _counted(desk, was.get(seen.id, {}), now.get(seen.id, {}))
        if rules:
            found.append(_event(desk, person, seen, rules, was.get(seen.id, {}), now.get(seen.id, {})))
    return found


def _looks(life: Explanation) -> dict[str, dict[str, Look]]:
    """What counted, by entry and rule."""
    found: dict[str, dict[str, Look]] = {}
    for end in life.settlements:
        for look in end.trace.looks if end.trace else ():
            if look.fired and (look.points or set(look.effects) - {"points"}):
                found.setdefault(look.observation, {})[look.rule] = look
    return found


def _event(
    desk: Desk,
    person: Resident,
    seen: Observation,
    rules: tuple[Counted, ...],
    was: Mapping[str, Look],
    now: Mapping[str, Look],
) -> Event:
    points = [sum(look.points for look in side.values()) for side in (was, now)]
    return Event(
        day=seen.day,
        paper=_paper(seen, wrong=seen.id in person.wrong),
        was=_points(desk.baseline, points[0]) if was else "–",
        now=_points(desk.reform, points[1]) if now else "–",
        changed=points[0] != points[1] or set(was) != set(now),
        rules=rules,
    )


def _effects(book: Rulebook, rule: Rule) -> tuple[str, ...]:
    pairs = zip(rule.effects, effects(book, rule), strict=True)
    return tuple(words for effect, words in pairs if not isinstance(effect, Points | PointsPer | Stars))


def _points(rulebook: Rulebook, points: int) -> str:
    return display.signed(rulebook, points) if points else "0"


def _paper(seen: Observation, *, wrong: bool) -> Paper:
    """The registry card. Of the facts only those which this kind of entry has."""
    asked = load_content().kinds[seen.kind].asks
    own = replace(seen, facts={name: held for name, held in seen.facts.items() if name in asked})
    card = paper(Seen(own, Truth(act=not wrong, circumstance="")))
    return replace(card, stamp=_("wrong entry"), wrong=_("not what this person did that day")) if wrong else card


def _counted(desk: Desk, was: Mapping[str, Look], now: Mapping[str, Look]) -> tuple[Counted, ...]:
    return tuple(_rule(desk, name, was.get(name), now.get(name)) for name in dict.fromkeys([*was, *now]))


def _rule(desk: Desk, name: str, was: Look | None, now: Look | None) -> Counted:
    in_force = {rule.id for rule in desk.baseline.rules}
    book = desk.reform if now else desk.baseline
    rule = book.rule(name)
    look = now or was
    return Counted(
        id=name,
        sentence=plain(sentence(rule, vocabulary(), rulebook=book)),
        url=rule_url(desk.baseline.id, name) if name in in_force and desk.ships else "",
        was=_points(desk.baseline, was.points) if was else "–",
        now=_points(desk.reform, now.points) if now else "–",
        effects=_effects(book, rule),
        checks=tuple(checks(look.condition)) if look else (),
        grounds=grounds(rule.evidence, rule.note),
    )

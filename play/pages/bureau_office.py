"""One office's file: its year, what was noted, which rule counted it, and what the office has to say to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from appeals.bureau.acts import NOBODY, Act
from appeals.bureau.objections import Objection, ground_of
from appeals.bureau.words import SUPERVISION, vocabulary
from play.pages.bureau import KINDS
from play.pages.bureau_state import Bureau
from play.pages.town_names import n, shown
from play.pages.town_year import Chart, chart
from play.pages.trail import Check, checks
from scoring import display
from scoring.engine import Explanation, plain, sentence
from scoring.engine.trace import Look
from scoring.pages.sentences import value as fact_value

DOORS_OF = {"desk": "file_alone", "lists": "list_alone", "appeals": "vacancy"}  # all others are everybody's
MOST_EVENTS = 12  # of one rule; a desk may have hundreds of the same


@dataclass(frozen=True)
class Event:
    """A note that a rule counted, with all that stands behind it."""

    day: int
    points: str
    kind: str
    facts: tuple[str, ...]
    checks: tuple[Check, ...]
    source: str
    sees: str
    resident: int | None  # as they are counted on paper
    not_so: bool
    reason: str
    answer: str


@dataclass(frozen=True)
class Counted:
    """All that one rule counted in the year."""

    id: str
    sentence: str
    points: str
    times: str
    events: tuple[Event, ...]
    more: int


@dataclass(frozen=True)
class Side:
    label: str
    standing: str
    sign: display.BandSign | None
    under: bool
    days: int


def office_page(bureau: Bureau, place: int) -> dict[str, Any]:
    """The file of the office in this place among the rated ones."""
    office = bureau.year.offices[place]
    own = {each.act.observation.id: each for each in bureau.objections if each.act.office == place}
    as_noted = bureau.rated.explained(place)
    heard = bureau.rated.explained(place, [id for id, each in own.items() if each.granted])
    true = bureau.rated.explained(place, [act.observation.id for act in bureau.year.of(place) if not act.so])
    counted = _counted(bureau, place, as_noted, own)
    return {
        "office": office,
        "kind": KINDS[office.kind],
        "entries": n(office.entries) if office.source >= 0 else "",
        "sides": (
            _side(_("As noted"), as_noted),
            _side(_("With its granted objections struck"), heard),
            _side(_("With all struck that is not so"), true),
        ),
        "chart": _chart(as_noted, true),
        "doors": _doors(as_noted, office.kind),
        "counted": counted,
        "silent": len(bureau.year.of(place)) - sum(len(each) for each in _looks(as_noted).values()),
        "happened": _happened(bureau, place),
        "objections": n(len(own)),
        "granted": n(sum(each.granted for each in own.values())),
    }


def _side(label: str, life: Explanation) -> Side:
    under = [SUPERVISION in end.lists for end in life.settlements[1:]]
    standing = display.standing(life.rulebook, life.standing)
    return Side(label, standing, display.band_sign(life.rulebook, life.band), under[-1], sum(under))


def _chart(noted: Explanation, true: Explanation) -> Chart | None:
    book = noted.rulebook
    lines = [[end.standing for end in life.settlements] for life in (noted, true)]
    return chart(lines, [(band.id, band.low) for band in book.bands[:-1]], book.scale)


def _doors(life: Explanation, kind: str) -> list[tuple[str, str, bool]]:
    """Every door of this kind of office that the scorecard moves: its name, what it says, whether it is open."""
    words = vocabulary().doors
    others = {door for each, door in DOORS_OF.items() if each != kind}
    moved = dict.fromkeys(line.door for line in life.rulebook.doors if line.door not in others)
    states = {name: life.doors.get(name, words[name].default) for name in moved}
    return [
        (words[name].label, words[name].open_text if state == "open" else words[name].shut_text, state == "open")
        for name, state in states.items()
    ]


def _happened(bureau: Bureau, place: int) -> list[tuple[str, str, str]]:
    """By kind of act: how often it happened, and how often somebody saw it."""
    seen: dict[str, int] = {}
    for act in bureau.year.of(place):
        seen[act.observation.kind] = seen.get(act.observation.kind, 0) + 1
    rows = [(kind, count) for (office, kind), count in bureau.year.happened.items() if office == place]
    return [(vocabulary().kinds[kind].past, n(count), n(seen.get(kind, 0))) for kind, count in rows]


# what counted


def _looks(life: Explanation) -> dict[str, list[Look]]:
    """What moved the standing or a list, by rule."""
    found: dict[str, list[Look]] = {}
    for end in life.settlements:
        for look in end.trace.looks if end.trace else ():
            if look.fired and (look.points or set(look.effects) - {"points"}):
                found.setdefault(look.rule, []).append(look)
    return found


def _counted(
    bureau: Bureau, place: int, life: Explanation, own: Mapping[str, Objection]
) -> list[Counted]:  # fmt: skip
    acts = {act.observation.id: act for act in bureau.year.of(place)}
    found = []
    for name, looks in _looks(life).items():
        rule, total = life.rulebook.rule(name), sum(look.points for look in looks)
        latest = sorted(looks, key=lambda look: -look.day)[:MOST_EVENTS]
        found.append(
            Counted(
                id=name,
                sentence=plain(sentence(rule, vocabulary(), rulebook=life.rulebook)),
                points=display.signed(life.rulebook, total),
                times=n(len(looks)),
                events=tuple(_event(life, look, acts[look.observation], own) for look in latest),
                more=len(looks) - len(latest),
            )
        )
    return sorted(found, key=lambda each: each.id)


def _event(life: Explanation, look: Look, act: Act, own: Mapping[str, Objection]) -> Event:
    seen, words = act.observation, vocabulary()
    kind, source = words.kinds[seen.kind], words.sources[seen.source]
    asked = {name: words.facts[name] for name in kind.asks}
    return Event(
        day=seen.day,
        points=display.signed(life.rulebook, look.points),
        kind=kind.past,
        facts=tuple(f"{asked[name].label}: {fact_value(asked[name], held)}" for name, held in seen.facts.items()),
        checks=tuple(checks(look.condition, words)),
        source=source.label,
        sees=source.sees,
        resident=None if act.resident == NOBODY else shown(act.resident),
        not_so=not act.so,
        reason=next((each.text for each in kind.circumstances if each.id == act.reason), ""),
        answer=_answer(own.get(seen.id)) if ground_of(act) else "",
    )


def _answer(objection: Objection | None) -> str:
    if objection is None:
        return ""
    if objection.decided is None:
        return _("Nobody answered within the year.")
    form = _("Granted on day %(day)s.") if objection.granted else _("Dismissed on day %(day)s.")
    return form % {"day": objection.decided}

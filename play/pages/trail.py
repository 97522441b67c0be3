"""The trail of one day: every number back to its rule, its condition, its observation and its source."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.lives import File
from scoring import display
from scoring.engine import Settlement, Vocabulary, plain, sentence
from scoring.engine.conditions import Seen as Looked
from scoring.engine.model import Evidence, Points, PointsPer, Rule, Stars
from scoring.engine.trace import CharacteristicSeen, Look
from scoring.pages.ancestors import ancestors
from scoring.pages.evidence import Grounds, grounds
from scoring.pages.sentences import effects
from scoring.pages.sentences import value as fact_value
from scoring.selectors import vocabulary
from town.content import load_content
from town.events import Seen


@dataclass(frozen=True)
class Check:
    """One condition: what the rule wanted, what it saw."""

    fact: str
    wanted: str
    seen: str
    ok: bool


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Paper:
    """The observation as a registry card."""

    id: str
    kind: str
    when: str
    where: str
    facts: tuple[str, ...]
    source: str
    sees: str
    wrong: str  # what went wrong at the source; "" where nothing did
    stamp: str  # what is stamped across the card then
    circumstance: str


@dataclass(frozen=True)
class Step:
    """One rule that looked at one observation, or one characteristic that changed."""

    rule: str
    sentence: str
    url: str
    points: str
    outcome: str  # fired | not_fired | over_limit
    effects: tuple[str, ...] = ()
    grounds: Grounds | None = None
    number_ours: bool = False  # the rule has a source, the number in it has none
    checks: tuple[Check, ...] = ()
    paper: Paper | None = None
    descent: tuple[Link, ...] = ()


def trail(file: File, day: int) -> dict[str, Any]:
    """Everything the office did on the evening of `day`, and what it let pass."""
    settlement = file.explanation.settlements[day]
    before = file.explanation.settlements[day - 1] if day else None
    seen = {row.observation.id: row for row in file.life.seen}
    looks = settlement.trace.looks if settlement.trace else []
    steps = [_step(file, look, seen[look.observation]) for look in looks]
    counted = [step for step in steps if step.points or step.effects]
    return {
        "day": day,
        "steps": [*counted, *_characteristics(file, settlement, before)],
        "passed": [step for step in steps if not (step.points or step.effects)],
        "ignored": _ignored(file, settlement, seen),
        "expired": [_expired(file, each) for each in settlement.trace.expired] if settlement.trace else [],
        "before": _standing(file, before),
        "after": _standing(file, settlement),
        "lists": _lists(file, settlement),
        "doors": _doors(settlement),
        "unseen": [act for act in file.life.unseen if act.day == day],
        "kinds": load_content().kinds,
    }


def _standing(file: File, settlement: Settlement | None) -> str:
    if settlement is None:
        return display.standing(file.rulebook, file.rulebook.scale.start)
    number = settlement.standing if file.rulebook.scale.has_number else len(settlement.entries)
    return display.standing(file.rulebook, number)


def _step(file: File, look: Look, row: Seen) -> Step:
    rule = file.rulebook.rule(look.rule)
    return Step(
        rule=rule.id,
        sentence=plain(sentence(rule, vocabulary(), rulebook=file.rulebook)),
        url=rule_url(file.rulebook.id, rule.id),
        points=_points(file, look),
        outcome=look.outcome,
        effects=_effects(file, rule) if look.fired else (),
        grounds=grounds(rule.evidence, rule.note),
        number_ours=_number_ours(rule.evidence, rule.number_stated),
        checks=tuple(checks(look.condition)),
        paper=paper(row),
        descent=tuple(_descent(rule)),
    )


def _effects(file: File, rule: Rule) -> tuple[str, ...]:
    """What a rule did besides moving the number."""
    words = effects(file.rulebook, rule)
    numbers = (Points, PointsPer, Stars)
    return tuple(text for effect, text in zip(rule.effects, words, strict=True) if not isinstance(effect, numbers))


def rule_url(slug: str, rule_id: str) -> str:
    return f"{reverse('scoring:rulebook', args=[slug])}#rule-{rule_id}"


def _points(file: File, look: Look) -> str:
    if look.outcome == "over_limit":
        return ""
    if look.stars:
        marks, weight = look.stars
        shown = display.number(file.rulebook, marks // weight if weight else 0)
        return _("%(stars)s stars, counted %(weight)s times") % {"stars": shown, "weight": weight}
    return display.signed(file.rulebook, look.points) if look.points else ""


def _number_ours(evidence: Evidence, number_stated: bool) -> bool:
    return not number_stated and evidence.marker != "fictionalised"


def _descent(rule: Rule) -> list[Link]:
    """For a rule of the town: the documented rules that it descends from."""
    return [
        Link(
            f"{ancestor.id} · {ancestor.system}" if ancestor.system else ancestor.id,
            rule_url(ancestor.slug, ancestor.id) if ancestor.slug else "",
        )
        for ancestor in ancestors(rule.descends_from)
    ]


def checks(condition: Looked | None, words: Vocabulary | None = None) -> list[Check]:
    """Every test of a condition, in the order of writing. `words`: another vocabulary than the town's."""
    if condition is None:
        return []
    if condition.form != "test":
        return [check for part in condition.parts for check in checks(part, words)]
    fact = (words or vocabulary()).facts[condition.fact]
    wanted = condition.wanted if isinstance(condition.wanted, tuple) else (condition.wanted,)
    shown = [fact_value(fact, each) for each in wanted if each is not None]
    seen = fact.default if condition.seen is None else condition.seen
    return [Check(fact.label, _wanted(condition.op, shown), fact_value(fact, seen), condition.ok)]


def _wanted(op: str, shown: list[str]) -> str:
    forms = {"is_not": _("not %(v)s"), "at_least": _("%(v)s or more"), "at_most": _("%(v)s or less")}
    joint = _(" to ") if op == "between" else _(" or ")
    return forms.get(op, "%(v)s") % {"v": joint.join(shown)}


def paper(row: Seen) -> Paper:
    """The registry card of one observation: what was written down, by whom, and what it leaves out."""
    content = load_content()
    seen, facts = row.observation, dict(row.observation.facts)
    source = content.sources[seen.source]
    hour, place = facts.pop("hour", None), facts.pop("place", None)
    errors = {error.id: error.text for error in source.errors}
    stale = {error.id for error in source.errors_of("stale")}
    return Paper(
        id=seen.id,
        kind=content.kinds[seen.kind].past,
        when=_when(seen.day, hour),
        where=content.places[str(place)].label if place else "",
        facts=tuple(f"{vocabulary().facts[name].label}: {fact_value(vocabulary().facts[name], held)}"
                    for name, held in facts.items()),
        source=source.label,
        sees=source.sees,
        wrong="" if row.truth.act else errors.get(row.truth.error or "", _("not this person’s act")),
        stamp=_("filed again") if row.truth.error in stale else _("not this person"),
        circumstance=row.truth.circumstance,
    )  # fmt: skip


def _when(day: int, hour: Any) -> str:
    if day <= 0:
        return _("on file before day 1")
    if hour is None:
        return _("day %(day)s") % {"day": day}
    return _("day %(day)s, %(hour)s:00") % {"day": day, "hour": hour}


def _characteristics(file: File, settlement: Settlement, before: Settlement | None) -> list[Step]:
    """Scorecards: the lines whose bin changed that day."""
    if settlement.trace is None:
        return []
    old = {part.id: part for part in before.trace.characteristics} if before and before.trace else {}
    lines = {part.id: part for part in file.rulebook.characteristics}
    written = file.rulebook.document.get("characteristics") or []
    stated = {part["id"] for part in written if part.get("number_stated")}
    return [
        Step(
            rule=part.id,
            sentence=part.text,
            url=rule_url(file.rulebook.id, part.id),
            points=display.signed(file.rulebook, part.points - _old_points(old.get(part.id))),
            outcome="fired",
            grounds=grounds(lines[part.id].evidence),
            number_ours=_number_ours(lines[part.id].evidence, part.id in stated),
        )
        for part in settlement.trace.characteristics
        if part.points != _old_points(old.get(part.id))
    ]


def _old_points(part: CharacteristicSeen | None) -> int:
    return part.points if part else 0


def _ignored(file: File, settlement: Settlement, seen: dict[str, Seen]) -> list[Paper]:
    """What is on file that day without any rule asking."""
    looked = {look.observation for look in settlement.trace.looks} if settlement.trace else set()
    return [
        paper(row)
        for row in seen.values()
        if max(0, row.observation.day) == settlement.day and row.observation.id not in looked
    ]


def _expired(file: File, expiry: Any) -> dict[str, Any]:
    day = _("day %(day)s") % {"day": expiry.of_day} if expiry.of_day > 0 else _("before day 1")
    return {"rule": expiry.rule, "points": display.signed(file.rulebook, -expiry.points), "of_day": day}


def _lists(file: File, settlement: Settlement) -> list[dict[str, str]]:
    labels = {each.id: each.label for each in file.rulebook.lists}
    changes = settlement.trace.list_changes if settlement.trace else []
    return [{"label": labels[each.list], "change": each.change, "by": ", ".join(each.by)} for each in changes]


def _doors(settlement: Settlement) -> list[dict[str, str]]:
    doors = load_content().doors
    changes = settlement.trace.door_changes if settlement.trace else []
    return [{"label": doors[each.door].label, "after": each.after} for each in changes]

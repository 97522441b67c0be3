"""Entries as registry cards, and rules as what they did: shared by everything that opens a file."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.subjects import Subject
from scoring import display
from scoring.engine import Observation, Rulebook, plain, sentence
from scoring.engine.conditions import Seen as Looked
from scoring.engine.model import Display, PutOn, Record, Rule, SetBand
from scoring.engine.trace import Look
from scoring.pages.evidence import Grounds, grounds
from scoring.pages.sentences import effects, value
from scoring.selectors import vocabulary
from town.content import load_content

ABOVE_ALL = 1_000_000  # a listing or a band weighs more than any points


@dataclass(frozen=True)
class Paper:
    """One entry: what was written down, by whom. `stamp` is what ought to be stamped across it; "" where nothing."""

    id: str
    day: int
    kind: str
    where: str
    facts: tuple[str, ...]
    source: str
    sees: str
    stamp: str
    wrong: str
    circumstance: str

    @property
    def before(self) -> bool:
        return self.day <= 0


@dataclass(frozen=True)
class Step:
    """One rule that fired on one entry."""

    rule: str
    code: str
    sentence: str
    url: str
    points: str
    effects: tuple[str, ...]
    grounds: Grounds
    expires: int | None  # day on which it no longer counts; None: it stays
    weight: int  # how heavily it weighs against the person; 0 where it does not


def paper(subject: Subject, seen: Observation) -> Paper:
    content = load_content()
    kind, source = content.kinds[seen.kind], content.sources[seen.source]
    facts = {name: held for name, held in seen.facts.items() if name != "place"}
    place = seen.facts.get("place")
    how = subject.wrong.get(seen.id, "")
    words = vocabulary().facts
    return Paper(
        id=seen.id,
        day=seen.day,
        kind=kind.past,
        where=content.places[str(place)].label if place else "",
        facts=tuple(f"{words[name].label}: {value(words[name], held)}" for name, held in facts.items()),
        source=source.label,
        sees=source.sees,
        stamp=_stamp(how),
        wrong=_wrong(how),
        circumstance=subject.circumstances.get(seen.id, ""),
    )


def _stamp(how: str) -> str:
    stamps = {
        "wrong_person": _("not this person"),
        "stale": _("filed again"),
        "misread": _("misread"),
        "wrong": _("wrong entry"),
    }
    return stamps.get(how, "")


def _wrong(how: str) -> str:
    words = {
        "wrong_person": _("Somebody else did this."),
        "stale": _("Nothing happened that day. An old entry came back."),
        "misread": _("It happened, but not as it is written."),
        "wrong": _("Nothing this person did that day. The source put it on this file."),
    }
    return words.get(how, "")


def step(rulebook: Rulebook, look: Look) -> Step:
    rule = rulebook.rule(look.rule)
    return Step(
        rule=rule.id,
        code=rule.reason_code or "",
        sentence=plain(sentence(rule, vocabulary(), rulebook=rulebook)),
        url=f"{reverse('scoring:rulebook', args=[rulebook.id])}#rule-{rule.id}",
        points=_points(rulebook, look),
        effects=_effects(rulebook, rule),
        grounds=grounds(rule.evidence, rule.note),
        expires=_expires(rule, look),
        weight=_weight(rulebook, rule, look),
    )


def _weight(rulebook: Rulebook, rule: Rule, look: Look) -> int:
    if any(isinstance(effect, PutOn | SetBand) for effect in rule.effects):
        return ABOVE_ALL
    points = look.points
    if look.stars and look.stars[1]:
        points = look.stars[0] // look.stars[1] - rulebook.scale.start
    return max(0, points if rulebook.scale.higher_is == "worse" else -points)


def _expires(rule: Rule, look: Look) -> int | None:
    """The day on which nothing of this counts any more; None: never."""
    spans: list[int | None] = [rule.expires] if look.points or look.stars else []
    spans += [effect.days for effect in rule.effects if isinstance(effect, Display | Record | SetBand | PutOn)]
    return None if None in spans else look.day + max((span for span in spans if span is not None), default=1)


def _points(rulebook: Rulebook, look: Look) -> str:
    if look.stars and look.stars[1]:
        shown = display.number(rulebook, look.stars[0] // look.stars[1])
        return _("%(stars)s stars") % {"stars": shown}
    return display.signed(rulebook, look.points) if look.points else ""


def _effects(rulebook: Rulebook, rule: Rule) -> tuple[str, ...]:
    """What a rule does besides moving the number."""
    words = effects(rulebook, rule)
    names = [type(effect).__name__ for effect in rule.effects]
    return tuple(text for name, text in zip(names, words, strict=True) if name not in ("Points", "PointsPer", "Stars"))


def conditions(condition: Looked | None) -> list[str]:
    """What the rule asked and saw, one line each."""
    if condition is None:
        return []
    if condition.form != "test":
        return [line for part in condition.parts for line in conditions(part)]
    fact = vocabulary().facts[condition.fact]
    seen = fact.default if condition.seen is None else condition.seen
    return [_("%(fact)s: saw %(seen)s") % {"fact": fact.label, "seen": value(fact, seen)}]

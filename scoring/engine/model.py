"""A rulebook as the engine runs it: frozen, checked, with every name resolved."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import Any

from scoring.engine.conditions import Condition, tests_in
from scoring.engine.frozen import dataclass
from scoring.engine.vocabulary import Fact, Value, Vocabulary

FOREVER = 1_000_000_000  # a day that no life reaches


@dataclass(frozen=True, slots=True)
class Evidence:
    marker: str
    evidence: str | None
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Scale:
    kind: str
    start: int
    floor: int
    ceiling: int
    unit: str
    divisor: int
    higher_is: str
    expiry: str
    prior_weight: int
    evidence: Evidence

    def clamp(self, number: int) -> int:
        return max(self.floor, min(self.ceiling, number))

    @property
    def has_number(self) -> bool:
        return self.kind != "record"


@dataclass(frozen=True, slots=True)
class Band:
    id: str
    label: str
    low: int
    high: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Points:
    amount: int


@dataclass(frozen=True, slots=True)
class PointsPer:
    fact: Fact
    every: int
    each: int
    cap: int | None


@dataclass(frozen=True, slots=True)
class Record:
    entry: str
    days: int | None


@dataclass(frozen=True, slots=True)
class SetBand:
    band: int
    days: int | None


@dataclass(frozen=True, slots=True)
class PutOn:
    list: str
    days: int | None


@dataclass(frozen=True, slots=True)
class TakeOff:
    list: str


@dataclass(frozen=True, slots=True)
class Display:
    where: str
    days: int


@dataclass(frozen=True, slots=True)
class Stars:
    value: int | Fact
    weight: int | Fact


Effect = Points | PointsPer | Record | SetBand | PutOn | TakeOff | Display | Stars


@dataclass(frozen=True, slots=True)
class AtMost:
    times: int
    days: int

    def block(self, day: int) -> int:
        return (day - 1) // self.days


@dataclass(frozen=True)
class Rule:
    id: str
    text: str
    on: tuple[str, ...]
    when: Condition | None
    effects: tuple[Effect, ...]
    expires: int | None
    at_most: AtMost | None
    enabled: bool
    reason_code: str | None
    number_stated: bool
    descends_from: tuple[str, ...]
    note: str | None
    evidence: Evidence

    @property
    def asks_associations(self) -> bool:
        """Does this rule depend on other people's standing or listing?"""
        return any(fact.owner == "association" for fact in self.facts)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that this rule asks for."""
        asked = [test.fact for test in tests_in(self.when)]
        for effect in self.effects:
            if isinstance(effect, PointsPer):
                asked.append(effect.fact)
            elif isinstance(effect, Stars):
                asked += [part for part in (effect.value, effect.weight) if isinstance(part, Fact)]
        return tuple({fact.id: fact for fact in asked}.values())


@dataclass(frozen=True, slots=True)
class Bin:
    points: int
    low: int | None
    high: int | None
    values: tuple[Value, ...] | None

    def takes(self, value: Value) -> bool:
        if self.values is not None:
            return value in self.values
        number = int(value)
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Characteristic:
    id: str
    text: str
    fact: Fact | None
    count_on: tuple[str, ...]
    count_days: int
    bins: tuple[Bin, ...]
    otherwise: int
    evidence: Evidence

    def bin_of(self, value: Value) -> int:
        """The position of the bin taken; −1 when none takes the value."""
        return next((index for index, part in enumerate(self.bins) if part.takes(value)), -1)

    def points_of(self, taken: int) -> int:
        return self.bins[taken].points if taken >= 0 else self.otherwise


@dataclass(frozen=True, slots=True)
class Multiplier:
    id: str
    text: str
    when: Condition
    percent: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ListDef:
    id: str
    label: str
    colour: str
    enter: frozenset[int]  # positions of the bands that put a citizen on it
    minimum_days: int
    notice_days: int
    posted: bool
    joint: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DoorTest:
    """Everything that is named must hold."""

    list: str | None
    bands: frozenset[int] | None
    display: str | None
    standing_at_most: int | None
    standing_at_least: int | None
    entries_at_least: int | None
    scored: bool | None


@dataclass(frozen=True, slots=True)
class DoorLine:
    door: str
    state: str
    when: tuple[DoorTest, ...]
    note: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Appeal:
    route: str
    text: str
    days: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Disclosure:
    told: str
    text: str
    evidence: Evidence


@dataclass(frozen=True)
class Rulebook:
    """Immutable. Two rulebooks are the same when their canonical documents are."""

    id: str
    title: str
    short: str
    family: str
    place: str
    years: str
    operator: str
    summary: str
    why_it_matters: str
    outcome: str
    parent: str | None
    why: str
    evidence: Evidence
    consent: str
    observers: frozenset[str] | None  # None: every source
    disclosure: Disclosure
    appeal: Appeal
    scale: Scale
    bands: tuple[Band, ...]
    characteristics: tuple[Characteristic, ...]
    multipliers: tuple[Multiplier, ...]
    rules: tuple[Rule, ...]
    lists: tuple[ListDef, ...]  # a list stands before the lists it is joint with
    doors: tuple[DoorLine, ...]
    vocabulary: Vocabulary = field(repr=False, compare=False)
    document: dict[str, Any] = field(repr=False, compare=False)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rulebook) and other.digest == self.digest

    @cached_property
    def digest(self) -> str:
        from hashlib import sha256  # here: it loads OpenSSL, and a replay needs no digest

        return sha256(canonical_json(self).encode()).hexdigest()

    @cached_property
    def sources_used(self) -> tuple[str, ...]:
        """Every source that any line names, in the order of first mention."""
        found: dict[str, None] = {}
        _collect_sources(self.document, found)
        return tuple(found)

    @cached_property
    def asks_associations(self) -> bool:
        """Does any line depend on other people's standing or listing?"""
        facts = [fact for rule in self.rules if rule.enabled for fact in rule.facts]
        facts += [part.fact for part in self.characteristics if part.fact]
        facts += [test.fact for part in self.multipliers for test in tests_in(part.when)]
        return any(fact.owner == "association" for fact in facts)

    def band_at(self, number: int) -> int:
        """The position of the band that a number falls into; −1 without bands."""
        return next((i for i, band in enumerate(self.bands) if band.low <= number <= band.high), -1)

    def rule(self, rule_id: str) -> Rule:
        return next(rule for rule in self.rules if rule.id == rule_id)


def _collect_sources(value: Any, found: dict[str, None]) -> None:
    if isinstance(value, dict):
        if "marker" in value:
            found.update(dict.fromkeys(value.get("sources", ())))
        for inner in value.values():
            _collect_sources(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _collect_sources(inner, found)


def canonical_json(rulebook: Rulebook) -> str:
    """The document with sorted keys and no spaces: the text whose SHA-256 names this version."""
    import json

    return json.dumps(rulebook.document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

"""rulebook.v1 as it is written: shape and types only. What the words mean is checked in build.py."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from scoring.engine.effects import EffectShape
from scoring.engine.shapes import (
    MAX_RULES,
    Amount,
    Cited,
    ConditionShape,
    Days,
    EvidenceShape,
    Id,
    Line,
    Plain,
    Shape,
    Standing,
    Text,
    refuse,
)

Ids = list[Id]  # a field below is itself called `list`
DATE, DIGEST = r"^\d{4}-\d{2}-\d{2}$", r"^[0-9a-f]{64}$"
Date = Annotated[str, StringConstraints(pattern=DATE)]
Family = Literal[
    "town",
    "municipal",
    "shaming",
    "list",
    "finance",
    "commerce",
    "fiction",
    "public_authority",
    "reform",
    "none",
]


class ScaleShape(Cited):
    kind: Literal["points", "scorecard", "stars", "record", "balance"]
    start: Standing
    floor: Standing
    ceiling: Standing
    unit: Text = "points"
    divisor: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    higher_is: Literal["better", "worse", "neither"]
    expiry: Literal["window", "refund"] = "window"
    prior_weight: Annotated[int, Field(ge=1, le=1_000_000)] | None = None


class BandShape(Cited):
    id: Id
    label: Line
    from_: Standing = Field(alias="from")
    to: Standing


class CountShape(Shape):
    on: list[Id] = Field(min_length=1)
    days: Days


class OfShape(Shape):
    fact: Id | None = None
    count: CountShape | None = None

    @model_validator(mode="after")
    def _something(self) -> OfShape:
        if self.fact is None and self.count is None:
            raise refuse("A characteristic needs a fact or a count.", "Write  of: {fact: …}.")
        return self


class BinShape(Shape):
    from_: Standing | None = Field(None, alias="from")
    to: Standing | None = None
    is_: list[Plain] | None = Field(None, alias="is", min_length=1)
    points: Amount

    @model_validator(mode="after")
    def _one_form(self) -> BinShape:
        if (self.is_ is None) == (self.from_ is None and self.to is None):
            raise refuse("A bin has either from / to or is.", "Write  {from: 1, to: 3, points: 30}.")
        return self


class CharacteristicShape(Cited):
    id: Id
    text: Line
    of: OfShape
    bins: list[BinShape] = Field(min_length=1, max_length=60)
    otherwise: Amount = 0
    number_stated: bool = False
    note: Text | None = None


class MultiplierShape(Cited):
    id: Id
    text: Line
    when: ConditionShape
    percent: Annotated[int, Field(ge=0, le=1000)]
    number_stated: bool = False
    note: Text | None = None


class AtMostShape(Shape):
    times: Annotated[int, Field(ge=1, le=10_000)]
    days: Days


class RuleShape(Cited):
    id: Id
    text: Line
    on: list[Id]
    when: ConditionShape | None = None
    effects: list[EffectShape] = Field(min_length=1, max_length=12)
    expires: Days | None = None
    at_most: AtMostShape | None = None
    enabled: bool = True
    reason_code: Id | None = None
    number_stated: bool = False
    descends_from: list[Id] = Field(default_factory=list)
    note: Text | None = None


class EnterShape(Shape):
    bands: list[Id] = Field(min_length=1)


class ListShape(Cited):
    id: Id
    label: Line
    colour: Literal["black", "red"]
    enter: EnterShape | None = None
    minimum_days: Annotated[int, Field(ge=0, le=36_500)] = 0
    notice_days: Annotated[int, Field(ge=0, le=3_650)] = 0
    posted: bool = True  # hangs on a public board; False: kept inside an office or an app
    joint: list[Id] = Field(default_factory=list)


class DoorWhenShape(Shape):
    """Everything that is named must hold."""

    list: Id | None = None
    bands: Annotated[Ids, Field(min_length=1)] | None = None
    display: Literal["screen", "newspaper", "ringback"] | None = None
    standing_at_most: Standing | None = None
    standing_at_least: Standing | None = None
    entries_at_least: Annotated[int, Field(ge=1, le=10_000)] | None = None
    scored: bool | None = None

    @model_validator(mode="after")
    def _something(self) -> DoorWhenShape:
        if not self.model_fields_set:
            raise refuse("This asks for nothing.", "Write  {list: …}  or  {bands: [ … ]}.")
        return self


class DoorShape(Cited):
    door: Id
    state: Literal["open", "shut", "low", "standard", "high", "none"]
    when: list[DoorWhenShape] = Field(min_length=1, max_length=60)
    note: Text | None = None


class DisclosureShape(Cited):
    told: Literal["nothing", "change", "score", "letter", "reasons"]
    text: Text


class AppealShape(Cited):
    route: Literal["none", "unknown", "exists"]
    text: Text
    days: Days | None = None


class ExampleObservationShape(Shape):
    id: Id | None = None
    day: Annotated[int, Field(ge=-36_500, le=3_650)]
    kind: Id
    source: Id
    facts: dict[Id, Plain] = Field(default_factory=dict)
    struck: bool = False


class ExpectShape(Shape):
    standing: Standing | None = None
    band: Id | None = None
    lists: list[Id] | None = None
    doors: dict[Id, str] | None = None
    entries: int | None = None
    displays: list[str] | None = None


class ExampleShape(Shape):
    name: Line
    facts: dict[Id, Plain] = Field(default_factory=dict)
    days: Annotated[int, Field(ge=1, le=3_650)]
    observations: list[ExampleObservationShape] = Field(max_length=200)
    expect: ExpectShape
    note: Text | None = None


class RulebookShape(Shape):
    schema_: Literal["rulebook.v1"] = Field(alias="schema")
    id: Id
    title: Line
    short: Line
    family: Family
    place: Text
    years: Text
    operator: Text
    summary: Text
    why_it_matters: Text = ""
    outcome: Text = ""
    authored_by: Text = ""
    checked_by: Text = ""
    reviewed_on: Date | None = None
    next_review: Date | None = None
    parent: Annotated[str, StringConstraints(pattern=DIGEST)] | None = None
    why: Text = ""
    evidence: EvidenceShape
    consent: Literal["mandatory", "opt_in"]
    observers: Literal["all"] | list[Id]
    disclosure: DisclosureShape
    appeal: AppealShape
    scale: ScaleShape
    bands: list[BandShape] = Field(max_length=60)
    characteristics: list[CharacteristicShape] = Field([], max_length=60)
    multipliers: list[MultiplierShape] = Field([], max_length=24)
    rules: list[RuleShape] = Field(max_length=MAX_RULES)
    lists: list[ListShape] = Field([], max_length=8)
    doors: list[DoorShape] = Field([], max_length=60)
    examples: list[ExampleShape] = Field(min_length=3, max_length=60)

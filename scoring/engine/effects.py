"""What a rule can do, as it is written in the document."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from scoring.engine.shapes import MAX_POINTS, Amount, Days, Id, Line, Shape, refuse


class PointsPerShape(Shape):
    """floor(fact / every) × each, never more than `cap` either way."""

    per: Id
    every: Annotated[int, Field(ge=1, le=MAX_POINTS)]
    each: Amount
    cap: Annotated[int, Field(ge=0, le=MAX_POINTS)] | None = None


class RecordShape(Shape):
    entry: Line
    days: Days | None


class SetBandShape(Shape):
    band: Id
    days: Days | None


class PutOnShape(Shape):
    list: Id
    days: Days | None


class TakeOffShape(Shape):
    list: Id


class DisplayShape(Shape):
    where: Literal["screen", "newspaper", "ringback"]
    days: Days


def _fixed_or_not(value: Any) -> str:
    return "table" if isinstance(value, (dict, PointsPerShape)) else "fixed"


def _name_or_number(value: Any) -> str:
    return "fact" if isinstance(value, str) else "fixed"


PointsValue = Annotated[
    Annotated[Amount, Tag("fixed")] | Annotated[PointsPerShape, Tag("table")], Discriminator(_fixed_or_not)
]
StarValue = Annotated[
    Annotated[Annotated[int, Field(ge=0, le=100_000)], Tag("fixed")] | Annotated[Id, Tag("fact")],
    Discriminator(_name_or_number),
]


class StarsShape(Shape):
    """A mark given by somebody: a fact that holds it, or a number in hundredths."""

    value: StarValue
    weight: StarValue = 1


class EffectShape(Shape):
    """Exactly one effect."""

    points: PointsValue | None = None
    record: RecordShape | None = None
    set_band: SetBandShape | None = None
    put_on: PutOnShape | None = None
    take_off: TakeOffShape | None = None
    display: DisplayShape | None = None
    stars: StarsShape | None = None

    @model_validator(mode="after")
    def _one_effect(self) -> EffectShape:
        if len(self.model_fields_set) != 1:
            raise refuse("An effect has exactly one key.", "Write each effect as its own line, such as  - points: -20.")
        return self

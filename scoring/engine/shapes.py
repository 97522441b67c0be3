"""The small shapes that the rulebook document is made of: ids, numbers, evidence and conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

MAX_RULES = 200
MAX_TESTS = 60
MAX_DEPTH = 6
MAX_POINTS = 1_000_000
MAX_STANDING = 100_000_000
MAX_DAYS = 36_500

NAME = r"^[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}$"
Id = Annotated[str, StringConstraints(pattern=NAME)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Amount = Annotated[int, Field(ge=-MAX_POINTS, le=MAX_POINTS)]
Standing = Annotated[int, Field(ge=-MAX_STANDING, le=MAX_STANDING)]
Days = Annotated[int, Field(ge=1, le=MAX_DAYS)]
Plain = int | bool | str


def refuse(message: str, remedy: str) -> PydanticCustomError:
    """An error that already knows how it can be mended."""
    return PydanticCustomError("mend", "{message}", {"message": message, "remedy": remedy})


class Shape(BaseModel):
    """A mapping with known keys only, read without turning one type into another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = [field.alias or name for name, field in cls.model_fields.items()]
            unknown = [key for key in data if key not in known]
            if unknown:
                raise PydanticCustomError(
                    "unknown_keys", "{message}", {"message": "", "unknown": unknown, "known": known}
                )
        return data


class EvidenceShape(Shape):
    """Where a line comes from, how sure that is, and who says so."""

    marker: Literal["documented", "reported", "fictionalised"]
    evidence: Literal["article", "excerpt", "recalled"] | None = None
    sources: list[Id] = Field(default_factory=list)
    note: Text | None = None

    @model_validator(mode="after")
    def _recalled_is_not_documented(self) -> EvidenceShape:
        if self.evidence == "recalled" and self.marker == "documented":
            raise refuse("What is only recalled cannot be called documented.", "Write  marker: reported.")
        return self


class Cited(Shape):
    """A line that may name its own evidence; without it the rulebook's evidence stands."""

    evidence: EvidenceShape | None = None


class ConditionShape(Shape):
    """Either all / any / not over other conditions, or one test of one fact."""

    all: list[ConditionShape] | None = Field(None, min_length=1)
    any: list[ConditionShape] | None = Field(None, min_length=1)
    not_: ConditionShape | None = Field(None, alias="not")
    fact: Id | None = None
    op: Literal["is", "is_not", "in", "at_least", "at_most", "between"] | None = None
    value: Plain | list[Plain] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> ConditionShape:
        forms = [self.all is not None, self.any is not None, self.not_ is not None, self.fact is not None]
        if sum(forms) != 1:
            raise refuse(
                "A condition is exactly one of all, any, not, or a test of a fact.",
                "Write  {fact: …, op: …, value: …}  or  all: [ … ].",
            )
        test = (self.fact, self.op, self.value)
        if any(part is not None for part in test) and not all(part is not None for part in test):
            raise refuse("A test needs fact, op and value.", "Write  {fact: hour, op: at_least, value: 22}.")
        return self

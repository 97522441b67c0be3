"""Scenes and their choices, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from town.reading import Row
from town.shapes import Day, Line, Name, Reason, Value

ANYBODY = "any"


class Condition(Row):
    """One thing that must hold: the state of a door, a fact, being listed, or an earlier choice."""

    door: Name | None = None
    fact: Name | None = None
    is_: Value | None = Field(None, alias="is")
    listed: bool | None = None
    chose: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [self.door is not None, self.fact is not None, self.listed is not None, self.chose is not None]
        if sum(forms) != 1:
            raise ValueError("A condition is exactly one of door, fact, listed or chose")
        if (self.is_ is not None) != (self.door is not None or self.fact is not None):
            raise ValueError("A door or a fact needs `is`, the others do not take it")
        return self


def _as_list(value: Any) -> Any:
    """One condition alone may stand without brackets."""
    if value is None:
        return []
    return [value] if isinstance(value, Mapping) else value


class Choice(Row):
    id: Name
    text: Line
    act: Name | None
    facts: dict[Name, Value] = Field({})
    circumstance: Reason | None = None
    needs: list[Condition] = Field([])
    after: Line

    _needs = field_validator("needs", mode="before")(_as_list)


class DayRange(Row):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class Scene(Row):
    id: Name
    personas: Annotated[list[Name], Field(min_length=1)]
    but_not: list[Name] = Field([], alias="except")
    days: Annotated[list[Day], Field(min_length=1)] | DayRange
    when: list[Condition] = Field([])
    priority: Annotated[int, Field(ge=0, le=9)] = 0
    place: Name
    time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    title: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    choices: Annotated[list[Choice], Field(min_length=2, max_length=4)]

    _when = field_validator("when", mode="before")(_as_list)

    @cached_property
    def own(self) -> bool:
        """Fixed in one citizen's life, as against drawn or called by a shut door."""
        return len(self.personas) == 1 and self.personas != [ANYBODY] and self.priority == 0

    @cached_property
    def on_days(self) -> frozenset[int]:
        """The days on which the scene may be seen. For a drawn scene two days are the ends of a range."""
        if isinstance(self.days, DayRange):
            return frozenset(range(self.days.first, self.days.last + 1))
        if not self.own and len(self.days) == 2:
            return frozenset(range(min(self.days), max(self.days) + 1))
        return frozenset(self.days)

    def concerns(self, persona: str) -> bool:
        return persona in self.personas or (ANYBODY in self.personas and persona not in self.but_not)

    def choice(self, name: str) -> Choice:
        for choice in self.choices:
            if choice.id == name:
                return choice
        known = ", ".join(choice.id for choice in self.choices)
        raise ValueError(f"The scene '{self.id}' has no choice '{name}'. Choose one of: {known}.")

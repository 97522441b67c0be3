"""The entries of the town's content files, as they are written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from town.reading import Row

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Value = int | bool | str
Percent = Annotated[int, Field(ge=0, le=100)]
Span = Annotated[list[int], Field(min_length=2, max_length=2)]
Day = Annotated[int, Field(ge=1, le=10)]
DayBefore = Annotated[int, Field(ge=-36_500, le=0)]


class SeenByRow(Row):
    id: Name
    detection: Percent


class TextRow(Row):
    id: Name
    text: Line


class KindRow(Row):
    """A kind of act. `usual` is what a source writes down of it: low to high, or per cent true."""

    id: Name
    label: Line
    past: Line
    domain: Name
    received: bool
    public: Literal[-1, 0, 1] | None
    per_ten_years: Annotated[int, Field(ge=0)]
    places: Annotated[list[Name], Field(min_length=1)]
    sources: Annotated[list[SeenByRow], Field(min_length=1)]
    circumstances: Annotated[list[TextRow], Field(min_length=1)]
    asks: list[Name]
    usual: dict[Name, Span | Percent]

    @property
    def detection(self) -> int:
        """Per cent of acts that any source sees."""
        return sum(seen.detection for seen in self.sources)


class ErrorRow(Row):
    id: Name
    effect: Literal["wrong_person", "stale", "misread", "none"]
    text: Line


class SourceRow(Row):
    id: Name
    label: Line
    short: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    sees: Line
    error_rate: Annotated[int, Field(ge=0, le=1000)]
    needs_smartphone: bool
    errors: list[ErrorRow]

    def errors_of(self, effect: str) -> list[ErrorRow]:
        return [error for error in self.errors if error.effect == effect]

    @property
    def mistakes(self) -> list[ErrorRow]:
        """Errors that happen now and then, as against those that are built in."""
        return [error for error in self.errors if error.effect != "none"]


class ValueRow(Row):
    id: Name
    label: Line


class FactRow(Row):
    id: Name
    label: Line
    type: Literal["int", "enum", "bool"]
    unit: str
    min: int | None = None
    max: int | None = None
    values: list[ValueRow] | None = None
    owner: Literal["observation", "citizen", "association"]
    sensitive: bool
    proxy_for: Name | None = None
    default: Value


class PlaceRow(Row):
    id: Name
    label: Line


class DoorRow(Row):
    id: Name
    label: Line
    kind: Literal["ordinary", "perk", "rate"]
    default: Name
    states: Annotated[list[Name], Field(min_length=2)]
    open_text: Line
    shut_text: Line


class TruthRow(Row):
    act: bool
    circumstance: Line
    error: Name | None = None


class OnFileRow(Row):
    """An observation on file before day 1, and what really happened."""

    day: DayBefore
    kind: Name
    source: Name
    facts: dict[Name, Value]
    truth: TruthRow


class RoutineRow(Row):
    """An act that somebody does without being asked."""

    act: Name
    days: Annotated[list[Day], Field(min_length=1)]
    facts: dict[Name, Value]
    circumstance: Reason


class PersonaRow(Row):
    id: Name
    name: Line
    age: Annotated[int, Field(ge=14, le=110)]
    role: Line
    line: Line
    luck: Line
    circumstances: Line
    invisible: Line
    dilemma: Line
    misread: Percent
    relatives: list[Name]
    friends: list[Name]
    facts: dict[Name, Value]
    start_observations: list[OnFileRow]
    routine: list[RoutineRow]

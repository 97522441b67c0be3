"""The plan of the nameless town, as it is written in population.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from scoring.engine.vocabulary import DEFAULT
from town.content import CITIZEN, Content, Problem, load_content, unknown
from town.reading import ContentError, ContentFault, Row, read_yaml, shape_faults
from town.shapes import Name, Percent, Span

FILE = "population.yaml"
EVERYBODY = "all"
GROUPS = ("district", "income", "carer", "newcomer", "age_band", "misread")
MADE_APART = ("age",)  # drawn from the age bands


class BandRow(Row):
    first: int = Field(alias="from")
    last: int = Field(alias="to")
    share: Percent


class MisreadRow(Row):
    """Whom the cameras mistake: per cent of citizens often, how much oftener, and how many matches are wrong."""

    often: Percent
    weight: Annotated[int, Field(ge=1)]
    wrong_per_mille: Annotated[int, Field(ge=0, le=1000)]


class FriendsRow(Row):
    each: Annotated[int, Field(ge=1, le=50)]
    same_district: Percent


class ExposureRow(Row):
    group: Name
    is_: str = Field(alias="is")
    sources: dict[Name, Annotated[int, Field(ge=0)]]


class ProcedureRow(Row):
    fact: Name
    group: Name
    is_: str = Field(alias="is")
    percent: Percent


class PeopleRow(Row):
    """How one fact is spread: shares of an enum, per cent of a yes or no, or a range of numbers."""

    fact: Name
    by: Name | None = None
    shares: dict[str, dict[Name, Percent]] | None = None
    percent: dict[str, Percent] | None = None
    range: dict[str, Span] | None = None
    mostly_low: bool = False
    at_most_age: int | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(form is not None for form in (self.shares, self.percent, self.range)) != 1:
            raise ValueError("Write exactly one of shares, percent or range")
        for label, parts in (self.shares or {}).items():
            if sum(parts.values()) != 100:
                raise ValueError(f"The shares of '{label}' do not add up to 100")
        return self


class Plan(Row):
    bands: dict[Name, BandRow]
    misread: MisreadRow
    friends: FriendsRow
    exposure: list[ExposureRow]
    procedure: list[ProcedureRow]
    people: list[PeopleRow]

    def labels(self, content: Content, group: str) -> tuple[str, ...]:
        """The labels of a group or of a fact, in the order of their codes."""
        if group == "age_band":
            return tuple(self.bands)
        if group == "misread":
            return ("rarely", "often")
        values = content.facts[group].values
        return tuple(value.id for value in values) if values else ("no", "yes")


@lru_cache(maxsize=4)
def load_plan(folder: Path | str = DEFAULT) -> Plan:
    """Read and check population.yaml. Raises ContentError."""
    path = Path(folder) / FILE
    content = load_content(folder)
    try:
        plan = Plan.model_validate(read_yaml(path))
    except ValidationError as error:
        raise ContentError(shape_faults(FILE, "", error)) from error
    faults = [ContentFault(FILE, *problem) for problem in _problems(plan, content)]
    if faults:
        raise ContentError(faults)
    return plan


def _problems(plan: Plan, content: Content) -> Iterator[Problem]:
    if sum(band.share for band in plan.bands.values()) != 100:
        yield "", "bands", "The shares do not add up to 100.", "Correct them."
    for exposure in plan.exposure:
        yield from unknown(exposure.group, "exposure", exposure.sources, content.sources)
        yield from _group_problems(plan, content, exposure.group, exposure.is_)
    for procedure in plan.procedure:
        yield from unknown(procedure.fact, "procedure", [procedure.fact], content.facts)
        yield from _group_problems(plan, content, procedure.group, procedure.is_)
    known = ["age_band", "misread"]
    for row in plan.people:
        yield from _people_problems(plan, content, row, known)
        known.append(row.fact)


def _group_problems(plan: Plan, content: Content, group: str, label: str) -> Iterator[Problem]:
    if group not in GROUPS:
        yield group, "group", f"'{group}' is no group.", f"Write one of: {', '.join(GROUPS)}."
    else:
        yield from unknown(group, "is", [label], dict.fromkeys(plan.labels(content, group)))


def _people_problems(plan: Plan, content: Content, row: PeopleRow, known: list[str]) -> Iterator[Problem]:
    allowed = [fact.id for fact in content.facts.values() if fact.owner in CITIZEN and fact.id not in MADE_APART]
    yield from unknown("people", row.fact, [row.fact], dict.fromkeys(allowed))
    if row.by is not None and row.by not in known:
        yield row.fact, "by", f"'{row.by}' is not drawn yet.", "Move the line down."
        return
    wanted = {EVERYBODY} if row.by is None else set(plan.labels(content, row.by))
    written = set(row.shares or row.percent or row.range or {})
    if written != wanted:
        yield row.fact, "by", f"It names {sorted(written)}.", f"Name exactly {sorted(wanted)}."
    for parts in (row.shares or {}).values():
        values = content.facts[row.fact].values or [] if row.fact in content.facts else []
        yield from unknown(row.fact, "shares", parts, {value.id: value for value in values})
    for span in (row.range or {}).values():
        for end in span:
            if problem := content.vocabulary.facts[row.fact].problem(end):
                yield row.fact, "range", *problem

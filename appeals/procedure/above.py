"""What stands above an office: who hears a complaint about delay, and what the tribunal and the court cost.

A single case pays it. The year of a whole town counts only what is paid at the counter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from appeals.procedure.spec import YEAR, KnobSpec, Value, days_spec, faults_of
from scoring.engine.faults import DocumentError

ABOVE: Mapping[str, KnobSpec] = {
    spec.name: spec
    for spec in (
        days_spec("supervisor_days", 90, 1, may_be_empty=True),
        KnobSpec("second_fee", low=0, high=1000, unit="quills"),
        days_spec("second_days", YEAR, 1, may_be_empty=True),
        KnobSpec("second_papers"),
        KnobSpec("court_fee", low=0, high=1000, unit="quills"),
        days_spec("court_days", YEAR, 1, may_be_empty=True),
        KnobSpec("court_papers"),
    )
}
INSTANCES = {"go_on": "second", "go_to_court": "court"}  # the step that leads to each


@dataclass(frozen=True, slots=True)
class Instance:
    """What one step upwards costs. `days`: how long after the decision it is open; None: for good."""

    fee: int
    days: int | None
    papers: bool  # whether it reads papers that the office has not seen


@dataclass(frozen=True, slots=True)
class Above:
    """The defaults ask nothing and hear nobody. Raises DocumentError for what cannot be."""

    supervisor_days: int | None = None  # days that a complaint leaves the office to answer; None: nobody hears one
    second_fee: int = 0  # quills, paid on going on to the tribunal
    second_days: int | None = None  # days after the decision in which one can go on; None: for good
    second_papers: bool = True  # whether the tribunal reads papers that the office has not seen
    court_fee: int = 0
    court_days: int | None = None
    court_papers: bool = True

    def __post_init__(self) -> None:
        faults = faults_of(ABOVE, self.to_dict(), "above")
        if faults:
            raise DocumentError(faults)

    def to_dict(self) -> dict[str, Value]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def of(self, event: str) -> Instance:
        """What a step (go_on, go_to_court) costs. Raises KeyError for any other."""
        if INSTANCES[event] == "second":
            return Instance(self.second_fee, self.second_days, self.second_papers)
        return Instance(self.court_fee, self.court_days, self.court_papers)


def above_from(data: Mapping[str, object], file: str = "above") -> Above:
    """What is left out asks nothing. Raises DocumentError with every fault."""
    faults = faults_of(ABOVE, data, file)
    if faults:
        raise DocumentError(faults)
    return Above(**data)  # type: ignore[arg-type]  # each value has just been read by its own KnobSpec

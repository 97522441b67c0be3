"""A procedure of appeal as data: who may contest an entry, on which ground, before whom, at what cost, and by when.

Plain Python; no framework, no clock, no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from appeals.procedure.above import Above
from appeals.procedure.spec import KnobSpec, Value, days_spec, faults_of
from scoring.engine.faults import DocumentError, Fault
from scoring.engine.model import Evidence

Reasons = Literal["none", "code", "trace"]
Reviewer = Literal["same_clerk", "other_clerk", "tribunal"]
Look = Literal["paper", "fresh"]
Burden = Literal["citizen", "office"]
Propagate = Literal["all", "home_only"]
LateRule = Literal["dismiss", "grant"]
Remedy = Literal["strike", "exempt", "remit"]
Route = Literal["none", "unknown", "exists"]

GROUNDS = ("not_me", "not_so", "context", "rule_wrong", "out_of_time", "disproportionate")
# What a granted appeal changes: an entry is struck, a rule spares this citizen, or a rule goes to the council.
REMEDIES: Mapping[str, Remedy] = {
    "not_me": "strike",
    "not_so": "strike",
    "out_of_time": "strike",
    "context": "exempt",
    "disproportionate": "exempt",
    "rule_wrong": "remit",
}
OWN = "own-"  # how the id of a learner's own procedure begins; after it stands the system
WHO = ("oneself", "relative", "representative")


# The order is that in which a reader meets them. The first twelve are the knobs of due process.
KNOBS: Mapping[str, KnobSpec] = {
    spec.name: spec
    for spec in (
        days_spec("notice_days", 90),
        KnobSpec("reasons", ("none", "code", "trace")),
        KnobSpec("reviewer", ("same_clerk", "other_clerk", "tribunal")),
        KnobSpec("look", ("paper", "fresh")),
        KnobSpec("hearing"),
        KnobSpec("fee", low=0, high=1000, unit="quills"),
        days_spec("office_days", low=1),
        KnobSpec("stay"),
        KnobSpec("burden", ("citizen", "office")),
        days_spec("grace_days", 90),
        days_spec("expiry_days", 3650, 1, may_be_empty=True),
        KnobSpec("propagate", ("all", "home_only")),
        KnobSpec("second_instance"),
        KnobSpec("court"),
        KnobSpec("late_rule", ("dismiss", "grant")),
    )
}


@dataclass(frozen=True, slots=True)
class Knobs:
    """What can be turned. The defaults are the town's own procedure. Raises DocumentError for what cannot be."""

    notice_days: int = 0  # days between being told and being listed; 0: told by the first shut door
    reasons: Reasons = "code"
    reviewer: Reviewer = "same_clerk"
    look: Look = "paper"  # fresh: the office looks at what happened; paper: at what is on paper
    hearing: bool = False
    fee: int = 20  # quills, paid on filing
    office_days: int = 30  # days the office has to answer
    stay: bool = False  # the entry sleeps while an appeal is pending
    burden: Burden = "citizen"  # who bears what stays unproved
    grace_days: int = 0  # days after listing before a door shuts
    expiry_days: int | None = None  # days until a listing lapses; None: as the rulebook says
    propagate: Propagate = "home_only"  # whether a correction reaches the copies at other offices
    second_instance: bool = True
    court: bool = False
    late_rule: LateRule = "dismiss"  # what silence after the deadline means

    def __post_init__(self) -> None:
        faults = faults_of_knobs(self.to_dict())
        if faults:
            raise DocumentError(faults)

    def to_dict(self) -> dict[str, Value]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def faults_of_knobs(data: Mapping[str, object], file: str = "knobs", at: str = "") -> list[Fault]:
    """Everything that is wrong with written knobs."""
    return faults_of(KNOBS, data, file, at)


def knobs_from(data: Mapping[str, object], file: str = "knobs") -> Knobs:
    """Knobs from plain data; what is left out stands as in the town. Raises DocumentError with every fault."""
    faults = faults_of_knobs(data, file)
    if faults:
        raise DocumentError(faults)
    return Knobs(**data)  # type: ignore[arg-type]  # each value has just been read by its own KnobSpec


@dataclass(frozen=True)
class Procedure:
    """One office's way of being contradicted, or the sentence that there is none.

    `system` is the rulebook it belongs to; None for a procedure that a learner wrote. `text` and `evidence` are the
    rulebook's own. `documented` names the knobs whose value `text` gives; all others are ours.
    """

    id: str
    label: str
    system: str | None
    route: Route
    text: str
    standard: str
    grounds: tuple[str, ...]
    who_may_file: tuple[str, ...]
    papers: tuple[str, ...]  # ids of papers.yaml that the office accepts
    required: tuple[str, ...]  # without these a filing is sent back
    file_within_days: int | None  # None: at any time
    evidence: Evidence
    documented: tuple[str, ...]
    knobs: Knobs
    supervisor: str = ""  # who hears a complaint about delay; "": nobody is named
    above: Above = field(default_factory=Above)

    @property
    def open(self) -> bool:
        """Whether anybody can file anything."""
        return self.route == "exists"

    @property
    def own(self) -> bool:
        """Whether a learner turned its knobs: a procedure of no rulebook's."""
        return self.id.startswith(OWN)

    def marker_of(self, knob: str) -> str:
        """documented, reported or fictionalised: what a line about one knob may claim."""
        return self.evidence.marker if knob in self.documented else "fictionalised"

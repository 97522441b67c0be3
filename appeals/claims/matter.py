"""What a case is about, and a step that somebody takes in it. Pure."""

from dataclasses import dataclass, field, replace
from typing import Any

from appeals.claims.docket import Docket
from appeals.claims.targets import Target, truth_of
from appeals.procedure.model import Knobs, Procedure
from appeals.procedure.office import Facts
from registry.lives import File


@dataclass(frozen=True)
class Matter:
    """All there is to a case besides its events."""

    file: File
    target: Target
    ground: str
    procedure: Procedure
    knobs: Knobs

    @property
    def key(self) -> tuple[int | str, ...]:
        """Its luck hangs on what is contested; papers and knobs move the chance, not the draw."""
        return self.file.seed, self.file.persona.id, self.target.kind, self.target.id, self.ground

    def facts(self, docket: Docket) -> Facts:
        return Facts(truth_of(self.file, self.target, self.ground), self.ground, docket.papers)


@dataclass(frozen=True)
class Step:
    kind: str
    day: int
    by: str
    data: dict[str, Any] = field(default_factory=dict)


def with_knobs(matter: Matter, **turned: Any) -> Matter:
    """The same case under another procedure."""
    return replace(matter, knobs=replace(matter.knobs, **turned))

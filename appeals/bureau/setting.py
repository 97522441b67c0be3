"""The year that is looked at: a town under a rulebook, its procedure of appeal, and the time its clerks have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from appeals.procedure.model import Knobs
from appeals.procedure.parameters import Parameters, parameters
from scoring.engine import Rulebook

CITIZENS = 1000  # as the lobby: small enough to be run at each edit
MINUTES = "clerk_minutes_a_day"
USUAL = 100
VACANT = 20  # per cent of the clerks' time that a vacant desk leaves undone; ours


@dataclass(frozen=True)
class Setting:
    """`staff`: the clerks' time for appeals, in per cent of the usual. `knobs`: None where there is no path."""

    rulebook: Rulebook
    baseline: Rulebook
    seed: int
    knobs: Knobs | None
    staff: int = USUAL

    @property
    def model(self) -> Parameters:
        return model_with(self.staff)

    def twice_the_staff(self) -> Setting:
        return replace(self, staff=2 * self.staff)


@lru_cache(maxsize=32)
def model_with(staff: int) -> Parameters:
    """The numbers of the simulated office, with another part of its clerks' time."""
    usual = parameters()
    minutes = max(1, usual[MINUTES] * staff // USUAL)
    return Parameters({**usual.rows, MINUTES: replace(usual.rows[MINUTES], value=minutes)})

"""One citizen, day by day, with the record of everything that was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from scoring.engine.frozen import dataclass
from scoring.engine.model import Rulebook
from scoring.engine.observation import Observation
from scoring.engine.quiet import next_turn, unmoved
from scoring.engine.reasons import reasons_of
from scoring.engine.settlement import settle
from scoring.engine.state import MONTH, State, start
from scoring.engine.trace import Reason, Settlement
from scoring.engine.vocabulary import Value

Associations = Mapping[int, Mapping[str, Value]]


@dataclass(frozen=True)
class Explanation:
    """`settlements[d]` is the end of day d; `settlements[0]` is what was on file at the start."""

    rulebook: Rulebook
    settlements: tuple[Settlement, ...]
    state: State

    @property
    def last(self) -> Settlement:
        return self.settlements[-1]

    @property
    def standing(self) -> int | None:
        return self.last.standing

    @property
    def band(self) -> str | None:
        return self.last.band

    @property
    def lists(self) -> tuple[str, ...]:
        return self.last.lists

    @property
    def doors(self) -> Mapping[str, str]:
        return self.last.doors

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What still weighs against the citizen on the last day, heaviest first."""
        traces = [settlement.trace for settlement in self.settlements if settlement.trace is not None]
        return reasons_of(self.rulebook, traces, alive_on=self.last.day)

    def to_dict(self) -> dict[str, Any]:
        """trace.v1"""
        return {
            "schema": "trace.v1",
            "rulebook": self.rulebook.id,
            "digest": self.rulebook.digest,
            "days": self.last.day,
            "standing": self.standing,
            "band": self.band,
            "lists": list(self.lists),
            "doors": dict(self.doors),
            "reasons": [reason.to_dict() for reason in self.reasons],
            "settlements": [settlement.to_dict() for settlement in self.settlements],
        }


def month_of(day: int) -> int:
    """Months have 30 days; month 0 holds days 1 to 30 and everything before."""
    return max(0, (day - 1) // MONTH)


def facts_on(day: int, facts: Mapping[str, Value], associations: Associations | None) -> Mapping[str, Value]:
    """The citizen's facts with the associations in force: those given for the latest month that has begun."""
    months = [month for month in associations or () if month <= month_of(day)]
    return {**facts, **associations[max(months)]} if associations and months else facts


def explain(
    rulebook: Rulebook,
    observations: Iterable[Observation],
    *,
    facts: Mapping[str, Value],
    days: int,
    associations: Associations | None = None,
    trace: bool = True,
) -> Explanation:
    """Settle every day from the start to `days`. `associations[m]` holds from the first day of month m.

    Of days on which nothing happens only the first is settled; those that follow share its trace.
    """
    by_day: dict[int, list[Observation]] = {}
    for observation in observations:
        by_day.setdefault(max(0, observation.day), []).append(observation)
    told = {month * MONTH + 1 for month in associations or ()}  # days on which facts may change
    state, settlements = start(rulebook, facts), list[Settlement]()
    while len(settlements) <= days:
        day, before = len(settlements), state
        today = facts_on(day, facts, associations)
        state, settlement = settle(rulebook, before, day, by_day.get(day, ()), today, trace=trace)
        settlements.append(settlement)
        if day not in by_day and unmoved(before, state):
            turn = min(next_turn(rulebook, state), days + 1)
            turn = next((each for each in range(day + 1, turn) if each in by_day or each in told), turn)
            settlements += [replace(settlement, day=each) for each in range(day + 1, turn)]
            state = replace(state, day=turn - 1)
    return Explanation(rulebook, tuple(settlements), state)

"""trace.v1: the record of one settlement, from which every number can be followed back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from scoring.engine.conditions import Seen
from scoring.engine.frozen import dataclass
from scoring.engine.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Look:
    """One rule looking at one observation."""

    rule: str
    observation: str
    day: int
    outcome: str  # fired | not_fired | over_limit
    condition: Seen | None
    points: int = 0  # what it gave; over_limit: what it would have given
    effects: tuple[str, ...] = ()
    stars: tuple[int, int] | None = None

    @property
    def fired(self) -> bool:
        return self.outcome == "fired"

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "observation": self.observation,
            "day": self.day,
            "outcome": self.outcome,
            "condition": self.condition.to_dict() if self.condition else None,
            "points": self.points,
            "effects": list(self.effects),
            "stars": list(self.stars) if self.stars else None,
        }


@dataclass(frozen=True, slots=True)
class Unseen:
    """An observation at which no rule looked."""

    observation: str
    why: str  # struck | source | consent

    def to_dict(self) -> dict[str, Any]:
        return {"observation": self.observation, "why": self.why}


@dataclass(frozen=True, slots=True)
class Expiry:
    """Points that left because their days were over."""

    rule: str
    points: int
    of_day: int

    def to_dict(self) -> dict[str, Any]:
        return {"rule": self.rule, "points": self.points, "of_day": self.of_day}


@dataclass(frozen=True, slots=True)
class CharacteristicSeen:
    id: str
    text: str
    value: Value
    counted: int
    bin: int  # −1: otherwise
    points: int
    best: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "value": self.value,
            "counted": self.counted,
            "bin": self.bin,
            "points": self.points,
            "best": self.best,
        }


@dataclass(frozen=True, slots=True)
class MultiplierSeen:
    id: str
    text: str
    percent: int
    condition: Seen

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "percent": self.percent,
            "condition": self.condition.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ListChange:
    list: str
    change: str  # entered | left
    why: str  # band | rule | joint | ended | taken_off
    by: tuple[str, ...] = ()  # bands, rules or lists that did it

    def to_dict(self) -> dict[str, Any]:
        return {"list": self.list, "change": self.change, "why": self.why, "by": list(self.by)}


@dataclass(frozen=True, slots=True)
class DoorChange:
    door: str
    before: str
    after: str
    line: int | None  # position of the door line that did it; None: no line holds any more

    def to_dict(self) -> dict[str, Any]:
        return {"door": self.door, "before": self.before, "after": self.after, "line": self.line}


@dataclass(frozen=True, slots=True)
class Reason:
    """A principal reason: what weighed against the citizen, heaviest first."""

    kind: str  # rule | characteristic | multiplier | list | band
    id: str
    text: str
    reason_code: str | None
    points: int
    times: int = 1

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "id": self.id,
            "text": self.text,
            "reason_code": self.reason_code,
            "points": self.points,
            "times": self.times,
        }


@dataclasses.dataclass
class Trace:
    """Filled while the settlement is made; read afterwards."""

    looks: list[Look] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    expired: list[Expiry] = field(default_factory=list)
    characteristics: list[CharacteristicSeen] = field(default_factory=list)
    multipliers: list[MultiplierSeen] = field(default_factory=list)
    list_changes: list[ListChange] = field(default_factory=list)
    door_changes: list[DoorChange] = field(default_factory=list)
    points: int = 0
    lost_to_limit: int = 0
    unclamped: int | None = None
    lost_to_clamp: int = 0
    band_read: int = -1

    def to_dict(self) -> dict[str, Any]:
        parts = (
            "looks",
            "unseen",
            "expired",
            "characteristics",
            "multipliers",
            "list_changes",
            "door_changes",
        )
        result: dict[str, Any] = {name: [part.to_dict() for part in getattr(self, name)] for name in parts}
        for name in ("points", "lost_to_limit", "unclamped", "lost_to_clamp"):
            result[name] = getattr(self, name)
        return result


@dataclass(frozen=True)
class Settlement:
    """The end of one day: what the office then holds, and (with a trace) how it came about."""

    day: int
    standing: int | None
    band: str | None
    lists: tuple[str, ...]
    entries: tuple[str, ...]
    displays: tuple[str, ...]
    scored: bool
    before: int | None
    doors: Mapping[str, str]
    trace: Trace | None = None
    reasons: tuple[Reason, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "day": self.day,
            "scored": self.scored,
            "before": self.before,
            "standing": self.standing,
            "band": self.band,
            "lists": list(self.lists),
            "entries": list(self.entries),
            "displays": list(self.displays),
            "doors": dict(self.doors),
            "reasons": [reason.to_dict() for reason in self.reasons],
        }
        if self.trace is not None:
            result |= self.trace.to_dict()
        return result

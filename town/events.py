"""What happens in a life: decisions, acts, what was written down of them, and what was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.engine.observation import Observation
from town.luck import Key
from town.shapes import Value


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice in one scene of one day."""

    day: int
    scene_id: str
    choice_id: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something a citizen did. `facts` is what there is to be written down of it."""

    day: int
    kind: str
    facts: Mapping[str, Value]
    circumstance: str
    scene: str | None = None
    choice: str | None = None

    @property
    def origin(self) -> tuple[Key, ...]:
        """What tells this act's luck from that of every other act of the life."""
        return (self.day, self.scene or "routine", self.choice or "", self.kind)


@dataclass(frozen=True, slots=True)
class Truth:
    """What the file does not hold. act: did this person do it. error: id of the source's error, if it erred."""

    act: bool
    circumstance: str
    error: str | None = None
    scene: str | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation on file, and the truth behind it."""

    observation: Observation
    truth: Truth

    def to_dict(self) -> dict[str, Any]:
        return {
            "observation": self.observation.to_dict(),
            "act": self.truth.act,
            "circumstance": self.truth.circumstance,
            "error": self.truth.error,
            "scene": self.truth.scene,
            "choice": self.truth.choice,
        }


@dataclass(frozen=True, slots=True)
class Unseen:
    """An act that is not on this person's file. error: it was filed on somebody else's."""

    day: int
    kind: str
    circumstance: str
    scene: str | None = None
    choice: str | None = None
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "day": self.day,
            "kind": self.kind,
            "circumstance": self.circumstance,
            "scene": self.scene,
            "choice": self.choice,
            "error": self.error,
        }

"""What an office did: an observation about it, whether it is so, the office's own reason, and whom it was about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from appeals.bureau.words import vocabulary
from scoring.engine import Observation
from scoring.engine.columns import Array
from scoring.engine.vocabulary import Value
from town.luck import stream

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Act:
    """`so`: it happened as noted; a complaint about a true entry is not so.

    `reason` is a circumstance of the kind, or "".
    `office` is a position among the rated offices, `resident` a number in the town from 0, or NOBODY.
    """

    office: int
    observation: Observation
    so: bool = True
    reason: str = ""
    resident: int = NOBODY


class Notes:
    """Collects the acts of a year. Each gets an id by its kind and number: the same year gives the same ids."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.happened: dict[tuple[int, str], int] = {}

    def add(
        self,
        office: int,
        kind: str,
        day: int,
        *,
        seen: bool = True,
        so: bool = True,
        reason: str = "",
        resident: int = NOBODY,
        facts: Mapping[str, Value] | None = None,
    ) -> None:
        """Note an act. What nobody saw is counted among what happened, and never reaches a rule."""
        number = self.happened[office, kind] = self.happened.get((office, kind), 0) + 1
        if seen:
            source = vocabulary().kinds[kind].sources[0].id
            noted = Observation(f"{kind}-{office}-{number}", day, kind, source, facts or {})
            self.acts.append(Act(office, noted, so, reason, resident))


def seen_part(kind: str) -> float:
    """The part of a kind of act that its source sees, from 0 to 1."""
    return vocabulary().kinds[kind].sources[0].detection / 100


def draws(seed: int, purpose: str, count: int) -> Array:
    """Luck of those who watch: it belongs to the seed, and to no weight of the scorecard."""
    return np.asarray(stream(seed, "bureau", purpose).random(count))

"""The offices that are rated: desks that make entries, the desk that lists, the counter, and holders of copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from appeals.bureau.words import machines
from registry.offices import offices_of
from scoring.engine import Rulebook, TownColumns
from scoring.engine.vocabulary import Value

Kind = Literal["desk", "lists", "appeals", "copy"]
LISTS = "lists"
COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class RatedOffice:
    """A subject of the scorecard. `source` is the town's source that a desk files for, as a code; −1 for the others."""

    id: str
    label: str
    kind: Kind
    source: int = -1
    machine: bool = False
    entries: int = 0

    @property
    def facts(self) -> dict[str, Value]:
        """What a rule may ask about the office."""
        return {"office": self.kind, "machine": self.machine, "entries_a_year": self.entries}


def rated_offices(rulebook: Rulebook, town: TownColumns, *, path: bool) -> tuple[RatedOffice, ...]:
    """Everyone who can be rated in this town's year. `path`: whether there is a counter for appeals at all.

    A desk is rated when the rulebook listens to its source and it filed something in the year.
    """
    found = list(_desks(rulebook, town))
    if any(entry.colour == "black" for entry in rulebook.lists):
        found.append(RatedOffice(LISTS, "The listing desk", "lists"))
        if path:
            found.append(RatedOffice(COUNTER, "The counter for appeals", "appeals"))
    found += [RatedOffice(f"copy-{each.id}", each.label, "copy") for each in offices_of(rulebook) if not each.home]
    return tuple(found)


def _desks(rulebook: Rulebook, town: TownColumns) -> list[RatedOffice]:
    sources = list(rulebook.vocabulary.sources.values())
    filed = np.bincount(town.source, minlength=len(sources)).tolist()
    heard = rulebook.observers
    return [
        RatedOffice(source.id, source.short, "desk", code, source.id in machines(), filed[code])
        for code, source in enumerate(sources)
        if filed[code] and (heard is None or source.id in heard)
    ]

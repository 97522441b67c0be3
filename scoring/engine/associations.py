"""Facts about the company one keeps, read off everybody's standing at each month's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scoring.engine.columns import Array, TownColumns
from scoring.engine.conditions import tests_in
from scoring.engine.model import Rulebook

if TYPE_CHECKING:
    from scoring.engine.scan import Scan

FRIENDS = "friends_standing"
RELATIVES = "relative_listed"


class AssociationBook:
    """What is known about friends and relatives. In the first month: what the town was given."""

    def __init__(self, rulebook: Rulebook, town: TownColumns) -> None:
        self.rulebook = rulebook
        self.town = town
        self.now: dict[str, Array] = {}
        asked = _asked(rulebook)
        for name in (FRIENDS, RELATIVES):
            fact = rulebook.vocabulary.facts.get(name)
            if fact is not None and name in asked:
                given = town.citizen_facts.get(name)
                start = np.full(town.citizens, fact.code(fact.default), np.int32)
                self.now[name] = start if given is None else given.astype(np.int32)

    def refresh(self, scan: Scan) -> None:
        """Read the end of the month off a scan of the whole town."""
        self.read(scan.standing, scan.scored, on_black_list(scan))

    def read(self, standing: Array, scored: Array, listed: Array) -> None:
        """What everybody has come to. Who has no friend with a standing keeps the last reading."""
        after = dict(self.now)
        if FRIENDS in after and self.rulebook.scale.has_number:
            fact = self.rulebook.vocabulary.facts[FRIENDS]
            mean, known = mean_of(standing, scored, self.town.friends)
            after[FRIENDS] = np.where(known, np.clip(mean, fact.min, fact.max), after[FRIENDS]).astype(np.int32)
        if RELATIVES in after and self.town.relatives is not None:
            after[RELATIVES] = any_of(listed, self.town.relatives).astype(np.int32)
        self.now = after


def on_black_list(scan: Scan) -> Array:
    """Who is on any black list now."""
    listed = np.zeros(scan.citizens, bool)
    for entry in scan.rulebook.lists:
        if entry.colour == "black":
            listed |= scan.lists[entry.id].on
    return listed


def _asked(rulebook: Rulebook) -> set[str]:
    """The facts that any line in force asks for."""
    asked = {fact.id for rule in rulebook.rules if rule.enabled for fact in rule.facts}
    asked |= {part.fact.id for part in rulebook.characteristics if part.fact}
    return asked | {test.fact.id for part in rulebook.multipliers for test in tests_in(part.when)}


def mean_of(standing: Array, scored: Array, ties: Array) -> tuple[Array, Array]:
    """The mean standing of each citizen's scored ties, rounded down, and whether there are any."""
    counted = (ties >= 0) & scored[ties]
    count = counted.sum(axis=1)
    total = np.where(counted, standing[ties].astype(np.int64), 0).sum(axis=1)
    return total // np.maximum(count, 1), count > 0


def any_of(marked: Array, ties: Array) -> Array:
    """Is any of each citizen's ties marked?"""
    known = np.append(marked, False)  # where −1 finds nobody
    result = np.zeros(len(ties), bool)
    for column in ties.T:
        result |= known.take(column)
    return result

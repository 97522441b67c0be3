"""Does an edit concern a life at all? Where it does not, the life ends as it did, and needs not be settled again."""

from collections.abc import Iterable
from functools import lru_cache

from scoring.engine import Observation, Rulebook
from scoring.engine.incremental import SCAN_PARTS, changed_rules

WHOLE = (*SCAN_PARTS, "doors", "observers", "consent")


@lru_cache(maxsize=256)
def _kinds(before: Rulebook, after: Rulebook) -> frozenset[str] | None:
    """The kinds of acts that the changed rules look at; None where the change may concern anybody."""
    if any(getattr(before, part) != getattr(after, part) for part in WHOLE) or _order(before, after):
        return None
    changed = [rule for side in changed_rules(after, before) for rule in side]
    return None if any(not rule.on for rule in changed) else frozenset(kind for rule in changed for kind in rule.on)


def _order(before: Rulebook, after: Rulebook) -> bool:
    """Do rules that both have stand in another order?"""
    sides = [[rule.id for rule in book.rules] for book in (before, after)]
    both = set(sides[0]) & set(sides[1])
    old, new = ([name for name in side if name in both] for side in sides)
    return old != new


def concerns(before: Rulebook, after: Rulebook, observations: Iterable[Observation]) -> bool:
    """May these observations be scored otherwise after the edit? A rule fires on acts of its own kinds only."""
    kinds = _kinds(before, after)
    return kinds is None or any(seen.kind in kinds for seen in observations)

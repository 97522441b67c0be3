"""Days on which nothing happens: as long as nothing is seen and nothing has its day, one is as the other.

A year has some fifty days with anything on file. The others need not be settled one by one, nor be kept one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.engine.model import FOREVER, Rulebook
from scoring.engine.state import BEFORE, State


def unmoved(before: State, state: State) -> bool:
    """Has a day without observations left everything as it was?"""
    return before.day > BEFORE and replace(before, day=state.day) == state


def next_turn(rulebook: Rulebook, state: State) -> int:
    """The first day after `state.day` that may differ from it although nothing is seen and no fact changes."""
    return min((day for day in _turns(rulebook, state) if day > state.day), default=FOREVER)


def _turns(rulebook: Rulebook, state: State) -> Iterator[int]:
    """Days on which something has had its time. Some may be past, and of no more effect."""
    yield from (entry[0] for entry in state.leaving[:1])  # sorted by their days
    yield from (entry[0] for entry in state.stars_leaving[:1])
    yield from (last + 1 for last, _ in state.entries[:1])
    yield from (last + 1 for _, last in (*state.displays, *state.held))
    for position, seen, _ in state.counts:
        yield seen + rulebook.characteristics[position].count_days
    for position, block, _ in state.used:
        limit = rulebook.rules[position].at_most
        if limit is not None:
            yield (block + 1) * limit.days + 1
    for entry, memory in zip(rulebook.lists, state.lists, strict=True):
        yield from (memory.put + 1, memory.hold, memory.since + entry.notice_days)

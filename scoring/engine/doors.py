"""Doors of everybody at the end of the year: the position of the first line that holds, or −1."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.frozen import dataclass


@dataclass(frozen=True, eq=False)
class LastDay:
    """What lines about doors look at, for everybody. `listed` and `displays` are masks by name."""

    scored: Array
    standing: Array
    band: Array
    entries: Array
    listed: Mapping[str, Array]
    displays: Mapping[str, Array]


def doors_of(rulebook: m.Rulebook, day: LastDay) -> dict[str, Array]:
    """By door: the position of the line that sets it; −1: its default."""
    citizens = len(day.scored)
    result: dict[str, Array] = {}
    for position, line in enumerate(rulebook.doors):
        holding = np.zeros(citizens, bool)
        for test in line.when:
            holding |= holds(test, day)
        before = result.get(line.door, np.full(citizens, -1, np.int8))
        result[line.door] = np.where((before == -1) & holding, np.int8(position), before)
    for door in rulebook.vocabulary.doors:
        result.setdefault(door, np.full(citizens, -1, np.int8))
    return result


def holds(test: m.DoorTest, day: LastDay) -> Array:
    """For whom one test of a door line holds."""
    result = np.ones(len(day.scored), bool)
    if test.scored is not None:
        result &= day.scored == test.scored
    asks = (
        test.list,
        test.bands,
        test.display,
        test.standing_at_most,
        test.standing_at_least,
        test.entries_at_least,
    )
    if any(part is not None for part in asks):
        result &= day.scored
    if test.list is not None:
        result &= day.listed[test.list]
    if test.bands is not None:
        result &= np.isin(day.band, list(test.bands))
    if test.display is not None:
        result &= day.displays.get(test.display, np.zeros(len(day.scored), bool))
    if test.standing_at_most is not None:
        result &= np.asarray(day.standing, np.int64) <= test.standing_at_most
    if test.standing_at_least is not None:
        result &= np.asarray(day.standing, np.int64) >= test.standing_at_least
    if test.entries_at_least is not None:
        result &= day.entries >= test.entries_at_least
    return result

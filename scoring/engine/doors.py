"""Doors of everybody at the end of the year: the position of the first line that holds, or −1."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.scan import Scan


def doors_of(scan: Scan, band: Array, entries: Array, displays: Mapping[str, Array]) -> dict[str, Array]:
    result: dict[str, Array] = {}
    for position, line in enumerate(scan.rulebook.doors):
        holding = np.zeros(scan.citizens, bool)
        for test in line.when:
            holding |= holds(test, scan, band, entries, displays)
        before = result.get(line.door, np.full(scan.citizens, -1, np.int8))
        result[line.door] = np.where((before == -1) & holding, np.int8(position), before)
    for door in scan.rulebook.vocabulary.doors:
        result.setdefault(door, np.full(scan.citizens, -1, np.int8))
    return result


def holds(test: m.DoorTest, scan: Scan, band: Array, entries: Array, displays: Mapping[str, Array]) -> Array:
    """For whom one test of a door line holds."""
    result = np.ones(scan.citizens, bool)
    if test.scored is not None:
        result &= scan.scored == test.scored
    asks = (
        test.list,
        test.bands,
        test.display,
        test.standing_at_most,
        test.standing_at_least,
        test.entries_at_least,
    )
    if any(part is not None for part in asks):
        result &= scan.scored
    if test.list is not None:
        result &= scan.lists[test.list].on
    if test.bands is not None:
        result &= np.isin(band, list(test.bands))
    if test.display is not None:
        result &= displays.get(test.display, np.zeros(scan.citizens, bool))
    if test.standing_at_most is not None:
        result &= np.asarray(scan.standing, np.int64) <= test.standing_at_most
    if test.standing_at_least is not None:
        result &= np.asarray(scan.standing, np.int64) >= test.standing_at_least
    if test.entries_at_least is not None:
        result &= entries >= test.entries_at_least
    return result

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
        holds = np.zeros(scan.citizens, bool)
        for test in line.when:
            holds |= _holds(test, scan, band, entries, displays)
        before = result.get(line.door, np.full(scan.citizens, -1, np.int8))
        result[line.door] = np.where((before == -1) & holds, np.int8(position), before)
    for door in scan.rulebook.vocabulary.doors:
        result.setdefault(door, np.full(scan.citizens, -1, np.int8))
    return result


def _holds(test: m.DoorTest, scan: Scan, band: Array, entries: Array, displays: Mapping[str, Array]) -> Array:
    holds = np.ones(scan.citizens, bool)
    if test.scored is not None:
        holds &= scan.scored == test.scored
    asks = (
        test.list,
        test.bands,
        test.display,
        test.standing_at_most,
        test.standing_at_least,
        test.entries_at_least,
    )
    if any(part is not None for part in asks):
        holds &= scan.scored
    if test.list is not None:
        holds &= scan.lists[test.list].on
    if test.bands is not None:
        holds &= np.isin(band, list(test.bands))
    if test.display is not None:
        holds &= displays.get(test.display, np.zeros(scan.citizens, bool))
    if test.standing_at_most is not None:
        holds &= np.asarray(scan.standing, np.int64) <= test.standing_at_most
    if test.standing_at_least is not None:
        holds &= np.asarray(scan.standing, np.int64) >= test.standing_at_least
    if test.entries_at_least is not None:
        holds &= entries >= test.entries_at_least
    return holds

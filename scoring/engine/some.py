"""Some citizens settled again on every day, and put back among the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array
from scoring.engine.ledger import Ledger
from scoring.engine.replaying import Replay, result_of
from scoring.engine.scan import Scan


def settle_some(rulebook: m.Rulebook, previous: Replay, ledger: Ledger, citizens: Array) -> Replay:
    town = previous.town
    facts = {name: column[citizens] for name, column in town.citizen_facts.items()}
    points = None if ledger.points is None else ledger.points[:, citizens]
    scan = Scan(rulebook, facts, previous.scored[citizens], town.days, points)
    position = np.full(town.citizens, -1, np.int64)
    position[citizens] = np.arange(len(citizens))
    scan.expect([event.only(position, town.days) for event in ledger.all_events()])
    scan.run(0, town.days)
    return _merged(previous, result_of(scan, rulebook, town, ledger, ()), citizens)


def _merged(previous: Replay, part: Replay, citizens: Array) -> Replay:
    """The previous result with these citizens' columns exchanged."""

    def put(old: Array, new: Array) -> Array:
        result = old.copy()
        result[citizens] = new
        return result

    def put_all(old: Mapping[str, Array], new: Mapping[str, Array], blank: Array) -> dict[str, Array]:
        names = {**old, **new}
        return {name: put(old.get(name, blank), new.get(name, blank[citizens])) for name in names}

    nobody = np.zeros(previous.town.citizens, bool)
    return replace(
        part,
        scored=previous.scored,
        standing=put(previous.standing, part.standing),
        band=put(previous.band, part.band),
        listed={name: _put_bits(bits, part.listed[name], citizens) for name, bits in previous.listed.items()},
        entries=put(previous.entries, part.entries),
        displays=put_all(previous.displays, part.displays, nobody),
        doors=put_all(previous.doors, part.doors, nobody),
    )


def _put_bits(old: Array, new: Array, citizens: Array) -> Array:
    """Some citizens' bits exchanged on all days. Few are listed otherwise than before: only these are written."""
    place, bit = citizens // 8, (7 - citizens % 8).astype(np.uint8)
    bits = np.unpackbits(new, axis=1, count=len(citizens))
    moved = bits != (old[:, place] >> bit & 1)
    days, who = np.nonzero(moved)
    if not len(days):
        return old
    result = old.copy()
    np.bitwise_xor.at(result, (days, place[who]), np.left_shift(np.uint8(1), bit[who]))
    return result

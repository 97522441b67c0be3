"""An edit of points alone: whoever crosses no edge is moved, the others are settled again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from scoring.engine import model as m
from scoring.engine.beside import Beside
from scoring.engine.columns import Array
from scoring.engine.doors import LastDay, doors_of
from scoring.engine.ledger import Ledger
from scoring.engine.moves import Move, reach_of
from scoring.engine.near import Lines, edges_of
from scoring.engine.replaying import Replay
from scoring.engine.scan import Scan, natural_bands
from scoring.engine.walks import lists_of, plain, walks_of

BY_LINE = 2048  # citizens up to which a line for each is quicker than a step for each day
MOST_CROSSING = 0.4  # above this share of a town it is sooner settled whole


def settle_near(rulebook: m.Rulebook, previous: Replay, ledger: Ledger, moves: list[Move]) -> Replay | None:
    """The replay after moves of points; None where too many of whom they touch are near an edge."""
    if not moves:
        return replace(previous, rulebook=rulebook, ledger=ledger)
    near, town = previous.near, previous.town
    if near is None:
        return None
    reach = reach_of(moves, town)
    crossing = np.flatnonzero(near.crossing(reach, edges_of(rulebook, ledger.held_bands)) & previous.scored)
    if len(crossing) > MOST_CROSSING * town.citizens:
        return None
    end = np.where(previous.scored, reach.end, 0)
    end[crossing] = 0
    standing = (previous.standing + end).astype(np.int32)
    listed = dict(previous.listed)
    if len(crossing):
        lines = near.lines_of(previous, crossing)
        lines.add(moves, town.citizens)
        now, days = _settled(rulebook, lines)
        scored = previous.scored[lines.citizens]  # among all lines there may be some who are not
        standing[lines.citizens[scored]] = now[scored]
        for name, bits in days.items():
            turned = (lines.listed[name] ^ bits) & np.packbits(scored)
            listed[name] = _put_bits(listed[name], turned, lines.citizens)
    return _read_again(replace(previous, rulebook=rulebook, ledger=ledger, standing=standing, listed=listed))


def _settled(rulebook: m.Rulebook, lines: Lines) -> tuple[Array, Mapping[str, Array]]:
    """Some citizens' last standing, and who of them is on lists as bits [day, place / 8]."""
    count, last = len(lines.citizens), len(lines.points) - 1
    if count <= BY_LINE and plain(rulebook, lines.events):
        walks = walks_of(np.ascontiguousarray(lines.points.T), rulebook.scale)
        return walks[:, -1], {name: np.packbits(on.T, axis=1) for name, on in lists_of(rulebook, walks).items()}
    scan = Scan(rulebook, {}, np.ones(count, bool), last, lines.points)
    scan.expect(lines.events)
    scan.run(0, last)
    return scan.standing, {name: memory.bits for name, memory in scan.lists.items()}


def _put_bits(bits: Array, turned: Array, citizens: Array) -> Array:
    """Everybody's bits [day, citizens / 8] with some turned. `turned`: bits [day, place / 8] of these citizens."""
    some = np.flatnonzero(turned != 0)  # of booleans: those are found many times faster
    if not len(some):
        return bits
    eighth, bit = np.divmod(np.flatnonzero(np.unpackbits(turned.reshape(-1)[some]).view(bool)), 8)
    day, group = np.divmod(some[eighth], turned.shape[1])
    who = citizens[group * 8 + bit]
    result = bits.copy()
    cell = day * bits.shape[1] + who // 8
    np.bitwise_xor.at(result.reshape(-1), cell, np.right_shift(np.uint8(128), (who % 8).astype(np.uint8)))
    return result


def _read_again(moved: Replay) -> Replay:
    """The last day's bands and doors, from the last day's numbers and lists."""
    rulebook, last = moved.rulebook, moved.town.days
    band = natural_bands(rulebook, moved.standing)
    beside = Beside(len(band))
    for event in moved.ledger.effects():
        if event.what == "set_band":
            beside.expect(event)
    for position, citizens in beside.held_on(last) if rulebook.bands else ():
        band[citizens] = np.maximum(band[citizens], position)
    band = np.where(moved.scored, band, np.int8(-1))
    listed = {name: moved.on_list(name) for name in moved.listed}
    end = LastDay(moved.scored, moved.standing, band, moved.entries, listed, moved.displays)
    return replace(moved, band=band, doors=doors_of(rulebook, end))

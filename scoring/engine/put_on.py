"""Whom rules want on a list, day by day: every time they put somebody on it, for so many days or until taken off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.engine.beside import until
from scoring.engine.by_day import Event
from scoring.engine.columns import Array
from scoring.engine.state import BEFORE


def wanted_by_rules(puts: Sequence[Event], offs: Sequence[Event], citizens: int, days: int) -> Array:
    """Bits [day, citizen / 8]. Stretches of one citizen that overlap are one; each turns its bit on and off again."""
    citizen, first, last = _stretches(puts)
    last = np.minimum(last, days)
    if offs:
        last = _cut(citizen, first, last, offs, days)
    wide = np.int64(2) * (days + 2)
    order = np.argsort(citizen * wide + first, kind="stable")
    citizen, first, last = citizen[order], first[order], last[order]
    reached = np.maximum.accumulate(citizen * wide + last)  # a later citizen's is always more
    begins = np.ones(len(citizen), bool)
    begins[1:] = citizen[1:] * wide + first[1:] > reached[:-1]
    starts = np.flatnonzero(begins)
    who, stop = citizen[starts], reached[np.append(starts[1:], len(citizen)) - 1] % wide + 1 if len(starts) else first
    bits = np.zeros((days + 1, (citizens + 7) // 8), np.uint8)
    _turn(bits, who, first[starts])
    _turn(bits, who[stop <= days], stop[stop <= days])
    return np.asarray(np.bitwise_xor.accumulate(bits, axis=0, out=bits))


def _days_of(event: Event) -> Array:
    starts = event.happens.starts
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def last_days(puts: Sequence[Event], offs: Sequence[Event], citizens: int, today: int) -> Array:
    """The last day for which a rule has put each citizen on it by the end of today; BEFORE where none has."""
    result = np.full(citizens, BEFORE, np.int32)
    if puts:
        citizen, first, last = _stretches(puts)
        taken = np.full(citizens, BEFORE)  # the day on which each was last taken off
        for event in offs:
            now = event.happens.since(0, today)
            np.maximum.at(taken, event.happens.citizen[now], _days_of(event)[now])
        counts = (first <= today) & (first >= taken[citizen])
        np.maximum.at(result, citizen[counts], last[counts].astype(np.int32))
    return result


def _stretches(puts: Sequence[Event]) -> tuple[Array, Array, Array]:
    """Whom rules put on it, from which day to which."""
    first = [_days_of(event) for event in puts]
    last = [until(day, event.days) for day, event in zip(first, puts, strict=True)]
    citizen = np.concatenate([event.happens.citizen for event in puts]).astype(np.int64)
    return citizen, np.concatenate(first), np.concatenate(last).astype(np.int64)


def _cut(citizen: Array, first: Array, last: Array, offs: Sequence[Event], days: int) -> Array:
    """A stretch ends on the day before the citizen is next taken off, if that is sooner."""
    wide = np.int64(days + 2)
    taken = np.sort(np.concatenate([event.happens.citizen * wide + _days_of(event) for event in offs]))
    taken = np.append(taken, np.iinfo(np.int64).max)  # nobody, after everybody
    following = taken[np.searchsorted(taken, citizen * wide + first, side="right")]
    return np.where(following // wide == citizen, np.minimum(last, following % wide - 1), last)


def _turn(bits: Array, citizen: Array, day: Array) -> None:
    cell = day * bits.shape[1] + citizen // 8
    np.bitwise_xor.at(bits.reshape(-1), cell, np.right_shift(np.uint8(128), (citizen % 8).astype(np.uint8)))

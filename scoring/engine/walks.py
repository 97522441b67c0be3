"""Few citizens, a line of days for each: standings and stays on lists without a step for every day."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scoring.engine import model as m
from scoring.engine.by_day import Event
from scoring.engine.columns import Array
from scoring.engine.scan import runs


def plain(rulebook: m.Rulebook, events: Iterable[Event]) -> bool:
    """Do lists depend on nothing but bands and minimum stays, and bands on nothing but the number?"""
    if any(event.what in ("set_band", "put_on", "take_off") for event in events):
        return False
    return not any(entry.notice_days or entry.joint for entry in rulebook.lists)


def walks_of(points: Array, scale: m.Scale) -> Array:
    """The standing of each citizen on each day, from the points of each day [citizen, day]."""
    walks = np.add.accumulate(points, axis=1, dtype=points.dtype)
    walks += points.dtype.type(scale.start)
    if scale.expiry != "refund":
        return walks.clip(scale.floor, scale.ceiling)
    bound = np.flatnonzero((walks.min(axis=1) < scale.floor) | (walks.max(axis=1) > scale.ceiling))
    if len(bound):
        walks[bound] = _clamped_daily(points[bound], scale)
    return walks


def _clamped_daily(points: Array, scale: m.Scale) -> Array:
    days = np.ascontiguousarray(points.T)
    low, high = (np.full(len(points), end, points.dtype) for end in (scale.floor, scale.ceiling))
    before = np.full(len(points), scale.start, points.dtype)
    for row in days:
        np.add(row, before, out=row)
        np.maximum(row, low, out=row)
        np.minimum(row, high, out=row)
        before = row
    return days.T


def lists_of(rulebook: m.Rulebook, walks: Array) -> dict[str, Array]:
    """By list that bands put citizens on: who is on it on which day [citizen, day]."""
    return {entry.id: _on(entry, rulebook, walks) for entry in rulebook.lists if entry.enter}


def _on(entry: m.ListDef, rulebook: m.Rulebook, walks: Array) -> Array:
    wanted = np.zeros(walks.shape, bool)
    for low, high in runs(entry.enter, rulebook):
        wanted |= (walks >= low) & (walks <= high)
    return wanted if entry.minimum_days <= 1 else stays(wanted, entry.minimum_days)


def stays(wanted: Array, least: int) -> Array:
    """Who is on a list that wants them on some days [citizen, day] and keeps whoever enters for at least so many."""
    citizens, days = wanted.shape
    citizen, first, stop = _runs_of(wanted)
    rank = np.arange(len(citizen)) - np.searchsorted(citizen, citizen)
    leave = np.full(citizens, -1)  # the day on which each is off again
    for turn in range(int(rank.max()) + 1 if len(rank) else 0):
        now = np.flatnonzero(rank == turn)
        who, start, until = citizen[now], first[now], leave[citizen[now]]
        entering = start > until
        first[now] = np.where(entering, start, until)
        stop[now] = leave[who] = np.maximum(stop[now], np.where(entering, start + least, until))
    return _filled(citizen, np.minimum(first, days), np.minimum(stop, days), wanted.shape)


def _filled(citizen: Array, first: Array, stop: Array, shape: tuple[int, ...]) -> Array:
    """A mask [citizen, day] that is true from each first day up to each stop."""
    lengths = np.maximum(stop - first, 0)
    ends = np.cumsum(lengths)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    result = np.zeros(shape, bool)
    result.reshape(-1)[np.repeat(citizen * shape[1] + first, lengths) + within] = True
    return result


def _runs_of(wanted: Array) -> tuple[Array, Array, Array]:
    """The unbroken runs of wanted days, one citizen after the other: who, first day, day after the last."""
    citizens, days = wanted.shape
    padded = np.zeros((citizens, days + 1), bool)
    padded[:, :days] = wanted
    flat = padded.reshape(-1)
    turns = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    if len(flat) and flat[0]:
        turns = np.concatenate(([0], turns))
    citizen, first = np.divmod(turns[::2], days + 1)
    return citizen, first, turns[1::2] - citizen * (days + 1)

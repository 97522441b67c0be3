"""What people do when they learn what pays: hours move between deeds, and entries on file follow.

Pure arrays. Efforts are hours a year, [citizen, deed]; at the start everybody does alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scoring.engine import TownColumns
from scoring.engine.columns import Array
from town.content import load_content
from town.luck import stream


@dataclass(frozen=True)
class Deed:
    """A deed under one rulebook. `lure`: what an hour of it pays, as a share of what the best-paid hour pays."""

    kind: str
    hours: int
    acts: float  # a year, for each resident, at the start
    lure: float
    seen: float  # the share of it that a source sees, where it pays at all; else 0
    most: float  # acts a year beyond which nothing more is paid

    @property
    def effort(self) -> float:
        return self.acts * self.hours


def means_of(town: TownColumns, means: Mapping[str, Mapping[str, int]]) -> Array:
    """The part of their time that each resident can move, from 0 to 1. `means` are per cent by group and label."""
    part = np.ones(town.citizens)
    for group, shares in means.items():
        labels, codes = town.groups[group]
        part *= np.array([shares[label] / 100 for label in labels])[codes]
    return part


def efforts(deeds: Sequence[Deed], means: Array, parameters: Mapping[str, int], on: Sequence[bool]) -> list[Array]:
    """Hours [citizen, deed] of each year. The first year is lived before anybody knows what pays."""
    start = np.tile(np.array([deed.effort for deed in deeds]), (len(means), 1))
    will, now, years = np.ones_like(start), start.copy(), [start]
    lure = np.array([deed.lure for deed in deeds])
    part = {name: value / 100 for name, value in parameters.items()}
    for rewarded in on[:-1]:
        if rewarded:
            now = _move(now, deeds, means * part["pull"])
            will = will * (1 - part["crowding"] * lure)
        else:
            will = will + part["recovery"] * (1 - will)
            now = now + part["habit"] * (start * will - now)
        years.append(now)
    return years


def _move(now: Array, deeds: Sequence[Deed], movable: Array) -> Array:
    """Time leaves what pays less and goes to what pays more, as far as more of it is paid. No hour is lost."""
    lure = np.array([deed.lure for deed in deeds])
    if not lure.any():
        return now
    leaves = now * movable[:, None] * (1 - lure)
    most = np.array([deed.most * deed.hours for deed in deeds])
    room = np.where(lure > 0, np.maximum(most - now, 0), 0)
    room = np.minimum(room, leaves.sum(axis=1, keepdims=True))  # nobody can do more of a thing than they have time
    wanted = room * lure
    whole = wanted.sum(axis=1, keepdims=True)
    taken = np.minimum(leaves.sum(axis=1, keepdims=True), whole)
    share = np.divide(taken, leaves.sum(axis=1, keepdims=True), out=np.zeros_like(taken), where=taken > 0)
    comes = np.divide(wanted, whole, out=np.zeros_like(wanted), where=whole > 0) * taken
    return np.asarray(now - leaves * share + comes)


def town_after(town: TownColumns, deeds: Sequence[Deed], effort: Array, seed: int, year: int) -> TownColumns:
    """The year's file: entries about a deed come as often as it is done, for each resident."""
    kinds = load_content().vocabulary.kind_codes
    copies = np.ones(len(town), np.int64)
    for column, deed in enumerate(deeds):
        first, last = town.rows_of(kinds[deed.kind], 1, town.days)
        times = effort[town.citizen[first:last], column] / deed.effort
        draw = stream(seed, "drift", year, deed.kind).random(last - first)
        copies[first:last] = np.floor(times + draw)
    return _repeated(town, copies, stream(seed, "drift", year, "days"))


def _repeated(town: TownColumns, copies: Array, random: np.random.Generator) -> TownColumns:
    """Each row so many times; every copy but the first falls on a day of its own."""
    rows = np.repeat(np.arange(len(town)), copies)
    again = np.concatenate(([False], rows[1:] == rows[:-1])) if len(rows) else np.zeros(0, bool)
    day = town.day[rows].copy()
    day[again] = random.integers(1, town.days + 1, int(again.sum()))
    order = np.lexsort((town.citizen[rows], day, town.kind[rows]))
    rows, day = rows[order], day[order]
    return replace(
        town,
        kind=town.kind[rows],
        day=day,
        citizen=town.citizen[rows],
        source=town.source[rows],
        facts={name: column[rows] for name, column in town.facts.items()},
        wrong=town.wrong[rows],
    )

"""Naming and shaming: private refusals that no rule ordered. An open model, apart from the engine.

Who is on a public board is read by acquaintances; some tell others; some refuse a job, a flat, a greeting. Nobody takes
a refusal back when the card comes down. Pure and seeded; every number stands in content/cascade.yaml and is ours.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from scoring.engine.columns import Array
from town.luck import stream

FILE = Path(__file__).parent / "content" / "cascade.yaml"
NEVER = 1 << 14  # a day that no year reaches


@dataclass(frozen=True)
class Parameter:
    id: str
    value: int
    unit: str
    label: str
    least: int
    most: int


@dataclass(frozen=True)
class Model:
    """readers, tells, refuses: per cent; sees: in a thousand and day; lasts: days."""

    readers: int
    sees: int
    tells: int
    refuses: int
    lasts: int


@dataclass(frozen=True)
class Cascade:
    """`after`: person-days of refusal on which the card hung no longer. `innocent`: about cards that only wrong entries
    explain, on the day on which they were read."""

    posted: int  # people who were ever on a public board
    knowing: int  # pairs: an acquaintance who came to know
    refusals: int
    days: int
    after: int
    innocent_refusals: int
    innocent_days: int
    hit: int  # people who were refused anything


@cache
def parameters() -> tuple[Parameter, ...]:
    rows: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Parameter(name, **row) for name, row in rows.items())


def model() -> Model:
    """The model as it ships."""
    return Model(**{each.id: each.value for each in parameters()})


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Somebody posted, somebody who knows, and the day on which they came to know."""

    posted: Array
    knower: Array
    day: Array

    def those(self, kept: Array) -> "_Pairs":
        return _Pairs(self.posted[kept], self.knower[kept], self.day[kept])


def cascade(public: Array, clean: Array, friends: Array, model: Model, seed: int) -> Cascade:
    """`public` [day, citizen]: who is on any board that hangs; `clean`: the same had nothing been misfiled.

    `friends` [citizen, ties], −1 where there are fewer.
    """
    days = len(public) - 1
    ever = np.flatnonzero(public.any(axis=0))
    upto = np.cumsum(public[:, ever], axis=0, dtype=np.int16)  # days posted so far
    readers = _readers(upto, ever, friends, model, seed)
    told = _told(readers, friends, model, seed)
    known = _first(readers, told, len(friends))
    known = known.those(known.day < days)
    refusing = known.those(stream(seed, "cascade", "refuses").random(len(known.day)) * 100 < model.refuses)
    last = np.minimum(refusing.day + model.lasts, days)
    spent = last - refusing.day
    row = np.searchsorted(ever, refusing.posted)
    hung = (upto[last, row] - upto[refusing.day, row]).astype(np.int64)
    innocent = ~clean[refusing.day, refusing.posted] & public[refusing.day, refusing.posted]
    return Cascade(
        posted=len(ever),
        knowing=len(known.day),
        refusals=len(refusing.day),
        days=int(spent.sum()),
        after=int((spent - hung).sum()),
        innocent_refusals=int(innocent.sum()),
        innocent_days=int(spent[innocent].sum()),
        hit=len(np.unique(refusing.posted)),
    )


def _readers(upto: Array, ever: Array, friends: Array, model: Model, seed: int) -> _Pairs:
    """Acquaintances who read a card themselves, on the day on which luck has them pass it."""
    reads = stream(seed, "cascade", "readers").random(len(friends)) * 100 < model.readers
    luck = stream(seed, "cascade", "sees").random(friends.shape)
    needed = _days_needed(luck, model.sees / 1000)
    found = []
    for tie in range(friends.shape[1]):
        knower, wanted = friends[ever, tie], needed[ever, tie]
        day = (upto < wanted).sum(axis=0)
        there = (knower >= 0) & reads[knower] & (day < len(upto))
        found.append((ever[there], knower[there], day[there]))
    return _Pairs(*(np.concatenate(column).astype(np.int64) for column in zip(*found, strict=True)))


def _days_needed(luck: Array, chance: float) -> Array:
    """The day of the first success, from one draw a pair (a geometric number)."""
    if chance <= 0:
        return np.full(luck.shape, NEVER, np.int16)
    if chance >= 1:
        return np.ones(luck.shape, np.int16)
    needed = 1 + np.floor(np.log1p(-luck) / np.log1p(-chance))
    return np.asarray(np.minimum(needed, NEVER).astype(np.int16))


def _told(readers: _Pairs, friends: Array, model: Model, seed: int) -> _Pairs:
    """Friends of readers who are told the day after; nobody tells the one it is about."""
    luck = stream(seed, "cascade", "tells").random((len(readers.day), friends.shape[1])) * 100
    hearers = friends[readers.knower]
    heard = (luck < model.tells) & (hearers >= 0) & (hearers != readers.posted[:, None])
    pair, tie = np.nonzero(heard)
    return _Pairs(readers.posted[pair], hearers[pair, tie].astype(np.int64), readers.day[pair] + 1)


def _first(readers: _Pairs, told: _Pairs, citizens: int) -> _Pairs:
    """Each pair once, on its first day."""
    both = _Pairs(*(np.concatenate(pair) for pair in zip(vars(readers).values(), vars(told).values(), strict=True)))
    order = np.lexsort((both.day, both.knower, both.posted))
    both = both.those(order)
    _, first = np.unique(both.posted * citizens + both.knower, return_index=True)
    return both.those(first)

"""Breach: what lies together is stolen together. Three ways to keep the same entries, and what each puts at stake.

Pure: chances are worked out, not drawn. Parameters in content/breach.yaml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import numpy as np

from registry.drift import ParameterRow
from scoring.engine import Rulebook, TownColumns
from scoring.engine.columns import Array
from town.reading import Row, read_yaml

FILE = Path(__file__).parent / "content" / "breach.yaml"
Way = Literal["pooled", "apart", "home"]
POOLED: Final = "pooled"
APART: Final = "apart"
HOME: Final = "home"


class Model(Row):
    parameters: list[ParameterRow]

    @property
    def values(self) -> dict[str, int]:
        return {row.id: row.value for row in self.parameters}


@dataclass(frozen=True)
class Store:
    """Entries that lie together, and the residents whom they are about."""

    entries: int
    residents: int
    yearly: float  # chance of a breach in a year


@dataclass(frozen=True)
class Stake:
    """`any`: chance that anything gets out. `person`: chance, for a resident, that something of theirs does."""

    way: Way
    any: float
    person: float
    at_once: int  # residents in the largest single breach
    entries: int  # entries in it


@cache
def load_model() -> Model:
    return Model.model_validate(read_yaml(FILE))


def stakes(rulebook: Rulebook, town: TownColumns, parameters: Mapping[str, int]) -> list[Stake]:
    """What is at stake if the office's entries lie in one pool, with each source, or with the people themselves."""
    heard = _heard(rulebook, town)
    return [
        _in_stores(POOLED, town, [heard], parameters, len(town)),
        _in_stores(APART, town, _by_source(rulebook, town, heard), parameters, len(town)),
        _at_home(town, heard, parameters),
    ]


def _heard(rulebook: Rulebook, town: TownColumns) -> Array:
    """Rows of the sources to which the rulebook listens."""
    listens = rulebook.observers
    names = rulebook.vocabulary.sources
    mask = np.array([listens is None or name in listens for name in names])
    return np.asarray(mask[town.source])


def _by_source(rulebook: Rulebook, town: TownColumns, heard: Array) -> list[Array]:
    codes = range(len(rulebook.vocabulary.sources))
    rows = [heard & (town.source == code) for code in codes]
    return [mask for mask in rows if mask.any()]


def _in_stores(
    way: Way, town: TownColumns, stores: list[Array], parameters: Mapping[str, int], whole: int
) -> Stake:  # fmt: skip
    years = parameters["years"]
    kept = [_store(town, rows, parameters, whole) for rows in stores if rows.any()]
    safe = np.ones(town.citizens)
    for store, rows in zip(kept, (rows for rows in stores if rows.any()), strict=True):
        here = np.bincount(town.citizen[rows], minlength=town.citizens) > 0
        safe[here] *= (1 - store.yearly) ** years
    largest = max(kept, key=lambda store: store.residents, default=Store(0, 0, 0.0))
    return Stake(
        way=way,
        any=1 - float(np.prod([(1 - store.yearly) ** years for store in kept])),
        person=1 - float(safe.mean()),
        at_once=largest.residents,
        entries=max((store.entries for store in kept), default=0),
    )


def _store(town: TownColumns, rows: Array, parameters: Mapping[str, int], whole: int) -> Store:
    """The larger a store, the more it draws. A pool of all that is filed in the town has the whole chance."""
    entries = int(np.count_nonzero(rows))
    residents = int(np.count_nonzero(np.bincount(town.citizen[rows], minlength=town.citizens)))
    yearly = parameters["chance"] / 1000 * (entries / whole) ** (parameters["draw"] / 100)
    return Store(entries, residents, min(1.0, yearly))


def _at_home(town: TownColumns, heard: Array, parameters: Mapping[str, int]) -> Stake:
    """Everybody keeps their own entries: each breach is of one person."""
    own = np.bincount(town.citizen[heard], minlength=town.citizens)
    holders = int(np.count_nonzero(own))
    once = 1 - (1 - parameters["device"] / 1000) ** parameters["years"]
    return Stake(HOME, 1 - (1 - once) ** holders, once * holders / town.citizens, min(1, holders), int(own.max()))

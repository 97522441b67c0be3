"""What is counted against what is done: habits follow the rules over some years, as far as means allow.

One behaviour model, its parameters in content/drift.yaml. Pure: the same rulebook, town and parameters give the same
years. Efforts are hours a year, [citizen, deed]; at the start everybody does alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import Field

from registry.habits import Deed, efforts, means_of, town_after
from registry.replays import town_of
from scoring.engine import NO_STANDING, Replay, Rulebook, reform, replay
from scoring.engine.columns import Array
from scoring.engine.model import Points, PointsPer, Rule
from town.content import load_content
from town.reading import Row, read_yaml

FILE = Path(__file__).parent / "content" / "drift.yaml"
CITIZENS = 1000


class ParameterRow(Row):
    id: str
    value: int
    low: int
    high: int
    unit: str
    label: str
    text: str
    marker: Literal["ours", "recalled"]
    sources: list[str]


class DeedRow(Row):
    kind: str
    hours: int = Field(ge=1)


class Model(Row):
    years: int = Field(ge=1, le=20)
    off_after: int = Field(ge=0)
    parameters: list[ParameterRow]
    means: dict[str, dict[str, int]]
    deeds: list[DeedRow]

    @property
    def values(self) -> dict[str, int]:
        return {row.id: row.value for row in self.parameters}


@dataclass(frozen=True)
class Year:
    """Hours are means for each resident; standing is the mean at the year's end, None where there is no number."""

    rewards: bool
    counted: float  # hours that are seen and pay
    uncounted: float  # hours that nobody sees, or that pay nothing
    hours: Mapping[str, float]  # by deed
    entries: int  # of these deeds, on file
    standing: float | None
    by_income: Mapping[str, float]


@cache
def load_model() -> Model:
    return Model.model_validate(read_yaml(FILE))


def drift(rulebook: Rulebook, seed: int, parameters: Mapping[str, int], off_after: int | None = None) -> list[Year]:
    """The years under a rulebook. `off_after`: rewards are switched off at the end of that year (0: from the start)."""
    return list(_drift(rulebook, seed, tuple(sorted(parameters.items())), off_after))


@lru_cache(maxsize=32)
def _drift(
    rulebook: Rulebook, seed: int, parameters: tuple[tuple[str, int], ...], off_after: int | None
) -> tuple[Year, ...]:
    model, town = load_model(), town_of(CITIZENS, seed)
    deeds, bare = deeds_of(rulebook, model), without_rewards(rulebook)
    on = [off_after is None or year < off_after for year in range(model.years)]
    found = []
    for year, effort in enumerate(efforts(deeds, means_of(town, model.means), dict(parameters), on)):
        changed = town_after(town, deeds, effort, seed, year)
        found.append(_year(deeds, effort, replay(rulebook if on[year] else bare, changed), rewards=on[year]))
    return tuple(found)


# what pays


def deeds_of(rulebook: Rulebook, model: Model) -> list[Deed]:
    """The deeds of the model, and what this rulebook makes of each."""
    kinds = load_content().kinds
    pays = {row.kind: _pays(rulebook, row) for row in model.deeds}
    best = max(pays.values(), default=0.0) or 1.0
    return [
        Deed(
            kind=row.kind,
            hours=row.hours,
            acts=kinds[row.kind].per_ten_years / 10,
            lure=pays[row.kind] / best,
            seen=_seen(rulebook, row.kind) if pays[row.kind] else 0.0,
            most=_most(rulebook, row.kind),
        )
        for row in model.deeds
    ]


def _pays(rulebook: Rulebook, row: DeedRow) -> float:
    """Points to be expected for an hour: what the rules give, times the chance that a source sees it."""
    gains = sum(_gain(rulebook, rule) for rule in _rewarding(rulebook, row.kind))
    return gains * _seen(rulebook, row.kind) / row.hours


def _seen(rulebook: Rulebook, kind: str) -> float:
    """The share of these acts that is seen by a source to which the rulebook listens."""
    heard = rulebook.observers
    sources = load_content().kinds[kind].sources
    return sum(source.detection for source in sources if heard is None or source.id in heard) / 100


def _rewarding(rulebook: Rulebook, kind: str) -> list[Rule]:
    return [rule for rule in rulebook.rules if rule.enabled and kind in rule.on and _gain(rulebook, rule) > 0]


def _gain(rulebook: Rulebook, rule: Rule) -> int:
    """Points for the better that one entry brings; of points per unit, those for one unit."""
    side = -1 if rulebook.scale.higher_is == "worse" else 1
    amounts = [effect.amount for effect in rule.effects if isinstance(effect, Points)]
    amounts += [effect.each for effect in rule.effects if isinstance(effect, PointsPer)]
    return sum(amounts) * side


def _most(rulebook: Rulebook, kind: str) -> float:
    """How many acts a year are paid at most, over the rules that pay."""
    limits = [
        rule.at_most.times * 365 / rule.at_most.days if rule.at_most else float("inf")
        for rule in _rewarding(rulebook, kind)
    ]
    return max(limits, default=0.0)


def without_rewards(rulebook: Rulebook) -> Rulebook:
    """The same rulebook with every rule off that gives something for a deed."""
    edits: dict[str, Any] = {
        f"/rules/{position}/enabled": False
        for position, rule in enumerate(rulebook.rules)
        if rule.enabled and _gain(rulebook, rule) > 0
    }
    return reform(rulebook, edits, "rewards off") if edits else rulebook


# what is then seen


def _year(deeds: Sequence[Deed], effort: Array, after: Replay, *, rewards: bool) -> Year:
    kinds = after.rulebook.vocabulary.kind_codes
    hours = {deed.kind: float(effort[:, column].mean()) for column, deed in enumerate(deeds)}
    counted = sum(hours[deed.kind] * deed.seen for deed in deeds)
    codes = [kinds[deed.kind] for deed in deeds]
    known = after.standing != NO_STANDING
    labels, group = after.town.groups["income"]
    return Year(
        rewards=rewards,
        counted=counted if rewards else 0.0,
        uncounted=sum(hours.values()) - (counted if rewards else 0.0),
        hours=hours,
        entries=int(np.isin(after.town.kind, codes).sum()),
        standing=float(after.standing[known].mean()) if known.any() else None,
        by_income={
            label: float(after.standing[known & (group == code)].mean())
            for code, label in enumerate(labels)
            if (known & (group == code)).any()
        },
    )

"""Who lives in the town: facts about citizens, groups, and ties between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from town.content import CITIZEN, Content
from town.luck import stream
from town.plan import EVERYBODY, GROUPS, PeopleRow, Plan

Numbers = NDArray[np.int32]
Codes = NDArray[np.uint8]
FAMILY = 3


@dataclass(frozen=True)
class People:
    """Citizens as columns. Enums are coded by their order in facts.yaml, yes and no as 1 and 0."""

    count: int
    facts: Mapping[str, Numbers]
    groups: Mapping[str, tuple[tuple[str, ...], Codes]]

    def member(self, group: str, label: str) -> NDArray[np.bool_]:
        labels, codes = self.groups[group]
        found: NDArray[np.bool_] = codes == labels.index(label)
        return found


def make_people(count: int, seed: int, content: Content, plan: Plan) -> People:
    """Draw every citizen fact. Facts that the plan does not name keep their default."""
    bands, age = _ages(count, seed, plan)
    often = stream(seed, "misread").random(count) * 100 < plan.misread.often
    codes: dict[str, NDArray[np.integer]] = {"age_band": bands, "misread": often.astype(np.uint8)}
    facts = _defaults(count, content)
    facts["age"] = age
    for row in plan.people:
        labels = (EVERYBODY,) if row.by is None else plan.labels(content, row.by)
        group = np.zeros(count, np.uint8) if row.by is None else codes[row.by]
        facts[row.fact] = codes[row.fact] = _spread(row, labels, group, age, seed, content)
    groups = {name: (plan.labels(content, name), codes[name].astype(np.uint8)) for name in GROUPS}
    return People(count, facts, groups)


def make_friends(people: People, seed: int, plan: Plan) -> Numbers:
    """Ties to `each` others, most of them in the same district; nobody is their own friend."""
    random = stream(seed, "friends")
    count, each = people.count, plan.friends.each
    district = people.groups["district"][1]
    order = np.argsort(district, kind="stable").astype(np.int32)
    sizes = np.bincount(district, minlength=int(district.max()) + 1)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    place = np.empty(count, np.int64)
    place[order] = np.arange(count)
    friends = np.empty((count, each), np.int32)
    for tie in range(each):
        size, start = sizes[district], starts[district]
        near = (random.random(count) * 100 < plan.friends.same_district) & (size > 1)
        low, span = np.where(near, start, 0), np.where(near, size, count)
        step = 1 + (random.random(count) * np.maximum(span - 1, 1)).astype(np.int64)
        friends[:, tie] = order[low + (place - low + step) % span]
    return friends


def make_relatives(people: People, seed: int) -> Numbers:
    """Families of one to three within a district; missing relatives are -1."""
    order = np.lexsort((stream(seed, "families").random(people.count), people.groups["district"][1]))
    place = np.arange(people.count)
    relatives = np.full((people.count, FAMILY - 1), -1, np.int32)
    for other in range(1, FAMILY):
        found = place - place % FAMILY + (place + other) % FAMILY
        here = found < people.count
        relatives[order[here], other - 1] = order[found[here]]
    return relatives


def _ages(count: int, seed: int, plan: Plan) -> tuple[Codes, Numbers]:
    random = stream(seed, "age")
    bands = list(plan.bands.values())
    edges = np.cumsum([band.share for band in bands])
    code = np.searchsorted(edges, random.random(count) * 100, side="right").astype(np.uint8)
    low = np.array([band.first for band in bands])[code]
    high = np.array([band.last for band in bands])[code]
    return code, (low + (random.random(count) * (high - low + 1)).astype(np.int32)).astype(np.int32)


def _defaults(count: int, content: Content) -> dict[str, Numbers]:
    facts = {}
    for fact in content.vocabulary.facts.values():
        if fact.owner in CITIZEN:
            facts[fact.id] = np.full(count, fact.code(fact.default), np.int32)
    return facts


def _spread(
    row: PeopleRow, labels: tuple[str, ...], group: NDArray[np.integer], age: Numbers, seed: int, content: Content
) -> Numbers:
    draw = stream(seed, "people", row.fact).random(len(group))
    values = np.zeros(len(group), np.int32)
    for code, label in enumerate(labels):
        here = group == code
        if row.percent is not None:
            values[here] = draw[here] * 100 < row.percent[label]
        elif row.shares is not None:
            values[here] = _shared(row.shares[label], content.vocabulary.facts[row.fact].codes, draw[here])
        elif row.range is not None:
            low, high = row.range[label]
            part = draw[here] ** 3 if row.mostly_low else draw[here]
            values[here] = low + (part * (high - low + 1)).astype(np.int32)
    return values if row.at_most_age is None else np.minimum(values, age * row.at_most_age).astype(np.int32)


def _shared(shares: Mapping[str, int], codes: Mapping[str, int], draw: NDArray[np.float64]) -> Numbers:
    value = np.array([codes[name] for name in shares], np.int32)
    edges = np.cumsum(list(shares.values()))
    found: Numbers = value[np.searchsorted(edges, draw * 100, side="right")]
    return found

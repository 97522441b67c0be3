"""Which entries of a town's year have a fact written down wrongly: its sources are run again, once without slips."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from registry.replays import town_of
from scoring.engine.columns import Array
from town.content import load_content
from town.people import make_people
from town.plan import load_plan
from town.shapes import KindRow
from town.written import Writer
from town.year import Exposure, Rows, Sources


@lru_cache(maxsize=8)
def misread_rows(citizens: int, seed: int) -> Array:
    """A mask over the rows of `town_of(citizens, seed)`. A slip that changed nothing is no misreading."""
    town = town_of(citizens, seed)
    content, plan, exposure = load_content(), load_plan(), Exposure()
    people = make_people(citizens, seed, content, plan)
    sources = Sources(content, plan, people, seed=seed, days=town.days, exposure=exposure)
    found = np.zeros(len(town), bool)
    for code, kind in enumerate(content.kinds.values()):
        if not any(_can_slip(kind, seen.id) for seen in kind.sources):
            continue
        rows = sources.rows_of(kind)
        if rows.slip.any():
            start, stop = int(town.kind_starts[code]), int(town.kind_starts[code + 1])
            writer = Writer(content, plan, people, seed=seed, exposure=exposure, rows=len(rows))
            writer.write(kind, _without_slips(rows), 0)
            for name in kind.asks:
                found[start:stop] |= writer.facts[name] != town.facts[name][start:stop]
    return found


def _can_slip(kind: KindRow, source: str) -> bool:
    return any(mistake.effect == "misread" for mistake in load_content().sources[source].mistakes)


def _without_slips(rows: Rows) -> Rows:
    return Rows(rows.day, rows.citizen, rows.source, rows.wrong, np.zeros(len(rows), bool))

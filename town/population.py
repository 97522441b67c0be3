"""The nameless town: a population of N and one year of what was observed, from a seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from scoring.engine.columns import TownColumns
from scoring.engine.vocabulary import DEFAULT
from town.content import load_content
from town.people import make_friends, make_people, make_relatives
from town.plan import load_plan
from town.written import Writer
from town.year import Exposure, Rows, Sources

__all__ = ["Exposure", "make_town"]

FEWEST, MOST = 2, 1_000_000


def make_town(
    citizens: int,
    seed: int,
    *,
    days: int = 365,
    exposure: Exposure | None = None,
    folder: Path | str = DEFAULT,
) -> TownColumns:
    """A town of `citizens` and what its sources filed in `days` days. The same arguments give the same town.

    About 50 entries a citizen and year: 1,000 citizens take 0.1 seconds, 100,000 some seconds.
    """
    if not FEWEST <= citizens <= MOST:
        raise ValueError(f"A town has {FEWEST} to {MOST:,} citizens, not {citizens:,}.")
    if not 1 <= days <= 3650:
        raise ValueError(f"A town's file covers 1 to 3,650 days, not {days}.")
    exposure = exposure or Exposure()
    content, plan = load_content(folder), load_plan(folder)
    people = make_people(citizens, seed, content, plan)
    sources = Sources(content, plan, people, seed=seed, days=days, exposure=exposure)
    by_kind = [sources.rows_of(kind) for kind in content.kinds.values()]
    lengths = [len(rows) for rows in by_kind]
    writer = Writer(content, plan, people, seed=seed, exposure=exposure, rows=sum(lengths))
    starts = np.concatenate(([0], np.cumsum(lengths)))
    for kind, rows, start in zip(content.kinds.values(), by_kind, starts, strict=False):
        writer.write(kind, rows, int(start))
    year = Rows.joined(by_kind)
    return TownColumns(
        citizens=citizens,
        citizen_facts=people.facts,
        friends=make_friends(people, seed, plan),
        groups=people.groups,
        kind=np.repeat(np.arange(len(lengths), dtype=np.uint8), lengths),
        day=year.day,
        citizen=year.citizen,
        source=year.source,
        facts=writer.facts,
        wrong=year.wrong,
        days=days,
        relatives=make_relatives(people, seed),
    )

"""How fast the engine is, as JSON lines: python -m scoring.engine.bench

`limit_ratio` is the time divided by that of `numpy.sum` over the same bytes in the same process, so that figures from
different machines can be laid side by side.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from scoring.engine import compare, explain, load_vocabulary, reform, replay
from scoring.engine.bench_town import KINDS, bench_rulebook, bench_town
from scoring.engine.columns import TownColumns
from scoring.engine.observation import Observation
from scoring.engine.room import give_back
from scoring.engine.vocabulary import Vocabulary

ROUNDS = 9


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Least seconds of some rounds, after one that does not count: other work on the machine can only add to it."""
    work()
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def memory_of(work: Callable[[], object]) -> tuple[int, int]:
    """Bytes that are kept of what a piece of work makes, and the most that it took on the way."""
    give_back()  # memory that was taken before would not be counted
    tracemalloc.start()
    kept = work()
    now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return now, most


def limit_of(town: TownColumns) -> float:
    """Seconds of one numpy.sum over as many bytes as the town's rows have."""
    columns = [town.kind, town.day, town.citizen, town.source, *town.facts.values()]
    size = sum(column.nbytes for column in columns) // 8
    values = np.ones(size, np.int64)
    return timed(lambda: values.sum())


def line(name: str, seconds: float, n: int, limit: float | None = None) -> dict[str, Any]:
    ratio = round(seconds / limit, 2) if limit else None
    return {"name": name, "value": round(seconds * 1000, 3), "unit": "ms", "n": n, "limit_ratio": ratio}


def memory_line(name: str, size: int, n: int) -> dict[str, Any]:
    return {"name": name, "value": round(size / 1e6, 1), "unit": "MB", "n": n, "limit_ratio": None}


def replay_lines(vocabulary: Vocabulary, citizens: int, rows: int, suffix: str) -> list[dict[str, Any]]:
    town, rulebook = bench_town(vocabulary, citizens, rows), bench_rulebook(vocabulary)
    limit = limit_of(town)
    before = replay(rulebook, town)
    edited = reform(rulebook, {"/rules/0/effects/0/points": -35}, "bench")
    after = replay(edited, town, previous=before)
    lines = [line(f"replay_full_{suffix}", timed(lambda: replay(rulebook, town)), rows, limit)]
    lines.append(line(f"replay_edit_{suffix}", timed(lambda: replay(edited, town, previous=before)), rows, limit))
    lines.append(line(f"compare_{suffix}", timed(lambda: compare(before, after, town)), citizens, limit))
    rare = reform(rulebook, {"/rules/1/when/all/1/value": 89}, "bench")
    first = replay(rare, town)
    rarer = reform(rare, {"/rules/1/effects/0/points": 6}, "bench")
    lines.append(line(f"replay_edit_rare_{suffix}", timed(lambda: replay(rarer, town, previous=first)), rows, limit))
    if citizens >= 100_000:
        kept, most = memory_of(lambda: replay(rulebook, town))
        lines += [memory_line(f"memory_kept_{suffix}", kept, rows), memory_line(f"memory_most_{suffix}", most, rows)]
        kindless = bench_rulebook(vocabulary, kindless=True)
        lines.append(line(f"replay_kindless_{suffix}", timed(lambda: replay(kindless, town), 3), rows, limit))
    return lines


def explain_line(vocabulary: Vocabulary) -> dict[str, Any]:
    """One life of ten days with 50 observations, full trace."""
    rulebook = bench_rulebook(vocabulary)
    kinds = list(vocabulary.kinds.values())[:KINDS]
    facts: Mapping[str, Any] = {"age": 50}
    file = [
        Observation(f"o{i}", i % 10 + 1, kinds[i % KINDS].id, kinds[i % KINDS].sources[0].id, {"hour": i % 24})
        for i in range(50)
    ]
    return line("explain_life", timed(lambda: explain(rulebook, file, facts=facts, days=10), 50), 50)


def main() -> int:
    from scoring.engine.bench_start import start_lines  # here: both take their clock from this module
    from scoring.engine.bench_zen import zen_lines

    parser = argparse.ArgumentParser(description="Print the engine's figures as JSON lines.")
    parser.add_argument("--quick", action="store_true", help="only the town of 10,000")
    options = parser.parse_args()
    vocabulary = load_vocabulary()
    lines = [explain_line(vocabulary), *replay_lines(vocabulary, 10_000, 500_000, "10k")]
    if not options.quick:
        lines += replay_lines(vocabulary, 100_000, 5_000_000, "100k") + start_lines(vocabulary) + zen_lines(vocabulary)
    for row in lines:
        print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())

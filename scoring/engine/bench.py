"""How fast the engine is, as JSON lines: python -m scoring.engine.bench

`limit_ratio` is the time divided by that of `numpy.sum` over the same bytes in the same process, so that figures from
different machines can be laid side by side.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from scoring.engine import compare, explain, from_document, load_vocabulary, reform, replay
from scoring.engine.columns import TownColumns
from scoring.engine.model import Rulebook
from scoring.engine.observation import Observation
from scoring.engine.vocabulary import Vocabulary

ROUNDS = 9
KINDS = 24


def bench_town(vocabulary: Vocabulary, citizens: int, rows: int, seed: int = 1) -> TownColumns:
    """A synthetic town of a given size: 24 kinds, evenly spread."""
    chance = np.random.default_rng(seed)
    kind, day = chance.integers(0, KINDS, rows), chance.integers(1, 366, rows)
    # one number for each row, so that sorting these sorts by kind, day and citizen
    key = np.sort((kind * 366 + day) * citizens + chance.integers(0, citizens, rows))
    kind_and_day, citizen = np.divmod(key, citizens)
    kind, day = np.divmod(kind_and_day, 366)
    first_source = np.array([vocabulary.source_codes[k.sources[0].id] for k in vocabulary.kinds.values()], np.uint8)
    return TownColumns(
        citizens=citizens,
        citizen_facts={"age": chance.integers(18, 90, citizens).astype(np.int16)},
        friends=np.zeros((citizens, 0), np.int32),
        groups={"cell": ([str(i) for i in range(48)], chance.integers(0, 48, citizens).astype(np.uint8))},
        kind=kind.astype(np.uint8),
        day=day.astype(np.int16),
        citizen=citizen.astype(np.int32),
        source=first_source[kind],
        facts={
            "hour": chance.integers(0, 24, rows).astype(np.int8),
            "amount": chance.integers(0, 1000, rows).astype(np.int32),
        },
        wrong=np.zeros(rows, bool),
    )


def bench_rulebook(vocabulary: Vocabulary, *, kindless: bool = False) -> Rulebook:
    """24 rules: half with a condition, two thirds that expire, some by amount."""
    rules = [_rule(i, kind, kindless) for i, kind in enumerate(list(vocabulary.kinds)[:KINDS])]
    head = {key: "bench" for key in ("id", "title", "short", "place", "years", "operator", "summary")}
    document: dict[str, Any] = {
        **head,
        "schema": "rulebook.v1",
        "family": "none",
        "evidence": {"marker": "fictionalised"},
        "consent": "mandatory",
        "observers": "all",
        "disclosure": {"told": "score", "text": ""},
        "appeal": {"route": "none", "text": ""},
        "scale": {
            "kind": "points",
            "start": 1000,
            "floor": 0,
            "ceiling": 1200,
            "higher_is": "better",
            "expiry": "refund",
        },
        "bands": [{"id": "A", "label": "a", "from": 600, "to": 1200}, {"id": "D", "label": "d", "from": 0, "to": 599}],
        "rules": rules,
        "lists": [{"id": "black", "label": "b", "colour": "black", "enter": {"bands": ["D"]}, "minimum_days": 30}],
        "doors": [{"door": next(iter(vocabulary.doors)), "state": "shut", "when": [{"list": "black"}]}],
        "examples": [{"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(3)],
    }
    return from_document(document, vocabulary=vocabulary)


def _rule(index: int, kind: str, kindless: bool) -> dict[str, Any]:
    points: Any = (-30, 5, -12, 8)[index % 4]
    if index % 8 == 7:
        points = {"per": "amount", "every": 100, "each": -2, "cap": 30}
    rule: dict[str, Any] = {
        "id": f"b-{index}",
        "text": "x",
        "on": [] if kindless else [kind],
        "effects": [{"points": points}],
    }
    if index % 2 or kindless:
        rule["when"] = {
            "all": [_between("hour", index % 12, 18), {"fact": "age", "op": "at_least", "value": 20 + index}]
        }
    if index % 3:
        rule["expires"] = (30, 60, 90, 180)[index % 4]
    return rule


def _between(fact: str, low: int, high: int) -> dict[str, Any]:
    return {"fact": fact, "op": "between", "value": [low, high]}


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


def start_lines() -> list[dict[str, Any]]:
    """A fresh process: importing the engine, and its first replay. Compiled files are at hand, as once installed."""
    code = "import scoring.engine as e; e.replay; e.explain"
    first = "import scoring.engine.bench as b; v = b.load_vocabulary(); "
    first += "b.replay(b.bench_rulebook(v), b.bench_town(v, 10_000, 500_000))"
    with tempfile.TemporaryDirectory() as compiled:
        bare, numpy, loaded = (timed(partial(_python, each, compiled)) for each in ("pass", "import numpy", code))
        return [
            line("numpy_import", numpy - bare, 1),
            line("engine_import", loaded - bare, 1),
            line("first_replay_10k", timed(lambda: _python(first, compiled), 3), 500_000),
        ]


def _python(code: str, compiled: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        check=True,
        cwd=Path(__file__).resolve().parents[2],
        env={**kept, "PYTHONPYCACHEPREFIX": compiled},
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Print the engine's figures as JSON lines.")
    parser.add_argument("--quick", action="store_true", help="only the town of 10,000")
    options = parser.parse_args()
    vocabulary = load_vocabulary()
    lines = [explain_line(vocabulary), *replay_lines(vocabulary, 10_000, 500_000, "10k")]
    if not options.quick:
        lines += replay_lines(vocabulary, 100_000, 5_000_000, "100k") + start_lines()
    for row in lines:
        print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long a process takes to its first replay: lines of the bench.

A child process is timed from its start to its end. `first_replay_10k` finds everything at hand, as once installed:
compiled modules, and the kept forms of vocabulary and rulebook (see compiled.py). `first_replay_unread_10k` has a
rulebook that nobody has checked yet.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from scoring.engine.bench import ROUNDS, line
from scoring.engine.bench_town import bench_document
from scoring.engine.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
BARE = "pass"
NUMPY = "import numpy"
ENGINE = "import scoring.engine as e; e.replay; e.explain"
FIRST = """
from pathlib import Path
from scoring.engine import {load}, load_vocabulary, replay
from scoring.engine.bench_town import bench_town
vocabulary = load_vocabulary()
rulebook = {load}(Path({path!r}), vocabulary=vocabulary)
replay(rulebook, bench_town(vocabulary, 10_000, 500_000))
"""


def start_lines(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "bench.json"
        book.write_text(json.dumps(bench_document(vocabulary)))
        compiled = {**_inherited(), "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
        first, unread = (FIRST.format(load=load, path=str(book)) for load in ("load_shipped", "load_rulebook"))
        bare, numpy, engine, *replayed = least([BARE, NUMPY, ENGINE, first, unread], compiled)
        return [
            line("numpy_import", numpy - bare, 1),
            line("engine_import", engine - bare, 1),
            line("first_replay_10k", replayed[0], 500_000),
            line("first_replay_unread_10k", replayed[1], 500_000),
        ]


def least(codes: list[str], environment: dict[str, str], rounds: int = ROUNDS) -> list[float]:
    """Least seconds of each program, run in turn, after one round that does not count."""
    seconds = [[_seconds(code, environment) for code in codes] for _ in range(rounds + 1)]
    return [min(column) for column in zip(*seconds[1:], strict=True)]


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _seconds(code: str, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment)  # noqa: S603
    return time.perf_counter() - begun

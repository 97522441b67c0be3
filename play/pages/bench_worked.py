"""The worked examples of a rulebook, run again under the draft: which of them no longer come out as written."""

from functools import lru_cache
from typing import Any

from play.pages.bench_desk import Desk
from scoring.engine import Rulebook, run_examples
from scoring.engine.changes import shown


@lru_cache(maxsize=32)
def _broken(rulebook: Rulebook) -> tuple[tuple[str, str, str, str], ...]:
    """Example, what it expected, the value, and what came instead."""
    return tuple(
        (each.example, each.key.replace("_", " "), shown(each.expected), shown(each.got))
        for each in run_examples(rulebook)
    )


def worked_page(desk: Desk) -> dict[str, Any]:
    known = set(_broken(desk.baseline)) if desk.edited else set()
    broken = [row for row in _broken(desk.reform) if row not in known] if desk.edited else []
    names = dict.fromkeys(row[0] for row in broken)
    return {
        "worked": {
            "total": len(desk.reform.document["examples"]),
            "broken": [(name, [row[1:] for row in broken if row[0] == name]) for name in names],
        }
    }

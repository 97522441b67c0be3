"""What the bench measures on: a synthetic town and rulebook of a given size."""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring.engine.columns import TownColumns
from scoring.engine.load import from_document
from scoring.engine.model import Rulebook
from scoring.engine.vocabulary import Vocabulary

KINDS = 24


def bench_town(vocabulary: Vocabulary, citizens: int, rows: int, seed: int = 1) -> TownColumns:
    """A synthetic town of a given size: 24 kinds, evenly spread."""
    chance = np.random.default_rng(seed)
    kind, day = chance.integers(0, KINDS, rows), chance.integers(1, 366, rows)
    # one number for each row, so that sorting these sorts by kind, day and citizen
    key = (kind * 366 + day) * citizens + chance.integers(0, citizens, rows)
    small = np.int32 if KINDS * 366 * citizens < 2**31 else np.int64  # half the bytes to sort and to divide
    kind_and_day, citizen = np.divmod(np.sort(key.astype(small)), small(citizens))
    kind, day = np.divmod(kind_and_day, small(366))
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
    return from_document(bench_document(vocabulary, kindless=kindless), vocabulary=vocabulary)


def bench_document(vocabulary: Vocabulary, *, kindless: bool = False) -> dict[str, Any]:
    rules = [_rule(i, kind, kindless) for i, kind in enumerate(list(vocabulary.kinds)[:KINDS])]
    head = {key: "bench" for key in ("id", "title", "short", "place", "years", "operator", "summary")}
    return {
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

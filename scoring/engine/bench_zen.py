"""The same rules and rows through zen-engine, a general rules engine written in Rust: lines of the bench.

Only where it is installed (requirements-bench.txt). It is given the rules as one decision table, compiled once, and
answers row by row which rules fire and what each gives: no expiry, scale, bands, lists or doors, which a replay has
done as well when it is through.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from scoring.engine import explain, model, replay
from scoring.engine.bench import line, timed
from scoring.engine.bench_town import bench_rulebook, bench_town
from scoring.engine.columns import TownColumns
from scoring.engine.conditions import All, Condition, Test
from scoring.engine.model import Rulebook
from scoring.engine.vocabulary import Value, Vocabulary

CITIZENS = 500  # whose rows are timed
COMPARED = 50  # of them, whose every answer is held against the engine's own
ROUNDS = 3

Row = dict[str, Value]
Fired = dict[str, int]  # rule: points
Evaluate = Callable[[Row], Fired]


def zen_lines(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """What zen-engine takes, and how many times as long as a replay for each row; a plain line where it is missing."""
    if find_spec("zen") is None:
        return [{"name": "zen_row_by_row", "skipped": "not installed: pip install -r requirements-bench.txt"}]
    town, rulebook = bench_town(vocabulary, 10_000, 500_000), bench_rulebook(vocabulary)
    evaluate = zen_for(rulebook)
    few = town.block(0, CITIZENS)
    for citizen in range(COMPARED):
        hold_against_ours(rulebook, few, citizen, evaluate)
    rows = [row for citizen in range(CITIZENS) for row in rows_of(few, citizen, vocabulary).values()]
    seconds = timed(lambda: [evaluate(row) for row in rows], ROUNDS)
    times = (seconds / len(rows)) / (timed(lambda: replay(rulebook, town)) / len(town))
    return [
        line("zen_row_by_row", seconds, len(rows)),
        {"name": "zen_row_by_row_to_replay_full_10k", "value": round(times), "unit": "times, by row", "n": len(rows)},
    ]


def zen_for(rulebook: Rulebook) -> Evaluate:
    """A function from one row to the rules that fire on it. zen's fastest way in: a table that is loaded once."""
    engine = import_module("zen").ZenEngine({"loader": {"type": "static", "content": {"rules": graph_of(rulebook)}}})

    def evaluate(row: Row) -> Fired:
        return {each["rule"]: each["points"] for each in engine.evaluate("rules", row)["result"]}

    return evaluate


def rows_of(town: TownColumns, citizen: int, vocabulary: Vocabulary) -> dict[str, Row]:
    """What zen-engine is asked about each observation of one citizen, by its id."""
    known = town.facts_of(citizen, vocabulary)
    return {seen.id: {"kind": seen.kind, **known, **seen.facts} for seen in town.observations_of(citizen, vocabulary)}


def hold_against_ours(rulebook: Rulebook, town: TownColumns, citizen: int, evaluate: Evaluate) -> None:
    """Are these the same rules? Raises ValueError where one answer differs."""
    vocabulary = rulebook.vocabulary
    file, facts = town.observations_of(citizen, vocabulary), town.facts_of(citizen, vocabulary)
    told = explain(rulebook, file, facts=facts, days=town.days)
    ours: dict[str, Fired] = {seen.id: {} for seen in file}
    traces = [settlement.trace for settlement in told.settlements if settlement.trace is not None]
    for look in (look for trace in traces for look in trace.looks if look.fired):
        ours[look.observation][look.rule] = look.points
    theirs = {name: evaluate(row) for name, row in rows_of(town, citizen, vocabulary).items()}
    if theirs != ours:
        name = next(name for name in ours if ours[name] != theirs[name])
        raise ValueError(f"Citizen {citizen}, {name}: zen-engine says {theirs[name]}, this engine {ours[name]}.")


# A decision graph: the row goes in, one table collects every rule that fires, its lines come out.


def graph_of(rulebook: Rulebook) -> dict[str, Any]:
    facts = sorted({test.fact.id for rule in rulebook.rules for test in _tests(rule.when)})
    inputs = [_column(name) for name in ("kind", *facts)]
    table = {
        "hitPolicy": "collect",
        "inputs": inputs,
        "outputs": [_column("rule"), _column("points")],
        "rules": [_line(rule) for rule in rulebook.rules],
    }
    nodes = [("row", "inputNode", {}), ("table", "decisionTableNode", table), ("end", "outputNode", {})]
    return {
        "nodes": [_node(*node) for node in nodes],
        "edges": [_edge("row", "table"), _edge("table", "end")],
    }


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, "content": content}


def _edge(start: str, end: str) -> dict[str, Any]:
    return {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end}


def _column(name: str) -> dict[str, str]:
    return {"id": name, "name": name, "field": name, "type": "expression"}


def _line(rule: model.Rule) -> dict[str, str]:
    cells = {test.fact.id: _cell(test) for test in _tests(rule.when)}
    kinds = ", ".join(json.dumps(kind) for kind in rule.on)
    (effect,) = rule.effects
    return {"_id": rule.id, "kind": kinds, **cells, "rule": json.dumps(rule.id), "points": _points(effect)}


def _tests(condition: Condition | None) -> list[Test]:
    """The tests that must all hold; the bench's rules know no other condition."""
    if condition is None:
        return []
    if isinstance(condition, All) and all(isinstance(part, Test) for part in condition.parts):
        return [part for part in condition.parts if isinstance(part, Test)]
    raise ValueError("Only a condition that is a list of tests can be put in one line of a table.")


def _cell(test: Test) -> str:
    if test.op == "between" and isinstance(test.value, tuple):
        return f"[{test.value[0]}..{test.value[1]}]"
    if test.op == "at_least":
        return f">= {test.value}"
    raise ValueError(f"The bench's rules do not ask '{test.op}'.")


def _points(effect: model.Effect) -> str:
    if isinstance(effect, model.Points):
        return str(effect.amount)
    if isinstance(effect, model.PointsPer) and effect.cap is not None:
        points = f"floor({effect.fact.id} / {effect.every}) * {effect.each}"
        return f"max([-{effect.cap}, min([{effect.cap}, {points}])])"
    raise ValueError("The bench's rules give points, fixed or by amount up to a cap.")

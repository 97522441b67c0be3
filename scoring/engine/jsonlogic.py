"""A rule's condition as JsonLogic (jsonlogic.com), for programs that speak it. Facts are variables by their ids."""

from __future__ import annotations

from typing import Any

from scoring.engine.conditions import All, Condition, Not, Test
from scoring.engine.model import Rule


def to_jsonlogic(rule: Rule) -> dict[str, Any]:
    """True when the rule fires on data holding `kind` and every fact that the rule asks for."""
    parts: list[Any] = []
    if rule.on:
        parts.append({"in": [{"var": "kind"}, list(rule.on)]})
    if rule.when is not None:
        parts.append(_condition(rule.when))
    return {"and": parts} if parts else {"==": [1, 1]}


def _condition(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, Test):
        return _test(condition)
    if isinstance(condition, Not):
        return {"!": [_condition(condition.part)]}
    return {"and" if isinstance(condition, All) else "or": [_condition(part) for part in condition.parts]}


def _test(test: Test) -> dict[str, Any]:
    seen, wanted = {"var": test.fact.id}, test.value
    if test.op == "in" and isinstance(wanted, tuple):
        return {"in": [seen, list(wanted)]}
    if test.op == "between" and isinstance(wanted, tuple):
        low, high = wanted
        if int(low) <= int(high):
            return {"<=": [low, seen, high]}
        return {"or": [{">=": [seen, low]}, {"<=": [seen, high]}]}
    operator = {"is": "===", "is_not": "!==", "at_least": ">=", "at_most": "<="}[test.op]
    return {operator: [seen, wanted]}

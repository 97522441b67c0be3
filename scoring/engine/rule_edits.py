"""Every single number of a rulebook that could be another, and the smallest change of one that helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from scoring.engine import model as m
from scoring.engine.conditions import Condition, Not, Test, tests_in
from scoring.engine.faults import pointer_parts
from scoring.engine.sentences import Part, sentence

Frees = Callable[["Edit"], bool]
MOST_VALUES = 60  # a range this short is tried whole
MOST_EDITS = 2_000


@dataclass(frozen=True, slots=True)
class Edit:
    """One number changed in one rule."""

    rule: str
    position: int
    path: str
    label: str
    old: int
    new: int

    @property
    def size(self) -> float:
        """How far the number moves, as a share of what it was."""
        return abs(self.new - self.old) / max(1, abs(self.old))

    def to_dict(self) -> dict[str, Any]:
        return {"rule": self.rule, "path": self.path, "label": self.label, "old": self.old, "new": self.new}


def numbers_of(rulebook: m.Rulebook, kinds: set[str]) -> Iterator[tuple[int, m.Rule, Part]]:
    """The editable numbers of every enabled rule that looks at one of these kinds."""
    for position, rule in enumerate(rulebook.rules):
        if rule.enabled and (not rule.on or kinds & set(rule.on)):
            for part in sentence(rule, rulebook.vocabulary, rulebook=rulebook):
                if part.get("type") == "int":
                    yield position, rule, part


def range_of(rule: m.Rule, part: Part) -> tuple[int, int]:
    """The values that would still be this rule: a punishment does not become a gift."""
    old, low, high = part["blank"], part["min"], part["max"]
    if part["label"] == "Points":
        return (old, 0) if old < 0 else (0, old)
    asked = [test.fact for test in tests_in(rule.when) if test.fact.label == part["label"]]
    return (asked[0].min, asked[0].max) if asked else (low, high)


def candidates(low: int, old: int, high: int) -> list[int]:
    """Values worth trying, nearest first: each of a short range, a ladder of growing steps of a long one."""
    if high - low <= MOST_VALUES:
        values = set(range(low, high + 1))
    else:
        values = {low, high, *(old + sign * step for sign in (-1, 1) for step in _ladder(abs(old)))}
    return sorted((v for v in values if low <= v <= high and v != old), key=lambda v: (abs(v - old), v))


def _ladder(size: int) -> list[int]:
    ladder, step = [], 1
    while step < size:
        ladder.append(step)
        step = max(step + 1, step * 5 // 4)
    return [*ladder, max(size, 1)]


def smallest_edit(rulebook: m.Rulebook, kinds: set[str], frees: Frees) -> tuple[Edit | None, bool]:
    """The edit that frees and moves its number least, and whether every value of every number was tried.

    Only rules that look at one of `kinds` can matter.
    """
    best: Edit | None = None
    tried, exhaustive = 0, True
    for position, rule, part in numbers_of(rulebook, kinds):
        low, high = range_of(rule, part)
        values = candidates(low, part["blank"], high)
        exhaustive &= len(values) >= high - low
        for value in values:
            edit = Edit(rule.id, position, part["path"], part["label"], part["blank"], value)
            if best is not None and edit.size >= best.size:
                break
            tried += 1
            if tried > MOST_EDITS:
                return best, False
            if frees(edit):
                best = _closer(edit, values, frees)
                break
    return best, exhaustive


def _closer(edit: Edit, values: list[int], frees: Frees) -> Edit:
    """Between the step before and this one, the value nearest to the old that frees (by halving)."""
    side = [value for value in values if (value - edit.old) * (edit.new - edit.old) > 0]
    position = side.index(edit.new)
    near, best = (edit.old if position == 0 else side[position - 1]), edit
    while abs(best.new - near) > 1:
        middle = replace(edit, new=(best.new + near) // 2)
        if frees(middle):
            best = middle
        else:
            near = middle.new
    return best


# the edited rulebook, without going through the document: thousands are tried for one citizen


def edited(rulebook: m.Rulebook, edit: Edit) -> m.Rulebook | None:
    """The rulebook with the edit made, for a what-if; None when the edit makes no sense."""
    rule = rulebook.rules[edit.position]
    keys = pointer_parts(edit.path)[2:]
    changed = _with_number(rule, keys, edit.new)
    if changed is None:
        return None
    rules = (*rulebook.rules[: edit.position], changed, *rulebook.rules[edit.position + 1 :])
    return replace(rulebook, rules=rules)


def _with_number(rule: m.Rule, keys: list[str], value: int) -> m.Rule | None:
    if keys[0] == "expires":
        return replace(rule, expires=value)
    if keys[0] == "at_most" and rule.at_most is not None:
        return replace(rule, at_most=replace(rule.at_most, **{keys[1]: value}))
    if keys[0] == "when" and rule.when is not None:
        condition = _condition(rule.when, keys[1:], value)
        return None if condition is None else replace(rule, when=condition)
    position = int(keys[1])
    effect = _effect(rule.effects[position], keys[-1], value)
    return replace(rule, effects=(*rule.effects[:position], effect, *rule.effects[position + 1 :]))


def _effect(effect: m.Effect, key: str, value: int) -> m.Effect:
    if isinstance(effect, m.Points):
        return m.Points(value)
    changed: m.Effect = replace(effect, **{key: value})  # type: ignore[arg-type]
    return changed


def _condition(condition: Condition, keys: list[str], value: int) -> Condition | None:
    if isinstance(condition, Test):
        if not isinstance(condition.value, tuple):
            return replace(condition, value=value)
        values = list(condition.value)
        values[int(keys[1])] = value
        backwards = condition.op == "between" and int(values[0]) > int(values[1]) and not condition.fact.wraps
        return None if backwards else replace(condition, value=tuple(values))
    if isinstance(condition, Not):
        inner = _condition(condition.part, keys[1:], value)
        return None if inner is None else Not(inner)
    parts = list(condition.parts)
    changed = _condition(parts[int(keys[1])], keys[2:], value)
    if changed is None:
        return None
    parts[int(keys[1])] = changed
    return replace(condition, parts=tuple(parts))

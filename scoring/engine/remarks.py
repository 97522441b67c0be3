"""What is odd about a rulebook, seen against a town: rules that never or always fire, doubles, contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scoring.engine import model as m
from scoring.engine.columns import Array, TownColumns
from scoring.engine.conditions import All, Condition, Not, Test, tests_in
from scoring.engine.hits import View, matching
from scoring.engine.ledger import rule_bound
from scoring.engine.replaying import Replay


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark about one rule. `data` holds the numbers of the message."""

    code: str
    rule: str
    path: str
    message: str
    data: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("code", "rule", "path", "message", "data")}


def lint(rulebook: m.Rulebook, town: TownColumns | None = None) -> list[Remark]:
    """Every remark, in the order of the rules. Without a town, only what the document itself shows."""
    remarks: list[Remark] = []
    for position, rule in enumerate(rulebook.rules):
        remarks += _facts(rulebook, position, rule)
        remarks += _unasked(rulebook, position, rule)
        if not _does_anything(rule):
            remarks.append(_remark("no_effect", position, rule, "This rule changes nothing.", {}))
    for position, part in enumerate(rulebook.characteristics):
        if part.fact is not None:
            remarks += _weighing(part.id, f"/characteristics/{position}", [part.fact])
    for position, factor in enumerate(rulebook.multipliers):
        asked = [test.fact for test in tests_in(factor.when)]
        remarks += _weighing(factor.id, f"/multipliers/{position}", asked)
    remarks += _pairs(rulebook)
    if town is not None:
        remarks += _against_town(rulebook, town)
    return sorted(remarks, key=lambda remark: (remark.path.split("/")[1], _number(remark.path), remark.code))


def _number(path: str) -> int:
    return int(path.split("/")[2])


def _remark(code: str, position: int, rule: m.Rule, message: str, data: dict[str, Any]) -> Remark:
    return Remark(code, rule.id, f"/rules/{position}", message, data)


def _does_anything(rule: m.Rule) -> bool:
    return bool(rule_bound(rule)) or any(not isinstance(e, (m.Points, m.PointsPer)) for e in rule.effects)


# facts that somebody cannot help


def _facts(rulebook: m.Rulebook, position: int, rule: m.Rule) -> list[Remark]:
    return _weighing(rule.id, f"/rules/{position}", list(rule.facts))


def _weighing(rule_id: str, path: str, facts: list[Any]) -> list[Remark]:
    remarks = []
    for fact in {fact.id: fact for fact in facts}.values():
        if fact.sensitive:
            words = f"It weighs “{fact.label}”, which nobody chooses."
            remarks.append(Remark("sensitive", rule_id, path, words, {"fact": fact.id}))
        if fact.proxy_for:
            words = f"It weighs “{fact.label}”, which stands in for {fact.proxy_for}."
            remarks.append(Remark("proxy", rule_id, path, words, {"fact": fact.id, "for": fact.proxy_for}))
    return remarks


def _unasked(rulebook: m.Rulebook, position: int, rule: m.Rule) -> list[Remark]:
    """A fact that no observation of the rule's kinds carries always has its default."""
    kinds = [rulebook.vocabulary.kinds[kind] for kind in rule.on] or list(rulebook.vocabulary.kinds.values())
    carried = {fact for kind in kinds for fact in kind.asks}
    remarks = []
    for fact in rule.facts:
        if fact.owner == "observation" and fact.id not in carried:
            words = f"No observation of these acts says the {fact.label}; it is always {fact.default}."
            remarks.append(_remark("not_carried", position, rule, words, {"fact": fact.id}))
    return remarks


# rules beside each other


def _pairs(rulebook: m.Rulebook) -> Iterator[Remark]:
    enabled = [(i, rule) for i, rule in enumerate(rulebook.rules) if rule.enabled]
    for order, (position, rule) in enumerate(enabled):
        for _, other in enabled[:order]:
            if not _meet(rule, other):
                continue
            if (rule.on, rule.when, rule.effects) == (other.on, other.when, other.effects):
                yield _pair("duplicate", position, rule, other, f"It says the same as {other.id}; both count.")
            elif _sign(rule) * _sign(other) < 0 and _within(rule, other):
                words = f"{other.id} gives for the same act what this takes, or the reverse."
                yield _pair("opposite", position, rule, other, words)


def _pair(code: str, position: int, rule: m.Rule, other: m.Rule, words: str) -> Remark:
    return _remark(code, position, rule, words, {"other": other.id})


def _meet(rule: m.Rule, other: m.Rule) -> bool:
    return not rule.on or not other.on or bool(set(rule.on) & set(other.on))


def _within(rule: m.Rule, other: m.Rule) -> bool:
    """Whatever fires one fires the other (as far as the conditions show it)."""
    return rule.when == other.when or rule.when is None or other.when is None


def _sign(rule: m.Rule) -> int:
    amounts = [
        e.amount if isinstance(e, m.Points) else e.each for e in rule.effects if isinstance(e, (m.Points, m.PointsPer))
    ]
    return (sum(amounts) > 0) - (sum(amounts) < 0)


# against a town


def _against_town(rulebook: m.Rulebook, town: TownColumns) -> list[Remark]:
    view = View(rulebook, town, {}, 1, town.days)
    remarks = []
    fired: dict[int, Array] = {}
    for position, rule in enumerate(rulebook.rules):
        if not rule.enabled or any(fact.owner == "association" for fact in rule.facts):
            continue
        rows = fired[position] = matching(rule.on, rule.when, view)
        looked = len(matching(rule.on, None, view)) if rule.when is not None else len(rows)
        if not len(rows):
            remarks.append(_never(position, rule, view, looked))
        elif rule.when is not None and len(rows) == looked:
            words = f"Its condition holds for all {looked:,} observations it looks at."
            remarks.append(_remark("always_true", position, rule, words, {"matched": looked, "of": looked}))
    remarks += _shadowed(rulebook, fired)
    return remarks


def _never(position: int, rule: m.Rule, view: View, looked: int) -> Remark:
    total = len(view.town)
    words = f"0 of {total:,} observations match"
    data: dict[str, Any] = {"matched": 0, "of": total, "looked_at": looked}
    if not looked:
        words += "; none is of these acts and seen by this office."
    elif rule.when is not None:
        miss = nearest_miss(rule, view)
        data["nearest_miss"] = miss
        if miss is None:
            words += "; no single test stands in the way."
        else:
            words += f"; nearest miss: {miss['fact']} (without it {miss['would_match']:,} would)."
    return _remark("never_true", position, rule, words, data)


def nearest_miss(rule: m.Rule, view: View) -> dict[str, Any] | None:
    """The one test without which the most observations would match."""
    best: dict[str, Any] | None = None
    for test in tests_in(rule.when):
        without = _without(rule.when, test) if rule.when is not None else None
        would = len(matching(rule.on, without, view))
        if would and (best is None or would > best["would_match"]):
            values = seen_values(test, rule, view)
            best = {"fact": test.fact.id, "op": test.op, "would_match": would, "seen": values}
    return best


def _without(condition: Condition, test: Test) -> Condition | None:
    """The condition with one test left out."""
    if condition is test:
        return None
    if isinstance(condition, Test):
        return condition
    if isinstance(condition, Not):
        inner = _without(condition.part, test)
        return None if inner is None else replace(condition, part=inner)
    parts = tuple(part for one in condition.parts if (part := _without(one, test)) is not None)
    if isinstance(condition, All):
        return All(parts) if parts else None
    return replace(condition, parts=parts) if len(parts) == len(condition.parts) else None


def seen_values(test: Test, rule: m.Rule, view: View) -> dict[str, Any]:
    """The least and greatest value that does occur, so that an editor can propose one."""
    low, high = None, None
    for start, stop in view.pieces(rule.on):
        column = np.asarray(view.column(test.fact, start, stop))
        low = int(column.min()) if low is None else min(low, int(column.min()))
        high = int(column.max()) if high is None else max(high, int(column.max()))
    if low is None or high is None:
        return {}
    return {"least": test.fact.value(low), "most": test.fact.value(high)}


def _shadowed(rulebook: m.Rulebook, fired: dict[int, Array]) -> list[Remark]:
    """A rule whose every hit is also a hit of an earlier rule with the same effects."""
    remarks = []
    positions = list(fired)
    for order, position in enumerate(positions):
        rule, rows = rulebook.rules[position], fired[position]
        for earlier in positions[:order]:
            other = rulebook.rules[earlier]
            same = rule.effects == other.effects and (rule.on, rule.when) != (other.on, other.when)
            if same and len(rows) and len(rows) <= len(fired[earlier]) and np.isin(rows, fired[earlier]).all():
                words = f"Every one of its {len(rows):,} hits is also a hit of {other.id}, with the same effect."
                remarks.append(_remark("shadowed", position, rule, words, {"other": other.id, "hits": len(rows)}))
                break
    return remarks


def without_effect(before: Replay, after: Replay) -> bool:
    """Did an edit change nobody's standing, band, list or door on the last day, and no day on a list?"""
    same = np.array_equal(before.standing, after.standing) and np.array_equal(before.band, after.band)
    same = same and all(
        np.array_equal(was, after.days_listed.get(name, was + 1)) for name, was in before.days_listed.items()
    )
    states = [
        np.array_equal(before.in_state(door, state), after.in_state(door, state))
        for door, entry in before.rulebook.vocabulary.doors.items()
        for state in entry.states
    ]
    return bool(same and all(states))

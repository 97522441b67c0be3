"""Conditions: all, any and not over tests of one fact. Data, never code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from scoring.engine.frozen import dataclass
from scoring.engine.vocabulary import Fact, Value

Getter = Callable[[str], Value]
ArrayGetter = Callable[[Fact], "np.ndarray | int"]


@dataclass(frozen=True, slots=True)
class Test:
    """One fact against one value, a list of values, or a range."""

    fact: Fact
    op: str
    value: Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition = Test | All | Any | Not


def tests_in(condition: Condition | None) -> Iterator[Test]:
    """Every test of a condition, in the order of writing."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Not):
        yield from tests_in(condition.part)
    elif condition is not None:
        for part in condition.parts:
            yield from tests_in(part)


def holds(test: Test, seen: Value) -> bool:
    """Does the value that was seen pass the test?"""
    op, wanted = test.op, test.value
    if op == "is":
        return seen == wanted
    if op == "is_not":
        return seen != wanted
    if isinstance(wanted, tuple):
        return seen in wanted if op == "in" else _between(int(seen), int(wanted[0]), int(wanted[1]))
    return int(seen) >= int(wanted) if op == "at_least" else int(seen) <= int(wanted)


def _between(seen: int, low: int, high: int) -> bool:
    return low <= seen <= high if low <= high else seen >= low or seen <= high


def passes(condition: Condition, get: Mapping[str, Value]) -> bool:
    """The answer alone, as quickly as it can be had."""
    if isinstance(condition, Test):
        return holds(condition, get[condition.fact.id])
    if isinstance(condition, All):
        return all(passes(part, get) for part in condition.parts)
    if isinstance(condition, Any):
        return any(passes(part, get) for part in condition.parts)
    return not passes(condition.part, get)


def mask(condition: Condition, column: ArrayGetter) -> np.ndarray:
    """The answer for many rows at once. `column` gives a fact's coded values."""
    if isinstance(condition, Test):
        return _test_mask(condition, column(condition.fact))
    if isinstance(condition, Not):
        return np.asarray(np.logical_not(mask(condition.part, column)))
    parts = iter(condition.parts)
    result = mask(next(parts), column)
    for part in parts:
        other = mask(part, column)
        result = np.logical_and(result, other) if isinstance(condition, All) else np.logical_or(result, other)
    return result


def _test_mask(test: Test, seen: np.ndarray | int) -> np.ndarray:
    fact, wanted = test.fact, test.value
    if not isinstance(wanted, tuple):
        code = fact.code(wanted)
        compare = {
            "is": np.equal,
            "is_not": np.not_equal,
            "at_least": np.greater_equal,
            "at_most": np.less_equal,
        }
        return np.asarray(compare[test.op](seen, code))
    codes = [fact.code(value) for value in wanted]
    if test.op == "in":
        return np.asarray(_is_one_of(seen, codes))
    low, high = codes
    above, below = np.greater_equal(seen, low), np.less_equal(seen, high)
    return np.asarray(np.logical_and(above, below) if low <= high else np.logical_or(above, below))


def _is_one_of(seen: np.ndarray | int, codes: list[int]) -> np.ndarray:
    result = np.equal(seen, codes[0])
    for code in codes[1:]:
        result = np.logical_or(result, np.equal(seen, code))
    return np.asarray(result)


@dataclass(frozen=True, slots=True)
class Seen:
    """A condition with the value it wanted, the value it saw, and whether it held."""

    form: str  # test | all | any | not
    ok: bool
    fact: str = ""
    op: str = ""
    wanted: Value | tuple[Value, ...] | None = None
    seen: Value | None = None
    parts: tuple[Seen, ...] = ()

    def to_dict(self) -> dict[str, object]:
        if self.form != "test":
            return {"form": self.form, "ok": self.ok, "parts": [part.to_dict() for part in self.parts]}
        wanted = list(self.wanted) if isinstance(self.wanted, tuple) else self.wanted
        return {
            "form": "test",
            "ok": self.ok,
            "fact": self.fact,
            "op": self.op,
            "wanted": wanted,
            "seen": self.seen,
        }


def look(condition: Condition, get: Mapping[str, Value]) -> Seen:
    """The answer with everything it rests on; nothing is skipped once the answer is known."""
    if isinstance(condition, Test):
        seen = get[condition.fact.id]
        return Seen("test", holds(condition, seen), condition.fact.id, condition.op, condition.value, seen)
    if isinstance(condition, Not):
        inner = look(condition.part, get)
        return Seen("not", not inner.ok, parts=(inner,))
    parts = tuple(look(part, get) for part in condition.parts)
    if isinstance(condition, All):
        return Seen("all", all(part.ok for part in parts), parts=parts)
    return Seen("any", any(part.ok for part in parts), parts=parts)

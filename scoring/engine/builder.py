"""The parts that turn written names into the things they name, collecting a fault for each that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, cast

from scoring.engine import conditions as c
from scoring.engine.faults import Fault, pointer
from scoring.engine.model import Evidence
from scoring.engine.shapes import MAX_DEPTH, MAX_TESTS, ConditionShape, EvidenceShape
from scoring.engine.vocabulary import Fact, Value, Vocabulary

Path = tuple[str | int, ...]


class Builder:
    """Resolves names against a vocabulary and remembers every fault with its place."""

    def __init__(self, vocabulary: Vocabulary, file: str, lines: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self.file = file
        self.lines = lines
        self.faults: list[Fault] = []
        self.rule = ""

    def fault(self, path: Path, message: str, remedy: str) -> None:
        key = pointer(path)
        self.faults.append(Fault(self.file, self.rule, key, message, remedy, self.lines.get(key)))

    def known(self, path: Path, name: str, names: Iterable[str], what: str) -> bool:
        """Is `name` one of `names`? If not, a fault that proposes the nearest one."""
        names = list(names)
        if name in names:
            return True
        near = get_close_matches(name, names, 1)
        if near:
            remedy = f"Did you mean '{near[0]}'?"
        elif names:
            remedy = f"Known: {', '.join(names[:12])}{', …' if len(names) > 12 else ''}."
        else:
            remedy = f"Define a {what} of that name first."
        self.fault(path, f"The {what} '{name}' is unknown.", remedy)
        return False

    def unique(self, path: Path, ids: Sequence[str], what: str) -> None:
        for index, name in enumerate(ids):
            if name in ids[:index]:
                self.fault((*path, index, "id"), f"The {what} id '{name}' stands twice.", "Give it an id of its own.")

    def names(self, path: Path, names: Sequence[str], known: Iterable[str], what: str) -> tuple[str, ...]:
        known = list(known)
        for index, name in enumerate(names):
            if self.known((*path, index), name, known, what) and name in names[:index]:
                self.fault((*path, index), f"The {what} '{name}' stands twice.", "Keep one of them.")
        return tuple(name for name in names if name in known)

    def evidence(self, shape: EvidenceShape | None, fallback: Evidence | None = None) -> Evidence:
        if shape is None:
            return cast(Evidence, fallback)
        return Evidence(shape.marker, shape.evidence, tuple(shape.sources), shape.note)

    def fact(self, path: Path, name: str, owners: tuple[str, ...], types: tuple[str, ...] = ()) -> Fact | None:
        if not self.known(path, name, self.vocabulary.facts, "fact"):
            return None
        fact = self.vocabulary.facts[name]
        if fact.owner not in owners:
            self.fault(
                path,
                f"'{name}' is a fact of the {fact.owner}, which cannot be asked for here.",
                f"Ask for a fact of the {' or the '.join(owners)}.",
            )
            return None
        if types and fact.type not in types:
            self.fault(path, f"'{name}' is of type {fact.type}.", f"Use a fact of type {' or '.join(types)}.")
            return None
        return fact

    # conditions

    def condition(self, path: Path, shape: ConditionShape | None, owners: tuple[str, ...]) -> c.Condition | None:
        if shape is None:
            return None
        built = self._node(path, shape, owners, 1)
        if built is not None and sum(1 for _ in c.tests_in(built)) > MAX_TESTS:
            self.fault(path, f"A rule may hold {MAX_TESTS} tests.", "Split it into two rules.")
        return built

    def _node(self, path: Path, shape: ConditionShape, owners: tuple[str, ...], depth: int) -> c.Condition | None:
        if depth > MAX_DEPTH:
            self.fault(path, f"Conditions are nested deeper than {MAX_DEPTH}.", "Make the condition flatter.")
            return None
        if shape.fact is not None:
            return self._test(path, shape, owners)
        if shape.not_ is not None:
            part = self._node((*path, "not"), shape.not_, owners, depth + 1)
            return None if part is None else c.Not(part)
        key = "all" if shape.all is not None else "any"
        shapes = shape.all or shape.any or []
        parts = [self._node((*path, key, index), part, owners, depth + 1) for index, part in enumerate(shapes)]
        kept = tuple(part for part in parts if part is not None)
        if not kept:
            return None
        return c.All(kept) if key == "all" else c.Any(kept)

    def _test(self, path: Path, shape: ConditionShape, owners: tuple[str, ...]) -> c.Test | None:
        op = str(shape.op)
        fact = self.fact((*path, "fact"), str(shape.fact), owners)
        if fact is None:
            return None
        if fact.type != "int" and op in ("at_least", "at_most", "between"):
            self.fault((*path, "op"), f"'{fact.id}' has no order, so '{op}' cannot be asked.", "Use is or in.")
            return None
        value = self._value((*path, "value"), fact, op, shape.value)
        return None if value is None else c.Test(fact, op, value)

    def _value(self, path: Path, fact: Fact, op: str, value: Any) -> Value | tuple[Value, ...] | None:
        if op not in ("in", "between"):
            return value if self.fits(path, fact, value) else None
        if not isinstance(value, list) or not value or (op == "between" and len(value) != 2):
            remedy = "Write  value: [low, high]." if op == "between" else "Write  value: [one, another]."
            self.fault(path, f"'{op}' needs a list.", remedy)
            return None
        fitting = [self.fits((*path, index), fact, part) for index, part in enumerate(value)]
        if not all(fitting):
            return None
        if op == "between" and value[0] > value[1] and not fact.wraps:
            self.fault(path, f"{value[0]} is more than {value[1]}.", "Write the smaller number first.")
            return None
        return tuple(value)

    def fits(self, path: Path, fact: Fact, value: Any) -> bool:
        problem = fact.problem(value)
        if problem:
            self.fault(path, *problem)
        return problem is None

"""What a source wrote down about somebody: a day, a kind of act, and the facts it gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Any

from scoring.engine.faults import DocumentError, Fault, pointer
from scoring.engine.frozen import dataclass
from scoring.engine.vocabulary import Value, Vocabulary


@dataclass(frozen=True, slots=True)
class Observation:
    """A struck observation equals an absent one. Days below 1 are on file at the start."""

    id: str
    day: int
    kind: str
    source: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    struck: bool = False

    def strike(self) -> Observation:
        return replace(self, struck=True)

    def with_facts(self, facts: Mapping[str, Value]) -> Observation:
        """The same observation with some facts corrected."""
        return replace(self, facts={**self.facts, **facts})

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "day": self.day,
            "kind": self.kind,
            "source": self.source,
            "facts": dict(self.facts),
            "struck": self.struck,
        }


def read_observations(rows: Iterable[Any], vocabulary: Vocabulary, *, file: str = "observations") -> list[Observation]:
    """Observations from plain data that came from outside. Raises DocumentError with every fault."""
    reader = _Reader(vocabulary, file)
    result = [reader.one(index, row) for index, row in enumerate(rows)]
    if reader.faults:
        raise DocumentError(reader.faults)
    return [observation for observation in result if observation is not None]


def read_facts(
    facts: Any,
    vocabulary: Vocabulary,
    *,
    owners: tuple[str, ...] = ("citizen", "association"),
    file: str = "facts",
) -> dict[str, Value]:
    """Facts about a citizen from plain data that came from outside. Raises DocumentError."""
    reader = _Reader(vocabulary, file)
    result = reader.facts((), facts, owners)
    if reader.faults:
        raise DocumentError(reader.faults)
    return result


class _Reader:
    def __init__(self, vocabulary: Vocabulary, file: str) -> None:
        self.vocabulary = vocabulary
        self.file = file
        self.faults: list[Fault] = []

    def fault(self, path: tuple[str | int, ...], message: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, "", pointer(path), message, remedy))

    def one(self, index: int, row: Any) -> Observation | None:
        if not isinstance(row, Mapping):
            self.fault((index,), "An observation is a mapping.", "Write {day, kind, source, facts}.")
            return None
        for key in row:
            if key not in ("id", "day", "kind", "source", "facts", "struck"):
                self.fault((index, key), f"The key '{key}' is unknown here.", "Delete it.")
        day, struck = row.get("day"), row.get("struck", False)
        if not isinstance(day, int) or isinstance(day, bool) or not -36_500 <= day <= 36_500:
            self.fault((index, "day"), "A day is a whole number.", "Write a number from -36500 to 36500.")
        if not isinstance(struck, bool):
            self.fault((index, "struck"), "true or false is expected.", "Write true or false.")
        kind = self._name((index, "kind"), row.get("kind"), self.vocabulary.kinds)
        source = self._name((index, "source"), row.get("source"), self.vocabulary.sources)
        facts = self.facts((index, "facts"), row.get("facts") or {}, ("observation",))
        if self.faults:
            return None
        return Observation(str(row.get("id") or f"o{index + 1}"), int(day or 0), kind, source, facts, bool(struck))

    def _name(self, path: tuple[str | int, ...], name: Any, known: Mapping[str, object]) -> str:
        if not isinstance(name, str) or name not in known:
            self.fault(path, f"{name!r} is unknown.", f"Write one of: {', '.join(known)}.")
        return str(name)

    def facts(self, path: tuple[str | int, ...], facts: Any, owners: tuple[str, ...]) -> dict[str, Value]:
        if not isinstance(facts, Mapping):
            self.fault(path, "Facts are a mapping.", "Write {hour: 16}.")
            return {}
        for name, value in facts.items():
            fact = self.vocabulary.facts.get(name)
            if fact is None or fact.owner not in owners:
                self.fault((*path, name), f"{name!r} is not a fact that can stand here.", "Delete or correct it.")
            elif problem := fact.problem(value):
                self.fault((*path, name), *problem)
        return dict(facts)

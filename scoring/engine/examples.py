"""Run the worked examples of a rulebook: sentences that anybody can check by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scoring.engine.explanation import Explanation, explain
from scoring.engine.model import Rulebook
from scoring.engine.observation import Observation


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that an example expected and did not get."""

    example: str
    position: int
    key: str
    expected: Any
    got: Any

    def __str__(self) -> str:
        return f"example '{self.example}': {self.key} should be {self.expected!r}, but is {self.got!r}."


def example_observations(example: dict[str, Any]) -> list[Observation]:
    return [
        Observation(
            id=str(row.get("id") or f"o{index + 1}"),
            day=row["day"],
            kind=row["kind"],
            source=row["source"],
            facts=row.get("facts") or {},
            struck=row.get("struck", False),
        )
        for index, row in enumerate(example["observations"])
    ]


def explain_example(rulebook: Rulebook, position: int) -> Explanation:
    """The full explanation of one worked example."""
    example = rulebook.document["examples"][position]
    return explain(rulebook, example_observations(example), facts=example.get("facts") or {}, days=example["days"])


def run_examples(rulebook: Rulebook) -> list[Difference]:
    """Every difference between what the examples expect and what the engine says."""
    differences = []
    for position, example in enumerate(rulebook.document["examples"]):
        explanation = explain_example(rulebook, position)
        for key, expected, got in _compare(example["expect"], explanation):
            differences.append(Difference(example["name"], position, key, expected, got))
    return differences


def _compare(expect: dict[str, Any], explanation: Explanation) -> list[tuple[str, Any, Any]]:
    last = explanation.last
    pairs: list[tuple[str, Any, Any]] = []
    if "standing" in expect:
        pairs.append(("standing", expect["standing"], last.standing))
    if "band" in expect:
        pairs.append(("band", expect["band"], last.band))
    if expect.get("lists") is not None:
        pairs.append(("lists", sorted(expect["lists"]), list(last.lists)))
    if expect.get("entries") is not None:
        pairs.append(("entries", expect["entries"], len(last.entries)))
    if expect.get("displays") is not None:
        pairs.append(("displays", sorted(expect["displays"]), list(last.displays)))
    pairs += [(f"door {door}", state, last.doors[door]) for door, state in (expect.get("doors") or {}).items()]
    return [(key, expected, got) for key, expected, got in pairs if expected != got]

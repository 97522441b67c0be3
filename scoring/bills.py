"""Bills before the council: edits of a shipped rulebook, kept as data beside it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scoring.engine import Rulebook, RulebookError, reform
from scoring.engine.reader import read
from scoring.selectors import FOLDER


@dataclass(frozen=True)
class Bill:
    title: str
    why: str
    rulebook: Rulebook


@lru_cache(maxsize=16)
def bill_for(baseline: Rulebook) -> Bill | None:
    """The bill that would change this rulebook; None where no council has one, or it does not fit this edition."""
    path = FOLDER / "bills" / f"{baseline.id}.yaml"
    if not path.exists():
        return None
    data = read(path.read_bytes(), path.name).data
    known = {rule.id for rule in baseline.rules}
    if not all(row["rule"] in known for row in data["edits"]):
        return None
    edits = {pointer(baseline, row["rule"], row["key"]): row["value"] for row in data["edits"]}
    try:
        return Bill(data["title"], data["why"].strip(), reform(baseline, edits, data["title"]))
    except RulebookError:
        return None


def pointer(rulebook: Rulebook, rule: str, key: str) -> str:
    """The JSON pointer to a key of a rule, by the rule's id. Raises StopIteration for an unknown one."""
    position = next(index for index, each in enumerate(rulebook.rules) if each.id == rule)
    return f"/rules/{position}/{key}"


def edits_of(steps: list[list[list[Any]]]) -> dict[str, Any]:
    """The edits that stand after all steps: of two for one place the later."""
    return {path: value for step in steps for path, value in step}

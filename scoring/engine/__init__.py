"""The engine: given a rulebook and observations, what standing, which lists, which doors, and why.

Plain Python and NumPy; no framework, no clock, no database. Names are loaded when they are first used, so that a
program which only explains does not wait for arrays.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.engine.changes import Change, diff
    from scoring.engine.columns import TownColumns, columns_from
    from scoring.engine.comparison import Comparison, compare, innocent_days
    from scoring.engine.examples import explain_example, run_examples
    from scoring.engine.explanation import Explanation, explain
    from scoring.engine.faults import DocumentError, Fault, RulebookError, VocabularyError
    from scoring.engine.findings import Finding, counterfactual
    from scoring.engine.jsonlogic import to_jsonlogic
    from scoring.engine.load import from_document, load_rulebook, load_shipped
    from scoring.engine.model import Rulebook, canonical_json
    from scoring.engine.observation import Observation, read_facts, read_observations
    from scoring.engine.reforms import REMOVE, reform
    from scoring.engine.remarks import Remark, lint
    from scoring.engine.replaying import NO_STANDING, Replay, replay
    from scoring.engine.sentences import plain, sentence
    from scoring.engine.settlement import settle
    from scoring.engine.state import State, start
    from scoring.engine.trace import Settlement
    from scoring.engine.vocabulary import Vocabulary, load_vocabulary

_HOMES = {
    "columns": ("TownColumns", "columns_from"),
    "comparison": ("Comparison", "compare", "innocent_days"),
    "findings": ("Finding", "counterfactual"),
    "changes": ("Change", "diff"),
    "examples": ("explain_example", "run_examples"),
    "explanation": ("Explanation", "explain"),
    "faults": ("DocumentError", "Fault", "RulebookError", "VocabularyError"),
    "jsonlogic": ("to_jsonlogic",),
    "remarks": ("Remark", "lint"),
    "load": ("from_document", "load_rulebook", "load_shipped"),
    "model": ("Rulebook", "canonical_json"),
    "observation": ("Observation", "read_facts", "read_observations"),
    "reforms": ("REMOVE", "reform"),
    "replaying": ("NO_STANDING", "Replay", "replay"),
    "sentences": ("plain", "sentence"),
    "settlement": ("settle",),
    "state": ("State", "start"),
    "trace": ("Settlement",),
    "vocabulary": ("Vocabulary", "load_vocabulary"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022  (in the order in which a reader meets them)
    "load_vocabulary", "Vocabulary", "load_rulebook", "load_shipped", "from_document", "Rulebook", "canonical_json",
    "Fault", "DocumentError", "RulebookError", "VocabularyError",
    "Observation", "read_observations", "read_facts",
    "State", "start", "settle", "Settlement", "explain", "Explanation", "run_examples", "explain_example",
    "TownColumns", "columns_from", "replay", "Replay", "NO_STANDING", "compare", "Comparison", "innocent_days",
    "counterfactual", "Finding", "lint", "Remark", "diff", "Change", "reform", "REMOVE", "sentence", "plain",
    "to_jsonlogic",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"scoring.engine has no '{name}'")
    return getattr(import_module(f"scoring.engine.{home}"), name)

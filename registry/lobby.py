"""Groups of the town ask for rules in their interest. What each would do is a run of the town; nothing is guessed."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from registry.replays import town_of, year
from scoring.engine import Comparison, Remark, Rulebook, RulebookError, compare, from_document, lint, replay
from town.reading import Row, read_yaml

FILE = Path(__file__).parent / "content" / "lobby.yaml"
CITIZENS = 1000


class GroupRow(Row):
    id: str
    name: str


class AskRow(Row):
    id: str
    group: str
    why: str
    against: list[str]
    rule: dict[str, Any]

    @property
    def document(self) -> dict[str, Any]:
        """The rule as it stands in a rulebook."""
        return {"id": self.id, **deepcopy(self.rule), "enabled": True, "evidence": {"marker": "fictionalised"}}


class Lobby(Row):
    groups: list[GroupRow]
    asks: list[AskRow]


@dataclass(frozen=True)
class Mood:
    """How a group stands to a rulebook: rules it asked for that stand in it, and rules it spoke against."""

    group: GroupRow
    pleased: tuple[str, ...]
    cross: tuple[str, ...]


@cache
def load_lobby() -> Lobby:
    return Lobby.model_validate(read_yaml(FILE))


def accepted(rulebook: Rulebook) -> list[str]:
    """The asks that stand in a rulebook, in its order."""
    asks = {ask.id for ask in load_lobby().asks}
    return [rule.id for rule in rulebook.rules if rule.id in asks and rule.enabled]


def with_ask(rulebook: Rulebook, ask: AskRow) -> Rulebook | None:
    """The rulebook with one rule more, at its end; None where the rule does not fit this system."""
    document = deepcopy(rulebook.document)
    document["rules"] = [rule for rule in document["rules"] if rule["id"] != ask.id] + [ask.document]
    document["parent"], document["why"] = rulebook.digest, ask.why
    try:
        return from_document(document, file=rulebook.id, vocabulary=rulebook.vocabulary)
    except RulebookError:
        return None


@lru_cache(maxsize=64)
def would_do(rulebook: Rulebook, ask_id: str, baseline: Rulebook, seed: int) -> Comparison | None:
    """What one rule more does to the town, compared with the rulebook without it."""
    ask = next(each for each in load_lobby().asks if each.id == ask_id)
    more = with_ask(rulebook, ask)
    if more is None:
        return None
    town, home = town_of(CITIZENS, seed), year(baseline, CITIZENS, seed)
    return compare(replay(rulebook, town, previous=home), replay(more, town, previous=home), town)


def conflicts(rulebook: Rulebook, names: Iterable[str], seed: int) -> dict[str, list[Remark]]:
    """What the linter says about some rules, by rule; a remark about another rule counts for both."""
    wanted = set(names)
    found: dict[str, list[Remark]] = {}
    for remark in lint(rulebook, town_of(CITIZENS, seed)):
        for name in {remark.rule, str(remark.data.get("other", ""))} & wanted:
            found.setdefault(name, []).append(remark)
    return found


def moods(rulebook: Rulebook) -> list[Mood]:
    standing = set(accepted(rulebook))
    lobby = load_lobby()
    return [
        Mood(
            group,
            tuple(ask.id for ask in lobby.asks if ask.id in standing and ask.group == group.id),
            tuple(ask.id for ask in lobby.asks if ask.id in standing and group.id in ask.against),
        )
        for group in lobby.groups
    ]

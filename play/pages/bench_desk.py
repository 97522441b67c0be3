"""What lies on the table of the pen: the rulebook in force, the reform, the bill, and what was typed wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from play.drafts import base_of
from play.edits import Typed, apply_steps
from registry.lives import DAYS, File
from registry.replays import town_of
from scoring.bills import Bill, bill_for
from scoring.engine import Rulebook, explain, lint
from scoring.selectors import slugs


@dataclass(frozen=True)
class Desk:
    """What lies on the table: the rulebook in force, the reform, the bill, and what was typed wrongly."""

    file: File
    steps: list[Any]
    size: int
    typed: Typed = field(default_factory=Typed)
    read_only: bool = False  # an earlier or a later state is only looked at
    home: Rulebook = field(init=False)  # the rulebook that this life was lived under

    def __post_init__(self) -> None:
        """Where the pen was put to another system, this life is read under that one."""
        object.__setattr__(self, "home", self.file.rulebook)
        base = base_of(self.file.rulebook, self.steps)
        if base != self.file.rulebook:
            object.__setattr__(self, "file", under(self.file, base))

    @property
    def baseline(self) -> Rulebook:
        return self.file.rulebook

    @cached_property
    def reform(self) -> Rulebook:
        return apply_steps(self.home, self.steps)

    @cached_property
    def before(self) -> Rulebook:
        """The reform as it was before the last step."""
        return apply_steps(self.home, self.steps[:-1])

    @property
    def elsewhere(self) -> bool:
        """Has the pen been put to another rulebook than the one this life was lived under?"""
        return self.baseline != self.home

    @cached_property
    def bill(self) -> Bill | None:
        return bill_for(self.baseline)

    @property
    def edited(self) -> bool:
        return self.reform != self.baseline

    @property
    def ships(self) -> bool:
        """Has the rulebook a page of its own?"""
        return self.baseline.id in slugs()

    @property
    def outline(self) -> list[str]:
        """Which rules there are, in their order."""
        return [rule.id for rule in self.reform.rules]

    @cached_property
    def lead(self) -> str:
        """The rule that weighed most in this life: the first knob."""
        return next(iter(met_rules(self.file)), "")

    @cached_property
    def remarks(self) -> Mapping[str, list[str]]:
        """What is odd about the edited rules, in the engine's words."""
        found: dict[str, list[str]] = {}
        if self.edited:
            for remark in lint(self.reform, town_of(self.size, self.file.seed)):
                found.setdefault(remark.rule, []).append(remark.message)
        return found

    def edited_rules(self, since: Rulebook) -> list[int]:
        """The rules whose lines differ from an earlier state."""
        were = {rule["id"]: rule for rule in since.document["rules"]}
        rows = enumerate(self.reform.document["rules"])
        return [position for position, now in rows if now != were.get(now["id"])]


def under(file: File, rulebook: Rulebook) -> File:
    """The same life as another rulebook would have settled it: the entries are the same, the doors are not asked."""
    settled = explain(rulebook, file.observations, facts=file.facts, days=DAYS)
    return replace(file, rulebook=rulebook, explanation=settled)


def met_rules(file: File) -> list[str]:
    """The rules that met this citizen, heaviest first; with none, the first rule of the book."""
    weights: dict[str, int] = {}
    for settlement in file.explanation.settlements:
        for look in settlement.trace.looks if settlement.trace else ():
            if look.fired:
                weights[look.rule] = weights.get(look.rule, 0) + abs(look.points)
    met = sorted(weights, key=lambda name: (-weights[name], name))
    return met or [rule.id for rule in file.rulebook.rules[:1]]

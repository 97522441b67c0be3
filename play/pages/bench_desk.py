"""What lies on the table of the pen: the rulebook in force, the reform, the bill, and what was typed wrongly."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.translation import ngettext

from play.drafts import base_of
from play.edits import Typed, apply_steps
from play.pages.bench_lines import lines
from registry.lives import DAYS, File
from registry.odd import remarks_on
from registry.replays import shared_seed
from scoring.bills import Bill, bill_for
from scoring.editions import ships
from scoring.engine import Rulebook, explain
from scoring.selectors import slugs
from scoring.sharing import Provenance, provenance

MOST_REMARKED = 8  # rules
MOST_REMARKS = 4  # about one rule


@dataclass(frozen=True)
class Desk:
    """What lies on the table: the rulebook in force, the reform, the bill, and what was typed wrongly."""

    file: File
    steps: list[Any]
    size: int
    typed: Typed = field(default_factory=Typed)
    read_only: bool = False  # an earlier or a later state is only looked at
    asker: str = ""  # the life, where its runs stand in line with those of others
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

    @property
    def seed(self) -> int:
        """Of the town beside the life: large towns are shared."""
        return shared_seed(self.size, self.file.seed)

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
        return None if self.came and self.came.origin == "imported" else bill_for(self.baseline)

    @property
    def edited(self) -> bool:
        return self.reform != self.baseline

    @property
    def ships(self) -> bool:
        """Has the rulebook a page of its own? What was brought from a file has not, whatever it calls itself."""
        return self.baseline.id in slugs() and (not self.elsewhere or ships(self.baseline))

    @cached_property
    def came(self) -> Provenance | None:
        """Where a rulebook came from to which the pen was put."""
        return provenance(self.baseline) if self.elsewhere else None

    @property
    def outline(self) -> list[str]:
        """Which rules, bands and other lines there are, in their order."""
        rules, bands = ([each.id for each in rows] for rows in (self.reform.rules, self.reform.bands))
        return [*rules, *bands, *(line.id for line in lines(self.reform))]

    @cached_property
    def lead(self) -> str:
        """The rule that weighed most in this life: the first knob."""
        return next(iter(met_rules(self.file)), "")

    def remarks_on(self, rule_id: str) -> tuple[str, ...]:
        """What is odd about an edited rule, in the engine's words; of very many edited rules about the last ones."""
        if rule_id not in self._remarked:
            return ()
        found = remarks_on(self.reform, rule_id, self.size, self.seed)
        rest = len(found) - MOST_REMARKS
        if rest <= 0:
            return found
        return (*found[:MOST_REMARKS], ngettext("And %(n)s like it.", "And %(n)s like these.", rest) % {"n": rest})

    @cached_property
    def _remarked(self) -> frozenset[str]:
        """The rules about which remarks are made: each of them is held against the whole town."""
        if not self.edited:
            return frozenset()
        last, all_ = (self.edited_rules(book) for book in (self.before, self.baseline))
        places = list(dict.fromkeys([*last, *all_]))
        return frozenset(self.reform.rules[place].id for place in places[:MOST_REMARKED])

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

"""What is odd about one rule of a rulebook, seen against a town: the engine's remarks, asked of that rule alone.

To lint a whole rulebook every rule is matched with every row of the town; an edit shows remarks on one or two rules.
"""

from dataclasses import replace

from registry.kept import Once
from registry.replays import town_of
from scoring.engine import Rulebook, lint
from scoring.engine.model import Rule


def _odd(rulebook: Rulebook, rule_id: str, citizens: int, seed: int) -> tuple[str, ...]:
    place = next((place for place, each in enumerate(rulebook.rules) if each.id == rule_id), -1)
    if place < 0:
        return ()
    rule = rulebook.rules[place]
    pairs = [replace(rulebook, rules=(other, rule)) for other in rulebook.rules[:place] if _meet(rule, other)]
    beside = pairs or [replace(rulebook, rules=(rule,))]  # a pair at a time: all pairs of 200 rules take a minute
    alike = replace(rulebook, rules=tuple(other for other in rulebook.rules if other.effects == rule.effects))
    remarks = [*(remark for pair in beside for remark in lint(pair)), *lint(alike, town_of(citizens, seed))]
    found = {(each.code, each.message): None for each in remarks if each.rule == rule_id}
    return tuple(message for _code, message in sorted(found, key=lambda pair: pair[0]))


def _meet(rule: Rule, other: Rule) -> bool:
    """Can one act fire both?"""
    return rule is other or not rule.on or not other.on or not set(rule.on).isdisjoint(other.on)


remarks_on = Once(_odd, {0: 1024}, at=2)  # (rulebook, id of the rule, citizens, seed) → messages

"""Remarks on one rule are those that linting the whole rulebook against the town would make on it."""

import pytest

from registry.odd import remarks_on
from registry.replays import town_of
from scoring.bills import pointer
from scoring.engine import Rulebook, lint, reform
from scoring.selectors import shipped, slugs

CITIZENS, SEED = 300, 4417
HOME = shipped("tessamere")
OF_KINDS = next(rule for rule in HOME.rules if rule.on and rule.when is not None)


def by_rule(rulebook: Rulebook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for remark in lint(rulebook, town_of(CITIZENS, SEED)):
        found.setdefault(remark.rule, []).append(remark.message)
    return found


@pytest.mark.parametrize("slug", slugs())
def test_each_rule_of_a_shipped_rulebook_has_the_remarks_of_the_whole(slug: str) -> None:
    book = shipped(slug)
    whole = by_rule(book)
    for rule in book.rules:
        alone = remarks_on(book, rule.id, CITIZENS, SEED)
        assert sorted(set(alone)) == sorted(set(whole.get(rule.id, [])))


def test_a_rule_that_says_what_another_says_is_found() -> None:
    first, second = HOME.rules[0].id, HOME.rules[1].id
    edits = {pointer(HOME, second, key): HOME.document["rules"][0][key] for key in ("on", "effects")}
    edits |= {pointer(HOME, second, "when"): HOME.document["rules"][0].get("when")}
    twice = reform(HOME, {path: value for path, value in edits.items() if value is not None})
    said = remarks_on(twice, second, CITIZENS, SEED)
    assert said
    assert any(first in message for message in said)
    assert sorted(set(said)) == sorted(set(by_rule(twice)[second]))


def test_a_rule_that_is_not_there_has_no_remark() -> None:
    assert remarks_on(HOME, "nowhere", CITIZENS, SEED) == ()

"""A life that an edit does not concern ends as it did: so it need not be settled again."""

import random

import pytest

from registry.boards import neighbours
from registry.concerns import concerns
from registry.lives import DAYS, File
from scoring.bills import pointer
from scoring.engine import Rulebook, explain, reform
from scoring.engine.load import from_document
from scoring.selectors import shipped

SEED = 4417
HOME = shipped("tessamere")
RULES = [rule.id for rule in HOME.rules]


def edited(number: int) -> Rulebook:
    """One to three rules switched off, by lot."""
    luck = random.Random(number)
    return reform(HOME, {pointer(HOME, rule, "enabled"): False for rule in luck.sample(RULES, luck.randint(1, 3))})


def ends_as_it_did(file: File, book: Rulebook) -> bool:
    was, now = (explain(each, file.observations, facts=file.facts, days=DAYS).last for each in (HOME, book))
    mine = (now.standing, now.band, now.lists, now.doors, now.entries, now.displays)
    return mine == (was.standing, was.band, was.lists, was.doors, was.entries, was.displays)


@pytest.mark.parametrize("number", range(30))
def test_whom_an_edit_does_not_concern_it_does_not_move(number: int) -> None:
    book = edited(number)
    spared = [file for file in neighbours(SEED, HOME) if not concerns(HOME, book, file.observations)]
    assert all(ends_as_it_did(file, book) for file in spared)


def test_most_lives_are_not_concerned_by_most_edits_and_some_are() -> None:
    answers = [
        concerns(HOME, edited(number), file.observations)
        for number in range(30)
        for file in neighbours(SEED, HOME)
    ]  # fmt: skip
    assert 0 < sum(answers) < len(answers) / 2


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/scale/start", HOME.scale.start + 1),
        ("/observers", []),
        ("/consent", "opt_in"),
        ("/lists/0/minimum_days", 5),
    ],
)
def test_what_is_no_rule_concerns_everybody(path: str, value: object) -> None:
    assert concerns(HOME, reform(HOME, {path: value}), ())


def test_rules_that_change_places_concern_everybody() -> None:
    rows = HOME.document["rules"]
    document = {**HOME.document, "rules": [rows[1], rows[0], *rows[2:]]}
    turned = from_document(document, file="turned", vocabulary=HOME.vocabulary)
    assert concerns(HOME, turned, ())


def test_no_edit_concerns_nobody() -> None:
    assert not concerns(HOME, HOME, neighbours(SEED, HOME)[0].observations)

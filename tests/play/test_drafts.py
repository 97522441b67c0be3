"""A draft folded over a rulebook: what it does not write stays, and stays the rulebook's own."""

from copy import deepcopy

import pytest

from play import drafts
from play.drafts import ANEW, INSERT, MOVE, TAKE_OUT, fold, reformed
from scoring.selectors import shipped

HOME = shipped("tessamere")
RULE = {**HOME.document["rules"][0], "id": "own_1"}
EVERY_WAY = [
    [["/rules/0/text", "other words"]],
    [["/scale/start", 900], ["/consent", "opt_in"]],
    [[f"{INSERT}/rules/1", RULE], ["/rules/1/text", "mine"]],
    [[f"{TAKE_OUT}/rules/2", None], [f"{MOVE}/rules/3", 0]],
    [[ANEW, "taken"], ["/rules/0/enabled", False]],
]


@pytest.mark.parametrize("step", EVERY_WAY, ids=["value", "two", "insert", "out and move", "anew"])
def test_a_document_is_left_as_it_was_whatever_is_written_over_it(step, monkeypatch):
    monkeypatch.setattr(drafts, "version", {"taken": HOME}.__getitem__)
    before = deepcopy(HOME.document)
    after = fold(HOME.document, [step])
    assert after != before
    assert HOME.document == before


def test_what_nobody_wrote_on_is_shared_and_what_was_written_on_is_not():
    after = fold(HOME.document, [[["/rules/0/text", "other words"]]])
    assert after["rules"][1] is HOME.document["rules"][1]
    assert after["rules"][0]["text"] == "other words"
    assert HOME.document["rules"][0]["text"] != "other words"


def test_a_value_that_a_step_wrote_is_not_changed_by_a_later_step():
    step = [[f"{INSERT}/rules/0", RULE]]
    fold(HOME.document, [step, [["/rules/0/text", "mine"]]])
    assert RULE["text"] == HOME.document["rules"][0]["text"]


def test_a_rule_switched_off_and_on_again_is_the_rulebook_in_force():
    steps = [[["/rules/0/enabled", False]], [["/rules/0/enabled", True]]]
    assert reformed(HOME, steps[:1]) != HOME
    assert reformed(HOME, steps) == HOME

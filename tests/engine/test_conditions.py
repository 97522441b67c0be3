"""Every test of a fact on every value: one life, a whole town and the record say the same, and it is what is meant."""

from types import SimpleNamespace

import numpy as np
import pytest

from scoring.engine.conditions import All, Any, Not, holds, look, mask, passes
from scoring.engine.conditions import Test as One
from tests.engine.strategies import VOCABULARY

HOUR, DISTRICT, CARER = (VOCABULARY.facts[name] for name in ("hour", "district", "carer"))
MEANT = {
    "is": lambda seen, wanted: seen == wanted,
    "is_not": lambda seen, wanted: seen != wanted,
    "at_least": lambda seen, wanted: seen >= wanted,
    "at_most": lambda seen, wanted: seen <= wanted,
    "in": lambda seen, wanted: seen in wanted,
    # round midnight, from a late hour to an early one
    "between": lambda seen, w: w[0] <= seen <= w[1] if w[0] <= w[1] else (seen >= w[0] or seen <= w[1]),
}
TESTS = [
    *(One(HOUR, op, 7) for op in ("is", "is_not", "at_least", "at_most")),
    *(One(HOUR, "in", wanted) for wanted in ((7,), (7, 9), (0, 7, 23))),
    *(One(HOUR, "between", wanted) for wanted in ((7, 9), (7, 7), (22, 5), (23, 0))),
    *(One(DISTRICT, op, "hill") for op in ("is", "is_not")),
    *(One(DISTRICT, "in", wanted) for wanted in (("hill",), ("uplands", "harbour"))),
    *(One(CARER, op, wanted) for op in ("is", "is_not") for wanted in (True, False)),
]


def values(fact):
    if fact.type == "bool":
        return [False, True]
    return [choice.id for choice in fact.values] if fact.type == "enum" else list(range(24))


@pytest.mark.parametrize("test", TESTS, ids=lambda test: f"{test.fact.id} {test.op} {test.value}")
def test_a_test_of_one_fact_means_what_it_says(test):
    seen = values(test.fact)
    meant = [MEANT[test.op](value, test.value) for value in seen]
    assert [holds(test, value) for value in seen] == meant
    assert [passes(test, {test.fact.id: value}) for value in seen] == meant
    codes = np.array([test.fact.code(value) for value in seen])
    assert mask(test, lambda fact: codes).tolist() == meant
    assert [bool(mask(test, lambda fact, code=code: code)) for code in codes.tolist()] == meant  # alike for everybody


def both(hour, carer):
    return {"hour": hour, "carer": carer}


EARLY, CARES = One(HOUR, "at_most", 6), One(CARER, "is", True)


@pytest.mark.parametrize("hour", [6, 7])
@pytest.mark.parametrize("carer", [True, False])
def test_all_any_and_not_mean_what_they_say(hour, carer):
    facts = both(hour, carer)
    columns = {"hour": np.array([hour]), "carer": np.array([int(carer)])}
    early, meant = hour <= 6, SimpleNamespace(all=hour <= 6 and carer, any=hour <= 6 or carer)
    for condition, answer in (
        (All((EARLY, CARES)), meant.all),
        (Any((EARLY, CARES)), meant.any),
        (Not(EARLY), not early),
        (Not(All((EARLY, CARES))), not meant.all),
    ):
        assert passes(condition, facts) is answer
        assert look(condition, facts).ok is answer
        assert mask(condition, lambda fact: columns[fact.id]).tolist() == [answer]


def test_the_record_keeps_what_was_wanted_and_seen_also_after_the_answer_was_known():
    condition = Any((EARLY, Not(CARES), All((CARES, One(HOUR, "in", (6, 8))))))
    tested = {"form": "test", "ok": True, "fact": "hour", "op": "at_most", "wanted": 6, "seen": 6}
    cares = {"form": "test", "ok": True, "fact": "carer", "op": "is", "wanted": True, "seen": True}
    hours = {"form": "test", "ok": True, "fact": "hour", "op": "in", "wanted": [6, 8], "seen": 6}
    assert look(condition, both(6, True)).to_dict() == {
        "form": "any",
        "ok": True,
        "parts": [
            tested,
            {"form": "not", "ok": False, "parts": [cares]},
            {"form": "all", "ok": True, "parts": [cares, hours]},
        ],
    }


def test_the_record_of_what_did_not_hold_says_so():
    found = look(All((EARLY, CARES)), both(7, True)).to_dict()
    assert (found["form"], found["ok"]) == ("all", False)
    assert [part["ok"] for part in found["parts"]] == [False, True]

"""What names a version of a rulebook, and what a rulebook says about itself."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from hashlib import sha256

import pytest

from scoring.engine import canonical_json, from_document, reform
from scoring.engine.state import plan_of
from tests.engine.offices import listed, rule
from tests.engine.strategies import VOCABULARY


def test_the_canonical_text_has_sorted_keys_no_spaces_and_its_letters_as_they_are(office):
    text = canonical_json(office([], title="Ämter, 市"))
    assert '"title":"Ämter, 市"' in text
    assert text.startswith(
        '{"appeal":{"route":"none","text":"There is none."},"bands":[{"from":50,"id":"high","label":'
    )
    assert text.index('"appeal"') < text.index('"bands"') < text.index('"years"')


def test_the_digest_is_of_the_canonical_text_and_does_not_depend_on_the_order_of_keys(office):
    book = office([])
    backwards = from_document(dict(reversed(book.document.items())), vocabulary=VOCABULARY)
    assert book.digest == backwards.digest == sha256(canonical_json(book).encode()).hexdigest()
    assert book == backwards
    assert len({book, backwards}) == 1


def test_rulebooks_with_different_documents_are_different_and_nothing_else_is_a_rulebook(office):
    book = office([])
    other = reform(book, {"/scale/start": 61})
    assert book != other
    assert book != book.document
    assert hash(book) != hash(other)


def test_a_rule_is_found_by_its_id(office):
    book = office([rule("one", "donate_blood", points=1), rule("other", "donate_blood", points=2)])
    assert [book.rule(name).text for name in ("one", "other")] == ["one", "other"]
    with pytest.raises(StopIteration):
        book.rule("none")


def evidence(*sources, marker="documented"):
    return {"marker": marker, "evidence": None, "sources": list(sources), "note": None}


def test_every_source_that_any_line_names_is_listed_once_in_the_order_of_first_mention(harbour):
    document = deepcopy(harbour.document)
    document["evidence"] = evidence("b", "a")
    document["scale"]["evidence"] = evidence("a", "c")
    document["rules"][1]["evidence"] = evidence("d")
    document["rules"][0]["evidence"] = {"marker": "reported"}
    assert from_document(document, vocabulary=VOCABULARY).sources_used == ("b", "a", "c", "d")


COMPANY = {"fact": "friends_standing", "op": "at_most", "value": 5}


def test_a_rulebook_asks_about_others_where_a_rule_in_force_does(office):
    asks = {**rule("r", "donate_blood", points=1), "when": COMPANY}
    assert office([asks]).asks_associations
    assert office([asks]).rules[0].asks_associations
    assert not office([{**asks, "enabled": False}]).asks_associations
    assert not office([rule("r", "donate_blood", points=1)]).rules[0].asks_associations
    per = rule("r", "donate_blood", points={"per": "friends_standing", "every": 1, "each": 1})
    assert office([per]).asks_associations


def test_a_rulebook_asks_about_others_where_a_part_of_its_scorecard_does(office):
    card = {"kind": "scorecard", "start": 10, "floor": 0, "ceiling": 100, "higher_is": "better"}

    def asks(fact, when):
        part = {"id": "c", "text": "x", "of": {"fact": fact}, "otherwise": 0, "bins": [{"to": 50, "points": 1}]}
        factors = [{"id": "m", "text": "x", "when": when, "percent": 90}]
        return office([], scale=card, bands=[], characteristics=[part], multipliers=factors).asks_associations

    age = {"fact": "age", "op": "at_most", "value": 5}
    assert asks("friends_standing", age)
    assert asks("age", COMPANY)
    assert not asks("age", age)


def test_a_rule_names_every_fact_that_it_asks_for_once(office):
    age = {"fact": "age", "op": "at_most", "value": 5}
    line = {**rule("r", "peer_rating"), "when": {"all": [age, {"not": age}, {"any": [COMPANY]}]}}
    line["effects"] = [{"points": {"per": "days_late", "every": 1, "each": 1}}]
    assert [fact.id for fact in office([line]).rules[0].facts] == ["age", "friends_standing", "days_late"]
    kind = {"kind": "stars", "start": 1, "floor": 0, "ceiling": 500, "higher_is": "better", "prior_weight": 1}
    for effect, facts in (
        ({"value": "stars", "weight": "rater_weight"}, ["stars", "rater_weight"]),
        ({"value": "stars", "weight": 1}, ["stars"]),
        ({"value": 100, "weight": "rater_weight"}, ["rater_weight"]),
        ({"value": 100}, []),
    ):
        marks = {**rule("r", "peer_rating"), "effects": [{"stars": effect}]}
        book = office([marks], [listed("black")], scale=kind | {"divisor": 100}, bands=[])
        assert [fact.id for fact in book.rules[0].facts] == facts


def test_what_a_rulebook_makes_of_each_kind_of_act_is_worked_out_once_and_anew_for_a_copy(office):
    """A search tries hundreds of copies, and lives hundreds of lives under each."""
    book = office([rule("late", "late_utility_bill", points=-20)])
    plan = plan_of(book)
    assert plan_of(book) is plan
    other = replace(book, rules=())
    assert plan_of(other).rules["late_utility_bill"] == ()
    assert [line.id for _, line in plan_of(book).rules["late_utility_bill"]] == ["late"]

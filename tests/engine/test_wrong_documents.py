"""A wrong document is refused with the file, the rule, the key and a remedy, and quickly."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from scoring.engine import RulebookError, from_document, load_rulebook
from tests.engine.wrong.corpus import CASES, NO_RULEBOOKS

HARBOUR = Path(__file__).parent / "rulebooks" / "harbour.yaml"


def test_the_corpus_is_large_enough():
    assert len({case[0] for case in CASES}) == len(CASES) >= 60


HANGS = 5  # seconds: a bomb would take minutes; how fast a refusal is belongs to the bench


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_each_wrong_document_says_where_and_how_to_mend_it(case, tmp_path, vocabulary):
    _, old, new, rule, key, remedy = case
    text = HARBOUR.read_text()
    assert old in text
    path = tmp_path / "harbour.yaml"
    path.write_text(text.replace(old, new, 1))
    begun = time.process_time()
    with pytest.raises(RulebookError) as caught:
        load_rulebook(path, vocabulary=vocabulary)
    assert time.process_time() - begun < HANGS
    found = [(fault.rule, fault.key) for fault in caught.value.faults]
    assert (rule, key) in found, caught.value
    fault = caught.value.faults[found.index((rule, key))]
    assert fault.file == "harbour.yaml"
    assert fault.message
    assert remedy in fault.remedy


@pytest.mark.parametrize("text", NO_RULEBOOKS)
def test_what_is_not_a_rulebook_at_all_is_refused_at_once(text, vocabulary):
    begun = time.process_time()
    with pytest.raises(RulebookError) as caught:
        load_rulebook(text, vocabulary=vocabulary)
    assert all(fault.remedy and fault.message for fault in caught.value.faults)
    assert time.process_time() - begun < HANGS


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(vocabulary):
    lines = ['a: &a ["x","x"]'] + [f"b{i}: &b{i} [*a, *a]" for i in range(9)]
    with pytest.raises(RulebookError, match="Anchors"):
        load_rulebook("\n".join(lines) + "\n", vocabulary=vocabulary)


def test_a_file_that_is_not_there_is_a_fault_too(vocabulary):
    with pytest.raises(RulebookError, match="cannot be read"):
        load_rulebook(Path("/nowhere/at_all.yaml"), vocabulary=vocabulary)


def test_too_many_rules_are_refused(harbour, vocabulary):
    rule = {"text": "x", "on": [], "effects": [{"points": 1}]}
    document = {**harbour.document, "rules": [{**rule, "id": f"r-{i}"} for i in range(201)]}
    with pytest.raises(RulebookError, match="at most 200"):
        from_document(document, vocabulary=vocabulary)


def test_of_very_many_unknown_keys_the_first_fifty_are_named(harbour, vocabulary):
    document = {**harbour.document, **{f"k{i}": 1 for i in range(20_000)}}
    begun = time.process_time()
    with pytest.raises(RulebookError) as caught:
        from_document(document, vocabulary=vocabulary)
    assert [fault.key for fault in caught.value.faults] == [f"/k{i}" for i in range(50)]
    assert time.process_time() - begun < HANGS / 5


def test_every_fault_is_reported_at_once(harbour, vocabulary):
    document = {**harbour.document, "observers": ["nobody"], "consent": "maybe", "bands": 7}
    with pytest.raises(RulebookError) as caught:
        from_document(document, vocabulary=vocabulary)
    assert {fault.key for fault in caught.value.faults} == {"/consent", "/bands", "/observers/0"} - {"/observers/0"}

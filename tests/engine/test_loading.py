"""Rulebooks from files, text and plain data: what is said of a wrong shape, where, and on which line."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from scoring.engine import RulebookError, from_document, load_rulebook
from scoring.engine.vocabulary import load_vocabulary
from tests.engine.offices import BARE, rule
from tests.engine.strategies import VOCABULARY

HARBOUR = Path(__file__).parent / "rulebooks" / "harbour.yaml"
TEXT = HARBOUR.read_text(encoding="utf-8")
RULE = rule("late", "late_utility_bill", points=-20)


def faults_of(source, load=load_rulebook, **more):
    with pytest.raises(RulebookError) as caught:
        load(source, vocabulary=VOCABULARY, **more)
    return caught.value.faults


@pytest.fixture
def said(harbour):
    """(rule, key, message, remedy) of every fault of a bare office with these parts."""

    def faults(**parts):
        document = {**deepcopy(harbour.document), **deepcopy(BARE), "rules": [RULE], "lists": [], **parts}
        found = faults_of({k: v for k, v in document.items() if v is not GONE}, from_document)
        assert {fault.file for fault in found} == {"document"}
        assert {fault.line for fault in found} == {None}
        return [(fault.rule, fault.key, fault.message, fault.remedy) for fault in found]

    return faults


GONE = object()


# where it comes from


def test_a_rulebook_comes_from_a_path_a_path_as_text_text_or_bytes(tmp_path):
    harbour = load_rulebook(HARBOUR, vocabulary=VOCABULARY)
    json_file = tmp_path / "harbour.json"
    json_file.write_bytes(TEXT.encode())
    yml = tmp_path / "harbour.yml"
    yml.write_bytes(TEXT.encode())
    for source in (str(HARBOUR), TEXT, TEXT.encode(), str(json_file), str(yml), yml):
        assert load_rulebook(source, vocabulary=VOCABULARY) == harbour


@pytest.mark.parametrize("name", ["none.yaml", "none.yml", "none.json", Path("none.txt")])
def test_a_file_that_cannot_be_read_is_a_fault_with_its_whole_path(name):
    (fault,) = faults_of(name)
    assert (fault.file, fault.rule, fault.key) == (str(name), "", "")
    assert (fault.message, fault.remedy) == ("The file cannot be read.", "Check the path.")


def test_a_fault_names_the_file_without_its_folder_and_text_is_a_document(tmp_path):
    path = tmp_path / "office.yaml"
    path.write_text(TEXT.replace("consent: mandatory", "consent: maybe"))
    (fault,) = faults_of(path)
    assert (fault.file, fault.line) == ("office.yaml", TEXT.splitlines().index("consent: mandatory") + 1)
    for source in (path.read_text(), path.read_bytes()):
        assert faults_of(source)[0].file == "document"
    assert faults_of("note.yaml: 1\nconsent: x.yaml")[0].file == "document"
    assert faults_of({}, from_document, file="upload")[0].file == "upload"


def test_without_a_vocabulary_that_of_the_town_is_meant():
    path = Path(__file__).resolve().parents[2] / "scoring" / "rulebooks" / "suining_2010.yaml"
    assert load_rulebook(path).vocabulary is load_vocabulary()


@pytest.mark.parametrize("data", [[], "x", 7, None])
def test_what_is_no_mapping_is_no_rulebook(data):
    (fault,) = faults_of(data, from_document, file="upload")
    assert (fault.file, fault.rule, fault.key, fault.line) == ("upload", "", "", None)
    assert (fault.message, fault.remedy) == ("A rulebook is a mapping of keys and values.", "Write  id: ….")


def test_a_document_that_cannot_be_read_to_its_end_names_the_rule_by_its_place():
    (fault,) = faults_of(TEXT.replace("points: 40", "points: 4.5"))
    assert (fault.rule, fault.key) == ("#3", "/rules/2/effects/0/points")
    (fault,) = faults_of(TEXT.replace("start: 1000", "start: 1.5"))
    assert (fault.rule, fault.key) == ("", "/scale/start")
    (fault,) = faults_of("rules: &x []\n")
    assert (fault.rule, fault.key) == ("", "/rules")
    (fault,) = faults_of("lists:\n  - 1.5\n")
    assert (fault.rule, fault.key) == ("", "/lists/0")
    (fault,) = faults_of("rules: {one: 1.5}\n")
    assert (fault.rule, fault.key) == ("", "/rules/one")


# evidence beside a line


CITED = {"marker": "reported", "evidence": "article", "sources": ["a"], "note": "n"}


@pytest.fixture
def kept(harbour):
    """A rule as it is kept in the document of a rulebook that was loaded with it."""

    def load(line):
        document = {**deepcopy(harbour.document), **deepcopy(BARE), "rules": [line], "lists": []}
        return from_document(document, vocabulary=VOCABULARY).document["rules"][0]

    return load


def test_evidence_may_be_written_as_four_keys_of_a_line_and_is_kept_as_one(kept, harbour):
    assert kept({**RULE, **CITED}) == {**RULE, "evidence": CITED}
    assert kept({**RULE, "marker": "reported"}) == {**RULE, "evidence": {"marker": "reported"}}
    beside = {**deepcopy(harbour.document), **deepcopy(BARE), "rules": [{**RULE, **CITED}], "lists": []}
    built = from_document(beside, vocabulary=VOCABULARY).rules[0].evidence
    assert (built.marker, built.evidence, built.sources, built.note) == ("reported", "article", ("a",), "n")


def test_evidence_that_is_one_already_stays_as_it_is(kept):
    assert kept({**RULE, "evidence": CITED}) == {**RULE, "evidence": CITED}
    assert kept({**RULE, "evidence": {"marker": "reported"}}) == {**RULE, "evidence": {"marker": "reported"}}


def test_evidence_in_both_ways_at_once_is_refused(said):
    assert [key for _, key, _, _ in said(rules=[{**RULE, "marker": "reported", "evidence": CITED}])] == [
        "/rules/0/marker"
    ]


# keys


def test_a_key_that_is_missing_is_named_with_what_to_add(said):
    assert said(operator=GONE) == [("", "/operator", "The key 'operator' is missing.", "Add  operator: ….")]
    line = {key: value for key, value in RULE.items() if key != "text"}
    assert said(rules=[RULE, line]) == [("late", "/rules/1/text", "The key 'text' is missing.", "Add  text: ….")]
    nameless = {key: value for key, value in RULE.items() if key != "id"}
    assert said(rules=[nameless]) == [("#1", "/rules/0/id", "The key 'id' is missing.", "Add  id: ….")]


def test_a_key_that_is_unknown_is_named_with_the_nearest_or_with_all_that_are_known(said):
    assert said(operater="x") == [("", "/operater", "The key 'operater' is unknown here.", "Did you mean 'operator'?")]
    assert said(rules=[{**RULE, "xyz": 1}]) == [
        (
            "late",
            "/rules/0/xyz",
            "The key 'xyz' is unknown here.",
            "Delete it. Known here: evidence, id, text, on, when, effects, expires, at_most, enabled, reason_code, "
            "number_stated, descends_from, note.",
        )
    ]
    twice = said(rules=[{**RULE, "txt": 1, "whn": 2}])
    assert [(key, remedy) for _, key, _, remedy in twice] == [
        ("/rules/0/txt", "Did you mean 'text'?"),
        ("/rules/0/whn", "Did you mean 'when'?"),
    ]


# types and limits


EFFECT = "/rules/0/effects/0"


@pytest.mark.parametrize(
    ("change", "key", "message", "remedy"),
    [
        ({"expires": "7"}, "/expires", "A whole number is expected.", "Write a whole number without quotes."),
        ({"text": 7}, "/text", "Text is expected.", "Put it in quotes."),
        ({"enabled": 1}, "/enabled", "true or false is expected.", "Write true or false, not yes or no."),
        ({"on": "x"}, "/on", "A list is expected.", "Write  [one, another]."),
        ({"at_most": [1]}, "/at_most", "A mapping is expected.", "Write  key: value."),
        ({"when": "x"}, "/when", "A mapping is expected.", "Write  key: value."),
        ({"expires": 0}, "/expires", "0 is out of range.", "Write at least 1."),
        ({"expires": 36_501}, "/expires", "36501 is out of range.", "Write at most 36500."),
        ({"id": "h 2"}, "/id", "'h 2' is not written as it must be.",
         "Write letters, digits, _ . + or -, beginning with a letter or a digit: at most 64, no spaces."),
        ({"text": ""}, "/text", "There is too little here.", "Write at least 1."),
        ({"effects": []}, "/effects", "There is too little here.", "Write at least 1."),
        ({"text": "x" * 301}, "/text", "There is too much here.", "Write at most 300."),
        ({"effects": [{}]}, "/effects/0", "An effect has exactly one key.",
         "Write each effect as its own line, such as  - points: -20."),
        ({"effects": [{"points": 1_000_001}]}, "/effects/0/points", "1000001 is out of range.",
         "Write at most 1000000."),
        ({"effects": [{"points": "x"}]}, "/effects/0/points", "A whole number is expected.",
         "Write a whole number without quotes."),
        ({"effects": [{"display": {"where": "cinema", "days": 1}}]}, "/effects/0/display/where",
         "'cinema' is not one of the words that can stand here.", "Write 'screen', 'newspaper' or 'ringback'."),
        ({"effects": [{"stars": {"value": -1}}]}, "/effects/0/stars/value", "-1 is out of range.", "Write at least 0."),
        ({"when": {"fact": "hour"}}, "/when", "A test needs fact, op and value.",
         "Write  {fact: hour, op: at_least, value: 22}."),
        ({"when": {"all": [{"not": {"any": [{"fact": 7, "op": "is", "value": 1}]}}]}}, "/when/all/0/not/any/0/fact",
         "Text is expected.", "Put it in quotes."),
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_shape_is_refused_in_plain_words(said, change, key, message, remedy):
    found = said(rules=[{**RULE, **change}])
    assert found == [(change.get("id", "late"), f"/rules/0{key}", message, remedy)]


def test_a_line_that_is_no_mapping_is_named_by_its_place(said):
    assert said(rules=[RULE, 7]) == [("#2", "/rules/1", "A mapping is expected.", "Write  key: value.")]
    assert said(rules=7) == [("", "/rules", "A list is expected.", "Write  [one, another].")]
    assert said(rules=None) == [("", "/rules", "A list is expected.", "Write  [one, another].")]


@pytest.mark.parametrize("key", ["characteristics", "multipliers"])
def test_parts_of_a_scorecard_are_named_like_rules(said, key):
    found = said(**{key: [{"id": "part", "text": 7}]})
    assert {line for line, _, _, _ in found} == {"part"}
    assert (("part", f"/{key}/0/text", "Text is expected.", "Put it in quotes.")) in found


def test_parts_that_are_no_rules_have_no_name(said):
    found = said(lists=[{"id": "black", "label": 7, "colour": "black"}])
    assert found == [("", "/lists/0/label", "Text is expected.", "Put it in quotes.")]


def test_every_fault_of_shape_is_said_at_once_and_no_more_than_fifty(said):
    found = said(consent="maybe", bands=7, rules=[{**RULE, "text": 7, "on": 8}])
    assert {key for _, key, _, _ in found} == {"/consent", "/bands", "/rules/0/text", "/rules/0/on"}
    many = said(rules=[{**RULE, "id": f"r-{i}", "text": 7} for i in range(60)])
    assert len(many) == 50
    names = said(rules=[{**RULE, "id": f"r-{i}", "on": ["nobody"]} for i in range(60)])
    assert len(names) == 50


def test_faults_of_names_are_said_when_the_shape_is_right_and_those_of_examples_when_the_names_are(said):
    wrong_example = [{**BARE["examples"][0], "expect": {"band": "none"}}, *BARE["examples"][1:]]
    assert {key for _, key, _, _ in said(examples=wrong_example)} == {"/examples/0/expect/band"}
    both = said(examples=wrong_example, observers=["nobody"])
    assert {key for _, key, _, _ in both} == {"/observers/0"}


# lines


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("text: Late bills", "text: 7", "text: 7"),
        ("    text: Late bills\n", "", "id: h-2"),  # a missing key: the line of what should hold it
        ("reason_code: H1", "reasoncode: H1", "reasoncode: H1"),
        ("on: [donate_blood]", "on: [donate_blod]", "donate_blod"),
    ],
)
def test_a_fault_names_the_line_on_which_it_stands(tmp_path, old, new, words):
    text = TEXT.replace(old, new, 1)
    (fault,) = faults_of(text)
    line = next(number for number, line in enumerate(text.splitlines(), 1) if words in line)
    assert fault.line == line
    assert str(fault).startswith(f"document:{line} rule h-")

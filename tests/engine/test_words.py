"""The vocabulary: five files of words, read strictly, and what each word knows about itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scoring.engine import VocabularyError
from scoring.engine.vocabulary import (
    DEFAULT,
    Choice,
    Circumstance,
    Door,
    Fact,
    Kind,
    Place,
    SeenBy,
    Source,
    SourceError,
    load_vocabulary,
)
from tests.engine.strategies import VOCABULARY

HERE = Path(__file__).parent / "vocabulary"
FILES = ("kinds", "sources", "facts", "places", "doors")
KIND = """\
- id: greet
  label: Greet
  past: Greeted
  domain: social
  received: true
  sources: [{id: eye, detection: 60}, {id: ear, detection: 5}]
  circumstances: [{id: hurry, text: in a hurry}]
  asks: [hour, mood]
- id: bare
"""
SOURCE = """\
- {id: eye, label: An eye, short: eye, sees: faces, errors: [{id: twin, text: the twin}], error_rate: 20}
- {id: ear}
"""
FACT = """\
- {id: hour, label: hour, type: int, unit: h, min: 0, max: 23, owner: observation, sensitive: true, default: 12}
- {id: mood, label: mood, type: enum, values: [calm, {id: wild, label: Wild}], owner: citizen, proxy_for: income}
- {id: rich, label: rich, type: bool, owner: association}
- {id: deep, label: deep, type: int, min: 3, max: 9, owner: citizen}
- {id: place, label: place, type: enum, owner: observation}
"""
PLACE = "- {id: market, label: The market}\n- {id: quay, label: The quay}\n"
DOOR = """\
- {id: tram, label: Tram, open_text: It runs., shut_text: It does not., kind: ordinary}
- {id: lane, label: Lane, kind: perk}
- {id: loan, label: Loan, kind: rate}
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with a small vocabulary, of which some files are written anew."""

    def write(**texts):
        for name, text in zip(FILES, (KIND, SOURCE, FACT, PLACE, DOOR), strict=True):
            (tmp_path / f"{name}.yaml").write_text(texts.get(name, text), encoding="utf-8")
        return tmp_path

    return write


def faults_of(path):
    """(file, line, key, message, remedy) of every fault."""
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(path)
    faults = caught.value.faults
    return [(Path(fault.file).name, fault.rule, fault.key, fault.message, fault.remedy) for fault in faults]


# what is read


def test_kinds_and_sources_are_read_as_they_are_written(folder):
    words = load_vocabulary(folder())
    assert list(words.kinds.values()) == [
        Kind(
            "greet",
            "Greet",
            "Greeted",
            "social",
            True,
            (SeenBy("eye", 60), SeenBy("ear", 5)),
            (Circumstance("hurry", "in a hurry"),),
            ("hour", "mood"),
        ),
        Kind("bare", "", "", "", False, (), (), ()),
    ]
    assert list(words.sources.values()) == [
        Source("eye", "An eye", "eye", "faces", (SourceError("twin", "the twin"),), 20),
        Source("ear", "", "", "", (), 0),
    ]


def test_places_and_doors_are_read_as_they_are_written(folder):
    words = load_vocabulary(str(folder()))
    assert words.places == {"market": Place("market", "The market"), "quay": Place("quay", "The quay")}
    assert list(words.doors.values()) == [
        Door("tram", "Tram", "It runs.", "It does not.", "ordinary"),
        Door("lane", "Lane", "", "", "perk"),
        Door("loan", "Loan", "", "", "rate"),
    ]


def test_facts_are_read_with_what_they_leave_out(folder):
    words = load_vocabulary(folder())
    assert list(words.facts.values()) == [
        Fact("hour", "hour", "int", "h", 0, 23, (), "observation", True, None, 12, True),
        Fact(
            "mood", "mood", "enum", "", 0, 1, (Choice("calm", "calm"), Choice("wild", "Wild")), "citizen", False,
            "income",
            "calm", False,
        ),
        Fact("rich", "rich", "bool", "", 0, 1, (), "association", False, None, False, False),
        Fact("deep", "deep", "int", "", 3, 9, (), "citizen", False, None, 3, False),
        Fact(
            "place", "place", "enum", "", 0, 1, (Choice("market", "The market"), Choice("quay", "The quay")),
            "observation", False, None, "market", False,
        ),
    ]  # fmt: skip


def test_only_hours_go_round_unless_a_fact_says_otherwise(folder):
    text = FACT.replace("{id: hour,", "{id: hour, wraps: false,").replace("{id: deep,", "{id: deep, wraps: true,")
    facts = load_vocabulary(folder(facts=text)).facts
    assert {name for name, fact in facts.items() if fact.wraps} == {"deep"}


def test_a_default_of_nought_or_false_is_kept(folder):
    text = FACT.replace("default: 12", "default: 0").replace("type: bool,", "type: bool, default: false,")
    facts = load_vocabulary(folder(facts=text)).facts
    assert (facts["hour"].default, facts["rich"].default) == (0, False)
    assert load_vocabulary(HERE).facts["consents"].default is True


def test_an_enum_of_one_value_or_of_three_has_the_codes_of_its_values(folder):
    text = FACT.replace("[calm, {id: wild, label: Wild}]", "[calm, wild, odd]")
    fact = load_vocabulary(folder(facts=text)).facts["mood"]
    assert (fact.min, fact.max, dict(fact.codes)) == (0, 2, {"calm": 0, "wild": 1, "odd": 2})
    text = FACT.replace("[calm, {id: wild, label: Wild}]", "[calm]")
    assert load_vocabulary(folder(facts=text)).facts["mood"].max == 1


def test_a_file_may_name_its_list_as_the_file_is_named(folder):
    text = "places:\n" + "".join(f"  {line}\n" for line in PLACE.splitlines())
    assert list(load_vocabulary(folder(places=text)).places) == ["market", "quay"]


def test_a_file_that_was_written_anew_is_read_anew_and_otherwise_it_is_not(folder):
    path = folder()
    first = load_vocabulary(path)
    assert load_vocabulary(path) is first
    (path / "places.yaml").write_text(PLACE + "- {id: pier, label: The pier}\n")
    os.utime(path / "places.yaml", ns=(1, 1))
    assert "pier" in load_vocabulary(path).places


def test_codes_and_defaults_follow_the_order_of_the_files(folder):
    words = load_vocabulary(folder())
    assert dict(words.kind_codes) == {"greet": 0, "bare": 1}
    assert dict(words.source_codes) == {"eye": 0, "ear": 1}
    assert dict(words.defaults) == {"hour": 12, "mood": "calm", "rich": False, "deep": 3, "place": "market"}
    assert [fact.id for fact in words.facts_of("citizen")] == ["mood", "deep"]


def test_the_vocabulary_of_the_town_is_the_one_meant_when_none_is_named():
    assert DEFAULT.name == "content"
    assert load_vocabulary() is load_vocabulary(DEFAULT)
    assert load_vocabulary().kinds


# what is refused


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing_is_named(folder, name):
    path = folder()
    (path / f"{name}.yaml").unlink()
    assert faults_of(path) == [(f"{name}.yaml", "", "", "The file is missing.", "Write it.")]


@pytest.mark.parametrize("text", ["- 7\n", "- {label: x}\n", "- {id: 7}\n", "id: x\n", "7\n", "- [id]\n", "kinds: 7\n"])
def test_what_is_no_list_of_items_with_an_id_is_refused(folder, text):
    expected = ("kinds.yaml", "", "", "A list of items with an id is expected.", "Write  - id: ….")
    assert faults_of(folder(kinds=text)) == [expected]


def test_what_cannot_be_read_at_all_is_refused_as_part_of_a_vocabulary(folder):
    (fault,) = faults_of(folder(doors="- {id: a, id: b}\n"))
    assert fault == ("doors.yaml", "", "/0/id", "The key 'id' stands twice in one place.", "Keep one of them.")


@pytest.mark.parametrize("name", FILES)
def test_an_id_that_stands_twice_is_refused_where_it_stands_again(folder, name):
    texts = dict(zip(FILES, (KIND, SOURCE, FACT, PLACE, DOOR), strict=True))
    first = {"kinds": "bare", "sources": "ear", "facts": "deep", "places": "quay", "doors": "tram"}[name]
    more = {"facts": ", type: int, min: 3, max: 9, owner: citizen", "doors": ", kind: ordinary"}.get(name, "")
    count = len(getattr(load_vocabulary(folder()), name))
    found = faults_of(folder(**{name: texts[name] + f"- {{id: {first}{more}}}\n"}))
    assert found == [(f"{name}.yaml", first, f"/{count}/id", f"'{first}' stands twice.", "Keep one.")]


def test_every_name_that_a_kind_of_act_uses_must_exist(folder):
    text = KIND.replace("id: ear, detection", "id: nose, detection").replace("[hour, mood]", "[hour, weather]")
    assert faults_of(folder(kinds=text)) == [
        ("kinds.yaml", "greet", "/sources", "'nose' is unknown.", "Correct the name."),
        ("kinds.yaml", "greet", "/asks", "'weather' is unknown.", "Correct the name."),
    ]


@pytest.mark.parametrize(("old", "new"), [("type: bool", "type: float"), ("owner: association", "owner: town")])
def test_a_type_or_an_owner_that_does_not_exist_is_refused(folder, old, new):
    expected = ("facts.yaml", "rich", "/type", "The type or owner is unknown.", "See docs/glossary.md.")
    assert faults_of(folder(facts=FACT.replace(old, new))) == [expected]


def test_a_default_that_cannot_be_is_refused(folder):
    expected = ("facts.yaml", "hour", "/default", "24 is outside 0 to 23.", "Write a number from 0 to 23.")
    assert faults_of(folder(facts=FACT.replace("default: 12", "default: 24"))) == [expected]


def test_a_door_is_ordinary_a_perk_or_a_rate(folder):
    expected = ("doors.yaml", "lane", "/kind", "'wide' is unknown.", "ordinary, perk or rate.")
    assert faults_of(folder(doors=DOOR.replace("kind: perk", "kind: wide"))) == [expected]


def test_all_faults_of_all_files_are_said_at_once(folder):
    found = faults_of(
        folder(places=PLACE + "- {id: quay}\n", doors=DOOR.replace("perk", "wide"), kinds=KIND.replace("ear", "nose"))
    )
    assert [(file, line) for file, line, *_ in found] == [
        ("places.yaml", "quay"),
        ("kinds.yaml", "greet"),
        ("doors.yaml", "lane"),
    ]


# what a word knows


HOUR, DISTRICT, CARER = (VOCABULARY.facts[name] for name in ("hour", "district", "carer"))


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [(HOUR, 7, 7), (HOUR, 0, 0), (DISTRICT, "hill", 1), (DISTRICT, "harbour", 0), (CARER, True, 1), (CARER, False, 0)],
)
def test_a_value_becomes_a_number_and_a_value_again(fact, value, code):
    assert fact.code(value) == code
    assert fact.value(code) == value
    assert type(fact.value(code)) is type(value)


@pytest.mark.parametrize(
    ("fact", "value", "problem"),
    [
        (HOUR, 0, None),
        (HOUR, 23, None),
        (HOUR, 24, ("24 is outside 0 to 23.", "Write a number from 0 to 23.")),
        (HOUR, -1, ("-1 is outside 0 to 23.", "Write a number from 0 to 23.")),
        (HOUR, "7", ("'7' is not a whole number.", "Write a whole number from 0 to 23.")),
        (HOUR, True, ("True is not a whole number.", "Write a whole number from 0 to 23.")),
        (HOUR, 7.0, ("7.0 is not a whole number.", "Write a whole number from 0 to 23.")),
        (CARER, True, None),
        (CARER, 1, ("1 is not true or false.", "Write true or false.")),
        (CARER, None, ("None is not true or false.", "Write true or false.")),
        (DISTRICT, "hill", None),
        (DISTRICT, "moor", ("'moor' is not a value of 'district'.", "Write one of: harbour, hill, uplands.")),
        (DISTRICT, 1, ("1 is not a value of 'district'.", "Write one of: harbour, hill, uplands.")),
        (DISTRICT, ["hill"], ("['hill'] is not a value of 'district'.", "Write one of: harbour, hill, uplands.")),
    ],
)
def test_a_value_that_cannot_be_is_told_why(fact, value, problem):
    assert fact.problem(value) == problem


@pytest.mark.parametrize(
    ("kind", "default", "states"),
    [
        ("ordinary", "open", ("open", "shut")),
        ("perk", "shut", ("open", "shut")),
        ("rate", "standard", ("low", "standard", "high", "none")),
    ],
)
def test_a_door_has_the_states_of_its_kind(kind, default, states):
    door = Door("d", "D", "", "", kind)
    assert (door.default, door.states) == (default, states)

"""YAML and JSON as they are read: plain data with the lines it stood on, or one fault with its place and remedy."""

from __future__ import annotations

import json

import pytest

from scoring.engine import DocumentError
from scoring.engine.reader import MAX_BYTES, Reading, read

MIB = 256 * 1024


def refusal(text, file="document"):
    """(key, line, message, remedy) of the one fault."""
    with pytest.raises(DocumentError) as caught:
        read(text, file)
    (fault,) = caught.value.faults
    assert (fault.file, fault.rule) == (file, "")
    return fault.key, fault.line, fault.message, fault.remedy


# what is read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7), ("-7", -7), ("+7", 7), ("007", 7), ("0", 0), ("999999999999999", 999_999_999_999_999),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("~", None), ("null", None), ("Null", None), ("NULL", None), ("", None),
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("2020-01-01", "2020-01-01"), ("12:30", "12:30"), ("0x1f", "0x1f"),
        ("1_000", "1_000"), ("1,5", "1,5"), ("e3", "e3"), (".", "."), ("nan", "nan"), ("v1.5", "v1.5"),
        ('"7"', "7"), ("'true'", "true"), ('"~"', "~"), ("'1.5'", "1.5"), ("|\n  two\n  lines\n", "two\nlines\n"),
        ("[1, two, [3]]", [1, "two", [3]]), ("{a: 1, b: {c: no}}", {"a": 1, "b": {"c": "no"}}),
        ("\n- 1\n- a: 2\n", [1, {"a": 2}]), ("[]", []), ("{}", {}),
    ],
)  # fmt: skip
def test_a_value_is_what_its_author_wrote(written, value):
    data = read(f"key: {written}").data["key"]
    assert data == value
    assert type(data) is type(value)


def test_a_whole_document_may_be_one_value_and_begin_with_a_comment():
    assert read("# words\n---\n7\n").data == 7
    assert read("%YAML 1.2\n---\na: b\n").data == {"a": "b"}


def test_each_value_keeps_the_line_on_which_it_begins():
    text = "# words\nid: a\nrules:\n  - id: one\n    on: [x,\n      y]\n  - id: two\nlast: ~\n"
    assert read(text).lines == {
        "": 2,
        "/id": 2,
        "/rules": 4,
        "/rules/0": 4,
        "/rules/0/id": 4,
        "/rules/0/on": 5,
        "/rules/0/on/0": 5,
        "/rules/0/on/1": 6,
        "/rules/1": 7,
        "/rules/1/id": 7,
        "/last": 8,
    }


def test_json_is_read_as_it_is_without_lines():
    data = {"a": [1, -2, True, None, "7", "no"], "b": {"c": 999_999_999_999_999}, "d": "Ä\n\t"}
    assert read(json.dumps(data)) == Reading(data, {})
    assert read(json.dumps(data, ensure_ascii=False).encode()).data == data
    assert read("  \n" + json.dumps(data, indent=2)).data == data
    assert read("[1, 2]").lines == {}


def test_what_begins_like_json_and_is_yaml_is_read_as_yaml():
    reading = read("{a: 1,\n b: two}")
    assert reading.data == {"a": 1, "b": "two"}
    assert reading.lines == {"": 1, "/a": 1, "/b": 2}
    assert read("[a, b]").data == ["a", "b"]


# size and characters


def test_a_document_may_have_256_kib_and_no_more():
    assert MAX_BYTES == MIB
    letters = "a: " + "x" * (MIB - 3)
    assert len(read(letters).data["a"]) == MIB - 3
    message = "The document has 262,145 bytes; 262,144 is the most."
    for text in (letters + "x", (letters + "x").encode(), "a: " + "Ä" * ((MIB - 3) // 2) + "xx"):
        assert refusal(text) == ("", None, message, "Make it shorter.")


def test_what_is_not_utf_8_is_refused_with_the_byte():
    assert refusal(b"a: \xff") == ("", None, "Byte 3 is not UTF-8.", "Save the file as UTF-8.")


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x0C, 0x1F, 0x7F, 0x200B, 0x2028, 0x202E, 0x2069, 0xFEFF, 0xD800])
def test_a_character_that_cannot_be_seen_is_refused_with_its_line(code):
    message = f"The character U+{code:04X} cannot be seen on a page and is not allowed."
    assert refusal(f"a: 1\nb: x{chr(code)}y\n", "office.yaml") == ("", 2, message, "Delete it.")
    assert refusal(f"{chr(code)}")[1] == 1


def test_tabs_line_ends_and_ordinary_letters_can_be_seen():
    assert read('a: "x\ty"\r\nb: ä\u200c\u2070\u2030\r\n').data == {"a": "x\ty", "b": "ä\u200c\u2070\u2030"}


@pytest.mark.parametrize(("text", "line"), [('{"a": ["x", "\\u2066"]}', None), ('a:\n  - x\n  - "\\u2066"\n', 3)])
def test_a_character_that_cannot_be_seen_is_refused_also_where_it_is_escaped(text, line):
    message = "The character U+2066 cannot be seen on a page and is not allowed."
    assert refusal(text) == ("/a/1", line, message, "Delete it.")


# numbers


@pytest.mark.parametrize(
    "number",
    [
        "1.5",
        "-0.5",
        ".5",
        "5.",
        "1e3",
        "-1E+3",
        ".inf",
        "-.Inf",
        ".INF",
        ".nan",
        ".NaN",
        "1000000000000000",
        "+999999999999999",
    ],
)
def test_a_number_that_is_not_whole_or_too_long_is_refused(number):
    message = f"{number} is not a whole number of at most 15 digits."
    remedy = "Write a whole number; if it is text, put it in quotes."
    assert refusal(f"a:\n  - 1\n  - {number}") == ("/a/1", 3, message, remedy)


@pytest.mark.parametrize("number", ["1.5", "-2e1", "NaN", "Infinity", "-Infinity", "1000000000000000"])
def test_the_same_numbers_are_refused_in_json(number):
    message = f"{number} is not a whole number of at most 15 digits."
    remedy = "Write a whole number; if it is text, put it in quotes."
    assert refusal(f'{{"a": [1, {number}]}}') == ("/a/1", None, message, remedy)


def test_a_long_number_is_shortened_where_it_is_shown():
    assert refusal(f"a: {'1' * 24}")[2].startswith("1" * 24 + " is not")
    assert refusal(f"a: {'1' * 25}")[2].startswith("1" * 21 + "... is not")


# keys


def test_a_key_that_stands_twice_is_refused_where_it_stands_again():
    message = "The key 'x' stands twice in one place."
    assert refusal("a:\n  x: 1\n  y: 2\n  x: 3\n") == ("/a/x", 4, message, "Keep one of them.")
    assert refusal('{"a": {"x": 1, "y": 2, "x": 3}}') == ("/x", None, message, "Keep one of them.")
    assert read("a: {x: 1}\nb: {x: 1}").data == {"a": {"x": 1}, "b": {"x": 1}}


@pytest.mark.parametrize("text", ["a:\n  [1]: x\n", "a:\n  {b: 1}: x\n", "a:\n  <<: x\n"])
def test_a_key_that_is_no_plain_word_is_refused(text):
    assert refusal(text) == ("/a", 2, "A key must be a plain word.", "Write  key: value.")


def test_a_key_that_looks_like_a_number_or_true_is_a_word():
    assert read("1: a\ntrue: b\n~: c\n").data == {"1": "a", "true": "b", "~": "c"}


# what could become something else


@pytest.mark.parametrize("text", ["a:\n  b: &x 1\n", "a:\n  b: &x [1]\n", "a:\n  b: &x {c: 1}\n", "a:\n  b: *x\n"])
def test_anchors_and_aliases_are_refused(text):
    message = "Anchors (&) and aliases (*) are not allowed."
    assert refusal(text) == ("/a/b", 2, message, "Write the value out.")


def test_an_anchor_on_a_key_is_refused():
    assert refusal("a:\n  &x b: 1\n")[:3] == ("/a", 2, "Anchors (&) and aliases (*) are not allowed.")


@pytest.mark.parametrize(
    ("written", "tag"), [("!!str 1", "tag:yaml.org,2002:str"), ("!x {b: 1}", "!x"), ("!x [1]", "!x")]
)
def test_tags_are_refused(written, tag):
    assert refusal(f"a:\n  b: {written}\n") == ("/a/b", 2, f"The tag {tag} is not allowed.", "Delete it.")


# nesting


@pytest.mark.parametrize(("opened", "closed", "line"), [("[", "]", None), ('{"a": ', "}", None), ("{a: ", "}", 1)])
def test_a_document_may_be_nested_twenty_four_deep_and_no_deeper(opened, closed, line):
    read(opened * 24 + "1" + closed * 24)
    key, where, message, remedy = refusal(opened * 25 + "1" + closed * 25)
    assert set(key.split("/")[1:]) == {"0" if opened == "[" else "a"}
    assert (message, remedy) == ("The document is nested deeper than 24 levels.", "Make it flatter.")
    assert where == line


def test_nesting_is_refused_at_its_place_and_line():
    text = "".join("  " * depth + "a:\n" for depth in range(25)) + "  " * 25 + "1\n"
    assert refusal(text)[:2] == ("/a" * 25, 26)


# what is no document


@pytest.mark.parametrize("text", ["", "# words only\n", b""])
def test_an_empty_document_is_refused(text):
    assert refusal(text) == ("", None, "The document is empty.", "Write a mapping of keys and values.")


def test_two_documents_in_one_file_are_refused_with_the_line_of_the_second():
    assert refusal("a: 1\n---\nb: 2\n") == (
        "",
        2,
        "The file holds more than one document.",
        "Keep one document a file.",
    )


def test_what_is_not_yaml_is_refused_with_its_line_and_the_reason():
    key, line, message, remedy = refusal("a: 1\nb: [1, 2\nc: 3\n")
    assert (key, line, remedy) == ("", 3, "Check indentation, quotes and brackets there.")
    assert message.startswith("This is not YAML: ")
    assert message.endswith(".")
    assert "it cannot be read" not in message


def test_broken_json_is_refused_with_its_line():
    key, line, message, remedy = refusal('{"a": 1,\n "b": [1, 2}')
    assert (key, line, remedy) == ("", 2, "Check indentation, quotes and brackets there.")
    assert message.startswith("This is not YAML: ")


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_of_no_character_is_refused(escape):
    key, _, message, remedy = refusal(f'a: "{escape}"')
    assert (key, message, remedy) == ("", "An escape such as \\U names no character.", "Write the character itself.")

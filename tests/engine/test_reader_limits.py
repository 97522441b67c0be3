"""Documents that were written to do harm are refused in a sentence, and soon."""

from pathlib import Path
from time import process_time

import pytest
import yaml

from scoring.engine import DocumentError, reader
from scoring.engine.reader import PARSER, read


@pytest.mark.parametrize("escape", [r"\U00110000", r"\UFFFFFFFF"])
def test_an_escape_that_is_no_character_is_refused_in_a_sentence(escape: str) -> None:
    with pytest.raises(DocumentError, match="names no character"):
        read(f'title: "{escape}"')


def test_a_key_that_stands_twice_among_thousands_is_found_at_once() -> None:
    keys = ",".join(f'"{number:05d}": 0' for number in range(18_000))
    began = process_time()
    with pytest.raises(DocumentError, match="'00000' stands twice"):
        read(f'{{{keys}, "00000": 1}}')
    with pytest.raises(DocumentError, match="'z' stands twice"):
        read(f'{{{keys}, "z": 1, "z": 1}}')
    assert process_time() - began < 2


@pytest.mark.parametrize(
    "document",
    ["a:\n" + "- 1\n" * 60_000, "a: [" + "1," * 120_000 + "1]", "a: " + "[" * 200_000, "? " * 100_000],
    ids=["rows", "flow", "brackets", "questions"],
)
def test_the_largest_document_is_read_or_refused_soon(document: str) -> None:
    began = process_time()
    with pytest.raises(DocumentError):
        read(document)
    assert process_time() - began < 2


def test_a_document_of_too_many_values_is_told_how_many_are_the_most() -> None:
    with pytest.raises(DocumentError, match="holds more than 40,000 values"):
        read("a:\n" + "- 1\n" * 40_001)


def test_a_control_character_in_a_comment_cannot_end_the_comment() -> None:
    """For YAML 1.1 U+0085 ends a line: what follows it would be read, though it looks like a part of the comment."""
    with pytest.raises(DocumentError, match=r"U\+0085"):
        read("# nothing to see here\x85b: 2\na: 1\n")


@pytest.mark.parametrize("parser", [yaml.SafeLoader, PARSER], ids=["python", "libyaml"])
@pytest.mark.parametrize("path", sorted((Path(reader.__file__).parents[1] / "rulebooks").glob("*.yaml"))[:6])
def test_both_parsers_read_the_same(parser: type, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = read(path.read_bytes())
    monkeypatch.setattr(reader, "PARSER", parser)
    again = read(path.read_bytes())
    assert (again.data, again.lines) == (asked.data, asked.lines)

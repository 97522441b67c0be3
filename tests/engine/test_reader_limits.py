"""Documents that were written to do harm are refused in a sentence, and soon."""

from time import process_time

import pytest

from scoring.engine import DocumentError
from scoring.engine.reader import read


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

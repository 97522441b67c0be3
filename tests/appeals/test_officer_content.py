"""The shift as it is written: a wrong document is refused, with the place and what to write instead."""

import pytest

from appeals.officer.content import FILE, STEPS, day, parse
from scoring.engine import DocumentError

WHOLE = """
files: 8
day_minutes: 420
minutes: {read: 40, look: 60, hear: 30, ask: 15, refer: 10}
interruptions:
- {id: telephone, minutes: 15, text: The telephone.}
notes: [In order.]
accounts: ["On day {day} I was elsewhere."]
denials: [It was not me.]
"""


def faults(text: str) -> list[tuple[str, str]]:
    """Path and remedy of everything that is refused."""
    with pytest.raises(DocumentError) as caught:
        parse(text.encode(), "ours.yaml")
    assert all(fault.file == "ours.yaml" and fault.message for fault in caught.value.faults)
    return [(fault.key, fault.remedy) for fault in caught.value.faults]


def test_the_shift_that_ships_has_minutes_for_every_step() -> None:
    assert set(day().step) == set(STEPS)
    assert parse(FILE.read_bytes(), FILE.name) == day()


def test_a_stack_cannot_be_read_within_the_day_with_a_quota_and_every_second_look() -> None:
    assert day().files * (day().step["read"] + day().step["look"]) > day().minutes


def test_a_whole_document_is_read() -> None:
    read = parse(WHOLE.encode(), "ours.yaml")
    assert (read.files, read.minutes, read.interruptions[0].id) == (8, 420, "telephone")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("files: 8", "files: 0", "/files"),
        ("files: 8", "files: true", "/files"),
        ("files: 8", "files: eight", "/files"),
        ("day_minutes: 420", "day_minutes: 1001", "/day_minutes"),
        ("look: 60", "look: -1", "/minutes/look"),
        ("look: 60, ", "", "/minutes"),
        ("minutes: {read", "minutes: {nap: 5, read", "/minutes"),
        ("minutes: 15", "minutes: 1.5", "/interruptions/0/minutes"),
        ("text: The telephone.", "text: 7", "/interruptions/0/text"),
        ("id: telephone", 'id: ""', "/interruptions/0/id"),
        (", text: The telephone.", "", "/interruptions/0"),
        ("- {id: telephone, minutes: 15, text: The telephone.}", "  none", "/interruptions"),
        ("notes: [In order.]", "notes: []", "/notes"),
        ("notes: [In order.]", "notes: In order.", "/notes"),
        ("denials: [It was not me.]", "denials: [7]", "/denials/0"),
        ("On day {day} I", "On {date} I", "/accounts/0"),
        ("files: 8", "", ""),
        ("files: 8", "files: 8\nmusic: 1", ""),
    ],
)
def test_what_cannot_stand_is_refused_with_its_place_and_a_remedy(old: str, new: str, path: str) -> None:
    found = faults(WHOLE.replace(old, new, 1))
    assert [place for place, _ in found] == [path]
    assert all(remedy for _, remedy in found)


def test_every_fault_is_told_at_once() -> None:
    text = WHOLE.replace("files: 8", "files: 0").replace("ask: 15", "ask: soon")
    assert [place for place, _ in faults(text)] == ["/files", "/minutes/ask"]


def test_a_list_where_a_document_should_be_is_refused() -> None:
    assert faults("- 1") == [("", "Add or delete keys.")]

"""Faults and pointers: where something is, and how it is said."""

from __future__ import annotations

import pytest

from scoring.engine.faults import DocumentError, Fault, pointer, pointer_parts

PLACES = [  # RFC 6901
    ((), ""),
    (("rules", 3, "when"), "/rules/3/when"),
    (("a/b", "c~d"), "/a~1b/c~0d"),
    (("~1",), "/~01"),
    (("/0",), "/~10"),
]


@pytest.mark.parametrize(("parts", "path"), PLACES)
def test_a_pointer_leads_there_and_back(parts, path):
    assert pointer(parts) == path
    assert pointer_parts(path) == [str(part) for part in parts]


def test_a_pointer_to_the_whole_may_be_written_with_a_stroke_and_one_may_leave_it_out():
    assert pointer_parts("/") == []
    assert pointer_parts("rules/0") == ["rules", "0"]


def test_a_fault_is_said_with_its_place_as_far_as_it_is_known():
    assert str(Fault("a.yaml", "h-1", "/rules/0", "It is wrong.", "Mend it.")) == (
        "a.yaml rule h-1 /rules/0: It is wrong. Mend it."
    )
    assert str(Fault("a.yaml", "", "", "It is wrong.", "Mend it.", 7)) == "a.yaml:7 /: It is wrong. Mend it."
    assert str(Fault("a.yaml", "", "/x", "It is wrong.", "Mend it.", 0)) == "a.yaml:0 /x: It is wrong. Mend it."


def test_a_fault_is_told_with_all_its_parts():
    assert Fault("a.yaml", "h-1", "/x", "It is wrong.", "Mend it.", 7).to_dict() == {
        "file": "a.yaml",
        "rule": "h-1",
        "key": "/x",
        "message": "It is wrong.",
        "remedy": "Mend it.",
        "line": 7,
    }


def test_an_error_says_every_fault_on_a_line_of_its_own():
    faults = [Fault("a", "", "/x", "One.", "Mend."), Fault("a", "", "/y", "Two.", "Mend.")]
    error = DocumentError(fault for fault in faults)
    assert error.faults == faults
    assert str(error) == "a /x: One. Mend.\na /y: Two. Mend."

"""Checking rulebooks from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.engine.check import check_rulebook, main, unknown_sources
from tests.engine.strategies import VOCABULARY

HERE = Path(__file__).parent
HARBOUR = HERE / "rulebooks" / "harbour.yaml"


@pytest.fixture
def harbour_with(tmp_path):
    """A copy of the harbour rulebook with one text exchanged."""

    def write(old="", new="", name="harbour.yaml"):
        path = tmp_path / name
        path.write_text(HARBOUR.read_text().replace(old, new, 1))
        return path

    return write


def check(*paths):
    return main([*map(str, paths), "--vocabulary", str(HERE / "vocabulary")])


def test_a_sound_rulebook_is_said_to_be_fine(capsys):
    assert check(HARBOUR) == 0
    assert capsys.readouterr().out == "harbour.yaml: fine, 4 rules, 3 examples\n"


def test_a_rulebook_that_does_not_load_is_said_with_every_fault(harbour_with, capsys):
    path = harbour_with("consent: mandatory", "consent: maybe")
    rulebook, problems = check_rulebook(path, VOCABULARY)
    assert rulebook is None
    (problem,) = problems
    assert problem.startswith("harbour.yaml:11 /consent: 'maybe' is not one of")
    assert check(path) == 1
    assert capsys.readouterr().out == problem + "\n"


def test_an_example_that_does_not_hold_is_said_with_the_file(harbour_with, capsys):
    path = harbour_with("expect: {standing: 950", "expect: {standing: 951")
    rulebook, problems = check_rulebook(path, VOCABULARY)
    assert rulebook is not None
    assert problems == ["harbour.yaml example 'Crossing once by day': standing should be 951, but is 950."]
    assert check(path) == 1
    assert "fine" not in capsys.readouterr().out


def test_an_id_that_is_not_the_name_of_the_file_is_said(harbour_with):
    _, problems = check_rulebook(harbour_with(name="port.yaml"), VOCABULARY)
    assert problems == ["port.yaml /id: The id 'harbour' is not the name of the file."]


@pytest.mark.parametrize("listed", ["- {id: a}\n- {id: b}\n", "sources: {a: {}, b: {}}\n", "{a: {}, b: {}}\n"])
def test_a_source_that_is_not_listed_beside_the_rulebook_is_said(harbour_with, tmp_path, listed):
    path = harbour_with("sources: []", "sources: [a, c, b]")
    _, problems = check_rulebook(path, VOCABULARY)
    assert problems == []  # nothing is listed there at all
    (tmp_path / "sources.yaml").write_text(listed)
    rulebook, problems = check_rulebook(path, VOCABULARY)
    assert problems == ["harbour.yaml /: The source 'c' is not listed. Add it to sources.yaml or correct the name."]
    (fault,) = unknown_sources(rulebook, path)
    assert (fault.file, fault.rule, fault.key, fault.message) == (
        "harbour.yaml",
        "",
        "",
        "The source 'c' is not listed.",
    )


def test_several_files_are_all_checked_and_one_wrong_one_is_enough(harbour_with, tmp_path, capsys):
    wrong = harbour_with(name="port.yaml")
    right = tmp_path / "harbour.yaml"
    shutil.copy(HARBOUR, right)
    (tmp_path / "sources.yaml").write_text("- {id: a}\n")
    assert check(wrong, tmp_path / "sources.yaml", right) == 1
    assert capsys.readouterr().out.splitlines() == [
        "port.yaml /id: The id 'harbour' is not the name of the file.",
        "harbour.yaml: fine, 4 rules, 3 examples",
    ]
    assert check(right, tmp_path / "sources.yaml") == 0


def test_the_town_s_vocabulary_is_meant_when_none_is_named(capsys):
    rulebooks = HERE.parents[1] / "scoring" / "rulebooks"
    assert main([str(rulebooks / "suining_2010.yaml")]) == 0
    assert capsys.readouterr().out.startswith("suining_2010.yaml: fine, ")


def test_without_any_file_the_usage_is_said(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "Validate rulebooks and run their examples." not in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "Validate rulebooks and run their examples." in capsys.readouterr().out

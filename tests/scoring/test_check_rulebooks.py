"""The command that guards what ships."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from scoring import selectors
from scoring.management.commands import check_rulebooks as command


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf with one rulebook on it, to be damaged."""
    book = (selectors.FOLDER / "no_system.yaml").read_text()
    (tmp_path / "no_system.yaml").write_text(book)
    for module in (selectors, command):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    selectors.shipped.cache_clear()
    yield tmp_path
    selectors.shipped.cache_clear()


def test_all_rulebooks_that_ship_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_rulebooks", "--quiet")
    assert capsys.readouterr().out == ""


def test_it_names_each_rulebook_unless_asked_to_be_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_rulebooks")
    assert "tessamere.yaml: fine" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sound", "broken", "said"),
    [
        ("family: none", "family: cult", "is not one of the words"),
        ("id: no_system\n", "id: another\n", "is not the name of the file"),
        ("express_tram: open", "express_tram: shut", "should be .shut."),
        ("title:", "titel:", "Did you mean 'title'?"),
    ],
)
def test_it_fails_with_a_sentence(shelf: Path, sound: str, broken: str, said: str) -> None:
    path = shelf / "no_system.yaml"
    text = path.read_text()
    assert sound in text
    path.write_text(text.replace(sound, broken, 1))
    with pytest.raises(CommandError, match=said):
        call_command("check_rulebooks", "--quiet")

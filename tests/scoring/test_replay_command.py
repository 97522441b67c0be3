"""`manage.py replay`: a town's year at a terminal."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from scoring import blocks, towns
from scoring.management.commands.replay import Progress

SMALL = ("--citizens", "300", "--seed", "7")


def replay(*args: str) -> str:
    out = StringIO()
    call_command("replay", *args, stdout=out)
    return out.getvalue()


def test_the_table_says_who_wins_who_loses_and_in_which_groups() -> None:
    lines = replay("suining_2010", "--baseline", "rongcheng", *SMALL).splitlines()
    found = json.loads(replay("suining_2010", "--baseline", "rongcheng", *SMALL, "--json"))
    cells = {line[:34].strip(): line[34:].split("  such")[0].split() for line in lines if len(line) > 34}
    assert cells["winners"] == [str(found["winners"]["number"])]
    assert cells["losers"] == [str(found["losers"]["number"])]
    assert cells["band AAA model"] == [str(found["bands"][0]["AAA"]), "–"]
    assert cells["band D"][1] == str(found["bands"][1]["D"])
    assert {f"{line['group']}: {line['label']}" for line in found["groups"]} < cells.keys()
    assert "300 citizens" in lines[2]


def test_days_on_lists_are_told_with_the_innocent_among_them() -> None:
    lines = replay("tessamere", *SMALL).splitlines()
    listed, innocent = (
        int(next(line for line in lines if line.strip().startswith(start)).split()[-1].replace(",", ""))
        for start in ("days on black lists", "of them innocent")
    )
    assert listed > innocent > 0


def test_a_group_too_small_to_tell_is_marked() -> None:
    assert "%*" in replay("tessamere", "--citizens", "40", "--seed", "7")


def test_a_band_that_means_two_things_is_named_without_its_label() -> None:
    lines = replay("suining_2010", "--baseline", "rongcheng", *SMALL).splitlines()
    assert any(line.startswith("band A  ") for line in lines)


def test_json_is_what_the_api_answers() -> None:
    found = json.loads(replay("rongcheng", *SMALL, "--json"))
    assert (found["schema"], found["town"]["citizens"], found["unaffected"]["number"]) == ("replay.v1", 300, 300)


def test_a_large_town_in_blocks_is_told_like_a_small_one(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = replay("rongcheng", *SMALL)
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(towns, "SIZE", 120)
    monkeypatch.setattr(blocks, "MOST_IN_MEMORY", 200)
    assert replay("rongcheng", *SMALL) == at_once


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["nowhere"], "No rulebook is called 'nowhere'. Known: tessamere"),
        (["rongcheng", "--baseline", "nowhere"], "No rulebook is called 'nowhere'"),
        (["rongcheng", "--citizens", "1"], "--citizens is 1; it must be a number from 2 to 1,000,000."),
        (["rongcheng", "--seed", "-3"], "--seed is -3; it must be a number from 0 to 999,999."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(args: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refusal:
        replay(*args)
    assert sentence in str(refusal.value)


def test_no_room_on_the_disk_is_told_in_a_sentence(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(blocks, "MOST_IN_MEMORY", 200)
    monkeypatch.setattr(towns, "MOST_BYTES", 0)
    with pytest.raises(CommandError, match="no room"):
        replay("rongcheng", *SMALL)


def test_progress_is_one_line_of_a_terminal_and_nothing_in_a_file(capsys: pytest.CaptureFixture[Any]) -> None:
    for shown, told in ((True, "\r  0 %\r 50 %\r     \r"), (False, "")):
        progress = Progress(shown)
        assert all(progress(done, 1000) for done in (0, 1, 500, 502))
        progress.clear()
        assert capsys.readouterr().err == told

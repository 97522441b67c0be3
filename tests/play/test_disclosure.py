"""The phone in the corner tells what the rulebook lets the office tell, and not a word more."""

from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from cast import SEED, begin, decisions, mornings, put
from django.test import Client

from play.pages.day import booklet
from play.pages.notices import MOST_REASONS, notice
from registry.lives import File
from scoring import display
from scoring.engine import reform
from scoring.selectors import shipped, slugs

CITIZEN = "davit"


def told(level: str) -> list[str]:
    return [slug for slug in slugs() if shipped(slug).disclosure.told == level]


@cache
def days(system: str) -> tuple[File, ...]:
    """The file on the morning of each day."""
    first = {}
    for file in mornings(CITIZEN, SEED, system):
        first.setdefault(file.day, file)
    return tuple(file for day, file in first.items() if day <= 10)


def words(file: File) -> str:
    said = notice(file)
    return " | ".join([said["title"], *said["lines"]]) if said else ""


def reasons(file: File) -> list[str]:
    """Every reason that the engine holds for the settlement of last night."""
    return [reason.text for reason in file.explanation.settlements[file.day - 1].reasons] if file.day > 1 else []


def numbers(file: File) -> set[str]:
    before, now = (file.explanation.settlements[max(0, file.day - back)].standing for back in (2, 1))
    return {display.standing(file.rulebook, each) for each in (before, now) if each is not None}


def page_of(you: Client, system: str, day: int) -> str:
    """The page of the morning of a day, as a browser gets it."""
    life = begin(you, CITIZEN, system=system)
    put(life, decisions(CITIZEN, SEED, system)[: len(days(system)[day - 1].decisions)])
    return unescape(you.get(f"/play/{life.pk}/day/").content.decode())


@pytest.mark.parametrize("system", told("nothing"))
def test_an_office_that_tells_nothing_tells_nothing(system: str) -> None:
    assert not [words(file) for file in days(system) if words(file)]
    for file in days(system):
        book = booklet(file, file.day - 1)
        assert (book["standing"], book["band"], book["stamps"]) == ("not told", None, None)


@pytest.mark.parametrize("system", told("change"))
def test_an_office_that_tells_of_changes_gives_no_number_and_no_reason(system: str) -> None:
    assert any(words(file) for file in days(system))
    for file in days(system):
        assert not [each for each in (*reasons(file), *numbers(file)) if each in words(file)]
        assert booklet(file, file.day - 1)["standing"] == "not told"


def test_an_office_that_tells_a_letter_gives_the_band_and_neither_number_nor_reason() -> None:
    """No shipped system tells only a letter; the town's own would if somebody rewrote it so."""
    letters = reform(shipped("tessamere"), {"/disclosure/told": "letter"})
    files = [replace(file, rulebook=letters) for file in days("tessamere")]
    assert any("→" in words(file) for file in files)
    for file in files:
        assert not [each for each in (*reasons(file), *numbers(file)) if each in words(file)]
        assert booklet(file, file.day - 1)["standing"] == file.explanation.settlements[file.day - 1].band


@pytest.mark.parametrize("system", told("score"))
def test_an_office_that_tells_the_score_gives_the_engine_s_number_and_no_reason(system: str) -> None:
    for file in days(system):
        assert not [reason for reason in reasons(file) if reason in words(file)]
        if notice(file) and len(numbers(file)) == 2:
            assert all(number in words(file) for number in numbers(file))
            assert "Reason: not stated" in words(file)


@pytest.mark.parametrize("system", told("reasons"))
def test_an_office_that_gives_reasons_gives_those_of_the_engine(system: str) -> None:
    for file in days(system):
        if notice(file):
            assert all(reason in words(file) for reason in reasons(file)[:MOST_REASONS])
            assert "not stated" not in words(file)


def test_somewhere_a_reason_is_really_given() -> None:
    assert [reason for system in told("reasons") for file in days(system) if notice(file) for reason in reasons(file)]


def test_every_level_of_telling_but_the_letter_ships() -> None:
    assert {shipped(slug).disclosure.told for slug in slugs()} >= {"nothing", "change", "score", "reasons"}


@pytest.mark.parametrize("system", ["schufa_old", "dutch_fraud_scorecard"])
def test_the_page_under_a_silent_office_has_no_notice_and_no_number(you: Client, system: str) -> None:
    page = page_of(you, system, 9)
    assert 'class="notice"' not in page
    assert "not told" in page


def test_the_page_under_the_town_tells_the_number_without_a_reason(you: Client) -> None:
    file = next(each for each in days("tessamere") if len(numbers(each)) == 2 and notice(each))
    page = page_of(you, "tessamere", file.day)
    assert 'class="notice"' in page
    assert "Reason: not stated" in page
    assert not [reason for reason in reasons(file) if reason in page]


def test_the_page_under_an_office_with_reasons_shows_them(you: Client) -> None:
    system, file = next((s, f) for s in told("reasons") for f in days(s) if notice(f) and reasons(f))
    page = page_of(you, system, file.day)
    assert all(reason in page for reason in reasons(file)[:MOST_REASONS])


def test_on_day_one_nothing_has_been_told_yet() -> None:
    for system in slugs():
        assert notice(days(system)[0]) is None

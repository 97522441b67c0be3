"""Every state of a draft has an address, and whatever is linked from it reads that state, not the last."""

import re
from html import unescape

import pytest
from cast import life_with_pen
from django.test import Client

from play.drafts import tokens
from play.edits import apply_steps
from play.models import Life
from scoring.selectors import shipped
from scoring.sharing import read_file

HOME = shipped("tessamere")
FIRST = [["/rules/0/enabled", False]]
SECOND = [["/lists/0/label", "The second name"]]


@pytest.fixture
def life(you: Client) -> Life:
    """Two steps have been written; the first of them is the state that is looked at."""
    return life_with_pen(you, FIRST, SECOND)


def past(life: Life) -> str:
    return tokens(life.draft)[1]


def rewrite(life: Life, rest: str = "") -> str:
    return f"/play/{life.pk}/rewrite/{rest}"


PAGES = ("", "residents/", "goals/", "drift/", "breach/", "lobby/", "history/", "resident/1/")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_past_state_that_shows_the_rules_keeps_the_state(you: Client, life: Life, page: str) -> None:
    shown = unescape(you.get(rewrite(life, page), {"at": past(life)}).content.decode())
    assert "This is your rulebook after 1 step, only to be looked at." in shown
    to_the_last = "?size=1000"
    for address in re.findall(r'(?:href|hx-get|data-at)="([^"#]*)', shown):
        if address.startswith(("?", rewrite(life))) and address != to_the_last:
            assert "at=" in address


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_file_of_a_past_state_holds_that_state(you: Client, life: Life, form: str) -> None:
    answer = you.get(rewrite(life, "history/"), {"at": past(life), "as": form})
    written = read_file(answer.content)
    assert written == apply_steps(HOME, [FIRST])
    assert written != apply_steps(HOME, life.draft)
    assert read_file(you.get(rewrite(life, "history/"), {"as": form}).content) == apply_steps(HOME, life.draft)


def test_other_sizes_of_the_town_are_towns_of_the_same_state(you: Client, life: Life) -> None:
    shown = unescape(you.get(rewrite(life), {"at": past(life)}).content.decode())
    assert f'href="?size=10000&at={past(life)}"' in shown


def test_nothing_is_written_into_a_past_state(you: Client, life: Life) -> None:
    shown = unescape(you.get(rewrite(life, "lobby/"), {"at": past(life)}).content.decode())
    assert "Write it in" not in shown
    answer = you.post(f"{rewrite(life, 'lobby/')}?at={past(life)}", {"accept": "x", "base": past(life)}, follow=True)
    assert "only to be looked at. Nothing was written." in unescape(answer.content.decode())
    life.refresh_from_db()
    assert life.draft == [FIRST, SECOND]


def test_the_history_of_a_past_state_marks_that_state_and_saves_nothing(you: Client, life: Life) -> None:
    shown = unescape(you.get(rewrite(life, "history/"), {"at": past(life)}).content.decode())
    assert 'name="why"' not in shown
    here = re.search(r'<li aria-current="step"[^>]*>(.*?)</li>', shown)
    assert here
    assert "Switched off" in here[1]


def test_a_part_of_the_page_asked_for_by_itself_leads_to_its_state(you: Client, life: Life) -> None:
    for part in ("harm/", "examples/", "town/"):
        answer = you.get(rewrite(life, part), {"at": past(life)})
        assert answer.status_code == 302
        assert f"at={past(life)}" in answer.url

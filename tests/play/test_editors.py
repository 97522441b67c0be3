"""Many at the pen at once: an edit of a large town stands in line beside the page, and says so; nothing is lost."""

import re
from threading import Event
from urllib.parse import urlencode

import pytest
from cast import life_at
from django.test import Client

from play.edits import apply_steps
from play.models import Life, Stage
from registry import replays
from scoring.bills import pointer
from scoring.selectors import shipped

pytestmark = pytest.mark.django_db
HOME = shipped("tessamere")
FIELD = f"n:{pointer(HOME, 'tes-01', 'effects/0/points')}"


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def turn(you: Client, life: Life, points: int) -> str:
    """An edit as the script sends it."""
    page = you.get(f"/play/{life.pk}/rewrite/").content.decode()
    base = re.search(r'name="base" value="(\w+)"', page)
    assert base
    form = urlencode({"base": base[1], FIELD: points})
    sent = {"content_type": "application/x-www-form-urlencoded", "headers": {"HX-Request": "true"}}
    answer = you.post(f"/play/{life.pk}/rewrite/", form, **sent)
    assert answer.status_code == 200
    return answer.content.decode()


def part(you: Client, life: Life, name: str) -> str:
    answer = you.get(f"/play/{life.pk}/rewrite/{name}/", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def until(you: Client, life: Life, name: str, words: str) -> str:
    for _ in range(400):
        said = part(you, life, name)
        if words in said:
            return said
    raise AssertionError(f"{words!r} never came")


def test_an_edit_that_stands_in_line_says_how_many_come_first_and_is_kept(
    you: Client, life: Life, gate: Event
) -> None:  # fmt: skip
    said = turn(you, life, 7)
    assert "1 other edit comes first" in said
    assert "<progress" in said
    assert "What you wrote is kept" in said
    life.refresh_from_db()
    assert len(life.draft) == 1
    gate.set()
    painted = until(you, life, "town", 'class="bands"')
    compared = replays.comparison(HOME, apply_steps(HOME, life.draft), 1000, life.seed)
    assert f"{compared.losers.number:,}" in painted


def test_a_page_without_a_script_offers_to_look_again(you: Client, life: Life, gate: Event) -> None:
    turn(you, life, 8)
    page = you.get(f"/play/{life.pk}/rewrite/")
    assert page.status_code == 200
    assert "Look again" in page.content.decode()


def test_the_year_without_wrong_entries_may_come_later_and_asks_again(you: Client, life: Life, gate: Event) -> None:
    turn(you, life, 9)
    said = part(you, life, "harm")
    assert 'aria-busy="true"' in said
    assert "delay:600ms" in said
    gate.set()
    assert "innocent-person-days" in until(you, life, "harm", "innocent-person-days")


def test_a_town_at_hand_stands_in_no_line(you: Client, life: Life, gate: Event) -> None:
    assert 'class="bands"' in part(you, life, "town")
    assert "innocent-person-days" in part(you, life, "harm")

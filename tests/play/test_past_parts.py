"""A rule, the bands, a list and a door at the address of another state: as they were then, and only to be looked at."""

import re
from html import unescape

import pytest
from cast import life_with_pen
from django.test import Client

from play.drafts import tokens
from play.models import Life
from scoring.selectors import shipped

HOME = shipped("tessamere")
PARTS = ("bands", "list/blacklist", "door/0", "rule/tes-28")
BANDS = [dict(band) for band in HOME.document["bands"]]
FIRST = [["/rules/0/enabled", False]]
SECOND = [
    ["/lists/0/label", "The second name"],
    ["/bands", [{**BANDS[0], "label": "Splendid"}, *BANDS[1:]]],
    ["-/doors/0", None],
    ["/rules/0/text", "Rewritten"],
]


@pytest.fixture
def life(you: Client) -> Life:
    """Two steps have been written; the first of them is the state that is looked at."""
    return life_with_pen(you, FIRST, SECOND)


def at(life: Life, part: str) -> str:
    return f"/play/{life.pk}/rewrite/{part}/"


def seen(you: Client, life: Life, part: str, step: int = 1) -> str:
    response = you.get(at(life, part), {"at": tokens([*life.draft, *life.undone])[step]})
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_an_earlier_state_has_nothing_to_fill_in_and_leads_to_the_present(
    you: Client, life: Life, part: str
) -> None:
    shown = seen(you, life, part)
    main = shown[shown.index('id="main"') :]
    assert "This is how it stood after 1 step, only to be looked at." in main
    assert not re.search(r"<(form|input|select|textarea|button)\b", main)
    present = re.search(r'id="present" href="([^"]*)"', main)
    assert present
    assert you.get(present[1]).status_code == 200


def test_a_part_reads_as_it_did_in_that_state(you: Client, life: Life) -> None:
    assert HOME.bands[0].label in seen(you, life, "bands")
    assert "Splendid" not in seen(you, life, "bands")
    assert "Splendid" in unescape(you.get(at(life, "bands")).content.decode())
    assert "The black list “Blacklist”" in seen(you, life, "list/blacklist")
    assert "Express tram" in seen(you, life, "door/0")
    first = HOME.rules[0].id
    assert "It is repealed: it stands in the book and counts for nothing." in seen(you, life, f"rule/{first}")


def test_what_stands_in_the_book_no_more_leads_to_the_pen(you: Client, life: Life) -> None:
    shown = seen(you, life, "door/0")
    assert "In your rulebook as you wrote it last it stands no more." in shown
    assert f'id="present" href="/play/{life.pk}/rewrite/?size=1000"' in shown


def test_a_line_of_a_door_leads_to_the_same_line_wherever_it_now_stands(you: Client, life: Life) -> None:
    assert f'id="present" href="{at(life, "door/1")}"' in seen(you, life, "door/2")


@pytest.mark.parametrize("part", [*PARTS, "new-list", "new-door", "rule/new"])
def test_what_is_sent_to_an_earlier_state_changes_nothing_and_is_told_so(you: Client, life: Life, part: str) -> None:
    state = tokens(life.draft)[1]
    sent = {"do": "save", "label": "x", "colour": "black", "text": "x", "b.count": "0"}
    response = you.post(f"{at(life, part)}?at={state}", sent, follow=True)
    words = "This is an earlier state of your rules, only to be looked at. Nothing was written."
    assert words in unescape(response.content.decode())
    assert f"at={state}" in response.redirect_chain[-1][0]
    life.refresh_from_db()
    assert life.draft == [FIRST, SECOND]


@pytest.mark.parametrize("part", ["new-list", "new-door", "rule/new"])
def test_to_an_earlier_state_nothing_is_added(you: Client, life: Life, part: str) -> None:
    response = you.get(at(life, part), {"at": tokens(life.draft)[1]})
    assert response.status_code == 302
    assert f"at={tokens(life.draft)[1]}" in response["Location"]


def test_a_state_that_was_taken_back_is_looked_at_too(you: Client, life: Life) -> None:
    you.post(f"/play/{life.pk}/rewrite/", {"do": "undo"})
    life.refresh_from_db()
    assert "Splendid" in seen(you, life, "bands", 2)


@pytest.mark.parametrize("part", PARTS)
def test_a_state_that_never_was_has_no_page(you: Client, life: Life, part: str) -> None:
    assert you.get(at(life, part), {"at": "0123456789ab"}).status_code == 404


def test_the_pen_at_an_earlier_state_leads_to_each_part_of_it(you: Client, life: Life) -> None:
    state = tokens(life.draft)[1]
    shown = unescape(you.get(f"/play/{life.pk}/rewrite/", {"at": state}).content.decode())
    for part in PARTS:
        assert f'href="{at(life, part)}?size=1000&at={state}"' in shown
    assert "Look at this rule" in shown
    assert "Open this rule" not in shown

"""Stations open one after the other, and an open one stays open. Read as a truth table."""

import pytest
from cast import life_at
from django.test import Client

from play.models import Bet, Life, Stage
from play.services import Stale, advance

ADDRESS = {
    "day": Stage.LIVE,
    "bet": Stage.BET,
    "register": Stage.LISTED,
    "light": Stage.BOX,
    "box": Stage.BOX,
    "box/findings": Stage.BOX,
    "rewrite": Stage.REWRITE,
    "elsewhere": Stage.ELSEWHERE,
    "debrief": Stage.DEBRIEF,
}
HOME = {
    Stage.LIVE: "day",
    Stage.BET: "bet",
    Stage.LISTED: "register",
    Stage.BOX: "box",
    Stage.REWRITE: "rewrite",
    Stage.ELSEWHERE: "elsewhere",
    Stage.DEBRIEF: "debrief",
}


def go_on(client: Client, life: Life, to: Stage | int | str) -> str:
    response = client.post(f"/play/{life.pk}/next/", {"to": str(int(to) if isinstance(to, Stage) else to)})
    assert response.status_code == 302
    return response.url.removeprefix(f"/play/{life.pk}/").rstrip("/")


@pytest.mark.parametrize("stage", Stage)
def test_no_station_opens_before_its_turn(you: Client, stage: Stage) -> None:
    life = life_at(you, stage, citizen="ludmille")
    for address, opens in ADDRESS.items():
        if opens <= stage:
            continue
        response = you.get(f"/play/{life.pk}/{address}/")
        assert response.status_code == 302, address
        assert response.headers["Location"] == f"/play/{life.pk}/{HOME[stage]}/", address


@pytest.mark.parametrize("stage", list(Stage)[1:])
def test_every_station_that_was_reached_stays_open(you: Client, stage: Stage) -> None:
    life = life_at(you, stage, citizen="ludmille")
    for address, opens in ADDRESS.items():
        if Stage.LIVE < opens <= stage:
            assert you.get(f"/play/{life.pk}/{address}/").status_code == 200, address


def test_the_day_leads_on_once_all_are_lived(you: Client) -> None:
    life = life_at(you, Stage.BOX)
    assert you.get(f"/play/{life.pk}/day/").url == f"/play/{life.pk}/box/"


def test_the_box_is_shut_before_the_bet(you: Client) -> None:
    life = life_at(you, Stage.BET)
    assert go_on(you, life, Stage.BOX) == "bet"
    life.refresh_from_db()
    assert life.stage == Stage.BET


def test_the_bet_opens_the_register_and_is_kept(you: Client) -> None:
    life = life_at(you, Stage.BET)
    response = you.post(f"/play/{life.pk}/bet/", {"cause": "luck"})
    assert response.url == f"/play/{life.pk}/register/"
    assert Bet.objects.get(life=life).cause == "luck"


def test_a_bet_may_be_changed_until_the_box_opens_and_then_stands(you: Client) -> None:
    life = life_at(you, Stage.LISTED, cause="acts")
    you.post(f"/play/{life.pk}/bet/", {"cause": "data"})
    assert Bet.objects.get(life=life).cause == "data"
    assert go_on(you, life, Stage.BOX) == "light"
    you.post(f"/play/{life.pk}/bet/", {"cause": "office"})
    assert Bet.objects.get(life=life).cause == "data"


@pytest.mark.parametrize("cause", ["", "fate", "ACTS", "\x00", "a" * 3000])
def test_a_bet_that_is_none_of_the_five_is_said_and_not_kept(you: Client, cause: str) -> None:
    life = life_at(you, Stage.BET)
    page = you.post(f"/play/{life.pk}/bet/", {"cause": cause}, follow=True).content.decode()
    assert "Choose one of the five" in page
    assert not Bet.objects.exists()


def test_no_bet_is_taken_while_the_days_are_being_lived(you: Client) -> None:
    life = life_at(you, Stage.LIVE)
    assert you.post(f"/play/{life.pk}/bet/", {"cause": "luck"}).url == f"/play/{life.pk}/day/"
    assert not Bet.objects.exists()


def test_the_crossing_happens_once_in_a_life(you: Client) -> None:
    life = life_at(you, Stage.LISTED)
    assert go_on(you, life, Stage.BOX) == "light"
    assert go_on(you, life, Stage.BOX) == "box"


def test_stations_open_in_their_order_one_by_one(you: Client) -> None:
    life = life_at(you, Stage.LISTED)
    reached = [go_on(you, life, stage) for stage in (Stage.BOX, Stage.REWRITE, Stage.ELSEWHERE, Stage.DEBRIEF)]
    assert reached == ["light", "rewrite", "elsewhere", "debrief"]


def test_no_station_can_be_skipped(you: Client) -> None:
    life = life_at(you, Stage.LISTED)
    page = you.post(f"/play/{life.pk}/next/", {"to": str(int(Stage.DEBRIEF))}, follow=True).content.decode()
    assert "That station is not open yet" in page
    life.refresh_from_db()
    assert life.stage == Stage.LISTED


@pytest.mark.parametrize("to", ["", "0", "8", "-1", "four", "4.0", "9" * 5000, "\x00"])
def test_a_station_that_does_not_exist_leads_back_to_where_the_life_stands(you: Client, to: str) -> None:
    life = life_at(you, Stage.LISTED)
    assert go_on(you, life, to) == "register"


def test_going_back_takes_nothing_away(you: Client) -> None:
    life = life_at(you, Stage.REWRITE)
    assert go_on(you, life, Stage.LISTED) == "register"
    life.refresh_from_db()
    assert life.stage == Stage.REWRITE


def test_the_service_says_stale_where_a_station_is_skipped(you: Client) -> None:
    life = life_at(you, Stage.LISTED)
    with pytest.raises(Stale):
        advance(life=life, to=Stage.ELSEWHERE)

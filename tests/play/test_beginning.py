"""A life begins in one click, and what is wrong with a beginning is said in a sentence."""

import pytest
from cast import EVERYONE, SEED, begin
from django.test import Client

from play.models import Decision, Life, Stage
from play.views.beginning import drawn
from scoring.selectors import shipped, slugs

SAID_SEED = "A seed is a whole number from 0 to 999,999."


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_the_landing_page_says_what_it_is_and_how_long_it_takes(you: Client) -> None:
    page = text(you.get("/"))
    assert "Live ten days in Tessamere" in page
    assert "Three chapters of five minutes" in page
    assert "No account, no name" in page


def test_the_landing_page_gives_no_cookie_before_anything_begins_but_that_of_its_form(you: Client) -> None:
    assert set(you.get("/").cookies) <= {"gs-form"}


def test_one_click_on_the_landing_page_begins_a_life(you: Client) -> None:
    response = you.post("/play/begin/", {"seed": "7", "citizen": "lot"}, follow=True)
    life = Life.objects.get()
    assert response.request["PATH_INFO"] == f"/play/{life.pk}/day/"
    assert (life.seed, life.persona, life.stage) == (7, drawn(7).id, Stage.LIVE)


def test_the_citizen_on_the_landing_page_is_the_one_whom_its_seed_draws(you: Client) -> None:
    for seed in (1, 2, 3):
        assert f"Begin as {drawn(seed).name}" in text(you.get(f"/?seed={seed}"))


def test_everyone_can_be_chosen_from_the_sheet(you: Client) -> None:
    page = text(you.get("/play/"))
    for citizen in EVERYONE:
        assert f'name="citizen" value="{citizen}"' in page


@pytest.mark.parametrize("citizen", EVERYONE)
def test_a_life_of_anybody_opens_on_day_one(you: Client, citizen: str) -> None:
    life = begin(you, citizen)
    page = text(you.get(f"/play/{life.pk}/day/"))
    assert 'class="choice"' in page
    assert 'name="position" value="0"' in page


@pytest.mark.parametrize("system", slugs())
def test_any_system_can_govern_from_day_one(you: Client, system: str) -> None:
    life = begin(you, "oke", system=system)
    assert life.digest == shipped(system).digest
    assert shipped(system).short in text(you.get(f"/play/{life.pk}/day/"))


def test_the_cookie_is_for_the_server_alone_and_lasts_thirty_days(you: Client) -> None:
    begin(you)
    cookie = you.cookies["gs-file"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 30 * 24 * 3600


def test_the_server_keeps_the_hash_of_the_secret_only(you: Client) -> None:
    life = begin(you)
    secret = you.cookies["gs-file"].value
    assert secret not in str(Life.objects.filter(pk=life.pk).values())
    assert len(life.holder) == 64


def test_one_browser_may_hold_several_lives(you: Client) -> None:
    first, second = begin(you, "oke"), begin(you, "rook")
    assert first.holder == second.holder
    for life in (first, second):
        assert you.get(f"/play/{life.pk}/day/").status_code == 200


def test_a_paused_life_is_offered_on_the_landing_page(you: Client) -> None:
    life = begin(you, "oke", seed=12)
    page = text(you.get("/"))
    assert f'href="/play/{life.pk}/"' in page
    assert "Go on as" in page


@pytest.mark.parametrize("seed", ["-1", "1000000", "", "ten", "1e3", "0x1", "9" * 30, "9" * 5000, "1 2", "½", "١٢x"])
def test_a_seed_out_of_range_is_said_and_nothing_begins(you: Client, seed: str) -> None:
    response = you.post("/play/begin/", {"seed": seed, "citizen": "oke"}, follow=True)
    assert response.status_code == 200
    assert SAID_SEED in text(response)
    assert not Life.objects.exists()


@pytest.mark.parametrize("seed", ["0", "999999"])
def test_the_limits_of_the_seed_are_inside(you: Client, seed: str) -> None:
    assert begin(you, "oke", seed=int(seed)).seed == int(seed)


@pytest.mark.parametrize("seed", ["-1", "1000000", "ten", "9" * 5000])
def test_a_wrong_seed_in_the_address_is_said(you: Client, seed: str) -> None:
    assert SAID_SEED in text(you.get("/play/", {"seed": seed}))


@pytest.mark.parametrize("seed", ["-1", "1000000", "ten", "9" * 5000, "0"])
def test_the_landing_page_opens_whatever_its_address_says(you: Client, seed: str) -> None:
    response = you.get("/", {"seed": seed})
    assert response.status_code == 200
    assert (SAID_SEED in text(response)) == (seed != "0")


def test_an_unknown_system_in_the_address_is_said_and_the_towns_own_is_chosen(you: Client) -> None:
    page = text(you.get("/play/", {"system": "atlantis"}))
    assert "No system has that name." in page


def test_seed_nought_is_a_seed_like_any_other(you: Client) -> None:
    assert 'name="seed" value="0"' in text(you.get("/?seed=0"))


@pytest.mark.parametrize(
    "sent",
    [{"citizen": "nobody"}, {"citizen": ""}, {"system": "narnia"}, {"system": "sources"}, {"system": "../settings"}],
)
def test_an_unknown_citizen_or_system_is_said_and_nothing_begins(you: Client, sent: dict[str, str]) -> None:
    response = you.post("/play/begin/", {"seed": str(SEED), "citizen": "oke", **sent}, follow=True)
    assert "Choose from the sheet" in text(response)
    assert not Life.objects.exists()


def test_an_address_that_goes_on_leads_to_the_station_reached(you: Client) -> None:
    life = begin(you)
    assert you.get(f"/play/{life.pk}/").url == f"/play/{life.pk}/day/"


def test_who_steps_out_can_step_back_in_and_loses_nothing(you: Client) -> None:
    life = begin(you)
    page = text(you.get(f"/play/{life.pk}/out/"))
    assert "No questions asked" in page
    assert f'href="/play/{life.pk}/"' in page
    assert Life.objects.filter(pk=life.pk).exists()
    assert not Decision.objects.exists()

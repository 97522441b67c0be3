"""A life belongs to the browser that began it. Every address of a life, every method, for every kind of caller."""

import uuid

import pytest
from cast import life_at
from django.test import Client
from django.urls import URLPattern

from play.models import Life, Stage
from play.urls import urlpatterns

ADDRESSES = [str(each.pattern) for each in urlpatterns if isinstance(each, URLPattern)]
OF_A_LIFE = sorted(each for each in ADDRESSES if "life_id" in each)


HELD = {
    "<int:number>": "3",
    "<int:place>": "0",
    "<str:rule_id>": "tes-01",
    "<str:list_id>": "blacklist",
    "<slug:office>": "face_camera",
}


def address(pattern: str, life_id: object) -> str:
    found = pattern.replace("<uuid:life_id>", str(life_id))
    for part, held in HELD.items():
        found = found.replace(part, held)
    return "/" + found


@pytest.mark.parametrize("method", ["get", "post", "head", "put"])
@pytest.mark.parametrize("pattern", OF_A_LIFE)
def test_a_stranger_cannot(you: Client, stranger: Client, pattern: str, method: str) -> None:
    life = life_at(you, Stage.DEBRIEF, citizen="ludmille")
    before = list(Life.objects.values())
    response = getattr(stranger, method)(address(pattern, life.pk))
    assert response.status_code in {403, 405}
    assert list(Life.objects.values()) == before


@pytest.mark.parametrize("pattern", OF_A_LIFE)
def test_one_who_holds_another_life_cannot_either(you: Client, stranger: Client, pattern: str) -> None:
    life = life_at(you, Stage.DEBRIEF, citizen="ludmille")
    life_at(stranger, Stage.DEBRIEF, citizen="ludmille")
    codes = {stranger.get(address(pattern, life.pk)).status_code, stranger.post(address(pattern, life.pk)).status_code}
    assert codes <= {403, 405}
    assert 403 in codes


@pytest.mark.parametrize("pattern", OF_A_LIFE)
def test_a_life_that_never_was_is_not_found(you: Client, pattern: str) -> None:
    codes = {getattr(you, method)(address(pattern, uuid.uuid4())).status_code for method in ("get", "post")}
    assert codes <= {404, 405}
    assert 404 in codes


@pytest.mark.parametrize("pattern", OF_A_LIFE)
def test_an_address_that_is_no_life_is_not_found(you: Client, pattern: str) -> None:
    assert you.get(address(pattern, "not-a-life")).status_code == 404


def test_the_refusal_is_a_page_that_says_how_to_go_on(you: Client, stranger: Client) -> None:
    life = life_at(you, Stage.LIVE)
    response = stranger.get(f"/play/{life.pk}/day/")
    page = response.content.decode()
    assert response.status_code == 403
    assert "This file is not yours to open" in page
    assert "Begin your own" in page
    assert 'href="/"' in page


def test_an_unknown_life_is_a_page_that_says_how_to_go_on(you: Client) -> None:
    response = you.get(f"/play/{uuid.uuid4()}/")
    assert response.status_code == 404
    assert "No such page in this town" in response.content.decode()


def test_an_empty_cookie_opens_nothing(you: Client, stranger: Client) -> None:
    life = life_at(you, Stage.LIVE)
    stranger.cookies["gs-file"] = ""
    assert stranger.get(f"/play/{life.pk}/day/").status_code == 403
    assert "Nothing." in stranger.get("/play/file/").content.decode()


def test_the_hash_itself_is_no_key(you: Client, stranger: Client) -> None:
    life = life_at(you, Stage.LIVE)
    stranger.cookies["gs-file"] = life.holder
    assert stranger.get(f"/play/{life.pk}/day/").status_code == 403

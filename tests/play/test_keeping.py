"""What is stored, what is never stored, and that it can be erased in one click."""

from datetime import timedelta

import pytest
from cast import begin, life_at
from django.apps import apps
from django.test import Client
from django.utils import timezone

from play.models import Bet, Decision, Life, Ranking, Stage
from play.services import purge
from scoring.models import RulebookVersion

# Every field of every table. A new one is added here by somebody who has asked: could this tell who a learner is?
FIELDS = {
    "play.Life": {
        "id", "holder", "persona", "seed", "rulebook", "digest", "stage", "draft", "undone", "pen",
        "begun_at", "touched_at",
    },
    "play.Decision": {"id", "life", "position", "day", "scene", "choice"},
    "play.Bet": {"id", "life", "again", "cause"},
    "play.Ranking": {"id", "life", "systems"},
    "appeals.Case": {
        "id", "holder", "subject", "persona", "seed", "digest", "picks", "procedure", "knobs", "above", "target",
        "ground", "lock", "opened_at", "touched_at",
    },
    "appeals.Event": {"id", "case", "seq", "day", "kind", "by", "data"},
    "appeals.Shift": {"id", "holder", "procedure", "knobs", "seed", "digest", "quota", "first", "begun_at"},
    "appeals.Ruling": {"id", "shift", "seq", "position", "step"},
    "scoring.Job": {
        "id", "kind", "asked", "fingerprint", "state", "done", "total", "result", "message", "claim", "tries",
        "created_at", "touched_at", "due_at",
    },
    "scoring.RulebookVersion": {
        "digest", "slug", "document", "parent", "author", "why", "kept_at", "origin", "asked_at",
    },
}  # fmt: skip
ROWS = (Life, Decision, Bet, Ranking)


def test_no_table_has_a_field_that_nobody_asked_about() -> None:
    found = {model._meta.label: {field.name for field in model._meta.concrete_fields} for model in apps.get_models()}
    assert found == FIELDS


def test_no_field_is_made_for_an_address_a_name_or_a_picture() -> None:
    kinds = {type(field).__name__ for model in apps.get_models() for field in model._meta.concrete_fields}
    assert not kinds & {"EmailField", "GenericIPAddressField", "IPAddressField", "ImageField", "FileField", "URLField"}


def test_what_a_browser_tells_about_itself_is_not_kept(you: Client) -> None:
    told = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Peculiar/9", "HTTP_ACCEPT_LANGUAGE": "xx-peculiar"}
    you.post("/play/begin/", {"seed": "1", "citizen": "oke"}, **told)
    kept = str([list(model.objects.values()) for model in (*ROWS, RulebookVersion)])
    assert not [value for value in told.values() if value in kept]


def test_no_learner_writes_the_author_of_a_version(you: Client) -> None:
    life_at(you, Stage.DEBRIEF)
    assert set(RulebookVersion.objects.values_list("author", flat=True)) <= {"Good Standing", ""}


def full_life(client: Client) -> Life:
    life = life_at(client, Stage.DEBRIEF)
    Bet.objects.create(life=life, cause="rules", again=True)
    Ranking.objects.create(life=life, systems=["no_system", "tessamere", "fico"])
    return life


def test_the_page_of_what_is_stored_tells_every_row(you: Client) -> None:
    life = full_life(you)
    Life.objects.filter(pk=life.pk).update(draft=[["/scale/start", 1]])
    page = you.get("/play/file/").content.decode()
    assert str(life.seed) in page
    assert life.persona in page
    assert life.digest[:8] in page
    for made in life.decisions.all():
        assert f"{made.scene}.{made.choice}" in page
    for bet in life.bets.all():
        assert f">{bet.cause}<" in page
    assert "no_system" in page
    assert "edits of the rulebook" in page


def test_erasing_takes_every_row_and_the_cookie(you: Client) -> None:
    full_life(you)
    begin(you, "oke")
    response = you.post("/play/file/erase/")
    assert response.status_code == 200
    assert "There is no file" in response.content.decode()
    assert [model.objects.count() for model in ROWS] == [0, 0, 0, 0]
    assert you.cookies["gs-file"].value == ""
    assert you.cookies["gs-file"]["max-age"] == 0
    assert response["Clear-Site-Data"] == '"cache"'


def test_erasing_leaves_everybody_else_alone(you: Client, stranger: Client) -> None:
    full_life(you)
    kept = full_life(stranger)
    you.post("/play/file/erase/")
    assert list(Life.objects.values_list("pk", flat=True)) == [kept.pk]
    assert kept.decisions.exists()
    assert stranger.get(f"/play/{kept.pk}/box/").status_code == 200


def test_an_erased_life_is_gone_for_its_own_browser_too(you: Client) -> None:
    life = full_life(you)
    secret = you.cookies["gs-file"].value
    you.post("/play/file/erase/")
    you.cookies["gs-file"] = secret
    assert you.get(f"/play/{life.pk}/box/").status_code == 404
    assert "Nothing." in you.get("/play/file/").content.decode()


def test_erasing_with_nothing_on_file_is_no_mistake(you: Client) -> None:
    assert you.post("/play/file/erase/").status_code == 200


def test_erasing_is_never_done_by_a_link(you: Client) -> None:
    full_life(you)
    assert you.get("/play/file/erase/").status_code == 405
    assert Life.objects.count() == 1


def test_after_erasing_a_new_life_has_a_new_secret(you: Client) -> None:
    begin(you)
    secret = you.cookies["gs-file"].value
    you.post("/play/file/erase/")
    begin(you)
    assert you.cookies["gs-file"].value not in {"", secret}


@pytest.mark.parametrize(("days", "there"), [(29, True), (31, False)])
def test_a_life_untouched_for_thirty_days_is_deleted(you: Client, days: int, there: bool) -> None:
    life = full_life(you)
    Life.objects.filter(pk=life.pk).update(touched_at=timezone.now() - timedelta(days=days))
    purge()
    assert Life.objects.exists() is there
    assert Decision.objects.exists() is there


def test_the_cookie_lasts_thirty_days_from_every_use(you: Client) -> None:
    life = life_at(you, Stage.LIVE)
    response = you.get(f"/play/{life.pk}/day/")
    assert response.cookies["gs-file"]["max-age"] == 30 * 24 * 3600


def test_a_week_s_pause_changes_nothing(you: Client) -> None:
    life = life_at(you, Stage.BOX)
    before = you.get(f"/play/{life.pk}/box/").content
    Life.objects.filter(pk=life.pk).update(touched_at=timezone.now() - timedelta(days=7))
    assert numbers(you.get(f"/play/{life.pk}/box/").content) == numbers(before)


def numbers(page: bytes) -> bytes:
    """The part of the box page that holds the waterfall."""
    return page[page.index(b'<ol class="fall') : page.index(b"</ol>", page.index(b'<ol class="fall'))]

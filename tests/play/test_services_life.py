"""A whole life on PostgreSQL and Redis, which a server installation runs on."""

import pytest
from cast import LISTED, by_lot, decisions, life_at
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from config.celery import app
from play.models import Bet, Decision, Life, Stage
from play.selectors import file_of

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL of a PostgreSQL")


def test_ten_days_the_bet_the_register_and_the_box() -> None:
    you = Client()
    you.post("/play/begin/", {"citizen": LISTED, "seed": "4417"})
    life = Life.objects.get()
    for position, made in enumerate(decisions(LISTED)):
        you.post(f"/play/{life.pk}/day/", {"position": position, "choice": made.choice_id})
    assert you.post(f"/play/{life.pk}/bet/", {"cause": "rules"}).url == f"/play/{life.pk}/register/"
    assert you.post(f"/play/{life.pk}/next/", {"to": "4"}).url == f"/play/{life.pk}/light/"
    assert you.get(f"/play/{life.pk}/box/").status_code == 200
    life.refresh_from_db()
    assert life.stage == Stage.BOX
    assert file_of(life).explanation.to_dict() == by_lot(LISTED).explanation.to_dict()


@pytest.mark.parametrize("choice", ["\x00", "a" * 70_000, "’☂\U0001f300"])
def test_what_this_database_cannot_hold_is_refused_and_changes_nothing(choice: str) -> None:
    you = Client()
    life = life_at(you, Stage.LIVE)
    first = decisions(LISTED)[0].choice_id
    assert you.post(f"/play/{life.pk}/day/", {"position": "0", "choice": choice}).status_code == 302
    you.post(f"/play/{life.pk}/day/", {"position": "0", "choice": first})
    assert you.post(f"/play/{life.pk}/day/", {"position": "0", "choice": choice}).status_code == 302
    assert Decision.objects.count() == 1


def test_a_seed_of_any_size_that_is_allowed_can_be_kept() -> None:
    you = Client()
    you.post("/play/begin/", {"citizen": "oke", "seed": "999999"})
    assert Life.objects.get().seed == 999_999


def test_erasing_takes_every_row() -> None:
    you = Client()
    life_at(you, Stage.DEBRIEF)
    you.post("/play/file/erase/")
    assert [model.objects.count() for model in (Life, Decision, Bet)] == [0, 0, 0]


def test_the_rows_that_make_no_sense_are_refused_by_the_database_itself() -> None:
    from django.db import IntegrityError

    life = life_at(Client(), Stage.LIVE)
    with pytest.raises(IntegrityError):
        Decision.objects.create(life=life, position=0, day=0, scene="x", choice="y")


@pytest.mark.skipif(not settings.REDIS_URL, reason="needs REDIS_URL")
def test_the_counters_of_the_limits_are_shared_over_redis() -> None:
    cache.set("a-test-of-this-run", 1, 30)
    assert cache.incr("a-test-of-this-run") == 2
    cache.delete("a-test-of-this-run")


@pytest.mark.skipif(not settings.REDIS_URL, reason="needs REDIS_URL")
def test_the_broker_answers() -> None:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=5)
        assert broker.connected

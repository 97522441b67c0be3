"""A town too large for one answer is worked on in the background, watched and stopped over the API."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client

from scoring import jobs, towns
from scoring.api import trials
from scoring.models import Job

pytestmark = pytest.mark.django_db
TOWN = {"citizens": 600, "seed": 7}


@pytest.fixture(autouse=True)
def small(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is large elsewhere is 300 citizens here."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(trials, "MOST_AT_ONCE", 300)
    monkeypatch.setattr(trials, "SAMPLE", 100)
    monkeypatch.setattr(towns, "SIZE", 250)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_start", lambda job_id: None)


def replay(client: Client, **body: Any) -> Any:
    return client.post("/api/v1/replay/", json.dumps(body), content_type="application/json")


def test_a_large_town_is_answered_with_a_job_that_ends_with_what_a_small_one_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"rulebook": "suining_2010", "baseline": "rongcheng", "town": TOWN, "innocent": True}
    response = replay(client, **body)
    assert response.status_code == 202
    job = client.get(response["Location"]).json()
    assert (job["state"], job["problem"], job["progress"]) == ("done", None, {"done": 1000, "total": 1000})
    monkeypatch.setattr(trials, "MOST_AT_ONCE", 600)
    assert job["result"] == replay(client, **body).json()


def test_a_job_that_waits_says_so_and_can_be_stopped_once(client: Client, waiting: None) -> None:
    job = replay(client, rulebook="rongcheng", town=TOWN).json()
    assert (job["state"], job["result"]) == ("queued", None)
    assert client.post(job["cancel"]).json()["state"] == "cancelled"
    again = client.post(job["cancel"])
    assert again.status_code == 409
    assert "ended already" in again.json()["detail"]
    assert client.get(job["url"]).json()["state"] == "cancelled"


def test_who_asks_for_the_same_gets_the_same_job(client: Client, waiting: None) -> None:
    first, again = (replay(client, rulebook="rongcheng", town=TOWN).json() for _ in range(2))
    assert first["id"] == again["id"]


def test_a_job_that_failed_has_a_problem_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(towns, "MOST_BYTES", 0)
    job = client.get(replay(client, rulebook="rongcheng", town=TOWN)["Location"]).json()
    assert job["state"] == "failed"
    assert "no room" in job["problem"]["detail"]


def test_an_unknown_job_is_not_found_in_words(client: Client) -> None:
    for address in (f"/api/v1/jobs/{uuid4()}/", "/api/v1/jobs/7/"):
        assert client.get(address).status_code == 404
    assert "kept for a day" in client.get(f"/api/v1/jobs/{uuid4()}/").json()["detail"]


def test_too_much_work_is_refused_before_it_is_begun(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "MOST_JOB_WORK", 1)
    response = replay(client, rulebook="rongcheng", town=TOWN)
    assert response.status_code == 413
    assert "fewer citizens" in response.json()["detail"]
    assert not Job.objects.exists()


def test_when_too_much_is_waiting_nothing_is_added(
    client: Client, waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "MOST_WAITING", 1)
    replay(client, rulebook="rongcheng", town=TOWN)
    response = replay(client, rulebook="suining_2010", town=TOWN)
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert Job.objects.count() == 1


def test_a_small_town_with_too_much_work_for_one_request_becomes_a_job(
    client: Client, waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "MOST_REPLAY_WORK", 1)
    assert replay(client, rulebook="rongcheng", town={"citizens": 100, "seed": 7}).status_code == 202


def test_a_town_on_disk_is_made_once_for_all_rulebooks(client: Client, tmp_path: Path) -> None:
    for slug in ("rongcheng", "suining_2010"):
        assert replay(client, rulebook=slug, town=TOWN).status_code == 202
    assert len(list((tmp_path / "towns").iterdir())) == 1

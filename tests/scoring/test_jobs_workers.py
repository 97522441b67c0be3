"""On a server: a broker, workers, and the parts of one job among them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from scoring import blocks, jobs, parted, towns
from scoring.jobs import launch
from scoring.models import Job
from scoring.selectors import shipped

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = {"citizens": 600, "seed": 7, "innocent": False}


@pytest.fixture(autouse=True)
def small(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(towns, "SIZE", 250)


def asked(baseline: str = "rongcheng") -> dict[str, Any]:
    return blocks.asked_of(shipped(baseline), shipped("suining_2010"), **ASKED)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The parts that would go to workers."""
    told: list[Any] = []
    monkeypatch.setattr(parted, "chord", lambda parts: lambda last: told.extend([*parts, last]))
    monkeypatch.setattr(jobs, "_start", lambda job_id: None)
    return told


def spread_out(job: Job) -> None:
    assert jobs.run(job.pk, spread=parted.spread)
    job.refresh_from_db()


def test_the_parts_of_a_large_town_done_anywhere_join_into_the_whole(sent: list[Any]) -> None:
    job = launch(kind="replay", asked=asked())
    spread_out(job)
    assert (job.state, job.done, len(sent)) == ("running", 500, 4)
    *parts, last = sent
    results = [parted.run_part(*part.args) for part in parts]
    job.refresh_from_db()
    assert (job.state, job.done) == ("running", 500 + 3 * (500 // 3))
    parted.join_parts(results, *last.args)
    job.refresh_from_db()
    assert job.state == "done"
    assert job.result == jobs.handler_of("replay")(asked(), lambda done, total: True)


def test_a_part_of_a_cancelled_job_is_not_done_and_the_rest_is_not_joined(sent: list[Any]) -> None:
    job = launch(kind="replay", asked=asked())
    spread_out(job)
    first = parted.run_part(*sent[0].args)
    jobs.cancel(job=job)
    results = [first, *(parted.run_part(*part.args) for part in sent[1:-1])]
    assert results[1:] == [None, None]
    parted.join_parts(results, *sent[-1].args)
    job.refresh_from_db()
    assert (job.state, job.result) == ("cancelled", None)


def test_a_part_that_fails_fails_the_job_in_words(sent: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    job = launch(kind="replay", asked=asked())
    spread_out(job)
    monkeypatch.setattr(blocks, "town_of", lambda *_: None)
    results = [parted.run_part(*part.args) for part in sent[:-1]]
    parted.join_parts(results, *sent[-1].args)
    job.refresh_from_db()
    assert (job.state, "taken away" in job.message) == ("failed", True)


def test_the_parts_of_a_job_that_was_taken_over_are_dropped(sent: list[Any]) -> None:
    job = launch(kind="replay", asked=asked())
    spread_out(job)
    old = list(sent)
    Job.objects.update(state="queued")
    spread_out(job)
    assert [parted.run_part(*part.args) for part in old[:-1]] == [None] * 3
    assert all(parted.run_part(*part.args) for part in sent[4:-1])


def test_a_rulebook_that_asks_about_others_is_not_shared_out(sent: list[Any]) -> None:
    job = launch(kind="replay", asked=asked("tessamere"))
    spread_out(job)
    assert (job.state, sent) == ("done", [])


@pytest.fixture
def worker(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """A Celery worker as a server starts it, at this test's database."""
    if not settings.REDIS_URL:
        pytest.skip("no REDIS_URL")
    settings.JOBS_INLINE = False
    name = str(connection.settings_dict["NAME"])
    given = os.environ.get("DATABASE_URL", "")
    url = f"{given.rpartition('/')[0]}/{name}" if connection.vendor == "postgresql" else f"sqlite:///{name}"
    program = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "ERROR"]
    environment = {**os.environ, "DATABASE_URL": url, "DATA_DIR": str(tmp_path)}
    with Popen(program, env=environment) as process:
        yield
        process.terminate()


@pytest.mark.services
def test_workers_behind_a_broker_do_the_parts_and_join_them(worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(towns, "SIZE", 50_000)  # as the worker has it
    large = {**asked(), "citizens": 60_000}
    job = launch(kind="replay", asked=large)
    assert job.state == "queued"
    given_up = monotonic() + 120
    while not job.finished and monotonic() < given_up:
        sleep(0.2)
        job.refresh_from_db()
    assert job.state == "done"
    assert job.result == jobs.handler_of("replay")(large, lambda done, total: True)

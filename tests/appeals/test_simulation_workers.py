"""A town's year of appeals on a server: a worker dies in the middle, another does it anew, nothing is decided twice."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from time import monotonic, sleep

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from scoring import jobs
from scoring.jobs import launch
from scoring.models import Job

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
ASKED = {"system": "tessamere", "citizens": 100_000, "seed": 7, "knobs": {"fee": 0, "look": "fresh"}}
PATIENCE = 150  # seconds


@contextmanager
def worker(folder: Path) -> Iterator[Popen[bytes]]:
    """A Celery worker as a server starts it, at this test's database."""
    name = str(connection.settings_dict["NAME"])
    given = os.environ.get("DATABASE_URL", "")
    url = f"{given.rpartition('/')[0]}/{name}" if connection.vendor == "postgresql" else f"sqlite:///{name}"
    program = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "ERROR"]
    environment = {**os.environ, "DATABASE_URL": url, "DATA_DIR": str(folder)}
    with Popen(program, env=environment, start_new_session=True) as process:
        yield process
        if process.poll() is None:
            process.terminate()


def until(job: Job, holds: Callable[[Job], bool]) -> None:
    given_up = monotonic() + PATIENCE
    while not holds(job) and monotonic() < given_up:
        sleep(0.05)
        job.refresh_from_db()
    assert holds(job), (job.state, job.done, job.message)


def test_a_year_whose_worker_is_killed_is_run_anew_by_another_and_ends_once(
    settings: LazySettings, tmp_path: Path
) -> None:
    if not settings.REDIS_URL:
        pytest.skip("no REDIS_URL")
    settings.JOBS_INLINE = False
    job = launch(kind="appeals_year", asked=ASKED)
    with worker(tmp_path) as first:
        until(job, lambda now: now.state == "running" and now.done > 0)
        os.killpg(first.pid, signal.SIGKILL)
    job.refresh_from_db()
    assert (job.state, job.tries) == ("running", 1)
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())  # a minute without a word from it
    with worker(tmp_path):
        assert jobs.resume() == 1
        until(job, lambda now: now.finished)
    assert (job.state, job.tries, Job.objects.count()) == ("done", 2, 1)
    before, after = job.result["before"], job.result["after"]
    assert before["filed"] == before["granted"] + before["dismissed"] + before["pending"]
    assert after["filed"] == after["granted"] + after["dismissed"] + after["pending"]
    assert after["filed"] > before["filed"]

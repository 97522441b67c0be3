"""Long work in the background: asked for once, run once, watched and stopped."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone

from scoring import jobs
from scoring.jobs import CannotFinish, Step, cancel, launch
from scoring.models import Job

pytestmark = pytest.mark.django_db
RUNS: list[dict[str, Any]] = []


def count(asked: dict[str, Any], step: Step) -> dict[str, Any]:
    RUNS.append(asked)
    for done in range(asked["to"]):
        if not step(done, asked["to"]):
            return {"counted": "stopped"}
    return {"counted": asked["to"]}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_handlers", dict(jobs._handlers))
    jobs.handler("count")(count)
    RUNS.clear()


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Jobs are queued, and nobody takes them."""
    started: list[Any] = []
    monkeypatch.setattr(jobs, "_start", started.append)
    return started


def aged(job: Job, **ago: float) -> Job:
    """A job that was last heard of some time ago, when a word was due within a minute (a queued one: ten)."""
    heard = timezone.now() - timedelta(**ago)
    patience = jobs.DEAD if job.state == "running" else jobs.PATIENCE
    Job.objects.filter(pk=job.pk).update(touched_at=heard, due_at=heard + patience)
    job.refresh_from_db()
    return job


def test_a_job_ends_with_its_result_and_all_of_it_done() -> None:
    job = launch(kind="count", asked={"to": 3})
    assert (job.state, job.result, job.done, job.total) == ("done", {"counted": 3}, 3, 3)


def test_the_same_question_is_worked_on_once() -> None:
    first, again = launch(kind="count", asked={"to": 3}), launch(kind="count", asked={"to": 3})
    assert first.pk == again.pk
    assert len(RUNS) == 1


def test_another_question_is_another_job() -> None:
    assert launch(kind="count", asked={"to": 3}).pk != launch(kind="count", asked={"to": 4}).pk


def test_an_old_answer_is_worked_out_again() -> None:
    first = aged(launch(kind="count", asked={"to": 3}), hours=2)
    assert launch(kind="count", asked={"to": 3}).pk != first.pk


def test_an_unknown_kind_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(jobs.UnknownKind):
        launch(kind="weather", asked={})
    assert not Job.objects.exists()


def test_a_handler_says_in_a_sentence_what_it_cannot_do() -> None:
    @jobs.handler("refuse")
    def refuse(asked: dict[str, Any], step: Step) -> dict[str, Any]:
        raise CannotFinish("The archive is shut.")

    job = launch(kind="refuse", asked={})
    assert (job.state, job.message, job.result) == ("failed", "The archive is shut.", None)


def test_a_mistake_of_ours_is_called_one_and_told_to_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    @jobs.handler("break")
    def fall(asked: dict[str, Any], step: Step) -> dict[str, Any]:
        raise ZeroDivisionError("inner words")

    job = launch(kind="break", asked={})
    assert job.state == "failed"
    assert "inner words" not in job.message
    assert "ours" in job.message


def test_a_failed_question_may_be_asked_again() -> None:
    @jobs.handler("once")
    def once(asked: dict[str, Any], step: Step) -> dict[str, Any]:
        RUNS.append(asked)
        if len(RUNS) == 1:
            raise CannotFinish("Not today.")
        return {}

    assert [launch(kind="once", asked={}).state for _ in range(2)] == ["failed", "done"]


def test_a_cancelled_job_is_not_begun(waiting: list[Any]) -> None:
    job = launch(kind="count", asked={"to": 3})
    assert cancel(job=job)
    assert jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, RUNS) == ("cancelled", [])


def test_a_job_that_is_cancelled_while_it_runs_stops_and_keeps_no_result(
    waiting: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    @jobs.handler("slow")
    def slow(asked: dict[str, Any], step: Step) -> dict[str, Any]:
        assert step(0, 9)
        cancel(job=Job.objects.get())
        RUNS.append({"went on": step(1, 9)})
        return {"whole": True}

    monkeypatch.setattr(jobs, "WRITE_EVERY", 0)
    job = launch(kind="slow", asked={})
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, RUNS) == ("cancelled", None, [{"went on": False}])


def test_what_has_ended_cannot_be_cancelled() -> None:
    job = launch(kind="count", asked={"to": 3})
    assert not cancel(job=job)
    assert job.state == "done"


def test_two_workers_cannot_run_one_job(waiting: list[Any]) -> None:
    seen = []

    @jobs.handler("twice")
    def twice(asked: dict[str, Any], step: Step) -> dict[str, Any]:
        seen.append(jobs.run(Job.objects.get().pk))
        return {}

    jobs.run(launch(kind="twice", asked={}).pk)
    assert seen == [False]


def test_the_job_of_a_dead_worker_is_taken_over_and_the_dead_may_not_write(waiting: list[Any]) -> None:
    job = launch(kind="count", asked={"to": 3})

    @jobs.handler("count")
    def dying(asked: dict[str, Any], step: Step) -> dict[str, Any]:
        jobs.handler("count")(count)
        job.refresh_from_db()
        aged(job, seconds=61)
        jobs.run(job.pk)
        return {"counted": "late"}

    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.tries) == ("done", {"counted": 3}, 2)


def test_what_nobody_works_at_is_begun_again(waiting: list[Any]) -> None:
    quiet = aged(launch(kind="count", asked={"to": 1}), seconds=601)
    launch(kind="count", asked={"to": 2})
    waiting.clear()
    assert jobs.resume() == 1
    assert waiting == [quiet.pk]


def test_what_stopped_three_times_is_given_up_in_words(waiting: list[Any]) -> None:
    job = launch(kind="count", asked={"to": 1})
    Job.objects.update(tries=3, state="running")
    job.refresh_from_db()
    aged(job, seconds=61)
    assert jobs.resume() == 0
    job.refresh_from_db()
    assert (job.state, "three times" in job.message) == ("failed", True)


def test_jobs_are_forgotten_after_a_day() -> None:
    aged(launch(kind="count", asked={"to": 1}), hours=25)
    launch(kind="count", asked={"to": 2})
    assert jobs.purge() == 1
    assert Job.objects.count() == 1


def test_progress_is_written_four_times_a_second_at_most(waiting: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr(jobs, "monotonic", lambda: 100 + next(clock) / 1000)
    job = launch(kind="count", asked={"to": 1000})
    writes: list[int] = []
    mine = jobs.mine
    monkeypatch.setattr(jobs, "mine", lambda job: writes.append(1) or mine(job))
    jobs.run(job.pk)
    assert len(writes) == 4 + 1  # and the end


@pytest.mark.django_db(transaction=True)
def test_without_workers_a_thread_beside_the_pages_does_the_work(settings: LazySettings) -> None:
    settings.JOBS_INLINE = False
    with transaction.atomic():
        job = launch(kind="count", asked={"to": 3})
        assert (job.state, RUNS) == ("queued", [])  # not before others can see the job
    given_up = monotonic() + 10
    while not job.finished and monotonic() < given_up:
        sleep(0.01)
        job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"counted": 3})


def test_on_a_server_a_worker_is_told_once_the_job_is_kept(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.JOBS_INLINE = settings.CELERY_TASK_ALWAYS_EAGER = False
    sent: list[Any] = []
    monkeypatch.setattr(jobs.current_app, "send_task", lambda *told: sent.append(told))
    with django_capture_on_commit_callbacks(execute=True):
        job = launch(kind="count", asked={"to": 3})
        assert sent == []
    assert sent == [("scoring.tasks.run_job", [str(job.pk)])]


def test_when_the_one_process_starts_anew_what_was_going_on_is_begun_again(waiting: list[Any]) -> None:
    job = launch(kind="count", asked={"to": 3})
    jobs._claimed(job.pk)
    waiting.clear()
    assert jobs.reopen() == 1
    assert waiting == [job.pk]
    assert jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done"

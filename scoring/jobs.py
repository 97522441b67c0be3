"""Long work in the background: asked for once, run by one worker at a time, watched, cancelled, kept for a day.

A kind of work registers itself where its module is loaded; workers load every app's `tasks` module:

    @handler("harvest")
    def harvest(asked: dict[str, Any], step: Step) -> dict[str, Any]:
        for done, field in enumerate(fields):
            if not step(done, len(fields)):
                return {}          # cancelled: whatever is returned is dropped
            ...
        return {"sheaves": 12}     # JSON

    job = launch(kind="harvest", asked={"fields": 3})

A handler must be pure, since a run whose worker died is begun again, and must call `step` at least once a minute,
or it is taken for dead. What it cannot do it says with `CannotFinish("A sentence.")`.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from hashlib import sha256
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from scoring import background
from scoring.models import Job

Step = Callable[[int, int], bool]
Handler = Callable[[dict[str, Any], Step], dict[str, Any]]
Spread = Callable[[Job, Handler, Step], bool]

DEAD = timedelta(seconds=60)  # a run that has not been heard of for so long has died
PATIENCE = timedelta(minutes=10)  # for so long a job may wait for a worker
RECENT = timedelta(hours=1)  # for so long the same question has the same answer
KEPT = timedelta(hours=24)
MOST_TRIES = 3
WRITE_EVERY = 0.25  # seconds between two notes of progress

log = logging.getLogger(__name__)
_handlers: dict[str, Handler] = {}


class CannotFinish(Exception):
    """What a handler raises when the work cannot be done. The sentence is shown to whoever asked."""


class UnknownKind(LookupError):
    """No handler is registered for this kind of work."""


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does one kind of work."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def handler_of(kind: str) -> Handler:
    """The function that does this kind of work. Raises UnknownKind."""
    if kind not in _handlers:
        autodiscover_modules("tasks")
    if kind not in _handlers:
        raise UnknownKind(kind)
    return _handlers[kind]


def launch(*, kind: str, asked: dict[str, Any]) -> Job:
    """The job that does this work: a running or recent one, where somebody asked for the same. Raises UnknownKind."""
    handler_of(kind)
    text = json.dumps([kind, asked], sort_keys=True, separators=(",", ":"))
    fingerprint = sha256(text.encode()).hexdigest()
    job = _same(fingerprint)
    if job is None:
        job, new = _created(kind, asked, fingerprint)
        if new:
            _start(job.pk)
    elif not job.finished and job.due_at < timezone.now():
        _start(job.pk)
    job.refresh_from_db()
    return job


def cancel(*, job: Job) -> bool:
    """Stop a job. False when it had ended already, and nothing was changed."""
    stopped = Job.objects.filter(pk=job.pk, state__in=Job.UNFINISHED).update(
        state=Job.State.CANCELLED, touched_at=timezone.now()
    )
    job.refresh_from_db()
    return bool(stopped)


def run(job_id: UUID | str, *, spread: Spread | None = None) -> bool:
    """Do the work, if no other worker is at it. False when one is: ask again when it would have died.

    `spread` may give the work to several workers; when it says True, they end the job.
    """
    job = _claimed(job_id)
    if job is None:
        return not Job.objects.filter(pk=job_id, state=Job.State.RUNNING, tries__lt=MOST_TRIES).exists()
    with ending(job):
        work, step = handler_of(job.kind), Progress(job)
        if spread is None or not spread(job, work, step):
            end(job, Job.State.DONE, result=work(job.asked, step))
    return True


def _claimed(job_id: UUID | str) -> Job | None:
    """The job, taken by this worker: one statement, so that no two can take it."""
    now = timezone.now()
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, due_at__lt=now)
    taken = Job.objects.filter(free, pk=job_id, tries__lt=MOST_TRIES).update(
        state=Job.State.RUNNING, touched_at=now, due_at=now + DEAD, claim=uuid4(), tries=F("tries") + 1
    )
    return Job.objects.get(pk=job_id) if taken else None


@contextmanager
def ending(job: Job) -> Iterator[None]:
    """Whatever goes wrong in here ends the job with a sentence."""
    try:
        yield
    except CannotFinish as refusal:
        end(job, Job.State.FAILED, message=str(refusal))
    except SoftTimeLimitExceeded:
        end(job, Job.State.FAILED, message=_("This took longer than the office works on one thing. Ask for less."))
    except Exception:
        log.exception("Job %s of kind %s failed", job.pk, job.kind)
        end(job, Job.State.FAILED, message=_("The office made a mistake with this. It is ours, not yours."))


class Progress:
    """The `step` of one run: notes how far it is, and says whether to go on."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.noted = 0.0
        self.wanted = True

    def __call__(self, done: int, total: int) -> bool:
        now = monotonic()
        if self.wanted and now - self.noted >= WRITE_EVERY:
            self.noted = now
            self.wanted = bool(mine(self.job).update(done=done, total=total, **heard_of(DEAD)))
        return self.wanted


def heard_of(patience: timedelta) -> dict[str, Any]:
    """The fields that say: somebody works at this, and will be heard of again within `patience`."""
    now = timezone.now()
    return {"touched_at": now, "due_at": now + patience}


def mine(job: Job) -> Any:
    """The job as a query, as long as it runs and no other worker has taken it over."""
    return Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)


def end(job: Job, state: Job.State, *, result: dict[str, Any] | None = None, message: str = "") -> None:
    """Write how it ended, unless it was cancelled or taken over meanwhile."""
    fields: dict[str, Any] = {"state": state, "message": message[:280], "touched_at": timezone.now()}
    if state == Job.State.DONE:
        fields |= {"result": result, "done": F("total")}
    mine(job).update(**fields)


def resume() -> int:
    """Begin again what nobody works at any more, and give up what failed to end three times. The number begun."""
    quiet = Job.objects.filter(state__in=Job.UNFINISHED, due_at__lt=timezone.now())
    words = _("This was begun three times and stopped each time. Ask for less.")
    quiet.filter(tries__gte=MOST_TRIES).update(state=Job.State.FAILED, message=words, touched_at=timezone.now())
    again = list(quiet.values_list("pk", flat=True))
    for job_id in again:
        _start(job_id)
    return len(again)


def reopen() -> int:
    """When an installation of one process starts: what was going on ended with the process before."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        return 0
    purge()
    Job.objects.filter(state__in=Job.UNFINISHED).update(due_at=timezone.now())
    return resume()


def purge() -> int:
    """Delete jobs that are older than a day. The number deleted."""
    return Job.objects.filter(touched_at__lt=timezone.now() - KEPT).delete()[0]


def _same(fingerprint: str) -> Job | None:
    recent = Q(state=Job.State.DONE, touched_at__gte=timezone.now() - RECENT)
    alike = Job.objects.filter(Q(state__in=Job.UNFINISHED) | recent, fingerprint=fingerprint)
    return alike.order_by("-created_at").first()


def _created(kind: str, asked: dict[str, Any], fingerprint: str) -> tuple[Job, bool]:
    try:
        with transaction.atomic():
            job = Job(kind=kind, asked=asked, fingerprint=fingerprint, due_at=timezone.now() + PATIENCE)
            job.save(force_insert=True)
            return job, True
    except IntegrityError:  # somebody asked for the same at the same moment
        return Job.objects.filter(fingerprint=fingerprint).latest("created_at"), False


def _start(job_id: UUID) -> None:
    """By Celery on a server; otherwise in this process: at once (tests), or in a thread beside the pages."""
    Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(due_at=timezone.now() + PATIENCE)
    if settings.JOBS_INLINE:
        run(job_id)
    elif settings.CELERY_TASK_ALWAYS_EAGER:
        transaction.on_commit(partial(background.add, partial(run, job_id)))
    else:
        send = partial(current_app.send_task, "scoring.tasks.run_job", [str(job_id)])
        # Should the broker be away, the job stays queued, and resume() sends it again.
        transaction.on_commit(send, robust=True)

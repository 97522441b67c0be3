"""Work that falls into parts: one after the other in one process, or at once among a server's workers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from celery import chord, current_app
from django.db.models import F

from scoring import jobs
from scoring.jobs import Step
from scoring.models import Job

WHOLE = 1000  # progress is counted in thousandths
PREPARED = 500  # of them, for what must be there before the first part
PATIENCE = timedelta(minutes=10)  # parts may have to wait for the parts of others

Asked = dict[str, Any]
Result = dict[str, Any]


class Part(Protocol):
    def __call__(self, asked: Asked, index: int, step: Step) -> Result: ...


@dataclass(frozen=True)
class Parted:
    """One kind of work in three functions. Called, it does all parts here, one after the other.

    cut(asked, step): prepare what every part needs; the number of parts, or 0 when `step` said to stop.
    part(asked, index, step): the result of one part, JSON. Pure: it may be done twice.
    merge(asked, results): the result of the whole, from the results of the parts in their order.
    """

    cut: Callable[[Asked, Step], int]
    part: Part
    merge: Callable[[Asked, list[Result]], Result]

    def __call__(self, asked: Asked, step: Step) -> Result:
        count = self.prepare(asked, step)
        results = []
        for index in range(count):
            within = _between(step, PREPARED + PREPARED * index // count, PREPARED + PREPARED * (index + 1) // count)
            if not within(0, 1):
                return {}
            results.append(self.part(asked, index, within))
        return self.merge(asked, results) if results and step(WHOLE, WHOLE) else {}

    def prepare(self, asked: Asked, step: Step) -> int:
        return self.cut(asked, _between(step, 0, PREPARED))


def in_parts(kind: str, *, cut: Callable[[Asked, Step], int], part: Part, merge: Callable[..., Result]) -> Parted:
    """Register a kind of work that falls into parts."""
    work = Parted(cut, part, merge)
    jobs.handler(kind)(work)
    return work


def spread(job: Job, work: jobs.Handler, step: Step) -> bool:
    """Give the parts to all workers, and let the last join them. False when there is nothing to share out."""
    if not isinstance(work, Parted):
        return False
    count = work.prepare(job.asked, step)
    if count < 2 or not jobs.mine(job).update(done=PREPARED, total=WHOLE, **jobs.heard_of(PATIENCE)):
        return count > 1
    key = (str(job.pk), str(job.claim))
    parts = [current_app.signature("scoring.tasks.run_part", args=(*key, index, count)) for index in range(count)]
    chord(parts)(current_app.signature("scoring.tasks.join_parts", args=key))
    return True


def run_part(job_id: str, claim: str, index: int, count: int) -> Result | None:
    """One part of a job; nothing when the job was cancelled, has failed or was taken over."""
    job = _running(job_id, claim)
    if job is None:
        return None
    with jobs.ending(job):
        work = jobs.handler_of(job.kind)
        if isinstance(work, Parted):
            result = work.part(job.asked, index, lambda done, total: True)
            jobs.mine(job).update(done=F("done") + PREPARED // count, **jobs.heard_of(PATIENCE))
            return result
    return None


def join_parts(results: list[Result | None], job_id: str, claim: str) -> None:
    """The end of a job whose parts are all there."""
    job = _running(job_id, claim)
    if job is None:
        return
    with jobs.ending(job):
        work = jobs.handler_of(job.kind)
        there = [result for result in results if result is not None]
        if isinstance(work, Parted) and len(there) == len(results):
            jobs.end(job, Job.State.DONE, result=work.merge(job.asked, there))


def _running(job_id: str, claim: str) -> Job | None:
    return Job.objects.filter(pk=job_id, claim=claim, state=Job.State.RUNNING).first()


def _between(step: Step, low: int, high: int) -> Step:
    """A step that counts its own way from `low` to `high`."""
    return lambda done, total: step(low + (high - low) * done // max(total, 1), WHOLE)

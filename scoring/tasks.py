"""Background work of scoring, as Celery sees it. Importing the handlers registers them."""

from typing import Any

from celery import shared_task

from scoring import blocks, jobs, parted, towns  # noqa: F401  (blocks registers its kind of work)

AGAIN_SECONDS = 65  # later than a dead worker's claim ends


@shared_task(
    bind=True, max_retries=5, acks_late=True, reject_on_worker_lost=True, soft_time_limit=1740, time_limit=1800
)
def run_job(self: Any, job_id: str) -> None:
    """Do one job; where another worker holds it, look again when that one would have died."""
    if not jobs.run(job_id, spread=parted.spread):
        raise self.retry(countdown=AGAIN_SECONDS)


@shared_task(acks_late=True, reject_on_worker_lost=True, soft_time_limit=1740, time_limit=1800)
def run_part(job_id: str, claim: str, index: int, count: int) -> dict[str, Any] | None:
    return parted.run_part(job_id, claim, index, count)


@shared_task(acks_late=True, reject_on_worker_lost=True, soft_time_limit=1740, time_limit=1800)
def join_parts(results: list[dict[str, Any] | None], job_id: str, claim: str) -> None:
    parted.join_parts(results, job_id, claim)


@shared_task
def resume_jobs() -> int:
    """Each minute, by beat."""
    return jobs.resume()


@shared_task
def purge_jobs() -> int:
    """Each hour, by beat."""
    towns.purge_towns()
    return jobs.purge()

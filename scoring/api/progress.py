"""Jobs as data: how far they are, and what came of them."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from rest_framework.exceptions import APIException

from scoring.models import Job


class Busy(APIException):
    """Too much is waiting already."""

    status_code = 503
    default_detail = "Too much work is waiting already. Ask again in some minutes."
    wait = 120  # seconds, sent as Retry-After


class Finished(APIException):
    status_code = 409


def job_named(job_id: UUID) -> Job:
    try:
        return Job.objects.get(pk=job_id)
    except Job.DoesNotExist:
        raise Http404("No job has this address. Jobs are kept for a day; ask for the work again.") from None


def job_told(job: Job) -> dict[str, Any]:
    """What is said of a job. `problem` is there when it failed, `result` when it is done."""
    return {
        "id": str(job.pk),
        "kind": job.kind,
        "state": job.state,
        "progress": {"done": job.done, "total": job.total},
        "result": job.result,
        "problem": _problem(job.message) if job.state == Job.State.FAILED else None,
        "url": reverse("scoring:api-job", args=[job.pk]),
        "cancel": reverse("scoring:api-job-cancel", args=[job.pk]),
        "created_at": job.created_at.isoformat(),
        "touched_at": job.touched_at.isoformat(),
    }


def _problem(message: str) -> dict[str, Any]:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return {"type": "about:blank", "title": "The work was not finished", "status": int(status), "detail": message}

"""API v1 of appeals: read procedures, decide a simulated case, run a town's year. Nobody real is in it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from appeals.api import description as told
from appeals.procedure.load import UnknownProcedure, procedure_for, procedures
from appeals.procedure.model import GROUNDS, KNOBS, Knobs, Procedure, knobs_from
from appeals.procedure.office import INSTANCES, TRUTHS, WHY, Facts, chance, decide, knobs_of
from appeals.procedure.papers import papers
from appeals.procedure.states import TRANSITIONS, allowed
from scoring.api.asked import keys, refuse, whole
from scoring.api.parsing import Refused
from scoring.api.progress import Busy, job_told
from scoring.api.trials import MOST_WAITING
from scoring.api.views import Desk
from scoring.engine import DocumentError
from scoring.jobs import launch
from scoring.models import Job
from scoring.selectors import DEFAULT

KIND = "appeals_year"
MOST_PAPERS = 10


class Procedures(Desk):
    @extend_schema(operation_id="list_procedures", summary="How each system can be contradicted", **told.PROCEDURES)
    def get(self, request: Request) -> Response:
        return Response({"procedures": [_card(each) for each in procedures()]})


class ProcedureDetail(Desk):
    @extend_schema(operation_id="read_procedure", summary="One procedure, its knobs and its steps", **told.READ)
    def get(self, request: Request, slug: str) -> Response:
        return Response(_detail(_named(slug)))


class Decide(Desk):
    """Stateless: the same case, knobs and seed are decided alike. Where there is no path, nothing is decided."""

    @extend_schema(operation_id="decide_appeal", summary="One decision on a simulated case", **told.DECIDED)
    def post(self, request: Request) -> Response:
        body = keys(request.data, ("system", "case", "knobs", "instance", "seed"), ("case", "seed"))
        instance = _one_of(body.get("instance", "first"), INSTANCES, "/instance")
        case, seed = _case(body["case"]), whole(body, "seed", 0, told.MAX_SEED)
        own = _named(_text(body, "system", DEFAULT))
        if not own.open and "knobs" not in body:
            remedy = "Write another system, or turn knobs: that is a procedure of your own."
            raise refuse("/system", f"Under {own.id} nobody can file anything.", remedy)
        knobs = _knobs(body, own)
        found = decide(case, knobs, ("api", seed), instance=instance)
        return Response(
            {
                "granted": found.granted,
                "after_days": found.after_days,
                "late": found.late,
                "hours": round(found.hours, 2),
                "chance": round(chance(case, knobs_of(instance, knobs)), 4),
                "why": [{"id": each, "text": WHY[each]} for each in found.why],
            }
        )


class Simulate(Desk):
    throttle_scope = "replay"

    @extend_schema(operation_id="simulate_appeals", summary="A town's year of appeals, as a job", **told.SIMULATED)
    def post(self, request: Request) -> Response:
        body = keys(request.data, ("system", "citizens", "seed", "knobs"), ("system", "citizens", "seed"))
        seed = whole(body, "seed", 0, told.MAX_SEED)
        if body["citizens"] not in told.SIZES or isinstance(body["citizens"], bool):
            remedy = "Write one of: " + ", ".join(map(str, told.SIZES)) + "."
            raise refuse("/citizens", "No town of that size is kept.", remedy)
        own = _named(_text(body, "system", DEFAULT))
        knobs = _knobs(body, own).to_dict()
        if Job.objects.filter(state__in=Job.UNFINISHED).count() >= MOST_WAITING:
            raise Busy
        asked = {"system": own.id, "citizens": body["citizens"], "seed": seed, "knobs": knobs}
        job = job_told(launch(kind=KIND, asked=asked))
        return Response(job, status=202, headers={"Location": job["url"]})


def _named(slug: str) -> Procedure:
    try:
        return procedure_for(slug)
    except UnknownProcedure:
        raise Http404(f"No system is called {slug!r}.") from None


def _card(each: Procedure) -> dict[str, Any]:
    url = reverse("appeals-api:procedure", args=[each.id])
    return {"id": each.id, "label": each.label, "system": each.system, "route": each.route, "url": url}


def _detail(each: Procedure) -> dict[str, Any]:
    steps = [row for row in TRANSITIONS if each.open and allowed(row.source, row.event, each.knobs)]
    names = ("source", "event", "to", "by", "letter")
    return {
        **{name: value for name, value in _card(each).items() if name != "url"},
        "text": each.text,
        "standard": each.standard,
        "grounds": list(each.grounds),
        "who_may_file": list(each.who_may_file),
        "papers": list(each.papers),
        "required": list(each.required),
        "file_within_days": each.file_within_days,
        "knobs": each.knobs.to_dict(),
        "markers": {name: each.marker_of(name) for name in KNOBS},
        "steps": [{name: getattr(row, name) for name in names} for row in steps],
    }


def _knobs(body: dict[str, Any], own: Procedure) -> Knobs:
    """The system's own knobs with those turned that the body names."""
    given = keys(body.get("knobs", {}), KNOBS, (), "/knobs")
    try:
        return knobs_from({**own.knobs.to_dict(), **given}, "body")
    except DocumentError as error:
        raise Refused(error, "The body has a fault.", below="/knobs") from error


def _case(body: Any) -> Facts:
    case = keys(body, ("truth", "ground", "papers"), ("truth", "ground"), "/case")
    handed_in = case.get("papers", [])
    if not isinstance(handed_in, list) or len(handed_in) > MOST_PAPERS:
        raise refuse("/case/papers", "A short list is expected.", f"Write at most {MOST_PAPERS} ids of papers.")
    for place, each in enumerate(handed_in):
        _one_of(each, tuple(papers()), f"/case/papers/{place}")
    truth = _one_of(case["truth"], TRUTHS, "/case/truth")
    return Facts(truth, _one_of(case["ground"], GROUNDS, "/case/ground"), tuple(handed_in))


def _one_of(value: Any, words: tuple[str, ...], path: str) -> str:
    if isinstance(value, str) and value in words:
        return value
    raise refuse(path, f"{value!r} cannot stand here.", "Write one of: " + ", ".join(words) + ".")


def _text(body: dict[str, Any], key: str, default: str) -> str:
    value = body.get(key, default)
    if not isinstance(value, str):
        raise refuse(f"/{key}", "A name is expected.", "Write the name of a system.")
    return value

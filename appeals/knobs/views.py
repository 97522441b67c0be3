"""The knobs of due process: turn them, and a town's year of appeals is run again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appeals.knobs.form import fields, read
from appeals.knobs.page import result_page
from appeals.officer.choice import listing_systems
from appeals.procedure.load import procedure_for
from appeals.procedure.model import OWN, knobs_from
from appeals.procedure.own import code_of, own_procedure
from appeals.procedure.parameters import parameters
from appeals.procedure.spec import text_of
from appeals.whereabouts import Place, whereabouts
from scoring.api.trials import MOST_WAITING
from scoring.engine import DocumentError
from scoring.jobs import cancel, launch
from scoring.models import Job
from scoring.references import references
from scoring.selectors import DEFAULT, shipped, slugs
from scoring.systems import cards

KIND = "appeals_year"
SIZES = (1000, 10_000, 100_000)
SIZE, SEED, MAX_SEED = 10_000, 4417, 999_999
THEN = ("case", "life", "shift")  # what a form can ask for instead of a year
NO_SEED = gettext_lazy("A seed is a whole number from 0 to 999,999.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest) -> HttpResponse:
    """The knobs as they stand; sent, they ask for a year."""
    if request.method == "POST":
        return _ask(request)
    here = whereabouts(request)
    system = request.GET.get("system", here.system if here else DEFAULT)
    if system not in slugs():
        raise Http404(_("No system has that name. Choose one from the list."))
    return _page(request, system, _written(request, system, here))


def _written(request: HttpRequest, system: str, here: Place | None) -> dict[str, str]:
    """What an address asks for: a seed, and the code of a procedure. What cannot be read is said and left out."""
    typed = {"seed": str(here.seed)} if here else {}
    seed, code = request.GET.get("seed", ""), request.GET.get("own", "")
    if seed and _is_seed(seed):
        typed["seed"] = seed
    elif seed:
        messages.error(request, NO_SEED)
    if not code:
        return typed
    try:
        knobs = own_procedure(system, code).knobs
    except DocumentError as error:
        fault = error.faults[0]
        messages.error(request, f"{fault.message} {fault.remedy}")
        return typed
    return typed | {name: text_of(value) for name, value in knobs.to_dict().items()}


def _is_seed(text: str) -> bool:
    return text.isdecimal() and len(text) < 9 and int(text) <= MAX_SEED


def _page(
    request: HttpRequest, system: str, typed: dict[str, str], errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    page = _form(system, typed, errors) | {"here": whereabouts(request)}
    return render(request, "appeals/knobs.html", page, status=status)


def _ask(request: HttpRequest) -> HttpResponse:
    system, citizens, seed = (request.POST.get(name, "") for name in ("system", "citizens", "seed"))
    if system not in slugs():
        raise Http404(_("No system has that name. Choose one from the list."))
    knobs, errors = read(request.POST.dict())
    if citizens not in {str(size) for size in SIZES}:
        errors["citizens"] = _("Choose one of the sizes.")
    if not _is_seed(seed):
        errors["seed"] = str(NO_SEED)
    if errors:
        return _page(request, system, request.POST.dict(), errors, status=422)
    if request.POST.get("then") in THEN:
        return redirect(_meet(request, system, seed, code_of(knobs_from(knobs))))
    if Job.objects.filter(state__in=Job.UNFINISHED).count() >= MOST_WAITING:
        messages.error(request, _("Too many years are being run already. Your knobs stand; ask again in some minutes."))
        return _page(request, system, request.POST.dict(), status=503)
    asked = {"system": system, "citizens": int(citizens), "seed": int(seed), "knobs": knobs}
    return redirect("knobs:year", job_id=launch(kind=KIND, asked=asked).pk)


def _meet(request: HttpRequest, system: str, seed: str, code: str) -> str:
    """Where one person meets this procedure: on either side of the counter, or in the life that is open here."""
    then, here = request.POST["then"], whereabouts(request)
    if then == "life" and here is not None and here.appeals:
        return f"{here.appeals}?own={code}"
    if then == "shift":
        whose = system if system in dict(listing_systems()) else DEFAULT
        return f"{reverse('officer:start')}?system={whose}&seed={seed}&procedure={OWN}{system}&own={code}"
    return f"{reverse('appeals:contest')}?system={system}&seed={seed}&own={code}"


@never_cache
@require_safe
def year(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The year that was asked for: how far it is, or what came of it."""
    job = _job(job_id)
    if job is None:
        return _gone(request)
    page = _form(job.asked["system"], _typed(job.asked))
    page |= {"here": whereabouts(request), "code": code_of(knobs_from(job.asked["knobs"]))}
    if job.state == Job.State.DONE and job.result:
        page |= result_page(job.result)
    return render(request, "appeals/knobs.html", {"job": job, **page})


@require_POST
def stop(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job = _job(job_id)
    if job is None:
        return _gone(request)
    cancel(job=job)
    return redirect("knobs:year", job_id=job_id)


@never_cache
@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """Every number behind the simulated office."""
    known = references()
    rows = [(row, [known[name] for name in row.sources]) for row in parameters().rows.values()]
    return render(request, "appeals/model.html", {"rows": rows, "here": whereabouts(request)})


def _job(job_id: UUID) -> Job | None:
    return Job.objects.filter(pk=job_id, kind=KIND).first()


def _gone(request: HttpRequest) -> HttpResponse:
    title = _("This year is not kept any more")
    detail = _("A year is kept for a day. Turn the knobs again: the same ones give the same year.")
    return render(request, "error.html", {"title": title, "detail": detail, "status": 404}, status=404)


def _typed(asked: dict[str, Any]) -> dict[str, str]:
    knobs = {name: text_of(value) for name, value in asked["knobs"].items()}
    return {**knobs, "citizens": str(asked["citizens"]), "seed": str(asked["seed"])}


def _form(system: str, typed: dict[str, str], errors: dict[str, str] | None = None) -> dict[str, Any]:
    own, errors = procedure_for(system), errors or {}
    return {
        "procedure": own,
        "rulebook": shipped(system),
        "systems": cards(),
        "fields": fields(own.knobs, typed, errors),
        "sizes": SIZES,
        "size": typed.get("citizens", str(SIZE)),
        "seed": typed.get("seed", str(SEED)),
        "errors": errors,
    }

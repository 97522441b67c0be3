"""The claimant's chair: procedures, what can be contested, one case, its letters."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from appeals.claims.desk import act, opened
from appeals.claims.models import Case
from appeals.claims.selectors import cases_of, docket_of, matter_of
from appeals.holder import hand_out, hash_of, holder_of, secret_for
from appeals.letters.page import letter_page
from appeals.pages.case import case_page
from appeals.pages.choose import choose_page, listed_neighbours
from appeals.pages.own import Under, under_of
from appeals.pages.procedure import procedure_page
from appeals.pages.recourse import recourse
from appeals.pages.words import STATES, contested
from appeals.procedure.load import UnknownProcedure, procedure_for, procedures
from registry.boards import neighbours
from registry.lives import EditionError, File
from registry.turns import in_turn
from scoring.engine import Rulebook
from scoring.selectors import DEFAULT, UnknownRulebook, shipped

SEED, MAX_SEED = 4417, 999_999
GONE = 410


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Both chairs, every procedure, and this browser's cases outside of a life."""
    mine = [_brief(case) for case in cases_of(holder_of(request), None)] if holder_of(request) else []
    return render(request, "appeals/index.html", {"procedures": _named_procedures(), "mine": mine, "seed": SEED})


def _named_procedures() -> list[dict[str, str]]:
    """Every procedure beside its system's short name. A label that only repeats the name is left out."""
    pairs = [(shipped(each.system).short, each) for each in procedures()]
    return [
        {"id": each.id, "system": name, "label": each.label if each.label != name else "", "route": each.route}
        for name, each in pairs
    ]


def _brief(case: Case) -> dict[str, Any]:
    try:
        matter = matter_of(case)
    except EditionError:
        return {"case": case, "what": _("A case of an earlier edition"), "state": ""}
    what = contested(matter.file, matter.target)
    return {"case": case, "name": matter.file.persona.name, "what": what, "state": STATES[docket_of(case).state]}


@require_safe
def procedure(request: HttpRequest, name: str) -> HttpResponse:
    try:
        found = procedure_for(name)
    except UnknownProcedure as error:
        raise Http404 from error
    return render(request, "appeals/procedure.html", procedure_page(found))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_turn
def contest(request: HttpRequest) -> HttpResponse:
    """Outside of a life: one of the thirteen at a seed, and what they could contest."""
    asked = request.POST if request.method == "POST" else request.GET
    try:
        seed, rulebook = _seed(asked.get("seed", str(SEED))), shipped(asked.get("system", DEFAULT))
    except (ValueError, UnknownRulebook):
        messages.error(request, _("A seed is a whole number from 0 to 999,999, and the system one of those listed."))
        return redirect("appeals:contest")
    who, under = _citizen(asked.get("citizen", ""), seed, rulebook), under_of(asked, rulebook.id)
    if request.method == "POST" and who is not None and not under.errors:
        return _open(request, who, under)
    found = listed_neighbours(seed, rulebook)
    who = who or (found[0] if found else None)
    context: dict[str, Any] = {"seed": seed, "rulebook": rulebook, "people": found, "procedures": _named_procedures()}
    context |= {"procedure": under.office, "under": under}
    context |= choose_page(who, under, asked.dict()) if who else {}
    return render(request, "appeals/contest.html", context, status=422 if under.errors else 200)


def _open(request: HttpRequest, who: File, under: Under) -> HttpResponse:
    secret = secret_for(request)
    case = opened(request, holder=hash_of(secret), subject=None, file=who, procedure=under.procedure)
    if case is None:
        query = {"seed": who.seed, "system": who.rulebook.id, "citizen": who.persona.id, "own": under.code}
        response = redirect(f"{request.path}?{urlencode(query)}")
    else:
        response = redirect("appeals:case", case_id=case.pk)
    hand_out(response, secret)
    return response


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 8 or int(text) > MAX_SEED:
        raise ValueError(text)
    return int(text)


def _citizen(name: str, seed: int, rulebook: Rulebook) -> File | None:
    return next((file for file in neighbours(seed, rulebook) if file.persona.id == name), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: POST takes a step, and leads back here."""
    found = _case(request, case_id)
    try:
        matter = matter_of(found)
        if request.method == "POST":
            act(request, found)
            return redirect("appeals:case", case_id=found.pk)
    except EditionError:
        return render(request, "appeals/edition.html", {"case": found}, status=GONE)
    docket = docket_of(found)
    response = render(request, "appeals/case.html", {"case": found, **case_page(matter, docket)})
    hand_out(response, secret_for(request))
    return response


@never_cache
@require_safe
def next_time(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Recourse: a part of the case's page that may take a second, or a page of its own without JavaScript."""
    found = _case(request, case_id)
    try:
        file = matter_of(found).file
    except EditionError:
        return render(request, "appeals/edition.html", {"case": found}, status=GONE)
    template = "appeals/_recourse.html" if request.headers.get("HX-Request") else "appeals/recourse.html"
    response = render(request, template, {"case": found, "file": file, "recourse": recourse(file)})
    response["Vary"] = "HX-Request"
    return response


@never_cache
@require_safe
def letter(request: HttpRequest, case_id: UUID, seq: int) -> HttpResponse:
    found = _case(request, case_id)
    try:
        page = letter_page(matter_of(found), docket_of(found), seq)
    except EditionError:
        return render(request, "appeals/edition.html", {"case": found}, status=GONE)
    except LookupError as error:
        raise Http404 from error
    return render(request, "appeals/letter.html", {"case": found, **page})


def _case(request: HttpRequest, case_id: UUID) -> Case:
    """The case, if this browser holds it. 404 where there is none, 403 where it is somebody else's."""
    found = Case.objects.prefetch_related("events").filter(pk=case_id).first()
    if found is None:
        raise Http404
    if found.holder != holder_of(request):
        raise PermissionDenied
    return found

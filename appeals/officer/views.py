"""The officer's chair: a stack of files, a quota or none, and afterwards what the files did not show."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appeals.officer.content import day
from appeals.officer.desk import NotNow
from appeals.officer.models import Shift
from appeals.officer.page import after_page, column, desk_page
from appeals.officer.selectors import desk_of, rulebook_of
from appeals.officer.services import Stale, begin_second, begin_shift, take_step
from appeals.officer.stack import CITIZENS, NoStack, knobs_of, stack
from appeals.officer.tally import tally
from registry.ahead import ahead
from registry.turns import in_turn
from scoring.selectors import DEFAULT, shipped

SEED, MAX_SEED = 4417, 999_999


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the chair is, before one sits down."""
    ahead(stack, shipped(DEFAULT), SEED, 0, day().files)
    context = {"seed": SEED, "day": day(), "citizens": CITIZENS, "knobs": knobs_of(shipped(DEFAULT))}
    return render(request, "appeals/officer_start.html", context)


@require_POST
@in_turn
def begin(request: HttpRequest) -> HttpResponse:
    seed = request.POST.get("seed", str(SEED))
    if not (seed.isdecimal() and len(seed) < 9 and int(seed) <= MAX_SEED):
        messages.error(request, _("A seed is a whole number from 0 to 999,999. Nothing was begun."))
        return redirect("officer:start")
    try:
        stack(shipped(DEFAULT), int(seed), 0, day().files)
    except NoStack:
        messages.error(request, _("In this town too few appeals were filed for a stack. Try another seed."))
        return redirect("officer:start")
    shift = begin_shift(rulebook=shipped(DEFAULT), seed=int(seed), quota=request.POST.get("quota") == "yes")
    return redirect("officer:desk", shift_id=shift.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    shift = _shift(shift_id)
    if request.method == "POST":
        _step(request, shift)
        return redirect("officer:desk", shift_id=shift.pk)
    now = desk_of(shift)
    if now.current is None:
        return redirect("officer:after", shift_id=shift.pk)
    page = desk_page(now, now.current, rulebook_of(shift))
    return render(request, "appeals/officer_desk.html", {"shift": shift, **page})


@never_cache
@require_safe
def after(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    shift = _shift(shift_id)
    if desk_of(shift).current is not None:
        return redirect("officer:desk", shift_id=shift.pk)
    here = _column(shift)
    context: dict[str, Any] = {"shift": shift, **after_page(here), "columns": []}
    other = _other(shift)
    if other and desk_of(other).current is None:
        context["columns"] = sorted((here, _column(other)), key=lambda each: each.title)
    context["other"] = other
    return render(request, "appeals/officer_after.html", context)


@require_POST
def second(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    """The next stack, with the other setting of the quota."""
    shift = _shift(shift_id)
    first = shift.first or shift
    try:
        stack(rulebook_of(first), first.seed, 1, day().files)
    except NoStack:
        messages.error(request, _("There are no further files in this town. Begin with another seed."))
        return redirect("officer:after", shift_id=shift.pk)
    return redirect("officer:desk", shift_id=begin_second(first=first).pk)


def _step(request: HttpRequest, shift: Shift) -> None:
    seq, what = request.POST.get("seq", ""), request.POST.get("step", "")
    try:
        take_step(shift=shift, seq=int(seq) if seq.isdecimal() and len(seq) < 5 else -1, what=what)
    except Stale:
        messages.warning(request, _("This file was moved on in another tab. Here is where the desk stands now."))
    except NotNow as refusal:
        messages.error(request, str(refusal))


def _column(shift: Shift) -> Any:
    now = desk_of(shift)
    return column(now, tally(now, knobs_of(rulebook_of(shift))))


def _other(shift: Shift) -> Shift | None:
    return shift.first or Shift.objects.filter(first=shift).first()


def _shift(shift_id: UUID) -> Shift:
    shift = Shift.objects.filter(pk=shift_id).first()
    if shift is None:
        raise Http404
    return shift

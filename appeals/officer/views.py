"""The officer's chair: a stack of files, a quota or none, and afterwards what the files did not show."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appeals.holder import hand_out, hash_of, secret_for
from appeals.officer.access import seated
from appeals.officer.after import after_page
from appeals.officer.beside import ShiftLine, few, shift_line, variant_line
from appeals.officer.choice import SEED, BadChoice, Choice, address_of, listing_systems, offers, read
from appeals.officer.content import day
from appeals.officer.desk import NotNow
from appeals.officer.models import Shift
from appeals.officer.page import desk_page
from appeals.officer.selectors import desk_of, procedure_of, rulebook_of, shifts_of
from appeals.officer.services import Stale, begin_second, begin_shift, take_step
from appeals.officer.stack import CITIZENS, NoStack, stack
from appeals.officer.tally import tally
from appeals.officer.variants import variants
from appeals.procedure.own import code_of
from appeals.whereabouts import Place, whereabouts
from registry.ahead import ahead
from registry.turns import in_turn
from scoring.selectors import DEFAULT, shipped

MOST_SHIFTS = 6  # that are laid beside each other


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the chair is, and which procedure one will sit under."""
    here = whereabouts(request)
    try:
        choice = read(request.GET.dict(), **_usual(here))
    except BadChoice as wrong:
        messages.error(request, str(wrong))
        choice = read({}, **_usual(here))
    if not request.GET:  # what anybody writes into an address is worked out when they sit down, not before
        ahead(stack, shipped(choice.system), choice.seed, 0, day().files, choice.procedure)
    context = {
        "choice": choice,
        "offers": offers(choice),
        "systems": listing_systems(),
        "day": day(),
        "citizens": CITIZENS,
        "here": here,
    }
    return render(request, "appeals/officer_start.html", context)


def _usual(here: Place | None) -> dict[str, Any]:
    """The town and the system of the life that is open here, where that system keeps a list."""
    if here is None:
        return {"system": DEFAULT, "seed": SEED}
    return {"system": here.system if here.system in dict(listing_systems()) else DEFAULT, "seed": here.seed}


@require_POST
@in_turn
def begin(request: HttpRequest) -> HttpResponse:
    try:
        choice = read(request.POST.dict())
        stack(shipped(choice.system), choice.seed, 0, day().files, choice.procedure)
    except BadChoice as wrong:
        messages.error(request, str(wrong))
        return redirect("officer:start")
    except NoStack:
        messages.error(request, _("In this town too few appeals are filed for a stack. Try another seed or system."))
        return redirect("officer:start")
    return _begun(request, choice)


def _begun(request: HttpRequest, choice: Choice) -> HttpResponse:
    secret = secret_for(request)
    shift = begin_shift(
        holder=hash_of(secret),
        rulebook=shipped(choice.system),
        seed=choice.seed,
        quota=choice.quota,
        procedure=choice.procedure,
    )
    response = redirect("officer:desk", shift_id=shift.pk)
    hand_out(response, secret)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seated
def desk(request: HttpRequest, shift: Shift) -> HttpResponse:
    if request.method == "POST":
        _step(request, shift)
        return redirect("officer:desk", shift_id=shift.pk)
    now = desk_of(shift)
    if now.current is None:
        return redirect("officer:after", shift_id=shift.pk)
    page = desk_page(now, now.current, rulebook_of(shift))
    context = {"shift": shift, "procedure": procedure_of(shift), "here": whereabouts(request)}
    return render(request, "appeals/officer_desk.html", {**context, **page})


@never_cache
@require_safe
@in_turn
@seated
def after(request: HttpRequest, shift: Shift) -> HttpResponse:
    now = desk_of(shift)
    if now.current is not None:
        return redirect("officer:desk", shift_id=shift.pk)
    procedure = procedure_of(shift)
    rulebook, lines = rulebook_of(shift), _shifts(shift)
    town = f"system={rulebook.id}&seed={shift.seed}"
    context: dict[str, Any] = {
        "shift": shift,
        "procedure": procedure,
        "here": whereabouts(request),
        "both": _both_done(shift),
        "again": f"{town}&{address_of(procedure)}",
        "turn": f"{town}&own={code_of(procedure.knobs)}",
        "variants": [variant_line(each) for each in variants(rulebook, shift.seed, procedure.knobs, day())],
        "shifts": lines,
        "few": few(lines) if len(lines) > 1 else "",
        **after_page(now, tally(now)),
    }
    return render(request, "appeals/officer_after.html", context)


def _both_done(shift: Shift) -> bool:
    other = shift.first or Shift.objects.filter(first=shift).first()
    return other is not None and desk_of(other).current is None


def _shifts(shift: Shift) -> list[ShiftLine]:
    """This browser's latest finished shifts in the order in which they were begun; this one is among them."""
    others = shifts_of(shift.holder).exclude(pk=shift.pk).order_by("-begun_at")[: MOST_SHIFTS - 1]
    lines = []
    for each in sorted([*others, shift], key=lambda one: one.begun_at):
        now = desk_of(each)
        if now.current is None:
            lines.append(shift_line(procedure_of(each).label, each.quota, each.pk == shift.pk, tally(now)))
    return lines


@require_POST
@in_turn
@seated
def second(request: HttpRequest, shift: Shift) -> HttpResponse:
    """The next stack, with the other setting of the quota."""
    first = shift.first or shift
    try:
        stack(rulebook_of(first), first.seed, 1, day().files, procedure_of(first))
    except NoStack:
        messages.error(request, _("There are no further files in this town. Begin with another seed."))
        return redirect("officer:after", shift_id=shift.pk)
    try:
        return redirect("officer:desk", shift_id=begin_second(first=first).pk)
    except Stale as erased:
        raise Http404 from erased


def _step(request: HttpRequest, shift: Shift) -> None:
    seq, what = request.POST.get("seq", ""), request.POST.get("step", "")
    try:
        take_step(shift=shift, seq=int(seq) if seq.isdecimal() and len(seq) < 5 else -1, what=what)
    except Stale:
        messages.warning(request, _("This file was moved on in another tab. Here is where the desk stands now."))
    except NotNow as refusal:
        messages.error(request, str(refusal))

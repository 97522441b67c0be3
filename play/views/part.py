"""The bands, one list, or one line of a door as a plain form; nothing counts until it is saved."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from play.access import station
from play.buttons import unlist
from play.drafts import token, tokens
from play.edits import apply_steps, with_step
from play.models import Life, Stage
from play.pages.bench_bands import bands_of
from play.pages.bench_condition import Tampered
from play.pages.bench_desk import Desk
from play.pages.bench_door import blank_door, door_of
from play.pages.bench_list import MOST_LISTS, blank_list, list_of
from play.pages.bench_part import Part, Reading, gone_with, reading_of
from play.pages.bench_past import past_part
from play.services import Stale, save_draft
from play.views.past import as_it_was, nothing_new
from play.views.rewrite import state_of
from registry.lives import File

ROWS = ("add", "split", "drop")
SAVE, LOOK = "save", "look"


@dataclass(frozen=True)
class Bench:
    """One form: whose draft, what stands in the book, where it is found on the pen, and what else its page says."""

    request: HttpRequest
    life: Life
    desk: Desk
    stored: Part
    new: bool
    anchor: str
    extra: dict[str, Any]
    address: str = ""  # where the form is sent, if not to where this page is
    gone: bool = False  # another tab has removed what this form was opened for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def bands(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """All bands."""
    desk = state_of(request, life, file)
    return _form(Bench(request, life, desk, bands_of(desk.reform, desk.baseline), False, "limits", {}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def one_list(request: HttpRequest, life: Life, file: File, list_id: str) -> HttpResponse:
    """A list of the draft."""
    desk = state_of(request, life, file)
    row = next((row for row in desk.reform.document.get("lists") or () if row["id"] == list_id), None)
    if row is None:
        if request.method == "POST" and not desk.read_only:  # removed in another tab: it would be a new list
            return _form(Bench(request, life, desk, blank_list(desk.reform), True, "lists", {}, gone=True))
        raise Http404(_("Your rulebook has no such list. It may have been removed; undo brings it back."))
    without = () if desk.read_only else gone_with(desk, unlist(desk.reform, list_id), list_id)
    return _form(Bench(request, life, desk, list_of(row), False, f"l-lists-{list_id}", {"goes": without}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def new_list(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """A list that is not written yet."""
    desk = state_of(request, life, file)
    if desk.read_only:
        return nothing_new(request, life, desk)
    if len(desk.reform.lists) >= MOST_LISTS:
        words = _("A rulebook may keep %(most)s lists, and yours does. Remove one before you add another.")
        messages.warning(request, words % {"most": MOST_LISTS})
        return redirect("play:rewrite", life_id=life.pk)
    sheet = blank_list(desk.reform)
    return _form(Bench(request, life, desk, sheet, True, f"l-lists-{sheet.id}", {}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def door(request: HttpRequest, life: Life, file: File, place: int) -> HttpResponse:
    """A line of a door."""
    desk = state_of(request, life, file)
    rows = desk.reform.document.get("doors") or ()
    written = request.method == "POST" and not desk.read_only
    there = _place_now(request, life, file, desk, place) if written else place
    if there >= len(rows):
        if written:  # removed in another tab: what was written would be a new line
            return _form(Bench(request, life, desk, blank_door(desk.reform), True, "doors", {}, _new_line(life), True))
        raise Http404(_("Your rulebook has no such line. It may have been removed; undo brings it back."))
    address = reverse("play:door", args=[life.pk, there])
    return _form(Bench(request, life, desk, door_of(rows[there], there), False, "doors", {"place": there}, address))


def _new_line(life: Life) -> str:
    return reverse("play:door-new", args=[life.pk])


def _place_now(request: HttpRequest, life: Life, file: File, desk: Desk, place: int) -> int:
    """Lines have no names. Where another tab has moved the one that this form was opened for, it is the same line;
    where it has gone, it is a new one, past the end of the book."""
    chain = [*life.draft, *life.undone]
    names = tokens(chain)
    base, rows = request.POST.get("base", ""), list(desk.reform.document.get("doors") or ())
    if base not in names or base == token(life.draft):
        return place
    were = apply_steps(file.rulebook, chain[: names.index(base)]).document.get("doors") or ()
    if place >= len(were):
        return place
    fresh = [there for there, row in enumerate(rows) if row not in were]
    if were[place] in rows:
        return place if rows[place : place + 1] == [were[place]] else rows.index(were[place])
    if place in fresh and len(rows) == len(were):  # written anew in its place, of another door maybe
        return place
    return next((there for there in fresh if rows[there]["door"] == were[place]["door"]), len(rows))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def new_door(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """A line that is not written yet."""
    desk = state_of(request, life, file)
    if desk.read_only:
        return nothing_new(request, life, desk)
    return _form(Bench(request, life, desk, blank_door(desk.reform), True, "doors", {}))


def _form(bench: Bench) -> HttpResponse:
    request = bench.request
    if bench.desk.read_only:
        return as_it_was(request, bench.life, bench.desk, past_part(bench.life, bench.desk, bench.stored))
    if request.method != "POST":
        return _page(bench, bench.stored)
    verb, _colon, name = request.POST.get("do", LOOK).partition(":")
    try:
        sheet = bench.stored.read(request.POST, bench.desk.reform)
        if verb in ROWS:
            sheet = sheet.pressed(verb, name, bench.desk.reform)
        elif verb not in (SAVE, LOOK):
            raise Tampered(verb)
    except Tampered:
        return _tampered(bench)
    return _save(bench, sheet) if verb == SAVE else _page(bench, sheet, base=request.POST.get("base", ""))


def _save(bench: Bench, sheet: Part) -> HttpResponse:
    life, desk = bench.life, bench.desk
    if bench.request.POST.get("base", token(life.draft)) != token(life.draft):
        return _stale(bench, sheet)
    reading = reading_of(desk, sheet)
    if reading.errors:
        return _page(bench, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if reading.step and (bench.new or sheet != bench.stored):
        try:
            given = int(life.pen.get("given", 0))
            save_draft(life=life, steps=with_step(life.draft, reading.step), before=life.draft, given=given)
        except Stale:
            return _stale(bench, sheet)
        words = _("It stands in your rulebook: %(line)s")
        messages.success(bench.request, words % {"line": " ".join(reading.sentences)[:400]})
    else:
        messages.info(bench.request, _("Nothing was different, so nothing was changed."))
    return redirect(f"{reverse('play:rewrite', args=[life.pk])}?all=1#{bench.anchor}")


def _page(bench: Bench, sheet: Part, *, base: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    silent = bench.new and bench.request.method != "POST"  # nobody has written on it: nothing is wrong yet
    reading = Reading() if silent else reading_of(bench.desk, sheet)
    context: dict[str, Any] = {"life": bench.life, "desk": bench.desk, "new": bench.new, "sheet": sheet}
    context["address"] = bench.address or bench.request.path
    context |= {"base": base or token(bench.life.draft), "reading": reading, "errors": reading.errors}
    context |= sheet.page(bench.desk.reform, reading.errors) | bench.extra
    return render(bench.request, "play/part.html", context, status=status)


def _stale(bench: Bench, sheet: Part) -> HttpResponse:
    """What was written stays in the form; saving it again writes it into the rulebook as it now is."""
    words = _("The rulebook was changed in another tab meanwhile. What you wrote is still here; save it once more.")
    instead = "" if bench.new else " ".join(bench.stored.sentences(bench.desk.reform))[:400]
    if instead:
        words += " " + _("It will stand instead of this: %(line)s") % {"line": instead}
    if bench.gone:
        words += " " + _("It was removed there: saved once more, it is added anew.")
    messages.warning(bench.request, words)
    return _page(bench, sheet, status=HTTPStatus.CONFLICT)


def _tampered(bench: Bench) -> HttpResponse:
    words = _("This form does not fit your rulebook as it now is, so nothing was changed. Here is how it stands.")
    messages.error(bench.request, words)
    return _page(bench, bench.stored, status=HTTPStatus.BAD_REQUEST)

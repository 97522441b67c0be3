"""One rule as a plain form: opened, rewritten, added. Rows come and go by buttons; nothing counts until it is saved."""

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
from play.buttons import new_id, number_of, position_of
from play.drafts import token
from play.edits import with_step
from play.models import Life, Stage
from play.pages.bench_condition import Tampered
from play.pages.bench_controls import form_page
from play.pages.bench_desk import Desk
from play.pages.bench_past import past_rule
from play.pages.bench_rule import Sheet, blank_sheet, pressed, read_rule, read_sheet, sheet_of, step_for
from play.services import Stale, save_draft
from play.views.past import as_it_was, nothing_new
from play.views.rewrite import state_of
from registry.lives import File
from scoring.engine import plain, sentence
from scoring.selectors import vocabulary

ROWS = ("add", "group", "drop", "up", "down")
SAVE, LOOK = "save", "look"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def rule(request: HttpRequest, life: Life, file: File, rule_id: str) -> HttpResponse:
    """A rule of the draft."""
    desk = state_of(request, life, file)
    place = position_of(desk.reform, rule_id)
    if place >= 0 and desk.read_only:
        return as_it_was(request, life, desk, past_rule(life, desk, place))
    if place < 0:
        if request.method == "POST" and not desk.read_only:  # removed in another tab: it would be a new rule
            return _form(request, life, desk, blank_sheet(desk.reform, new_id(desk.reform, _given(life))), new=True)
        raise Http404(_("Your rulebook has no rule of this name. It may have been removed; the pen can put it back."))
    return _form(request, life, desk, sheet_of(desk.reform.document["rules"][place]), new=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def new(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """A rule that is not written yet."""
    desk = state_of(request, life, file)
    if desk.read_only:
        return nothing_new(request, life, desk)
    sheet = blank_sheet(desk.reform, new_id(desk.reform, _given(life)), request.GET.get("list", ""))
    return _form(request, life, desk, sheet, new=True)


def _given(life: Life) -> int:
    return int(life.pen.get("given", 0))


def _form(request: HttpRequest, life: Life, desk: Desk, stored: Sheet, *, new: bool) -> HttpResponse:
    if request.method != "POST":
        return _page(request, life, desk, stored, new=new)
    verb, _colon, name = request.POST.get("do", LOOK).partition(":")
    try:
        sheet = read_sheet(request.POST, stored, desk.reform)
        if verb in ROWS:
            sheet = pressed(sheet, verb, name, desk.reform)
        elif verb not in (SAVE, LOOK):
            raise Tampered(verb)
    except Tampered:
        return _tampered(request, life, desk, stored, new=new)
    if verb != SAVE:
        return _page(request, life, desk, sheet, new=new, base=request.POST.get("base", ""))
    return _save(request, life, desk, sheet, stored, new=new)


def _save(request: HttpRequest, life: Life, desk: Desk, sheet: Sheet, stored: Sheet, *, new: bool) -> HttpResponse:
    if request.POST.get("base", token(life.draft)) != token(life.draft):
        return _stale(request, life, desk, sheet, new=new)
    reading = read_rule(desk.home, desk.steps, desk.reform, sheet)
    if reading.errors or not reading.sentence:
        return _page(request, life, desk, sheet, new=new, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if new or sheet != stored:
        step = step_for(desk.home, sheet, desk.reform, reading.document)
        given = max(_given(life), number_of(sheet.id))
        try:
            save_draft(life=life, steps=with_step(life.draft, step), before=life.draft, given=given)
        except Stale:
            return _stale(request, life, desk, sheet, new=new)
    messages.success(request, _("The rule stands in your rulebook: %(rule)s") % {"rule": reading.sentence[:300]})
    return redirect(f"{reverse('play:rewrite', args=[life.pk])}?all=1#r-{sheet.id}")


def _page(
    request: HttpRequest,
    life: Life,
    desk: Desk,
    sheet: Sheet,
    *,
    new: bool,
    base: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    reading = read_rule(desk.home, desk.steps, desk.reform, sheet)
    silent = new and request.method != "POST"  # nothing is wrong with a form that nobody has written on
    context: dict[str, Any] = {"life": life, "desk": desk, "new": new, "base": base or token(life.draft)}
    context |= form_page(sheet, desk.reform, {} if silent else reading.errors)
    context |= {"reads": reading.sentence}
    return render(request, "play/rule.html", context, status=status)


def _stale(request: HttpRequest, life: Life, desk: Desk, sheet: Sheet, *, new: bool) -> HttpResponse:
    """What was written stays in the form; saving it again writes it into the rulebook as it now is."""
    words = _("The rulebook was changed in another tab meanwhile. What you wrote is still here; save it once more.")
    if not new:
        instead = plain(sentence(desk.reform.rule(sheet.id), vocabulary(), rulebook=desk.reform))[:400]
        words += " " + _("It will stand instead of this: %(line)s") % {"line": instead}
    elif request.path != reverse("play:rule-new", args=[life.pk]):
        words += " " + _("It was removed there: saved once more, it is added anew.")
    messages.warning(request, words)
    return _page(request, life, desk, sheet, new=new, status=HTTPStatus.CONFLICT)


def _tampered(request: HttpRequest, life: Life, desk: Desk, stored: Sheet, *, new: bool) -> HttpResponse:
    messages.error(
        request, _("This form did not come from this page, so nothing was changed. Here is the rule as it is.")
    )
    page = _page(request, life, desk, stored, new=new, status=HTTPStatus.BAD_REQUEST)
    return page

"""Act 5: contest something, or go on to the pen."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from appeals.claims.desk import opened
from appeals.pages.own import Under, under_of
from play.access import station
from play.buttons import REPEAL, position_of
from play.edits import apply_steps, read_edits
from play.models import Life, Stage
from play.pages.appeal import appeal_page, whose
from play.services import Stale, advance, save_draft
from registry.lives import File


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.BOX)
def desk(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    under = under_of(asked, file.rulebook.id)
    if request.method == "POST" and not under.errors:
        return _open(request, life, file, under)
    page = appeal_page(life, file, under, asked.dict())
    return render(request, "play/appeal.html", page, status=422 if under.errors else 200)


def _open(request: HttpRequest, life: Life, file: File, under: Under) -> HttpResponse:
    """Oneself or a neighbour of this seed; for anybody else it is oneself."""
    asked = request.POST.get("citizen", "")
    who = next((each for each in whose(file) if each.persona.id == asked), file)
    case = opened(request, holder=life.holder, subject=life.pk, file=who, procedure=under.procedure)
    if case is None:
        query = urlencode({"citizen": who.persona.id, "own": under.code})
        return redirect(f"{reverse('play:appeal', args=[life.pk])}?{query}")
    return redirect("appeals:case", case_id=case.pk)


@require_POST
@station(Stage.BOX)
def without(request: HttpRequest, life: Life, file: File, rule_id: str) -> HttpResponse:
    """A rule that was sent to the council, taken out of the draft as one step that can be undone."""
    typed = read_edits({"do": f"{REPEAL}:{rule_id}"}, file.rulebook, life.draft, life.undone, life.pen.get("given", 0))
    if position_of(apply_steps(file.rulebook, life.draft), rule_id) < 0 or typed.errors:
        messages.error(request, _("Your draft has no such rule any more. The pen has all that you wrote last."))
        return redirect("play:rewrite", life_id=life.pk)
    try:
        advance(life=life, to=max(Stage.REWRITE, Stage(life.stage)))
        save_draft(life=life, steps=typed.steps, before=life.draft, undone=typed.undone, given=typed.given)
    except Stale:
        messages.warning(request, _("Your draft was changed in another tab. Here it is; the rule still stands in it."))
    return redirect("play:rewrite", life_id=life.pk)

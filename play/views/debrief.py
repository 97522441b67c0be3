"""The last station: the question again, three systems ranked, and a sheet to print."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from play.access import station
from play.models import Life, Ranking, Stage
from play.pages.appeal import briefs
from play.pages.debrief import PLACES, debrief_page, places
from play.services import Refused, place_bet, rank_systems
from registry.lives import File
from scoring.selectors import slugs

MOST_APPEALS = 5  # the latest; the sheet prints on one page


@never_cache
@require_safe
@station(Stage.DEBRIEF)
def sheet(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    return _sheet(request, life, file)


@require_POST
@station(Stage.DEBRIEF)
def bet_again(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    try:
        place_bet(life=life, cause=request.POST.get("cause", ""), again=True)
    except Refused:
        messages.error(request, _("Choose one of the five."))
    return redirect("play:debrief", life_id=life.pk)


@require_POST
@station(Stage.DEBRIEF)
def ranking(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    asked = request.POST.getlist("system")[:PLACES]
    try:
        if not set(asked) <= set(slugs()):
            raise Refused("unknown")
        rank_systems(life=life, systems=asked)
    except Refused:
        error = _("Choose three different systems, one for each place.")
        return _sheet(request, life, file, asked=asked, error=error)
    messages.success(request, _("Your order is on the sheet. You can change it."))
    return redirect("play:debrief", life_id=life.pk)


def _sheet(
    request: HttpRequest, life: Life, file: File, *, asked: Sequence[str] | None = None, error: str = ""
) -> HttpResponse:
    bets = {bet.again: bet.cause for bet in life.bets.all()}
    kept = Ranking.objects.filter(life=life).first()
    known = [slug for slug in (kept.systems if kept else []) if slug in slugs()]
    page = debrief_page(file, bets.get(False, ""), bets.get(True, ""), known)
    appeals = [each for each in briefs(life, file) if each.filed][-MOST_APPEALS:]
    context = {"life": life, "file": file, "error": error, "appeals": appeals, **page}
    context["places"] = places(known if asked is None else asked)
    return render(request, "play/debrief.html", context, status=422 if error else 200)

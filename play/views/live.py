"""Act 1 and 2: the days, and the bet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from play.access import station
from play.models import Bet, Life, Stage
from play.pages.day import day_page
from play.selectors import stage_name
from play.services import Refused, Stale, decide, place_bet
from registry.ahead import ahead
from registry.boards import collects, neighbours
from registry.lives import File
from registry.whatif import what_if


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.LIVE)
def day(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    if request.method == "POST":
        return _decide(request, life)
    if file.complete:
        return redirect(stage_name(life), life_id=life.pk)
    return render(request, "play/day.html", {"life": life, **day_page(file)})


def _decide(request: HttpRequest, life: Life) -> HttpResponse:
    position = request.POST.get("position", "")
    try:
        if not position.isdecimal() or len(position) > 4:
            raise Stale(position)
        decide(life=life, position=int(position), choice_id=request.POST.get("choice", ""))
    except Stale:
        messages.info(request, _("That page was of an earlier moment. What you chose then stands; you are here now."))
    except Refused:
        messages.error(request, _("That can’t be done today: a door is shut, or nobody offers it. Choose another."))
    life.refresh_from_db()
    return redirect(stage_name(life), life_id=life.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.BET)
def bet(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    if request.method == "POST":
        try:
            place_bet(life=life, cause=request.POST.get("cause", ""))
        except Refused:
            messages.error(request, _("Choose one of the five, then go on."))
            return redirect("play:bet", life_id=life.pk)
        life.refresh_from_db()
        return redirect(stage_name(life), life_id=life.pk)
    ahead(neighbours, life.seed, file.rulebook)
    ahead(what_if, file)
    given = life.bets.filter(again=False).first()
    page = {"causes": Bet.Cause.choices, "given": given, "scored": collects(file.rulebook)}
    return render(request, "play/bet.html", {"life": life, "file": file, **page})

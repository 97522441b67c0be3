"""Act 7: the same ten days under every system that ships; of a life, of anybody by lot, or of a week written here."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from play.access import station
from play.models import Life, Stage
from play.pages.appeal import struck_entries
from play.pages.elsewhere import Laid, caveat, elsewhere_page, laid, laid_of
from play.pages.elsewhere_upload import MOST_BYTES, faults, read_week, written
from registry.boards import autoplay
from registry.lives import File
from registry.turns import in_turn
from scoring.engine import DocumentError
from scoring.selectors import DEFAULT, shipped
from town.content import load_content

FIRST_SEED = 4417
MOST_DIGITS = 6


@never_cache
@require_safe
@station(Stage.ELSEWHERE)
def matrix(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    struck = struck_entries(life, file)
    corrected = bool(struck) and "corrected" in request.GET
    found = laid_of(file, reverse("play:box", args=[life.pk]), struck if corrected else frozenset())
    page = {**elsewhere_page(found, request.GET.dict()), "appealed": len(struck), "corrected": corrected}
    context = {"life": life, "file": file, "seed": file.seed, "caveat": caveat(file), **page}
    return render(request, "play/elsewhere.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_turn
def anybody(request: HttpRequest) -> HttpResponse:
    """Outside a life: a citizen who lives by lot from a seed, or a week that was written or edited here."""
    citizen, seed = _citizen(request), _seed(request)
    file = autoplay(citizen, seed, shipped(DEFAULT))
    if request.method == "POST":
        return _of_a_week(request, file)
    context = {"citizen": citizen, "seed": seed, "text": written(file), "caveat": caveat(file)}
    return _shown(request, laid_of(file), request.GET.dict(), context)


def _of_a_week(request: HttpRequest, file: File) -> HttpResponse:
    """The week is read, shown and forgotten. One with faults is shown again with what is wrong."""
    sent = request.FILES.get("file")
    text = sent.read(MOST_BYTES + 1) if sent else request.POST.get("week", "").encode()
    kept = {"citizen": file.persona.id, "seed": file.seed, "text": text.decode(errors="replace"), "open": True}
    try:
        week = read_week(text)
    except DocumentError as error:
        wrong = {**kept, "faults": faults(error), "caveat": caveat(file)}
        return _shown(request, laid_of(file), {}, wrong, status=400)
    asked = {key: str(request.POST[key]) for key in ("sort", "a", "b") if key in request.POST}
    return _shown(request, laid(week), asked, {**kept, "sent": True, "caveat": caveat()})


def _shown(
    request: HttpRequest, found: Laid, asked: Mapping[str, str], more: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    citizens = [(each.id, each.name) for each in load_content().personas.values()]
    context = {**elsewhere_page(found, asked), "citizens": citizens, **more}
    return render(request, "play/elsewhere.html", context, status=status)


def _citizen(request: HttpRequest) -> str:
    asked = request.GET.get("citizen", "")
    return asked if asked in load_content().personas else next(iter(load_content().personas))


def _seed(request: HttpRequest) -> int:
    asked = request.GET.get("seed", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS else FIRST_SEED

"""Act 4: held against the light, then the box: waterfall, trail and the smallest changes that would have helped."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from play.access import station
from play.models import Life, Stage
from play.pages.appeal import briefs
from play.pages.box import anything_before, box_page
from play.pages.crossing import crossing_page
from play.pages.elsewhere import laid_of
from play.pages.findings import findings_page
from play.pages.pen import Desk
from play.pages.town import harm_page, town_page
from play.pages.trail import trail
from registry.ahead import ahead
from registry.lives import DAYS, File
from registry.replays import SIZES, year


@never_cache
@require_safe
@station(Stage.BOX)
def light(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    ahead(year, file.rulebook, SIZES[0], life.seed)
    return render(request, "play/light.html", {"life": life, "file": file, **crossing_page(file)})


@never_cache
@require_safe
@station(Stage.BOX)
def opened(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    ahead(first_town, file)
    ahead(laid_of, file, reverse("play:box", args=[life.pk]))
    asked = request.GET.get("day", "")
    day = int(asked) if asked.isdecimal() and len(asked) < 3 and int(asked) <= DAYS else heaviest_day(file)
    context = {"life": life, "file": file, "trail": trail(file, day), **box_page(file, day)}
    context["appeals"] = [each for each in briefs(life, file) if each.own and each.filed]
    return render(request, "play/box.html", context)


def first_town(file: File) -> None:
    """Fill the caches for the first look at the town: its year in force, under the bill, without errors."""
    desk = Desk(file, [], SIZES[0])
    town_page(desk)
    harm_page(desk)


def heaviest_day(file: File) -> int:
    """The day that cost most; where none cost anything, the first on which anything moved."""
    settlements = file.explanation.settlements
    moves = {day: (settlements[day].standing or 0) - (settlements[day - 1].standing or 0) for day in range(1, DAYS + 1)}
    if not any(moves.values()) and anything_before(file):
        return 0
    worse = -1 if file.rulebook.scale.higher_is == "worse" else 1
    return min(moves, key=lambda day: (worse * moves[day], day))


@never_cache
@require_safe
@station(Stage.BOX)
def findings(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """The five findings: a part of the box page that may take a second, or a page of its own without JavaScript."""
    template = "play/_findings.html" if request.headers.get("HX-Request") else "play/findings.html"
    response = render(request, template, {"life": life, "file": file, **findings_page(file)})
    response["Vary"] = "HX-Request"
    return response

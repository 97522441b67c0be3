"""Act 3: the public register, and the step from station to station."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from play.access import life_of, station
from play.models import Life, Stage
from play.pages.appeal import cards_today
from play.selectors import STATIONS, stage_name
from play.services import Stale, advance
from registry.boards import collects, register
from registry.lives import File


@never_cache
@require_safe
@station(Stage.LISTED)
def boards(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    town = register(life.seed, file.rulebook, file)
    colours = {board.colour for board in town.lists(file.persona.id)}
    context = {
        "life": life,
        "file": file,
        "register": town,
        "collects": collects(file.rulebook),
        "on_black": "black" in colours,
        "on_red": "red" in colours,
        "cards": cards_today(life, file),
    }
    return render(request, "play/register.html", context)


@require_POST
def advance_to(request: HttpRequest, life_id: UUID) -> HttpResponse:
    life = life_of(request, life_id)
    try:
        to = Stage(int(request.POST.get("to", "")))
        first_time = life.stage < to
        advance(life=life, to=to)
    except Life.DoesNotExist as erased:  # in another tab, at this moment
        raise Http404 from erased
    except (ValueError, Stale):
        messages.info(request, _("That station is not open yet. Here is where you are now."))
        return redirect(stage_name(life), life_id=life.pk)
    # The crossing happens once in a life.
    name = "play:light" if first_time and to == Stage.BOX else STATIONS[to]
    return redirect(name, life_id=life.pk)

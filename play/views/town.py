"""The town beside the pen, resident by resident and question by question. Only the lobby writes, into the draft."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from play.access import station
from play.drafts import token
from play.edits import with_step
from play.models import Life, Stage
from play.pages.pen import Desk, marks
from play.pages.town import town_part
from play.pages.town_breach import breach_page
from play.pages.town_drift import drift_page
from play.pages.town_goals import goals_of
from play.pages.town_lives import lives_beside
from play.pages.town_lobby import lobby_page, step_for
from play.pages.town_moved import WHO, moved_page, resident_of_dot
from play.pages.town_places import whereabouts
from play.pages.town_resident import resident_page
from play.pages.town_search import search_page
from play.pages.town_waiting import waiting
from play.services import Stale, save_draft
from play.views.rewrite import state_of
from registry.lives import File

MOST_DIGITS = 7
Page = Callable[..., HttpResponse]


def of_town(page: Page) -> Page:
    """A page about the town as a state of the draft has it. While a large town is worked out, the pen says how far."""

    @never_cache
    @require_safe
    @station(Stage.REWRITE)
    @wraps(page)
    def opened(request: HttpRequest, life: Life, file: File, **kwargs: Any) -> HttpResponse:
        desk = state_of(request, life, file)
        if waiting(desk):
            return redirect(_address("play:rewrite", life, desk))
        return page(request, life, desk, **kwargs)

    return opened


def _address(name: str, life: Life, desk: Desk, *arguments: object) -> str:
    return f"{reverse(name, args=[life.pk, *arguments])}?{whereabouts(desk)['here']}"


def _shown(request: HttpRequest, template: str, life: Life, desk: Desk, page: dict[str, Any]) -> HttpResponse:
    context = {"life": life, "file": desk.file, "desk": desk, **whereabouts(desk), **page}
    return render(request, f"play/{template}.html", context)


def _number(request: HttpRequest, name: str, default: int) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= MOST_DIGITS else default


# parts of the pen's page


@never_cache
@require_safe
@station(Stage.REWRITE)
def part(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """The town alone: asked for again and again while a large one is being worked out."""
    desk = state_of(request, life, file)
    if not request.headers.get("HX-Request"):
        return redirect(_address("play:rewrite", life, desk))
    return _shown(request, "town_part", life, desk, {**marks(desk), **town_part(desk, request.GET.getlist("life"))})


@of_town
def lives(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """The named lives alone, when another is chosen; without a script they come with the whole page."""
    chosen = request.GET.getlist("life")[:2]
    if not request.headers.get("HX-Request"):
        return redirect(f"{_address('play:rewrite', life, desk)}&{urlencode([('life', name) for name in chosen])}")
    return _shown(request, "_lives", life, desk, lives_beside(desk, chosen))


# residents


@of_town
def moved(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """Residents who moved: the dots as a table with links."""
    who = request.GET.get("who", "")
    page = moved_page(desk, who if who in WHO else WHO[0], _number(request, "page", 1))
    return _shown(request, "town_moved", life, desk, page)


@of_town
def resident(request: HttpRequest, life: Life, desk: Desk, number: int) -> HttpResponse:
    """One resident's file, before and after."""
    try:
        return _shown(request, "town_resident", life, desk, resident_page(desk, number - 1))
    except IndexError as error:
        raise Http404 from error


@of_town
def resident_at(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """The resident for whom a dot stands; a dot that is no longer there leads to the table."""
    number = resident_of_dot(desk, _number(request, "place", -1), _number(request, "slot", -1))
    if number is None:
        return redirect(_address("play:moved", life, desk))
    return redirect(_address("play:resident", life, desk, number + 1))


# questions


@of_town
def goals(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """Three goals, why they are not met, and a search for a rulebook near the draft that meets them."""
    return _shown(request, "town_goals", life, desk, {"goals": goals_of(desk), **search_page(desk)})


@of_town
def goal_search(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """How far the search has come: a part of the page of goals."""
    if not request.headers.get("HX-Request"):
        return redirect(_address("play:goals", life, desk))
    page = search_page(desk)
    return _shown(request, "town_search", life, desk, page | ({"goals": goals_of(desk)} if page["ready"] else {}))


@of_town
def drift(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """Some years more, in which people learn what counts."""
    return _shown(request, "town_drift", life, desk, drift_page(desk, request.GET))


@of_town
def breach(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """What is at stake where entries lie together."""
    return _shown(request, "town_breach", life, desk, breach_page(desk, request.GET))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def lobby(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Groups of the town ask for rules; what is written in is a step of the draft and can be undone like any other."""
    desk = state_of(request, life, file)
    if request.method == "POST":
        return _written_in(request, life, desk)
    return _shown(request, "town_lobby", life, desk, {"token": token(desk.steps), **lobby_page(desk)})


def _written_in(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    accept = "accept" in request.POST
    step = step_for(desk, request.POST.get("accept" if accept else "withdraw", ""), accept=accept)
    stale = request.POST.get("base") != token(life.draft)
    if desk.read_only:
        messages.warning(
            request, _("This is an earlier state of your rules, only to be looked at. Nothing was written.")
        )
        return redirect(_address("play:lobby", life, desk))
    if step and not stale:
        try:
            save_draft(life=life, steps=with_step(life.draft, step), before=life.draft)
        except Stale:
            stale = True
    if stale:
        messages.warning(request, _("Your rules were changed in another tab. Here they are; nothing was written in."))
    return redirect(_address("play:lobby", life, desk))

"""A scorecard for the Bureau: of the town beside the pen, and outside any life, so that a link can be shared."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from appeals.bureau.setting import CITIZENS
from play.models import Life
from play.pages.bureau import rated_page
from play.pages.bureau_follows import follows_page
from play.pages.bureau_form import form_page
from play.pages.bureau_office import office_page
from play.pages.bureau_state import Bureau, read_bureau
from play.pages.pen import Desk
from play.pages.town_names import n
from play.pages.town_places import whereabouts
from play.views.town import of_town
from registry.turns import in_turn
from scoring.selectors import DEFAULT, shipped, slugs

FIRST_SEED, MOST_DIGITS = 4417, 6
WRONG = 422
SHARED = "play:bureau-anybody"


@of_town
def offices(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """The offices of the town beside the pen, under the draft."""
    return _offices(request, _of_life(request, life, desk), _around(life, desk))


@of_town
def one_office(request: HttpRequest, life: Life, desk: Desk, office: str) -> HttpResponse:
    """One office's file."""
    return _office(request, _of_life(request, life, desk), office, _around(life, desk))


@never_cache
@require_safe
@in_turn
def anybody(request: HttpRequest) -> HttpResponse:
    """The same outside a life, under rules that ship."""
    bureau = _of_anybody(request)
    return _offices(request, bureau, {}) if bureau else _no_system(request)


@never_cache
@require_safe
@in_turn
def anybody_one(request: HttpRequest, office: str) -> HttpResponse:
    bureau = _of_anybody(request)
    return _office(request, bureau, office, {}) if bureau else _no_system(request)


# what an address asks for


def _of_life(request: HttpRequest, life: Life, desk: Desk) -> Bureau:
    town = {name: value for name, value in (("size", str(desk.size)), ("at", whereabouts(desk)["at"])) if value}
    home = reverse("play:bureau", args=[life.pk])
    return read_bureau(
        desk.reform, desk.baseline, desk.file.seed, home=home, town=town, asked=request.GET.dict()
    )  # fmt: skip


def _of_anybody(request: HttpRequest) -> Bureau | None:
    """None where the address names a system that does not ship."""
    name, seed = request.GET.get("system", DEFAULT), _seed(request)
    if name not in slugs():
        return None
    book = shipped(name)
    town = {"system": book.id, "seed": str(seed)}
    return read_bureau(book, book, seed, home=reverse(SHARED), town=town, asked=request.GET.dict())


def _seed(request: HttpRequest) -> int:
    asked = request.GET.get("seed", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= MOST_DIGITS else FIRST_SEED


def _around(life: Life, desk: Desk) -> dict[str, Any]:
    return {"life": life, "desk": desk, **whereabouts(desk)}


# what is shown


def _offices(request: HttpRequest, bureau: Bureau, around: dict[str, Any]) -> HttpResponse:
    """A form that was sent has every blank: it leads to the address with the differences alone."""
    part = bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")
    if "sent" in request.GET and not bureau.errors and not part:
        return redirect(f"{bureau.here}#rated")
    context = {**around, **rated_page(bureau), **form_page(bureau), **follows_page(bureau)}
    context |= {"citizens": n(CITIZENS), "shared": _shared(request, bureau)}
    template = "play/_bureau_again.html" if part else "play/bureau.html"
    response = render(request, template, context, status=WRONG if bureau.errors else 200)
    patch_vary_headers(response, ["HX-Request"])
    if part and not bureau.errors:
        response["HX-Push-Url"] = bureau.here
    return response


def _office(request: HttpRequest, bureau: Bureau, name: str, around: dict[str, Any]) -> HttpResponse:
    place = bureau.place_of(name)
    if place is None:
        words = _("No office of this town has that name, or your draft no longer hears it. The list has all of them.")
        return _not_found(request, _("No such office"), words)
    context = {**around, "bureau": bureau, "citizens": CITIZENS, **office_page(bureau, place)}
    return render(request, "play/bureau_office.html", context)


def _no_system(request: HttpRequest) -> HttpResponse:
    return _not_found(request, _("No such system"), _("No system has that name. The list of systems has all of them."))


def _not_found(request: HttpRequest, title: str, detail: str) -> HttpResponse:
    return render(request, "error.html", {"title": title, "detail": detail, "status": 404}, status=404)


def _shared(request: HttpRequest, bureau: Bureau) -> str:
    """The same scorecard for anybody: rules, the town's seed and the rulebook in force. Nobody's life is in it.

    "" where the rulebook in force is one that a learner brought: nobody else has it.
    """
    if bureau.baseline.id not in slugs() or bureau.baseline != shipped(bureau.baseline.id):
        return ""
    town = {"system": bureau.baseline.id, "seed": str(bureau.seed)}
    same = replace(bureau, home=reverse(SHARED), town=town)
    return request.build_absolute_uri(same.here)

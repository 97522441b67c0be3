"""Act 6, first form: hold the pen. Every edit is one POST; the draft is a list of steps, so each can be undone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from play.access import station
from play.edits import read_edits, token
from play.models import Life, Stage
from play.pages.pen import Desk, marks, pen_page, touched
from play.pages.town import harm_page, town_page
from play.services import Stale, save_draft
from registry.lives import File
from registry.replays import SIZES

WRONG = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def pen(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    if request.method == "POST":
        return _edit(request, life, file)
    return _whole(request, life, Desk(file, life.draft, _size(request)))


@never_cache
@require_safe
@station(Stage.REWRITE)
def harm(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Innocent-person-days: a part of the page that may take a moment longer than the dots."""
    if not _part(request):
        return redirect(_address(request, life))
    desk = Desk(file, life.draft, _size(request))
    return _varied(render(request, "play/_harm.html", {"life": life, "desk": desk, **harm_page(desk)}))


def _edit(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    if request.POST.get("base", token(life.draft)) != token(life.draft):
        return _stale(request, life)
    typed = read_edits(request.POST, file.rulebook, life.draft)
    if typed.errors:
        return _refused(request, life, Desk(file, life.draft, _size(request), typed))
    try:
        save_draft(life=life, steps=typed.steps, before=life.draft)
    except Stale:
        return _stale(request, life)
    if not _part(request):
        return redirect(f"{_address(request, life)}#town")
    was, desk = Desk(file, life.draft, _size(request)), Desk(file, typed.steps, _size(request))
    edited = {"rows": touched(desk, was.reform), **marks(desk), **town_page(desk)}
    return _varied(render(request, "play/_edited.html", {"life": life, "file": file, **edited}))


def _refused(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """Nothing is saved; what is wrong is said at the field, and the rest of what was typed stays to be mended."""
    if not _part(request):
        messages.error(request, _("Something that you wrote can’t stand. It is marked; nothing has been changed."))
        return _whole(request, life, desk, status=WRONG)
    context = {"life": life, "file": desk.file, "rows": touched(desk, desk.reform), **marks(desk)}
    response = _varied(render(request, "play/_edited.html", context, status=WRONG))
    response["HX-Reswap"] = "none"  # the town stays; only the rows are brought anew
    return response


def _stale(request: HttpRequest, life: Life) -> HttpResponse:
    messages.warning(request, _("This rulebook was changed in another tab. Here it is; your last change was not made."))
    address = _address(request, life)
    return HttpResponseClientRedirect(address) if _part(request) else redirect(address)


def _whole(request: HttpRequest, life: Life, desk: Desk, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"life": life, "file": desk.file}
    context |= pen_page(desk) | town_page(desk) | harm_page(desk)
    return _varied(render(request, "play/rewrite.html", context, status=status))


def _varied(response: HttpResponse) -> HttpResponse:
    response["Vary"] = "HX-Request"
    return response


def _part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in {str(size) for size in SIZES} else SIZES[0]


def _address(request: HttpRequest, life: Life) -> str:
    return f"{reverse('play:rewrite', args=[life.pk])}?size={_size(request)}"

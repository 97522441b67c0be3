"""Act 6, first form: hold the pen. Every edit is one POST; the draft is a list of steps, so each can be undone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from play.access import station
from play.edits import Typed, apply_steps, read_edits
from play.models import Life, Stage
from play.pages.pen import Desk, pen_page
from play.services import save_draft
from registry.lives import File
from registry.replays import SIZES


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def pen(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    size = _size(request)
    if request.method != "POST":
        return _show(request, life, file, size, Typed())
    typed = read_edits(request.POST, file.rulebook, life.draft)
    if typed.errors:
        messages.error(request, _("One number can’t stand. It is marked below; the rest is as it was."))
        return _show(request, life, file, size, typed, status=400)
    save_draft(life=life, steps=typed.steps)
    life.draft = typed.steps
    if request.headers.get("HX-Request"):
        return _show(request, life, file, size, typed)
    return redirect(f"{request.path}?size={size}#town")


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked.isdecimal() and int(asked) in SIZES else SIZES[0]


def _show(
    request: HttpRequest, life: Life, file: File, size: int, typed: Typed, status: int = 200
) -> HttpResponse:
    desk = Desk(file, apply_steps(file.rulebook, life.draft), size, typed.errors)
    own: dict[str, Any] = {"life": life, "life_id": life.pk, "file": file, "steps": len(life.draft)}
    template = "play/_pen.html" if request.headers.get("HX-Request") else "play/rewrite.html"
    response = render(request, template, own | pen_page(desk), status=status)
    response["Vary"] = "HX-Request"
    return response

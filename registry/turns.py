"""A turnstile before pages that draw whole lives or towns for anybody: a few at once, so that all others stay open."""

from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MOST = 3  # of the sixteen threads that serve pages
PATIENCE = 3.0  # seconds somebody waits for a turn
AGAIN = 5  # seconds after which to ask again

_turns = BoundedSemaphore(MOST)
View = Callable[..., HttpResponse]


def in_turn(view: View) -> View:
    """The page in its turn; 503 with a sentence where too many are asked for."""

    @wraps(view)
    def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _turns.acquire(timeout=PATIENCE):
            return _busy(request)
        try:
            return view(request, *args, **kwargs)
        finally:
            _turns.release()

    return taken


def _busy(request: HttpRequest) -> HttpResponse:
    title = _("The clerks have their hands full")
    detail = _("Many lives are being drawn at this moment. Ask again in a few seconds; nothing was lost.")
    context = {"title": title, "detail": detail, "status": 503}
    response = render(request, "registry/refused.html", context, status=503)
    response["Retry-After"] = str(AGAIN)
    return response

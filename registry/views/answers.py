"""What every page of the register may answer instead of itself: a refusal in a sentence, or how far the work is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from registry.asked import Refused, Town
from registry.waiting import Busy, Progress, ask
from registry.years import LARGE, Hall, Shelf, halls

View = Callable[..., HttpResponse]
WAITING = "wait"  # the part of the waiting page that asks again


class NotYet(Exception):
    """The year is being worked out."""

    def __init__(self, town: Town, progress: Progress) -> None:
        super().__init__(town)
        self.town, self.progress = town, progress


def answering(view: View) -> View:
    """A page that may be refused, or that has to wait for a year."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Refused as refused:
            context = {"title": refused.title, "detail": refused.detail, "status": refused.status}
            return render(request, "registry/refused.html", context, status=refused.status)
        except NotYet as not_yet:
            context = {"town": not_yet.town, "progress": not_yet.progress, "here": request.get_full_path()}
            context["steps"] = _steps(not_yet.progress.step)
            return render(request, "registry/waiting.html", context, status=202)
        if request.headers.get("HX-Target") == WAITING:
            response = HttpResponse(headers={"HX-Refresh": "true"})
        return response

    return answered


def _steps(now: str) -> list[tuple[str, str]]:
    """What is done, what is being done and what is left: (words, done | now | todo)."""
    words = {
        "town": _("The town is drawn up: who lives in it, and what was seen of them."),
        "year": _("Every entry of the year is read under every rule."),
        "clean": _("The same year once more, without the entries that lie on the wrong file."),
        "days": _("The boards are counted, day by day."),
    }
    order = list(words)
    reached = order.index(now)
    return [(words[key], "done" if i < reached else "now" if i == reached else "todo") for i, key in enumerate(order)]


def at_hand(shelf: Shelf, town: Town, *, below: int = LARGE) -> Any:
    """The result, made within the request for towns `below` a size. Raises NotYet."""
    try:
        found = ask(shelf, town.key, inline=town.citizens < below)
    except Busy:
        detail = _("Several years are being counted already. Ask again in a minute, or for a smaller town.")
        raise Refused(503, _("The clerks have their hands full"), detail) from None
    if isinstance(found, Progress):
        raise NotYet(town, found)
    return found


def hall_of(town: Town) -> Hall:
    """Raises NotYet."""
    found: Hall = at_hand(halls, town)
    return found

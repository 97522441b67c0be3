"""Parts of the rulebook as an earlier or a later state of the draft has them: only to be looked at."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from play.models import Life
from play.pages.bench_desk import Desk
from play.pages.bench_past import Past
from play.pages.town_places import whereabouts


def as_it_was(request: HttpRequest, life: Life, desk: Desk, past: Past) -> HttpResponse:
    """One part, without a form. What is sent here all the same changes nothing."""
    if request.method == "POST":
        return _refused(request, request.path, desk)
    context = {"life": life, "desk": desk, "past": past, **whereabouts(desk)}
    return render(request, "play/part_past.html", context)


def nothing_new(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """To an earlier state nothing can be added."""
    return _refused(request, reverse("play:rewrite", args=[life.pk]), desk)


def _refused(request: HttpRequest, path: str, desk: Desk) -> HttpResponse:
    messages.warning(request, _("This is an earlier state of your rules, only to be looked at. Nothing was written."))
    return redirect(f"{path}?{whereabouts(desk)['here']}")

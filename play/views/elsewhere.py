"""Act 7: the same ten days under every system that ships."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from play.access import station
from play.models import Life, Stage
from play.pages.elsewhere import elsewhere_page
from registry.lives import File


@never_cache
@require_safe
@station(Stage.ELSEWHERE)
def matrix(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    trail = reverse("play:box", args=[life.pk])
    page = elsewhere_page(file, trail, request.GET.get("family", ""))
    return render(request, "play/elsewhere.html", {"life": life, "file": file, **page})

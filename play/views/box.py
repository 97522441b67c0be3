"""Act 4: open the box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from play.access import station
from play.models import Life, Stage
from registry.lives import File


@never_cache
@require_safe
@station(Stage.BOX)
def opened(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    return render(request, "play/box.html", {"life": life, "file": file})


@never_cache
@require_safe
@station(Stage.BOX)
def findings(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    return render(request, "play/_findings.html", {"life": life, "file": file})

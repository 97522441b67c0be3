from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from play.access import station
from play.models import Life, Stage
from registry.lives import File


@station(Stage.REWRITE)
def pen(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    return render(request, "play/rewrite.html", {"life": life, "file": file})

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from play.access import station
from play.models import Life, Stage
from registry.lives import File


@station(Stage.DEBRIEF)
def sheet(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    return render(request, "play/debrief.html", {"life": life, "file": file})


bet_again = sheet
ranking = sheet

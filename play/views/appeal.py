"""Act 5: contest something, or go on to the pen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from appeals.claims.desk import opened
from play.access import station
from play.models import Life, Stage
from play.pages.appeal import appeal_page, whose
from registry.lives import File


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.BOX)
def desk(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    if request.method == "POST":
        return _open(request, life, file)
    return render(request, "play/appeal.html", appeal_page(life, file, request.GET.get("citizen", "")))


def _open(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Oneself or a neighbour of this seed; for anybody else it is oneself."""
    asked = request.POST.get("citizen", "")
    who = next((each for each in whose(file) if each.persona.id == asked), file)
    case = opened(request, holder=life.holder, subject=life.pk, file=who)
    if case is None:
        return redirect(f"{reverse('play:appeal', args=[life.pk])}?citizen={who.persona.id}")
    return redirect("appeals:case", case_id=case.pk)

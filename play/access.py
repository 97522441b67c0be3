"""One door to every page of a life: the browser must hold it, and the station must have opened."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from appeals.holder import hand_out, holder_of, secret_for
from play.models import Life, Stage
from play.selectors import file_of, stage_name
from registry.lives import EditionError, File

Page = Callable[..., HttpResponse]


def life_of(request: HttpRequest, life_id: UUID) -> Life:
    """The life, if this browser holds it. 404 where there is none, 403 where it is somebody else's."""
    life = Life.objects.filter(pk=life_id).first()
    if life is None:
        raise Http404
    if life.holder != holder_of(request):
        raise PermissionDenied
    return life


def station(stage: Stage) -> Callable[[Page], Page]:
    """A page that opens at `stage`: before that it leads to where the life now stands."""

    def decorate(page: Callable[Concatenate[HttpRequest, Life, File, ...], HttpResponse]) -> Page:
        @wraps(page)
        def opened(request: HttpRequest, life_id: UUID, **kwargs: Any) -> HttpResponse:
            life = life_of(request, life_id)
            if life.stage < stage:
                return redirect(stage_name(life), life_id=life.pk)
            try:
                file = file_of(life)
            except EditionError:
                return render(request, "play/edition.html", {"life": life}, status=410)
            try:
                response = page(request, life, file, **kwargs)
            except Life.DoesNotExist as erased:  # in another tab, at this moment
                raise Http404 from erased
            hand_out(response, secret_for(request))  # the cookie lasts as long after each use as the life does
            return response

        return opened

    return decorate

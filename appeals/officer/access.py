"""One door to every page of a shift: the browser must have begun it, and it must still be readable."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from appeals.holder import holder_of
from appeals.officer.models import Shift
from appeals.officer.stack import NoStack
from appeals.procedure.load import UnknownProcedure
from scoring.engine import DocumentError, RulebookError
from scoring.selectors import UnknownRulebook

GONE = 410
CHANGED = (NoStack, UnknownProcedure, DocumentError, RulebookError, UnknownRulebook)


def shift_of(request: HttpRequest, shift_id: UUID) -> Shift:
    """The shift, if this browser began it. 404 where there is none, 403 where it is somebody else's."""
    shift = Shift.objects.filter(pk=shift_id).first()
    if shift is None:
        raise Http404(_("No such shift is kept. One is kept for a day; begin another."))
    if shift.holder != holder_of(request):
        raise PermissionDenied
    return shift


def seated(page: Callable[Concatenate[HttpRequest, Shift, ...], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a shift; 410 with a sentence where the town, the rulebook or the words have changed under it."""

    @wraps(page)
    def opened(request: HttpRequest, shift_id: UUID, **kwargs: Any) -> HttpResponse:
        shift = shift_of(request, shift_id)
        try:
            return page(request, shift, **kwargs)
        except CHANGED:
            title = _("This shift was begun in an earlier edition")
            detail = _("What its files rest on has changed since. Nothing was decided. Begin another shift.")
            return render(request, "error.html", {"title": title, "detail": detail, "status": GONE}, status=GONE)

    return opened

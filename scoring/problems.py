"""Errors of the API as problem JSON (RFC 9457): what is wrong, where, and how to mend it."""

from http import HTTPStatus
from math import ceil
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed, Throttled, UnsupportedMediaType
from rest_framework.response import Response
from rest_framework.views import exception_handler

CONTENT_TYPE = "application/problem+json"


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """What rest_framework would answer, in one form. Anything unforeseen is left to raise."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": _detail(exc),
    }
    faults = getattr(exc, "faults", None)
    if faults is not None:
        body["faults"] = faults
    headers = {name: value for name, value in response.headers.items() if name != "Content-Type"}
    return Response(body, status=response.status_code, headers=headers, content_type=CONTENT_TYPE)


def _detail(exc: Exception) -> str:
    if isinstance(exc, Throttled):
        return _("Too many requests from this address. Wait %(seconds)s seconds.") % {"seconds": _seconds(exc)}
    if isinstance(exc, MethodNotAllowed):
        return _("This address does not take that method. The Allow header names those that it takes.")
    if isinstance(exc, UnsupportedMediaType):
        return _("Send application/json; a rulebook may also come as application/yaml.")
    if isinstance(exc, Http404):
        return str(exc) or _("Nothing has this address.")
    return str(exc.detail) if isinstance(exc, APIException) else str(exc)


def _seconds(exc: Throttled) -> int:
    wait: float | None = getattr(exc, "wait", None)
    return ceil(wait) if wait else 60

"""Wiring that belongs to no app: health and reading preferences."""

import sys

import django
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from config.context import TEXT_COOKIE, TEXT_SIZES

YEAR = 365 * 24 * 3600


@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with versions when a page could be served, 503 when the database can't be read."""
    body = {"python": sys.version.split()[0], "django": django.get_version(), "database": connection.vendor}
    try:
        connection.ensure_connection()
    except Exception:  # any driver's error means the same here
        return JsonResponse({"status": "no database", **body}, status=503)
    return JsonResponse({"status": "ok", **body})


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """The next text size, for browsers without JavaScript; back to the page it came from."""
    size = request.POST.get("size", "")
    back = request.META.get("HTTP_REFERER", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = redirect(back if here else "/")
    if size in TEXT_SIZES:
        response.set_cookie(TEXT_COOKIE, size, max_age=YEAR, samesite="Lax", secure=settings.HTTPS)
    return response


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """All may be found. A life answers nobody but the browser that holds it, so there is nothing to forbid."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain")

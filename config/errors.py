"""Pages for what went wrong: what happened, where, and how to go on. The API answers problem JSON instead."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def problem(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    """One readable page, or RFC 9457 problem JSON below /api/."""
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    return render(request, "error.html", {"title": title, "detail": detail, "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(
        request,
        400,
        _("This form can’t be read"),
        _("Something in it is not what this page sends. Nothing was changed."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(
        request,
        403,
        _("This file is not yours to open"),
        _("A life belongs to the browser that began it. Begin your own."),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(
        request,
        404,
        _("No such page in this town"),
        _("The address may be old or mistyped. The harbour is always open."),
    )


def method_not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    words = _("This address only takes forms. The harbour leads back to your ten days.")
    response = problem(request, 405, _("Nothing to read here"), words)
    response["Allow"] = allow
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    return problem(
        request, 413, _("That is more than this office reads"), _("Send less than 16 MB. Nothing was read or changed.")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return problem(
        request,
        500,
        _("The office made a mistake"),
        _("It is ours, not yours. What you had done is kept; go back and try again."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem(
        request,
        403,
        _("This page was open too long, or cookies are off"),
        _(
            "Nothing was changed. Go back, load the page again and repeat your choice. Two cookies must be allowed: "
            "one ties your ten days to this browser, one guards its forms."
        ),
    )

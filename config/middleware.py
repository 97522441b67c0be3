"""What no installed package does: a header, a limit to what is sent, and a page where a view only says 405."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from config.errors import method_not_allowed, too_large

MOST_BYTES = 16_000_000  # more than any form says no to in its own words
MOST_DIGITS = 12  # of a stated length


def resource_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No other site may embed what this one serves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def readable_405(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The address of a form, opened as a page: an empty answer would be a white screen."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        bare = isinstance(response, HttpResponseNotAllowed) and not response.content
        return method_not_allowed(request, response["Allow"]) if bare else response

    return middleware


def short_bodies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a long body by its stated length: Django's own limit lets files of any size through to the disk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if len(stated) > MOST_DIGITS or (stated.isdecimal() and int(stated) > MOST_BYTES):
            return too_large(request)
        return get_response(request)

    return middleware

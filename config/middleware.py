"""Headers that no installed package sets, and a page where a view only says 405."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from config.errors import method_not_allowed


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

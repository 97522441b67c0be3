"""Headers that no installed package sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def resource_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No other site may embed what this one serves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware

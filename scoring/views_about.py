"""Pages about all systems together: claims, myths, the timeline, dynamics, data, tellings, sources. They only read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from scoring.pages import reading, said
from scoring.pages.done import moments
from scoring.pages.evidence import ORDER, mark
from scoring.pages.shelf import cited, read_how_far
from scoring.references import references
from scoring.timeline import timeline


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"scoring/{name}.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _page(request, "about", marks=[mark(name) for name in ORDER])


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    return _page(request, "sources", letters=cited(), read=read_how_far(), count=len(references()))


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    found = references()
    return _page(
        request, "claims", disputes=said.disputes(), general=said.general(), tally=said.tally(),
        articles=[(found[name], group) for name, group in said.by_article()],
    )  # fmt: skip


@require_safe
def myths(request: HttpRequest) -> HttpResponse:
    return _page(request, "myths", myths=reading.myth_lines())


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    return _page(request, "timeline", moments=moments(timeline()))


@require_safe
def dynamics(request: HttpRequest) -> HttpResponse:
    found, met, not_yet = reading.met_and_not_yet()
    return _page(request, "dynamics", dynamics=found, met=met, not_yet=not_yet)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return _page(request, "data", inputs=reading.input_lines())


@require_safe
def tellings(request: HttpRequest) -> HttpResponse:
    return _page(request, "tellings", tellings=reading.telling_lines())

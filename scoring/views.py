"""Pages about rulebooks and their sources. They read; nothing here writes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from scoring.editions import edition, ships
from scoring.lines import lines
from scoring.pages.book import book
from scoring.pages.evidence import ORDER, glance, mark
from scoring.pages.examples import worked
from scoring.pages.index import asides, shelves
from scoring.pages.ruler import ruler
from scoring.pages.scorecard import factors, tables
from scoring.pages.shelf import cited, read_how_far
from scoring.pages.words import CONSENT, EXPIRIES, FAMILIES, HIGHER, ROUTES, SCALES, TOLD, word
from scoring.references import references
from scoring.selectors import UnknownRulebook


@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    """The index of rulebooks, all of them or one family."""
    family = request.GET.get("family", "")
    every = shelves()
    shown = [shelf for shelf in every if family in ("", shelf.id)]
    if not shown:
        raise Http404(_("No family of systems has this name."))
    context = {
        "shelves": shown,
        "families": every,
        "family": family,
        "marks": [mark(name) for name in ORDER],
        "asides": () if family else asides(),
    }
    return render(request, "scoring/systems.html", context)


@require_safe
def rulebook(request: HttpRequest, slug: str) -> HttpResponse:
    """One rulebook, line by line; `?version=` shows a kept version."""
    try:
        shown = edition(slug, request.GET.get("version", ""))
    except UnknownRulebook as unknown:
        raise Http404(_("No rulebook, or no version of it, has this name.")) from unknown
    known = references()
    context = {
        "rulebook": shown,
        "current": ships(shown),
        "family": word(FAMILIES, shown.family),
        "scale_word": word(SCALES, shown.scale.kind),
        "higher": word(HIGHER, shown.scale.higher_is),
        "expiry": word(EXPIRIES, shown.scale.expiry),
        "told": word(TOLD, shown.disclosure.told),
        "consent": word(CONSENT, shown.consent),
        "route": word(ROUTES, shown.appeal.route),
        "glance": glance([line.evidence for line in lines(shown)]),
        "book": book(shown),
        "tables": tables(shown),
        "factors": factors(shown),
        "ruler": ruler(shown),
        "examples": worked(shown),
        "sources": [known[name] for name in shown.sources_used if name in known],
    }
    return render(request, "scoring/rulebook.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "scoring/about.html", {"marks": [mark(name) for name in ORDER]})


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    context = {"letters": cited(), "read": read_how_far(), "count": len(references())}
    return render(request, "scoring/sources.html", context)

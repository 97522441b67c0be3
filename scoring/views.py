"""Pages about rulebooks. They read; nothing here writes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from scoring import claims, differences, switches, tellings, timeline
from scoring.editions import edition, ships
from scoring.engine import Rulebook
from scoring.lines import lines
from scoring.pages.book import book
from scoring.pages.done import moments, sides
from scoring.pages.evidence import ORDER, glance, mark
from scoring.pages.examples import worked
from scoring.pages.index import UnknownChoice, asides, filters, shelves
from scoring.pages.ruler import ruler
from scoring.pages.said import said
from scoring.pages.scorecard import factors, tables
from scoring.pages.words import CONSENT, EXPIRIES, FAMILIES, HIGHER, ROUTES, SCALES, TOLD, word
from scoring.references import references
from scoring.selectors import UnknownRulebook
from scoring.sharing import provenance


@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    """The index of rulebooks, all of them or those that pass the filters."""
    try:
        asked = filters(request.GET.dict())
    except UnknownChoice as unknown:
        raise Http404(_("No filter of the systems has this choice.")) from unknown
    chosen = {each.name: each.chosen for each in asked}
    context = {
        "shelves": shelves(chosen),
        "filters": asked,
        "filtered": any(chosen.values()),
        "marks": [mark(name) for name in ORDER],
        "asides": () if any(chosen.values()) else asides(),
    }
    return render(request, "scoring/systems.html", context)


@require_safe
def rulebook(request: HttpRequest, slug: str) -> HttpResponse:
    """One rulebook, line by line; `?version=` shows a kept version, `?reading=` another reading."""
    shown = _edition(request, slug)
    came = None if request.GET.get("reading") else provenance(shown)
    slug = "" if came and came.origin != "shipped" else slug  # what is known of a system is not said of a rewritten one
    known, chapter, criteria, multipliers = references(), book(shown), tables(shown), factors(shown)
    ours = [line.number_is_ours for part in (chapter.rules, criteria, multipliers) for line in part]
    context = {
        "rulebook": shown,
        "current": ships(shown),
        "reading": request.GET.get("reading", ""),
        "came": came,
        "family": word(FAMILIES, shown.family),
        "scale_word": word(SCALES, shown.scale.kind),
        "higher": word(HIGHER, shown.scale.higher_is),
        "expiry": word(EXPIRIES, shown.scale.expiry),
        "told": word(TOLD, shown.disclosure.told),
        "consent": word(CONSENT, shown.consent),
        "route": word(ROUTES, shown.appeal.route),
        "glance": glance([line.evidence for line in lines(shown)]),
        "book": chapter,
        "tables": criteria,
        "factors": multipliers,
        "ours": sum(ours),
        "counted": len(ours),
        "ruler": ruler(shown),
        "examples": () if request.GET.get("reading") else worked(shown),
        "readings": switches.about(slug),
        "sides": sides(slug) if slug else (),
        "moments": moments(timeline.about(slug)),
        "said": said(claims.about(slug)),
        "tellings": tellings.about(slug),
        "differences": differences.about(slug),
        "sources": [known[name] for name in shown.sources_used if name in known],
    }
    return render(request, "scoring/rulebook.html", context)


def _edition(request: HttpRequest, slug: str) -> Rulebook:
    """What is asked for: the edition in force, a kept version by its digest, or another reading by its name."""
    asked = request.GET.get("reading", "")
    found = switches.reading(f"{slug}{switches.SIGN}{asked}") if asked else None
    if asked and found is None:
        raise Http404(_("No other reading of this rulebook has this name."))
    try:
        return found or edition(slug, request.GET.get("version", ""))
    except UnknownRulebook as unknown:
        raise Http404(_("No rulebook, or no version of it, has this name.")) from unknown

"""Rulebooks as data."""

from typing import Any

from django.urls import reverse

from scoring.engine import Rulebook
from scoring.engine.model import Evidence
from scoring.lines import lines
from scoring.references import references


def card(rulebook: Rulebook) -> dict[str, Any]:
    """What a list says of a rulebook."""
    return {
        "slug": rulebook.id,
        "title": rulebook.title,
        "short": rulebook.short,
        "family": rulebook.family,
        "place": rulebook.place,
        "years": rulebook.years,
        "summary": rulebook.summary,
        "scale": rulebook.scale.kind,
        "marker": rulebook.evidence.marker,
        "digest": rulebook.digest,
        "url": reverse("scoring:api-rulebook", args=[rulebook.id]),
        "page": reverse("scoring:rulebook", args=[rulebook.id]),
    }


def detail(rulebook: Rulebook) -> dict[str, Any]:
    """The document, and beside it what it rests on: inherited evidence is written out."""
    known = references()
    return {
        "slug": rulebook.id,
        "digest": rulebook.digest,
        "document": rulebook.document,
        "markers": _markers(rulebook),
        "sources": {
            name: {
                "title": known[name].title,
                "author": known[name].author,
                "year": known[name].year,
                "url": known[name].url,
                "verification": known[name].verification,
            }
            for name in rulebook.sources_used
            if name in known
        },
        "page": reverse("scoring:rulebook", args=[rulebook.id]),
    }


def _markers(rulebook: Rulebook) -> dict[str, dict[str, Any]]:
    return {line.id: _marker(line.evidence) for line in lines(rulebook)}


def _marker(evidence: Evidence) -> dict[str, Any]:
    return {
        "marker": evidence.marker,
        "recalled": evidence.evidence == "recalled",
        "evidence": evidence.evidence,
        "sources": list(evidence.sources),
        "note": evidence.note,
    }

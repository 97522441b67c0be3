"""All sources in the order of their ids, each with everything that rests on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scoring.dynamics import dynamics
from scoring.pages.places import address, links
from scoring.pages.words import VERIFICATIONS, word
from scoring.references import Reference, references
from scoring.selectors import vocabulary
from scoring.support import Support, supports
from scoring.tellings import tellings

PARTS = {
    "scale": gettext_lazy("scale"),
    "bands": gettext_lazy("bands"),
    "lists": gettext_lazy("lists"),
    "doors": gettext_lazy("doors"),
    "disclosure": gettext_lazy("what people are told"),
    "appeal": gettext_lazy("how to object"),
}
WITH_A_PAGE = {  # where on the page of a card or a rulebook, and what is said there
    "card": ("", ""),
    "effect": ("#did", gettext_lazy(", what it did")),
    "switch": ("#readings", gettext_lazy(", another reading")),
}
ANCHORS = {"bands": "scale", "disclosure": "told"}


@dataclass(frozen=True)
class Used:
    """One place that names a source. `lines` are links to the very lines of a rulebook."""

    label: str
    address: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cited:
    reference: Reference
    verification: str
    used_by: tuple[Used, ...]


def cited() -> tuple[tuple[str, tuple[Cited, ...]], ...]:
    """Sources under the first letter of their ids."""
    return tuple(
        (letter, tuple(group)) for letter, group in groupby(_all(), key=lambda each: each.reference.id[0].upper())
    )


def _all() -> Iterator[Cited]:
    for name, reference in references().items():
        used = tuple(dict.fromkeys(_used(each) for each in supports()[name]))
        yield Cited(reference, word(VERIFICATIONS, reference.verification), used)


def _used(support: Support) -> Used:
    if support.kind == "rulebook":
        (link,) = links([support.id])
        return Used(link.label, link.address, tuple(_line(link.address, part) for part in support.parts))
    if support.kind in WITH_A_PAGE:
        (link,) = links([support.id])
        anchor, words = WITH_A_PAGE[support.kind]
        return Used(f"{link.label}{words}", address(support.id) + anchor)
    return _on_a_page(support)


def _line(page: str, part: str) -> tuple[str, str]:
    if part in PARTS:
        return str(PARTS[part]), f"{page}#{ANCHORS.get(part, part)}"
    return part, f"{page}#rule-{part}"


def _on_a_page(support: Support) -> Used:
    pages = {
        "claim": ("scoring:claims", _("claim %(id)s") % {"id": support.id}),
        "myth": ("scoring:myths", _("a myth")),
        "event": ("scoring:timeline", _("timeline")),
        "dynamic": ("scoring:dynamics", _dynamic(support.id)),
        "input": ("scoring:data", _input(support.id)),
        "telling": ("scoring:tellings", _telling(support.id)),
    }
    name, label = pages[support.kind]
    anchor = f"event-{support.id}" if support.kind == "event" else support.id
    return Used(label, f"{reverse(name)}#{anchor}")


def _dynamic(name: str) -> str:
    return next((each.name for each in dynamics() if each.id == name), name)


def _input(name: str) -> str:
    known = vocabulary().sources
    return known[name].label if name in known else name


def _telling(name: str) -> str:
    return next((each.title for each in tellings() if each.id == name), name)


def read_how_far() -> tuple[tuple[str, int], ...]:
    """How many sources were read in full, in excerpts, or only named."""
    found = [reference.verification for reference in references().values()]
    return tuple((word(VERIFICATIONS, name), found.count(name)) for name in VERIFICATIONS)

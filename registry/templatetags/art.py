"""Drawings in pages: portraits, figures, places. Symbols stand once in a page and are used by reference."""

from functools import cache

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from town.content import load_content

register = template.Library()


@cache
def _drawing(path: str) -> str:
    """A drawing that ships with the project (never a visitor's text)."""
    return get_template(path).render()


def _symbols(folder: str, ids: str) -> SafeString:
    wanted = list(load_content().personas) if ids == "all" else sorted(set(ids.split()))
    drawn = "".join(_drawing(f"art/{folder}/{each}.svg") for each in wanted)
    return mark_safe(f'<svg class="defs" width="0" height="0" aria-hidden="true">{drawn}</svg>')  # noqa: S308


@register.simple_tag
def portrait_defs(ids: str) -> SafeString:
    """The symbols of these citizens' portraits: ids parted by spaces, or "all"."""
    return _symbols("portraits", ids)


@register.simple_tag
def portrait(citizen: str, css: str = "") -> SafeString:
    """A portrait; its symbol must stand in the page (portrait_defs)."""
    label = _("Portrait of %(name)s") % {"name": load_content().persona(citizen).name}
    return format_html(
        '<svg class="pt {}" viewBox="0 0 120 136" preserveAspectRatio="xMidYMid slice" role="img" aria-label="{}">'
        '<use href="#p-{}"/></svg>',
        css,
        label,
        citizen,
    )


# Two people who belong to one scene are drawn for it, and stand where the story says.
DRAWN_TOGETHER = {("harbour_cross", "joren"): "art/figures/joren_crossing.svg"}


SCREEN = '<svg x="358" y="54" width="280" height="142" viewBox="0 0 120 136"><use href="#p-{}"/></svg>'


@register.simple_tag
def scene_art(place: str, citizen: str, shown: bool = False) -> SafeString:
    """The inside of a scene's picture: the place, and the citizen in front of it.

    `shown`: the engine has put this citizen's face on the street screen, so that is the face that hangs there.
    """
    drawn = _drawing(f"art/places/{place}.svg")
    if shown and place == "market":
        drawn += f"<defs>{_drawing(f'art/portraits/{citizen}.svg')}</defs>" + format_html(SCREEN, citizen)
    together = DRAWN_TOGETHER.get((place, citizen))
    if together:
        return mark_safe(drawn + _drawing(together))  # noqa: S308  (ships with the project)
    figure = _drawing(f"art/figures/{citizen}.svg")
    used = format_html('<use href="#f-{}" x="418" y="206" width="107" height="214"/>', citizen)
    return mark_safe(f"<defs>{figure}</defs>{drawn}{used}")  # noqa: S308


@register.simple_tag
def seal() -> SafeString:
    return mark_safe(_drawing("art/marks/seal.svg"))  # noqa: S308


@register.simple_tag
def postmark() -> SafeString:
    return mark_safe(_drawing("art/marks/postmark.svg"))  # noqa: S308

"""How a standing is written: on its own scale, with its own unit, never as another system's number."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scoring.engine import Rulebook

SHAPES = {1: "a", 2: "ad", 3: "abd", 4: "abcd", 5: "abbcd", 6: "aabbcd", 7: "aabbccd"}
STAMPS = 50


@dataclass(frozen=True)
class BandSign:
    id: str
    label: str
    shape: str  # a disc, b square, c triangle, d cross


def band_sign(rulebook: Rulebook, band: str | None) -> BandSign | None:
    """Shape, letter and word of a band: never colour alone."""
    for index, each in enumerate(rulebook.bands):
        if each.id == band:
            return BandSign(each.id, each.label, _shapes(rulebook)[index])
    return None


def _shapes(rulebook: Rulebook) -> str:
    """A balance is to spend: nobody is crossed out for having little of it."""
    count = len(rulebook.bands)
    return "a" + "b" * count if rulebook.scale.kind == "balance" else SHAPES.get(count, "a" * count)


def number(rulebook: Rulebook, value: int) -> str:
    """A number of the scale: 1,000 points, 4.20 stars."""
    divisor = rulebook.scale.divisor
    if divisor == 1:
        return number_format(value, force_grouping=True)
    places = len(str(divisor)) - 1
    return number_format(value / divisor, decimal_pos=places, force_grouping=True)


def signed(rulebook: Rulebook, value: int) -> str:
    """A difference with its sign; a true minus, not a hyphen."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number(rulebook, abs(value))}"


def standing(rulebook: Rulebook, value: int | None) -> str:
    """The standing as the system itself would put it."""
    if value is None:
        return _("no standing")
    if rulebook.scale.kind == "record":
        return ngettext("%(n)s entry", "%(n)s entries", value) % {"n": number(rulebook, value)}
    return number(rulebook, value)


def stamps(rulebook: Rulebook, value: int | None) -> int | None:
    """Stamps left in the savings booklet, of fifty; None where the scale is no booklet."""
    scale = rulebook.scale
    if value is None or scale.kind != "points" or scale.start <= scale.floor or scale.higher_is == "worse":
        return None
    return max(0, min(STAMPS, (value - scale.floor) * STAMPS // (scale.start - scale.floor)))

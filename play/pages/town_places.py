"""The places in which residents stand: bands, or else on a list and off it."""

from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.utils.translation import gettext as _

from play.drafts import token
from play.pages.pen import Desk
from registry.replays import reformed_year
from scoring import display
from scoring.engine import Replay, Rulebook
from scoring.engine.columns import Array

FREE, LISTED = "○", "×"


def whereabouts(desk: Desk) -> dict[str, str]:
    """What an address needs to lead to the same town under the same state of the draft."""
    at = token(desk.steps) if desk.read_only else ""
    return {"here": urlencode({"size": desk.size, **({"at": at} if at else {})}), "at": at}


@dataclass(frozen=True)
class Place:
    id: str
    label: str
    shape: str


def run(desk: Desk, rulebook: Rulebook) -> Replay:
    return reformed_year(rulebook, desk.baseline, desk.size, desk.file.seed)


def places_of(desk: Desk) -> list[Place]:
    """Best first. A band that only the reform has comes after those in force."""
    if not desk.baseline.bands and not desk.reform.bands:
        return [Place(FREE, _("on no blacklist"), "a"), Place(LISTED, _("on a blacklist"), "d")]
    found: dict[str, Place] = {}
    for book in (desk.baseline, desk.reform):
        for band in book.bands:
            sign = display.band_sign(book, band.id)
            found.setdefault(band.id, Place(band.id, band.label, sign.shape if sign else "a"))
    return list(found.values())


def standing_in(desk: Desk, side: Replay) -> Array:
    """For every resident the position of their place; −1 for who stands nowhere."""
    names = [place.id for place in places_of(desk)]
    if names == [FREE, LISTED]:
        return side.on_any().astype(np.int16)
    table = [names.index(band.id) if band.id in names else -1 for band in side.rulebook.bands]
    return np.asarray(np.array([*table, -1], np.int16)[side.band])

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
    here = urlencode({"size": desk.size, **({"at": at} if at else {})})
    return {"here": here, "at": at, "and_at": f"&at={at}" if at else ""}


@dataclass(frozen=True)
class Place:
    id: str
    label: str
    shape: str


def run(desk: Desk, rulebook: Rulebook) -> Replay:
    return reformed_year(rulebook, desk.baseline, desk.size, desk.seed)


def places_of(desk: Desk) -> list[Place]:
    """Best first. A band that only the reform has stands where the reform has it, after the one before it."""
    if not desk.baseline.bands and not desk.reform.bands:
        return [Place(FREE, _("on no blacklist"), "a"), Place(LISTED, _("on a blacklist"), "d")]
    order = [band.id for band in desk.baseline.bands]
    after = 0
    for band in desk.reform.bands:
        if band.id not in order:
            order.insert(after, band.id)
        after = order.index(band.id) + 1
    return [_place(desk, name) for name in order]


def _place(desk: Desk, name: str) -> Place:
    """A band as the reform calls it; one that the reform no longer has as it is called in force."""
    book = desk.reform if any(band.id == name for band in desk.reform.bands) else desk.baseline
    sign = display.band_sign(book, name)
    return Place(name, sign.label if sign else name, sign.shape if sign else "a")


def standing_in(desk: Desk, side: Replay) -> Array:
    """For every resident the position of their place; −1 for who stands nowhere."""
    names = [place.id for place in places_of(desk)]
    if names == [FREE, LISTED]:
        return side.on_any().astype(np.int16)
    table = [names.index(band.id) if band.id in names else -1 for band in side.rulebook.bands]
    return np.asarray(np.array([*table, -1], np.int16)[side.band])

"""Who of the listed asks for a correction, on which day, and with which paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from appeals.procedure.listings import Listings
from appeals.procedure.model import Knobs
from appeals.procedure.papers import STRENGTHS
from appeals.procedure.parameters import Parameters
from scoring.engine.columns import Array
from town.luck import stream

WEAK, STRONG = STRENGTHS.index("weak"), STRENGTHS.index("strong")
USUAL_MEANS = "middle"


@dataclass(frozen=True, eq=False)
class Filings:
    """Appeals in the order of arrival. `of` points into the listings, `time` counts days and parts of days."""

    of: Array
    time: Array
    strength: Array


def luck(seed: int, purpose: str, count: int) -> Array:
    """One number from 0 to 1 for every listing. It hangs on no knob, so a turned knob meets the same people."""
    return np.asarray(stream(seed, "appeals", purpose).random(count))


def spell(mean: float, draw: Array) -> Array:
    """Days that vary as waiting does: exponential, with this mean."""
    return np.asarray(-np.log1p(-draw) * mean)


def shut_from(listings: Listings, knobs: Knobs) -> Array:
    """The first day on which a listing shuts a door: after notice and grace."""
    return np.asarray(listings.first + knobs.notice_days + knobs.grace_days)


def shut_until(listings: Listings, knobs: Knobs) -> Array:
    """The last such day, without any appeal. Before `shut_from`: it never shuts one."""
    if knobs.expiry_days is None:
        return np.asarray(listings.last)
    return np.asarray(np.minimum(listings.last, shut_from(listings, knobs) + knobs.expiry_days - 1))


def filings(listings: Listings, knobs: Knobs, model: Parameters, seed: int) -> Filings:
    """The appeals of a year. Nobody contests what has ended by the time they could."""
    strength = _strength(listings, knobs, model, seed)
    time = _learns(listings, knobs, model, seed) + _gathers(strength, model, seed)
    until = shut_until(listings, knobs)
    asks = luck(seed, "files", len(listings)) < _chance(listings, knobs, model)
    in_time = (np.floor(time) <= until) & (until >= shut_from(listings, knobs)) & (time < listings.days + 1)
    of = np.flatnonzero(asks & in_time)
    of = of[np.argsort(time[of], kind="stable")]
    return Filings(of, time[of], strength[of])


def _chance(listings: Listings, knobs: Knobs, model: Parameters) -> Array:
    """How likely each asks, from 0 to 1: reasons, burden, speech, and what the fee is against their means."""
    chance = np.where(listings.wrong, model.part("files_wrong"), model.part("files_right"))
    chance *= model.part(f"files_reasons_{knobs.reasons}")
    if knobs.burden == "citizen":
        chance *= model.part("files_burden_citizen")
    if not knobs.hearing:
        chance *= model.part("files_writing_only")
    if knobs.stay:
        chance = np.where(listings.wrong, chance, chance * model.part("files_stay_right"))
    return np.asarray(chance / (1 + knobs.fee / _means(listings, model)))


def _means(listings: Listings, model: Parameters) -> Array:
    names = [f"means_{label}" for label in listings.incomes]
    table = np.array([model[name if name in model else f"means_{USUAL_MEANS}"] for name in names])
    return np.asarray(table[listings.income])


def _learns(listings: Listings, knobs: Knobs, model: Parameters, seed: int) -> Array:
    """Told on the day of the decision where there is notice; otherwise by a door, some days after it has shut."""
    hour = luck(seed, "hour", len(listings))
    if knobs.notice_days:
        return np.asarray(listings.first + hour)
    late = spell(model["days_until_noticed"], luck(seed, "noticed", len(listings)))
    return np.asarray(shut_from(listings, knobs) + late + hour)


def _strength(listings: Listings, knobs: Knobs, model: Parameters, seed: int) -> Array:
    """The best paper that each brings, as positions in STRENGTHS."""
    draw = luck(seed, "paper", len(listings))
    strong = np.where(listings.wrong, model.part(f"strong_{knobs.reasons}"), 0)
    weak = np.where(listings.wrong, model.part("weak_wrong"), model.part("weak_right"))
    return np.where(draw < strong, STRONG, np.where(draw < strong + weak, WEAK, 0)).astype(np.int8)


def _gathers(strength: Array, model: Parameters, seed: int) -> Array:
    mean = np.array([0, model["days_weak"], model["days_strong"]])[strength]
    return np.asarray(spell(1, luck(seed, "gathers", len(strength))) * mean)

"""Which entry tipped a listing: the one that came in on its first day and counts against somebody."""

from __future__ import annotations

import numpy as np

from appeals.procedure.listings import Listings
from scoring.engine import Rulebook, TownColumns
from scoring.engine.columns import Array
from scoring.engine.model import Points, PointsPer, Rule, TakeOff

NONE = -1


def tipping_rows(listings: Listings, rulebook: Rulebook, town: TownColumns) -> Array:
    """By listing the row of the town that tipped it, NONE where no entry came in that day.

    Of several the one that fits: one about somebody else where the listing is wrongful, a true one where it is not.
    """
    rows = np.flatnonzero(_against(rulebook, town))
    keys = town.citizen[rows].astype(np.int64) * (town.days + 1) + town.day[rows]
    order = np.lexsort((town.wrong[rows], keys))
    rows, keys = rows[order], keys[order]
    wanted = listings.citizen.astype(np.int64) * (town.days + 1) + listings.first
    first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right") - 1
    place = np.where(listings.wrong, last, first)
    found = np.full(len(listings), NONE, np.int64)
    there = last >= first
    found[there] = rows[place[there]]
    return found


def _against(rulebook: Rulebook, town: TownColumns) -> Array:
    """Rows of kinds and sources that some rule holds against a citizen."""
    words = rulebook.vocabulary
    kinds = np.zeros(len(words.kinds), bool)
    for rule in rulebook.rules:
        if rule.enabled and _harms(rulebook, rule):
            kinds[[words.kind_codes[kind] for kind in rule.on] if rule.on else slice(None)] = True
    heard = np.array([rulebook.observers is None or name in rulebook.observers for name in words.sources])
    return np.asarray(kinds[town.kind] & heard[town.source])


def _harms(rulebook: Rulebook, rule: Rule) -> bool:
    sign = 1 if rulebook.scale.higher_is == "worse" else -1
    for effect in rule.effects:
        if isinstance(effect, Points | PointsPer):
            amount = effect.amount if isinstance(effect, Points) else effect.each
            if amount * sign > 0:
                return True
        elif not isinstance(effect, TakeOff):
            return True
    return False

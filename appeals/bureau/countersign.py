"""What supervision changes in the town: a supervised office needs a second signature, and the town is replayed.

One pass: the offices are rated on the year as it was, not on the year that follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from appeals.bureau.acts import draws
from appeals.bureau.offices import LISTS
from appeals.bureau.rated import Rated
from appeals.procedure.listings import Listings, listings_of
from scoring.engine import TownColumns
from scoring.engine import replay as replay_town
from scoring.engine.columns import Array

Signs = Literal["nobody", "colleague"]
SIGNS: tuple[Signs, ...] = ("colleague", "nobody")


@dataclass(frozen=True, slots=True)
class Days:
    """Person-days on a black list: of the innocent, of the others, and how many residents the first are."""

    innocent: int
    rightful: int
    innocents: int


@dataclass(frozen=True, slots=True)
class Countersigned:
    """waited: entries and listings that needed a second signature. fell: those of them that did not get it."""

    before: Days
    after: Days
    entries_waited: int
    wrong_fell: int
    true_fell: int
    listings_waited: int
    listings_fell: int


def countersigned(rated: Rated, signs: Signs) -> Countersigned:
    """The town's year once more, without what found no second signature.

    colleague: somebody else looks at what happened, and sees as much as the model's fresh look without a paper.
    nobody: there is nobody to sign, and all that waits falls away.
    """
    year = rated.year
    town, seed = year.filed.town, year.setting.seed
    waits = _waiting_entries(rated, town)
    falls = waits & _refused(rated, town.wrong, signs, draws(seed, "second signature", len(town)))
    kept = town.keep(~falls)
    filed = replay_town(year.setting.rulebook, kept)
    clean = replay_town(year.setting.rulebook, kept.without_wrong())
    listings = listings_of(filed, clean)
    ordered = _waiting_listings(rated, listings)
    gone = ordered & _refused(rated, listings.wrong, signs, draws(seed, "second signature, lists", len(listings)))
    return Countersigned(
        before=days_of(year.answers.listings),
        after=days_of(_without(listings, gone)),
        entries_waited=int(waits.sum()),
        wrong_fell=int((falls & town.wrong).sum()),
        true_fell=int((falls & ~town.wrong).sum()),
        listings_waited=int(ordered.sum()),
        listings_fell=int(gone.sum()),
    )


def days_of(listings: Listings) -> Days:
    length = listings.last - listings.first + 1
    wrong = listings.wrong
    innocents = len(np.unique(listings.citizen[wrong]))
    return Days(int(length[wrong].sum()), int(length[~wrong].sum()), innocents)


def _waiting_entries(rated: Rated, town: TownColumns) -> Array:
    """Entries of desks that are under supervision on the day of the entry."""
    under = rated.supervised_on()
    waits = np.zeros(len(town), bool)
    for position, office in enumerate(rated.year.offices):
        if office.source >= 0:
            rows = np.flatnonzero(town.source == office.source)
            waits[rows] = under[town.day[rows], position]
    return waits


def _waiting_listings(rated: Rated, listings: Listings) -> Array:
    places = [position for position, office in enumerate(rated.year.offices) if office.id == LISTS]
    if not places:
        return np.zeros(len(listings), bool)
    return np.asarray(rated.supervised_on()[listings.first, places[0]])


def _refused(rated: Rated, wrong: Array, signs: Signs, luck: Array) -> Array:
    """What would get no second signature, if it needed one."""
    if signs == "nobody":
        return np.ones(len(wrong), bool)
    model = rated.year.setting.model
    return np.asarray(luck < np.where(wrong, model.part("seen_fresh_none"), model.part("error_fresh")))


def _without(listings: Listings, gone: Array) -> Listings:
    kept = ~gone
    columns = {name: getattr(listings, name)[kept] for name in ("citizen", "first", "last", "wrong", "income")}
    return replace(listings, **columns)

"""A year of a whole town's appeals under one procedure: who asks, how long they wait, who is freed, and what it costs.

The engine says who is listed when, and who would be without the mistakes. What an appeal changes is counted against
those two runs: to be freed of a wrongful listing is to have the days that the clean run has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from appeals.procedure.accounts import Fates, account
from appeals.procedure.filing import Filings, filings, luck, spell
from appeals.procedure.listings import Listings, listings_of
from appeals.procedure.model import Knobs
from appeals.procedure.office import MINUTES, decide_many, knobs_of, mean_days, mean_hours
from appeals.procedure.parameters import Parameters, parameters
from appeals.procedure.queue import Cancelled, stand_in_line
from appeals.procedure.result import Result
from registry import replays
from scoring.engine import Replay, Rulebook, replay
from scoring.engine.columns import Array
from town.population import make_town

__all__ = ["Cancelled", "Progress", "Result", "fates_of", "simulate", "simulate_years"]

Progress = Callable[[int, int], bool]  # done and total; False stops
TOTAL = 100
KEPT = max(replays.SIZES)  # larger towns are made for one run and not kept
TEN_THOUSAND = 10_000


def simulate(
    rulebook: Rulebook,
    citizens: int,
    seed: int,
    knobs: Knobs | None,
    *,
    progress: Progress | None = None,
    staff: int | None = None,
) -> Result:
    """A year of appeals in a town of `citizens`. The same arguments give the same Result.

    knobs: None where there is no path. staff: clerks of the first instance; None: as many as the model gives a town of
    this size. Raises Cancelled when `progress` returns False, ValueError for a town that cannot be.
    """
    tell = _teller(progress)
    filed, clean = _years(rulebook, citizens, seed, tell)
    return simulate_years(filed, clean, seed, knobs, progress=lambda done, _: tell(done), staff=staff)


def simulate_years(
    filed: Replay,
    clean: Replay,
    seed: int,
    knobs: Knobs | None,
    *,
    progress: Progress | None = None,
    staff: int | None = None,
    model: Parameters | None = None,
) -> Result:
    """The same, from two years that are at hand: as it was filed, and without what lies on the wrong file."""
    if staff is not None and staff < 1:
        raise ValueError(f"An office needs a clerk, not {staff}.")
    tell, model = _teller(progress), model or parameters()
    tell(80)
    listings = listings_of(filed, clean)
    tell(85)
    run = _Run(listings, knobs or Knobs(), model, seed, staff, open=knobs is not None)
    fates = run.fates(tell)
    result = account(filed.rulebook.id, seed, listings, fates, knobs, model)
    tell(TOTAL)
    return result


def fates_of(listings: Listings, seed: int, knobs: Knobs | None, *, model: Parameters | None = None) -> Fates:
    """What became of every appeal, case by case. The same arguments as `simulate_years` mean the same cases."""
    run = _Run(listings, knobs or Knobs(), model or parameters(), seed, None, open=knobs is not None)
    return run.fates(_teller(None))


def _teller(progress: Progress | None) -> Callable[[int], bool]:
    def tell(done: int) -> bool:
        if progress is not None and not progress(done, TOTAL):
            raise Cancelled
        return True

    return tell


def _years(rulebook: Rulebook, citizens: int, seed: int, tell: Callable[[int], bool]) -> tuple[Replay, Replay]:
    tell(0)
    if citizens <= KEPT:
        filed = replays.year(rulebook, citizens, seed)
        tell(40)
        return filed, replays.reformed_year(rulebook, rulebook, citizens, seed, clean=True)
    town = make_town(citizens, seed)
    tell(25)
    filed = replay(rulebook, town)
    tell(50)
    return filed, replay(rulebook, town.without_wrong())


@dataclass(frozen=True, eq=False)
class _Run:
    """One procedure over one town's listings."""

    listings: Listings
    knobs: Knobs
    model: Parameters
    seed: int
    staff: int | None
    open: bool

    @property
    def clerks(self) -> int:
        return self.staff or self._per_town("clerks_per_10000")[0]

    @property
    def _share(self) -> float:
        """What part of a whole clerk each is: a town of 5,000 has half a one."""
        return 1.0 if self.staff else self._per_town("clerks_per_10000")[1]

    @property
    def horizon(self) -> float:
        return self.listings.days + 1

    def fates(self, tell: Callable[[int], bool]) -> Fates:
        """What became of every listing's appeal, instance after instance."""
        filed = filings(self.listings, self.knobs, self.model, self.seed)
        if not self.open:
            filed = Filings(filed.of[:0], filed.time[:0], filed.strength[:0])
        fates = self._first(filed, tell)
        tell(92)
        if self.knobs.second_instance:
            self._second(fates, filed)
        if self.knobs.court:
            self._court(fates, filed)
        return fates

    def _first(self, filed: Filings, tell: Callable[[int], bool]) -> Fates:
        """The office. Whatever nobody has opened when its days are over, silence answers."""
        hours, day = self._hours("first", filed), self._day * self._share
        until = filed.time + self.knobs.office_days
        left, served = until.copy(), np.zeros(len(until), bool)
        ready = filed.time + self._lies("first", filed)
        order = np.argsort(ready, kind="stable")
        order = order[ready[order] <= until[order]]
        line = stand_in_line(
            ready[order],
            hours[order] / day,
            self.clerks,
            until=until[order],
            tick=lambda part: tell(85 + int(6 * part)),
        )
        left[order], served[order] = line.left, line.served
        done = left < self.horizon
        silence = ~served & (self.knobs.late_rule == "grant")
        return Fates(
            of=filed.of,
            filed=filed.time,
            left=left,
            granted=(self._decided("first", filed) & served | silence) & done,
            done=done,
            served=served,
            late=(left >= until) & done,
            spans=[(filed.time, left.copy())],
            hours=float(hours[served & done].sum()),
            clerks=self.clerks,
            busy=float(hours.sum() / (self.clerks * day * self.listings.days)),
        )

    def _second(self, fates: Fates, filed: Filings) -> None:
        """The tribunal: whoever was dismissed and goes on stands in its line."""
        on = np.flatnonzero(self._goes_on(fates, "goes on"))
        ready = fates.left[on] + self._lies("second", filed)[on]
        order = np.argsort(ready, kind="stable")
        on = on[order]
        clerks, share = self._per_town("tribunal_clerks_per_10000")
        hours = self._hours("second", filed)[on]
        line = stand_in_line(ready[order], hours / (self._day * share), clerks)
        fates.again(on, line.left, self._decided("second", filed)[on], hours, self.horizon)

    def _court(self, fates: Fates, filed: Filings) -> None:
        """A court has no line of this town's: it takes the time it takes."""
        on = np.flatnonzero(self._goes_on(fates, "goes to court"))
        left = fates.left[on] + self._lies("court", filed)[on]
        hours = np.full(len(on), mean_hours("court", self.knobs, self.model))
        fates.again(on, left, self._decided("court", filed)[on], hours, self.horizon)

    def _goes_on(self, fates: Fates, purpose: str) -> Array:
        model, wrong = self.model, self.listings.wrong[fates.of]
        chance = np.where(wrong, model.part("goes_on_wrong"), model.part("goes_on_right"))
        draw = luck(self.seed, purpose, len(self.listings))[fates.of]
        return np.asarray(fates.done & ~fates.granted & (draw < chance))

    def _decided(self, instance: str, filed: Filings) -> Array:
        knobs = knobs_of(instance, self.knobs)
        draw = self._luck(f"decision {instance}", filed)
        return decide_many(self.listings.wrong[filed.of], filed.strength, draw, knobs, self.model)

    def _hours(self, instance: str, filed: Filings) -> Array:
        return spell(mean_hours(instance, self.knobs, self.model), self._luck(f"hours {instance}", filed))

    def _lies(self, instance: str, filed: Filings) -> Array:
        return spell(mean_days(instance, self.knobs, self.model), self._luck(f"lies {instance}", filed))

    def _luck(self, purpose: str, filed: Filings) -> Array:
        return np.asarray(luck(self.seed, purpose, len(self.listings))[filed.of])

    @property
    def _day(self) -> float:
        """Hours of a clerk in a day."""
        return self.model["clerk_minutes_a_day"] / MINUTES

    def _per_town(self, name: str) -> tuple[int, float]:
        """Clerks for a town of this size, at least one, and the part of a whole clerk that each is."""
        wanted = self.model[name] * self.listings.citizens / TEN_THOUSAND
        clerks = max(1, round(wanted))
        return clerks, wanted / clerks

"""The ledger of a simulated year: what became of each appeal, and the person-days that follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from appeals.procedure.filing import shut_from, shut_until
from appeals.procedure.listings import Listings
from appeals.procedure.model import Knobs
from appeals.procedure.parameters import Parameters
from appeals.procedure.result import WEEKS, IncomeGroup, PersonDays, Result
from scoring.engine.columns import Array

NEVER = np.iinfo(np.int32).max


@dataclass(eq=False)
class Fates:
    """One place for each appeal; a later instance overwrites what an earlier one said. Times in days."""

    of: Array  # the listing
    filed: Array
    left: Array  # when the last instance answered, or will
    granted: Array
    done: Array  # answered within the year
    served: Array  # opened by the first instance
    late: Array
    spans: list[tuple[Array, Array]]  # for each instance: when cases came and left
    hours: float
    clerks: int
    busy: float

    def again(self, on: Array, left: Array, granted: Array, hours: Array, horizon: float) -> None:
        """A further instance has these cases. Its answer counts, where it comes within the year."""
        self.spans.append((self.left[on], left))
        done = left < horizon
        self.left[on], self.done[on], self.granted[on] = left, done, granted & done
        self.hours += float(hours[done].sum())


@dataclass(frozen=True, eq=False)
class _Days:
    """Person-days of each listing."""

    engine: Array
    shut: Array  # without any appeal
    freed: Array
    stayed: Array

    def of(self, mask: Array) -> PersonDays:
        engine, shut, freed, stayed = (int(c[mask].sum()) for c in (self.engine, self.shut, self.freed, self.stayed))
        return PersonDays(engine, shut - freed - stayed, freed, stayed, engine - shut)


def account(
    rulebook: str, seed: int, listings: Listings, fates: Fates, knobs: Knobs | None, model: Parameters
) -> Result:
    """Everything there is to say about the year."""
    turned = knobs or Knobs()
    days = _days(listings, fates, turned)
    wrong = listings.wrong[fates.of]
    freed = np.zeros(len(listings), bool)
    freed[fates.of[fates.granted]] = True
    waited = (fates.left - fates.filed)[fates.granted & wrong]
    harmed = listings.wrong & (days.shut > 0)
    silent = np.ones(len(listings), bool)
    silent[fates.of] = False
    copies = turned.propagate == "home_only" and listings.doors > 0
    return Result(
        rulebook=rulebook,
        citizens=listings.citizens,
        seed=seed,
        days=listings.days,
        keeps_list=listings.keeps_list,
        route=knobs is not None,
        clerks=fates.clerks,
        filed=len(fates.of),
        granted=int(fates.granted.sum()),
        dismissed=int((fates.done & ~fates.granted).sum()),
        pending=int((~fates.done).sum()),
        late=int(fates.late.sum()),
        by_silence=int((fates.late & ~fates.served).sum()),
        wrongly_listed=int(listings.wrong.sum()),
        rightly_listed=int((~listings.wrong).sum()),
        innocent_freed=int((freed & listings.wrong).sum()),
        guilty_freed=int((freed & ~listings.wrong).sum()),
        never_filed=int((harmed & silent).sum()),
        waited_median=_quantile(waited, 50),
        waited_p90=_quantile(waited, 90),
        innocent=days.of(listings.wrong),
        guilty=days.of(~listings.wrong),
        copies_days=int(days.freed[listings.wrong].sum()) if copies else 0,
        hours=round(fates.hours, 1),
        fees=turned.fee * len(fates.of),
        incomes=_incomes(listings, fates, freed, harmed & silent, turned),
        backlog=_backlog(fates),
        busy=round(fates.busy, 3),
    )


def _days(listings: Listings, fates: Fates, knobs: Knobs) -> _Days:
    """Lay each appeal over its days on the list. It frees from the day after the answer; a stay, after filing."""
    first, last = shut_from(listings, knobs), shut_until(listings, knobs)
    free = np.full(len(listings), NEVER, np.int64)
    free[fates.of[fates.granted]] = np.floor(fates.left[fates.granted]).astype(np.int64) + 1
    freed = _overlap(first, last, free, np.full(len(listings), NEVER, np.int64))
    stayed = np.zeros(len(listings), np.int64)
    if knobs.stay:
        of = fates.of
        until = np.minimum(np.floor(fates.left).astype(np.int64), listings.days)
        stayed[of] = _overlap(first[of], last[of], np.floor(fates.filed).astype(np.int64) + 1, until)
    return _Days(listings.last - listings.first + 1, np.maximum(last - first + 1, 0), freed, stayed)


def _overlap(first: Array, last: Array, start: Array, end: Array) -> Array:
    """How many days two spans share."""
    return np.asarray(np.maximum(np.minimum(last, end) - np.maximum(first, start) + 1, 0))


def _quantile(days: Array, percent: int) -> float | None:
    return round(float(np.percentile(days, percent)), 1) if len(days) else None


def _incomes(listings: Listings, fates: Fates, freed: Array, silent: Array, knobs: Knobs) -> dict[str, IncomeGroup]:
    def counted(codes: Array) -> list[int]:
        return [int(n) for n in np.bincount(codes, minlength=len(listings.incomes))]

    income = listings.income
    columns = zip(
        listings.incomes,
        counted(income[fates.of]),
        counted(income[listings.wrong]),
        counted(income[silent]),
        counted(income[freed & listings.wrong]),
        strict=True,
    )
    return {
        label: IncomeGroup(filed, filed * knobs.fee, wrong, never, free) for label, filed, wrong, never, free in columns
    }


def _backlog(fates: Fates) -> tuple[int, ...]:
    """Cases of all instances that are filed and undecided at the end of each week."""
    ends = np.arange(1, WEEKS + 1) * 7 + 1.0
    total = np.zeros(WEEKS, np.int64)
    for came, left in fates.spans:
        total += np.searchsorted(np.sort(came), ends, "right") - np.searchsorted(np.sort(left), ends, "right")
    return tuple(total.tolist())

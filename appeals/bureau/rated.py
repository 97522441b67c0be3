"""Offices as citizens: the same engine replays their year under a scorecard, as noted, and without what is not so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from appeals.bureau.words import SUPERVISION
from appeals.bureau.year import OfficeYear, columns_of
from scoring.engine import Explanation, Replay, Rulebook, TownColumns, explain, replay
from scoring.engine.columns import Array


@dataclass(frozen=True, eq=False)
class Rated:
    """A year of offices under one scorecard. `struck`: ids of what does not count, since an objection was granted."""

    scorecard: Rulebook
    year: OfficeYear
    struck: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> TownColumns:
        if not self.struck:
            return self.year.columns
        kept = tuple(act for act in self.year.acts if act.observation.id not in self.struck)
        return columns_of(self.year.offices, kept, self.year.columns.days)

    @cached_property
    def noted(self) -> Replay:
        return replay(self.scorecard, self.columns)

    @cached_property
    def clean(self) -> Replay:
        """The same, without what is not so."""
        return replay(self.scorecard, self.columns.without_wrong())

    def standing(self, office: int) -> int:
        return int(self.noted.standing[office])

    def supervised(self, office: int) -> bool:
        """Under supervision at the year's end."""
        return bool(self.noted.on_list(SUPERVISION)[office])

    @cached_property
    def days(self) -> Array:
        """Days under supervision, by office."""
        return np.asarray(self.noted.days_listed[SUPERVISION])

    @cached_property
    def innocent_days(self) -> Array:
        """Of these, days that only what is not so explains."""
        wrongly = self.noted.listed[SUPERVISION] & ~self.clean.listed[SUPERVISION]
        count = len(self.year.offices)
        return np.asarray(np.unpackbits(wrongly, axis=1, count=count).sum(axis=0))

    def supervised_on(self) -> Array:
        """[day, office]: whether what an office does on that day needs a second signature. Doors follow the evening."""
        bits = np.unpackbits(self.noted.listed[SUPERVISION], axis=1, count=len(self.year.offices)).astype(bool)
        return np.concatenate((np.zeros((1, bits.shape[1]), bool), bits[:-1]))

    def explained(self, office: int, struck: Iterable[str] = ()) -> Explanation:
        """The whole trace of one office's year; observations with these ids are struck."""
        gone = self.struck | set(struck)
        seen = [
            act.observation.strike() if act.observation.id in gone else act.observation for act in self.year.of(office)
        ]
        facts = self.year.offices[office].facts
        return explain(self.scorecard, seen, facts=facts, days=self.year.columns.days)

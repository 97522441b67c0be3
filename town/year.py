"""One year of a town: which acts the sources see, and on whose file they land.

Acts come by chance, at one rate for everybody. A source sees a part of them, so the entries of one source about one
citizen come by chance too, at the rate of the act times that part: acts that nobody sees need not be made.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from town.content import Content
from town.luck import stream
from town.people import People
from town.plan import Plan
from town.shapes import KindRow, SourceRow

CAMERA = "face_camera"
STALE_DAYS = 3
DAYS_OF_TEN_YEARS = 3650


@dataclass(frozen=True)
class Exposure:
    """equal: every source looks at everybody alike, and every office treats everybody alike.
    errors: sources mistake people, file old entries again and write facts down wrongly."""

    equal: bool = False
    errors: bool = True


@dataclass
class Rows:
    """Entries of one kind. slip: the source writes a fact down wrongly."""

    day: NDArray[np.int16]
    citizen: NDArray[np.int32]
    source: NDArray[np.uint8]
    wrong: NDArray[np.bool_]
    slip: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.day)

    def taken(self, order: NDArray[np.intp] | NDArray[np.bool_]) -> Rows:
        return Rows(self.day[order], self.citizen[order], self.source[order], self.wrong[order], self.slip[order])

    @classmethod
    def joined(cls, parts: list[Rows]) -> Rows:
        return cls(
            day=np.concatenate([part.day for part in parts]),
            citizen=np.concatenate([part.citizen for part in parts]),
            source=np.concatenate([part.source for part in parts]),
            wrong=np.concatenate([part.wrong for part in parts]),
            slip=np.concatenate([part.slip for part in parts]),
        )


class Sources:
    """The sources around a whole town, and how they err."""

    def __init__(
        self, content: Content, plan: Plan, people: People, *, seed: int, days: int, exposure: Exposure
    ) -> None:
        self.content = content
        self.plan = plan
        self.people = people
        self.seed = seed
        self.days = days
        self.exposure = exposure
        self.codes = content.vocabulary.source_codes
        self.attention = {source.id: self._attention(source) for source in content.sources.values()}
        self.takers = {source.id: self._takers(source) for source in content.sources.values()}

    def rows_of(self, kind: KindRow) -> Rows:
        """All entries of one kind, in the order of days and citizens."""
        parts = [part for source, rate in self.rates(kind).items() for part in self._entries(kind, source, rate)]
        rows = Rows.joined(parts)
        cell = rows.day.astype(np.int64) * self.people.count + rows.citizen
        return rows.taken(np.argsort(cell, kind="stable"))

    def rates(self, kind: KindRow) -> dict[str, NDArray[np.float32]]:
        """Entries to be expected about each citizen, by source. No act is filed more than once."""
        acts = np.float32(kind.per_ten_years * self.days / DAYS_OF_TEN_YEARS)
        parts = {seen.id: self.attention[seen.id] * np.float32(seen.detection / 100) for seen in kind.sources}
        whole = np.sum(list(parts.values()), axis=0)
        fits = acts / np.maximum(whole, np.float32(1))
        return {source: part * fits for source, part in parts.items()}

    def _attention(self, source: SourceRow) -> NDArray[np.float32]:
        """How much a source looks at each citizen; 1 is usual."""
        attention = np.ones(self.people.count, np.float32)
        if self.exposure.equal:
            return attention
        for row in self.plan.exposure:
            if source.id in row.sources:
                attention[self.people.member(row.group, row.is_)] *= np.float32(row.sources[source.id] / 100)
        if source.needs_smartphone:
            attention *= self.people.facts["smartphone"].astype(np.float32)
        return attention

    def _takers(self, source: SourceRow) -> NDArray[np.float64]:
        """Cumulated weights of those on whose file a misfiled act lands."""
        weight = np.ones(self.people.count)
        if source.id == CAMERA:
            weight[self.people.member("misread", "often")] = self.plan.misread.weight
        elif source.needs_smartphone and not self.exposure.equal:
            weight = np.maximum(self.people.facts["smartphone"].astype(np.float64), 1e-9)
        return np.cumsum(weight)

    def _entries(self, kind: KindRow, source: str, rate: NDArray[np.float32]) -> list[Rows]:
        random = stream(self.seed, "year", kind.id, source)
        citizen = np.repeat(np.arange(self.people.count, dtype=np.int32), random.poisson(rate))
        rows = Rows(
            day=random.integers(1, self.days + 1, len(citizen), dtype=np.int16),
            citizen=citizen,
            source=np.full(len(citizen), self.codes[source], np.uint8),
            wrong=np.zeros(len(citizen), np.bool_),
            slip=np.zeros(len(citizen), np.bool_),
        )
        if not self.exposure.errors:
            return [rows]
        again = self._err(rows, self.content.sources[source], stream(self.seed, "errors", kind.id, source))
        return [rows, again]

    def _err(self, rows: Rows, source: SourceRow, random: np.random.Generator) -> Rows:
        """Let a source err: change rows in place and return those that it files once more."""
        draw = random.random(len(rows)) * 1000
        rate = self.plan.misread.wrong_per_mille if source.id == CAMERA else source.error_rate
        mistakes = source.errors_of("wrong_person") if source.id == CAMERA else source.mistakes
        which = (draw * max(len(mistakes), 1) / max(rate, 1)).astype(np.int32)
        stale = np.zeros(len(rows), np.bool_)
        for number, mistake in enumerate(mistakes):
            here = (draw < rate) & (which == number)
            if mistake.effect == "wrong_person":
                self._misfile(rows, here, source, random)
            elif mistake.effect == "stale":
                stale |= here
            else:
                rows.slip |= here
        return self._again(rows.taken(stale), random)

    def _misfile(self, rows: Rows, here: NDArray[np.bool_], source: SourceRow, random: np.random.Generator) -> None:
        edges = self.takers[source.id]
        found = np.searchsorted(edges, random.random(int(here.sum())) * edges[-1], side="right").astype(np.int32)
        rows.wrong[here] = found != rows.citizen[here]
        rows.citizen[here] = found

    def _again(self, rows: Rows, random: np.random.Generator) -> Rows:
        later = rows.day + random.integers(1, STALE_DAYS + 1, len(rows), dtype=np.int16)
        rows.day = np.minimum(later, self.days).astype(np.int16)
        rows.wrong[:] = True
        return rows

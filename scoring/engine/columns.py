"""A town as columns: everybody's facts, ties and a year of observations, for arrays rather than objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

import numpy as np

from scoring.engine.frozen import dataclass
from scoring.engine.observation import Observation
from scoring.engine.vocabulary import Value, Vocabulary

Array = np.ndarray


def _no_wrong() -> Array:
    return np.zeros(0, bool)


@dataclass(frozen=True, eq=False)
class TownColumns:
    """Rows are sorted by (kind, day, citizen). Enums are coded by their order in facts.yaml, booleans 0 / 1.

    `wrong` marks acts of somebody else; no rule can see it. Ties are padded with −1.
    """

    citizens: int
    citizen_facts: Mapping[str, Array]
    friends: Array
    groups: Mapping[str, tuple[Sequence[str], Array]]
    kind: Array
    day: Array
    citizen: Array
    source: Array
    facts: Mapping[str, Array]
    wrong: Array = field(default_factory=_no_wrong)
    days: int = 365
    relatives: Array | None = None

    def __len__(self) -> int:
        return len(self.kind)

    def problems(self, vocabulary: Vocabulary) -> list[str]:
        """Sentences about everything that would make a replay wrong."""
        found = []
        columns = {"day": self.day, "citizen": self.citizen, "source": self.source, "wrong": self.wrong}
        columns |= {f"facts.{name}": column for name, column in self.facts.items()}
        found += [
            f"Column {name} has {len(c)} rows, not {len(self)}." for name, c in columns.items() if len(c) != len(self)
        ]
        for name, column in self.citizen_facts.items():
            if len(column) != self.citizens:
                found.append(f"Citizen fact {name} has {len(column)} rows, not {self.citizens}.")
        unknown = [name for name in (*self.facts, *self.citizen_facts) if name not in vocabulary.facts]
        found += [f"The fact {name} is unknown." for name in unknown]
        if found or not len(self):
            return found
        if int(self.day.min()) < 1 or int(self.day.max()) > self.days:
            found.append(f"Days must lie between 1 and {self.days}.")
        if int(self.citizen.min()) < 0 or int(self.citizen.max()) >= self.citizens:
            found.append("A row names a citizen who does not exist.")
        key = self.kind.astype(np.int64) * (self.days + 1) + self.day
        if bool((key[1:] < key[:-1]).any()):
            found.append("Rows are not sorted by (kind, day).")
        return found

    # looked up once

    @cached_property
    def kind_starts(self) -> Array:
        """Rows of kind k lie between kind_starts[k] and kind_starts[k + 1]."""
        return np.asarray(np.searchsorted(self.kind, np.arange(257)))

    @cached_property
    def cells(self) -> Array:
        """Each row's place in a day × citizen matrix whose first line is day 0."""
        large = (self.days + 1) * self.citizens >= 2**31
        return np.asarray(self.day.astype(np.int64 if large else np.int32) * self.citizens + self.citizen)

    @cached_property
    def most_rows(self) -> int:
        """The largest number of observations about one citizen."""
        return int(np.bincount(self.citizen, minlength=1).max()) if len(self) else 0

    def rows_of(self, kind: int, first: int, last: int) -> tuple[int, int]:
        """The rows of a kind from day `first` to day `last`."""
        start, stop = int(self.kind_starts[kind]), int(self.kind_starts[kind + 1])
        if first <= 1 and last >= self.days:
            return start, stop
        days = self.day[start:stop]
        return start + int(np.searchsorted(days, first, "left")), start + int(np.searchsorted(days, last, "right"))

    @cached_property
    def _in_days(self) -> tuple[Array, Array]:
        """All rows in the order of days, and where each day begins."""
        order = np.argsort(self.day, kind="stable").astype(np.int32)
        return order, np.searchsorted(self.day[order], np.arange(self.days + 2))

    def rows_on(self, first: int, last: int) -> Array:
        """The rows of all kinds from day `first` to day `last`, in the order of days."""
        order, starts = self._in_days
        return order[int(starts[first]) : int(starts[last + 1])]

    @cached_property
    def _citizens_in_days(self) -> Array:
        return np.asarray(self.citizen[self._in_days[0]])

    def citizens_on(self, first: int, last: int) -> Array:
        """Whom the rows of `rows_on` are about."""
        starts = self._in_days[1]
        return self._citizens_in_days[int(starts[first]) : int(starts[last + 1])]

    def firsts(self, days: int, seen: Array | None) -> list[Array]:
        """By block of so many days: the rows of each citizen's first observation in it, in the order of cells.

        `seen`: which sources count, as a table by code; None: all. Asked for once, as cells are."""
        key = days, None if seen is None else seen.tobytes()
        if key not in self._firsts:
            self._firsts[key] = self._find_firsts(days, seen)
        return self._firsts[key]

    @cached_property
    def _firsts(self) -> dict[tuple[int, bytes | None], list[Array]]:
        return {}

    def _find_firsts(self, days: int, seen: Array | None) -> list[Array]:
        found = []
        for first in range(1, self.days + 1, days):
            rows = self.rows_on(first, min(first + days - 1, self.days))
            rows = rows if seen is None else rows[seen.take(self.source.take(rows))]
            table = np.full(self.citizens, -1, np.int32)
            table[self.citizen.take(rows)[::-1]] = np.arange(len(rows), dtype=np.int32)[::-1]  # the last write stays
            rows = rows.take(table[table >= 0])
            found.append(rows.take(np.argsort(self.cells.take(rows))))
        return found

    # other towns made of this one

    def keep(self, rows: Array) -> TownColumns:
        """The same town with some of its rows (a mask)."""
        return replace(
            self,
            kind=self.kind[rows],
            day=self.day[rows],
            citizen=self.citizen[rows],
            source=self.source[rows],
            facts={name: column[rows] for name, column in self.facts.items()},
            wrong=self.wrong[rows],
        )

    def without_wrong(self) -> TownColumns:
        """The town in which every act lies on the file of the one who did it, or on nobody's."""
        return self.keep(~self.wrong)

    def block(self, first: int, stop: int) -> TownColumns:
        """Citizens `first` to `stop` alone. Their ties to others are cut: rules about associations need the whole."""
        kept = self.keep((self.citizen >= first) & (self.citizen < stop))
        return replace(
            kept,
            citizens=stop - first,
            citizen=kept.citizen - np.int32(first),
            citizen_facts={name: column[first:stop] for name, column in self.citizen_facts.items()},
            friends=np.full((stop - first, 0), -1, np.int32),
            relatives=None,
            groups={name: (labels, column[first:stop]) for name, (labels, column) in self.groups.items()},
        )

    # one citizen

    def facts_of(self, citizen: int, vocabulary: Vocabulary) -> dict[str, Value]:
        facts = vocabulary.facts
        return {name: facts[name].value(int(column[citizen])) for name, column in self.citizen_facts.items()}

    def observations_of(self, citizen: int, vocabulary: Vocabulary) -> list[Observation]:
        """What is on one citizen's file, in the order of days; ids are `row-N`."""
        kinds, sources = list(vocabulary.kinds), list(vocabulary.sources)
        rows = np.flatnonzero(self.citizen == citizen)
        observations = [
            Observation(
                id=f"row-{row}",
                day=int(self.day[row]),
                kind=kinds[int(self.kind[row])],
                source=sources[int(self.source[row])],
                facts={name: vocabulary.facts[name].value(int(column[row])) for name, column in self.facts.items()},
            )
            for row in rows
        ]
        return sorted(observations, key=lambda observation: observation.day)

    def wrong_of(self, citizen: int) -> set[str]:
        """The ids of the observations on one citizen's file that were somebody else's acts."""
        return {f"row-{row}" for row in np.flatnonzero((self.citizen == citizen) & self.wrong)}


def columns_from(
    observations: Iterable[tuple[int, Observation]],
    citizen_facts: Sequence[Mapping[str, Value]],
    vocabulary: Vocabulary,
    *,
    days: int = 365,
    friends: Array | None = None,
    relatives: Array | None = None,
    groups: Mapping[str, tuple[Sequence[str], Array]] | None = None,
    wrong: frozenset[str] = frozenset(),
) -> TownColumns:
    """A small town from (citizen, observation) pairs, for tests, classrooms and single lives."""
    kinds, sources = vocabulary.kind_codes, vocabulary.source_codes
    rows = sorted(
        (pair for pair in observations if not pair[1].struck),
        key=lambda pair: (kinds[pair[1].kind], pair[1].day, pair[0], pair[1].id),
    )
    own = [fact for fact in vocabulary.facts.values() if fact.owner != "observation"]
    seen = vocabulary.facts_of("observation")
    count = len(citizen_facts)
    return TownColumns(
        citizens=count,
        citizen_facts={
            fact.id: np.array([fact.code(facts.get(fact.id, fact.default)) for facts in citizen_facts], np.int32)
            for fact in own
        },
        friends=np.full((count, 0), -1, np.int32) if friends is None else friends,
        groups=groups or {},
        kind=np.array([kinds[o.kind] for _, o in rows], np.uint8),
        day=np.array([o.day for _, o in rows], np.int16),
        citizen=np.array([citizen for citizen, _ in rows], np.int32),
        source=np.array([sources[o.source] for _, o in rows], np.uint8),
        facts={
            fact.id: np.array([fact.code(o.facts.get(fact.id, fact.default)) for _, o in rows], np.int32)
            for fact in seen
        },
        wrong=np.array([o.id in wrong for _, o in rows], bool),
        days=days,
        relatives=relatives,
    )

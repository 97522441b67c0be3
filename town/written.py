"""What sources write down: the facts that stand beside each entry of a town's year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from town.content import Content
from town.luck import stream
from town.people import People
from town.plan import Plan
from town.shapes import KindRow
from town.year import Exposure, Rows

LATER = (5, 21)  # days that a misread date adds
CARE = "care_for_elder_daily"
Column = NDArray[np.integer]


class Writer:
    """Fills the fact columns of a town, kind by kind."""

    def __init__(
        self, content: Content, plan: Plan, people: People, *, seed: int, exposure: Exposure, rows: int
    ) -> None:
        self.content = content
        self.plan = plan
        self.people = people
        self.seed = seed
        self.exposure = exposure
        self.facts = {
            fact.id: np.full(rows, fact.code(fact.default), np.int32 if fact.max > 10_000 else np.int16)
            for fact in content.vocabulary.facts_of("observation")
        }

    def write(self, kind: KindRow, rows: Rows, start: int) -> None:
        """Write the facts of one kind into the rows from `start` on."""
        here = slice(start, start + len(rows))
        for name in kind.asks:
            random = stream(self.seed, "facts", kind.id, name)
            self.facts[name][here] = self._drawn(kind, name, rows, random)
        self._slip(kind, rows, here)

    def _drawn(self, kind: KindRow, name: str, rows: Rows, random: np.random.Generator) -> Column:
        if name == "place":
            codes = self.content.vocabulary.facts["place"].codes
            places = np.array([codes[place] for place in kind.places], np.int16)
            return places[random.integers(0, len(places), len(rows))]
        usual = kind.usual.get(name)
        if usual is None:
            fact = self.content.vocabulary.facts[name]
            return np.full(len(rows), fact.code(fact.default), np.int32)
        draw = random.random(len(rows), np.float32)
        if isinstance(usual, int):
            return (draw * 100 < self._percent(kind, name, usual, rows)).astype(np.int16)
        low, high = usual
        part = draw * draw if name == "amount" else draw  # most sums are small
        return (low + part * (high - low + 1)).clip(low, high).astype(np.int32)

    def _percent(self, kind: KindRow, name: str, usual: int, rows: Rows) -> Column | int:
        """How often an office says yes: the same for everybody, or by its procedure."""
        if self.exposure.equal:
            return usual
        if name == "registered" and kind.id == CARE:
            return self.people.facts["carer_registered"][rows.citizen] * 100
        percent = np.full(self.people.count, usual, np.int16)
        for row in self.plan.procedure:
            if row.fact == name:
                percent[self.people.member(row.group, row.is_)] = row.percent
        return percent[rows.citizen]

    def _slip(self, kind: KindRow, rows: Rows, here: slice) -> None:
        """Write one fact down wrongly where the source slips, as town.recording does in a single life."""
        slipped = np.flatnonzero(rows.slip) + here.start
        if not len(slipped):
            return
        for name in ("able_to_pay", "served"):
            if name in kind.asks:
                self.facts[name][slipped] = 1
                return
        for name in ("days_late", "hours", "amount"):
            if name in kind.asks:
                most = self.content.facts[name].max or 0
                self.facts[name][slipped] = np.minimum(self._misread(kind, name, slipped), most)
                return

    def _misread(self, kind: KindRow, name: str, rows: NDArray[np.intp]) -> Column:
        value = self.facts[name][rows].astype(np.int32)
        if name == "amount":
            return value * np.int32(2)
        if name == "hours":
            return value + np.int32(3)
        later = stream(self.seed, "slip", kind.id).integers(*LATER, len(rows), dtype=np.int32)
        return value + later

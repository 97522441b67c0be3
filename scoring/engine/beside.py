"""What moves neither the number nor, by itself, a list: entries, displays and held bands. Told only when asked."""

from __future__ import annotations

import numpy as np

from scoring.engine import model as m
from scoring.engine.by_day import ByDay, Event
from scoring.engine.columns import Array
from scoring.engine.state import BEFORE


class Beside:
    """Everybody's entries and displays as of a day, and whom a rule holds at a band on it."""

    def __init__(self, citizens: int) -> None:
        self.citizens = citizens
        self.entries = np.zeros(citizens, np.int32)
        self.displays: dict[str, Array] = {}  # where → last day
        self.held: list[Event] = []
        self._told = -1  # entries and displays are those of this day
        self._entries: list[tuple[ByDay, int]] = []
        self._displays: list[Event] = []

    def expect(self, event: Event) -> None:
        if event.what == "set_band":
            self.held.append(event)
        elif event.what == "display":
            self._displays.append(event)
            self.displays.setdefault(str(event.key), np.full(self.citizens, BEFORE, np.int32))
        else:
            self._entries.append((event.happens, 1))
            if event.leaves is not None:
                self._entries.append((event.leaves, -1))

    def tell(self, day: int) -> None:
        """Bring entries and displays up to a day."""
        first = self._told + 1
        if day < first:
            return
        for part, sign in self._entries:
            np.add.at(self.entries, part.citizen[part.since(first, day)], np.int32(sign))
        for event in self._displays:
            now = event.happens.since(first, day)
            shown = np.repeat(np.arange(first, day + 1), np.diff(event.happens.starts[first : day + 2]))
            np.maximum.at(self.displays[str(event.key)], event.happens.citizen[now], until(shown, event.days))
        self._told = day

    def held_on(self, day: int) -> list[tuple[int, Array]]:
        """Positions of bands, and the citizens whom a rule holds there on a day."""
        found = []
        for event in self.held:
            first = 0 if event.days is None else day - event.days + 1
            citizens = event.happens.citizen[event.happens.since(first, day)]
            if len(citizens):
                found.append((int(event.key), citizens))
        return found


def until(days: Array, length: int | None) -> Array:
    """The last day of what begins on these days."""
    if length is None:
        return np.full(len(days), m.FOREVER, np.int32)
    return (days + (length - 1)).astype(np.int32)

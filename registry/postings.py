"""Who hangs where in a whole town at the end of a year: every board of one rulebook, as columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from registry.days import Day, Progress, days
from registry.reason_codes import Fired, display_codes, fired, list_codes
from scoring.engine import Replay
from scoring.engine.columns import Array
from scoring.engine.model import FOREVER, Display

NO_DAY = 0  # nothing says when it ends


@dataclass(frozen=True, eq=False)
class Posting:
    """One board: a row for each citizen on it, in the order of their numbers. Days count from 0, the start."""

    id: str
    label: str  # a list's own; "" for a place of display
    kind: str  # list | display
    colour: str  # black | red
    posted: bool  # whether it hangs where the town can read it
    citizen: Array
    since: Array  # day of entry
    until: Array  # last day it must hang; NO_DAY until further notice; FOREVER for good
    code: Array  # position of the rule whose reason code is printed; −1: none

    def __len__(self) -> int:
        return len(self.citizen)


@dataclass
class _Stay:
    """Since when everybody has been somewhere, day after day."""

    since: Array
    on: Array = field(default_factory=lambda: np.zeros(0, bool))

    def note(self, day: int, on: Array) -> None:
        began = on if not len(self.on) else on & ~self.on
        self.since[began] = day
        self.on = on.copy()


def postings(replay: Replay, progress: Progress | None = None) -> tuple[Posting, ...]:
    """Every list of the rulebook and every place of display, in its own order; lists first."""
    stays: dict[tuple[str, str], _Stay] = {}
    last = None
    for day in days(replay, progress):
        for key, on in _places(replay, day):
            stays.setdefault(key, _Stay(np.zeros(replay.town.citizens, np.int16))).note(day.number, on)
        last = day
    if last is None or not stays:
        return ()
    about = np.logical_or.reduce([stay.on for stay in stays.values()])
    hits = fired(replay, about)
    return tuple(_posting(replay, key, stay, last, hits) for key, stay in stays.items())


def _places(replay: Replay, day: Day) -> Iterator[tuple[tuple[str, str], Array]]:
    for name, on in day.listed.items():
        yield ("list", name), on
    shown = day.shown
    for where in displays(replay):
        yield ("display", where), shown.get(where, np.zeros(replay.town.citizens, bool))


def displays(replay: Replay) -> list[str]:
    """The places of display that a rule in force may use, in the order of the rules."""
    rules = [rule for rule in replay.rulebook.rules if rule.enabled]
    return list(dict.fromkeys(e.where for rule in rules for e in rule.effects if isinstance(e, Display)))


def _posting(replay: Replay, key: tuple[str, str], stay: _Stay, last: Day, hits: Fired) -> Posting:
    kind, name = key
    citizens = np.flatnonzero(stay.on)
    since = stay.since[citizens]
    if kind == "display":
        code = display_codes(replay, hits, name, citizens, since)
        until = last.scan.displays[name][citizens] if len(citizens) else citizens
        return Posting(name, "", kind, "black", True, citizens, since, until, code)
    entry = next(entry for entry in replay.rulebook.lists if entry.id == name)
    memory = last.scan.lists[name]
    until = _ends(np.maximum(memory.hold, memory.put)[citizens], last.number)
    code = list_codes(replay, hits, name, citizens, since)
    return Posting(name, entry.label, kind, entry.colour, entry.posted, citizens, since, until, code)


def _ends(until: Array, today: int) -> Array:
    """What binds a list itself; a day that is over binds nothing: then the band keeps the citizen there."""
    return np.where(until >= FOREVER, FOREVER, np.where(until >= today, until, NO_DAY))

"""A large town is worked out beside the page, which says how far it has come and never waits.

One thread does one town after another. What is done lies in the bounded caches of registry.replays; where it has been
pushed out meanwhile, the work is asked for again.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

from registry.replays import clean_town_of, comparison, innocent, town_of, year
from scoring.engine import Rulebook

log = logging.getLogger(__name__)
MOST_DONE = 3  # rulebooks whose years of a large town are kept (registry.replays)
MOST_WAITING = 6  # pieces of work of one kind that are not done yet, the one that is worked at among them

Key = tuple[str, int, int]  # digest of the rulebook in force, citizens, seed
Work = Callable[[], object]


@dataclass
class Progress:
    """`done` of `of` parts, and what they found; `failed` where one could not be done, until it is asked for again."""

    done: int
    of: int
    failed: bool = False
    found: list[Any] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        return self.done == self.of

    @property
    def waits(self) -> bool:
        return not (self.ready or self.failed)


class Warmer:
    """Keeps the progress of the towns last asked for, and of all that are not done yet, of which there are few."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._asked: OrderedDict[Key, Progress] = OrderedDict()
        self._turn = Lock()

    def progress(self, key: Key, plan: Callable[[], Sequence[Work]]) -> Progress:
        """How far this work has come; it is planned and begun when it is asked for first, or again where it failed.
        While too much waits it is not begun yet: whoever asks again will find it so, or begun."""
        with self._lock:
            found = self._asked.get(key)
            if found is None or found.failed:
                parts = plan()
                found = Progress(0, len(parts))
                if sum(each.waits for each in self._asked.values()) >= MOST_WAITING:
                    return found
                self._asked[key] = found
                Thread(target=self._work, args=(found, parts), name="warm", daemon=True).start()
            self._asked.move_to_end(key)
            self._forget()
            return found

    def _forget(self) -> None:
        """The oldest results go; what is not done yet stays, or it would be begun again beside itself."""
        over = [key for key, each in self._asked.items() if not each.waits][: -self._most]
        for key in over:
            del self._asked[key]

    def _work(self, progress: Progress, parts: Sequence[Work]) -> None:
        with self._turn:  # one town after another: two at once would be slower for both
            for part in parts:
                try:
                    progress.found.append(part())
                except Exception:
                    log.exception("A town could not be worked out")
                    progress.failed = True
                    return
                progress.done += 1


_warmer = Warmer(MOST_DONE)


def warm(baseline: Rulebook, bill: Rulebook | None, citizens: int, seed: int) -> Progress:
    """The parts, in order: the town, its year in force, the year under the bill, the year without wrong entries."""
    parts: list[Work] = [
        lambda: bool(town_of(citizens, seed)),  # what is found is kept; the town itself lies in its own cache
        lambda: bool(year(baseline, citizens, seed)),
        lambda: bool(comparison(baseline, bill or baseline, citizens, seed)),
        lambda: bool(clean_town_of(citizens, seed)),
        lambda: [innocent(book, baseline, citizens, seed) for book in (baseline, bill or baseline)],
    ]
    return _warmer.progress((baseline.digest, citizens, seed), lambda: parts)

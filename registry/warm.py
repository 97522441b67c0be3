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

from registry.replays import LARGE_TOWNS, clean_town_of, comparison, innocent, town_of, year
from scoring.engine import Rulebook

log = logging.getLogger(__name__)

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


class Warmer:
    """Keeps the progress of the towns last asked for."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._asked: OrderedDict[Key, Progress] = OrderedDict()
        self._turn = Lock()

    def progress(self, key: Key, plan: Callable[[], Sequence[Work]]) -> Progress:
        """How far this work has come; it is planned and begun when it is asked for first, or again where it failed."""
        with self._lock:
            found = self._asked.get(key)
            if found is None or found.failed:
                parts = plan()
                found = self._asked[key] = Progress(0, len(parts))
                Thread(target=self._work, args=(found, parts), name="warm", daemon=True).start()
            self._asked.move_to_end(key)
            while len(self._asked) > self._most:
                self._asked.popitem(last=False)
            return found

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


_warmer = Warmer(LARGE_TOWNS)


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

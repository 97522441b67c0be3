"""Long work beside the request: one piece at a time, and how far it has come, in days of the year that are counted.

A page asks for a result and gets it, or gets told how far the work is. A process that ends loses nothing but time:
the next page that asks begins again. The threads are daemons, so that closing the town waits for nothing.
"""

import logging
import threading
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from registry.years import Key, Shelf

log = logging.getLogger(__name__)
MOST = 6  # pieces of work at once, the one that is done among them
MOST_INLINE = 3  # requests of this process that may work one out themselves: the other threads stay free for pages
NAME = "years"


class Busy(Exception):
    """More is asked for than can be worked out soon."""


@dataclass
class Progress:
    """`of` is 0 until the town is drawn up and its years settled; then days are counted one by one."""

    step: str = "town"
    done: int = 0
    of: int = 0
    failed: bool = False

    def __call__(self, step: str, done: int, of: int) -> None:
        self.step, self.done, self.of = step, done, of

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of if self.of else 0


_under_way: dict[tuple[int, Key], Progress] = {}
_lock = Lock()
_turn = Lock()
_inline = BoundedSemaphore(MOST_INLINE)


def ask(shelf: Shelf, key: Key, *, inline: bool) -> Any:
    """The result where it is at hand or quickly made (`inline`), or else the Progress of making it. Raises Busy.

    Where too many requests are at work, what is quickly made waits its turn like everything else.
    """
    found = shelf.ready(key)
    if found is not None:
        return found
    if inline and _inline.acquire(blocking=False):
        try:
            return shelf.take(key)
        finally:
            _inline.release()
    with _lock:
        progress = _under_way.get((id(shelf), key))
        if progress is None or progress.failed:
            progress = _begin(shelf, key)
    return progress


def _begin(shelf: Shelf, key: Key) -> Progress:
    if sum(not each.failed for each in _under_way.values()) >= MOST:
        raise Busy
    progress = _under_way[id(shelf), key] = Progress()
    Thread(target=_work, args=(shelf, key, progress), name=NAME, daemon=True).start()
    return progress


def _work(shelf: Shelf, key: Key, progress: Progress) -> None:
    try:
        with _turn:
            shelf.take(key, progress)
    except Exception:
        log.exception("The year of %s citizens under %s could not be worked out.", key[1], key[0].id)
        progress.failed = True
        return
    with _lock:
        _under_way.pop((id(shelf), key), None)


def settled() -> None:
    """Wait until everything asked for so far is worked out."""
    for thread in threading.enumerate():
        if thread.name == NAME:
            thread.join()

"""One thread beside the pages that does long work where there are no workers.

It is a daemon: closing the town does not wait for it, and what it was doing is begun again at the next start.
"""

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread

from django.db import connections

log = logging.getLogger(__name__)
_waiting: SimpleQueue[Callable[[], object]] = SimpleQueue()
_lock = Lock()
_threads: list[Thread] = []


def add(work: Callable[[], object]) -> None:
    """Do this when all that was added before is done."""
    with _lock:
        if not _threads:
            _threads.append(Thread(target=_work, name="jobs", daemon=True))
            _threads[0].start()
    _waiting.put(work)


def _work() -> None:
    while True:
        work = _waiting.get()
        try:
            work()
        except Exception:
            log.exception("Work in the background failed")
        finally:
            connections.close_all()

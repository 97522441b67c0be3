"""What the next page will need, worked out while this one is read. One thread; a page never waits for it.

Everything here is a pure function with a bounded cache: when the work is late, the page does it itself. The thread is a
daemon, so that closing the town waits for nothing.
"""

import logging
from collections.abc import Callable
from functools import cache
from queue import SimpleQueue
from threading import Event, Thread
from time import sleep
from typing import Any

BREATH = 0.05  # seconds: as long as a page takes

Work = tuple[Callable[..., Any], tuple[Any, ...]]


def ahead(work: Callable[..., Any], *arguments: Any) -> None:
    """Do this when there is time. What goes wrong is logged, and seen again when a page asks for it."""
    _queue().put((work, arguments))


def settled() -> None:
    """Wait until everything asked for so far is worked out, as it is for whoever reads at leisure."""
    done = Event()
    _queue().put((done.set, ()))
    done.wait()


@cache
def _queue() -> "SimpleQueue[Work]":
    queue: SimpleQueue[Work] = SimpleQueue()
    Thread(target=_work, args=(queue,), name="ahead", daemon=True).start()
    return queue


def _work(queue: "SimpleQueue[Work]") -> None:
    while True:
        work, arguments = queue.get()
        sleep(BREATH)  # the page that asked is still being written, and threads of one process take turns
        try:
            work(*arguments)
        except Exception:
            logging.getLogger(__name__).exception("Nothing was worked out ahead by %s.", work)

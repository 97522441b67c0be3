"""Runs of a town's year that somebody waits for: a few at once, first come first served, each for all who ask for it.

A page waits a moment for its run; where that is not enough it says how many are before it and asks again, so that no
thread that serves pages is held by another's edit. What can wait begins only while nobody writes. Whoever asks for
something newer gives up what they asked for before, so a hand that turns a number quickly makes one run wait, not ten.
"""

import logging
import os
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, TimeoutError
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

log = logging.getLogger(__name__)
AT_ONCE = max(1, min(2, os.cpu_count() or 1))  # more would only take the processor from each other
LATER = 3.0  # seconds by which what can wait is put behind what was asked for at the same moment
LOOKS_AGAIN = 0.1  # seconds after which a worker sees whether what can wait has waited long enough

Work = Callable[[], object]


@dataclass(eq=False)
class Run:
    """One piece of work. `due` orders what waits; `askers` are the lives that want it; `later`: it need not be soon."""

    key: Hashable
    work: Work
    due: float
    askers: set[Hashable]
    later: bool = False
    done: "Future[None]" = field(default_factory=Future)

    def within(self, seconds: float) -> bool:
        """Is it done within so many seconds? Raises what went wrong in it."""
        try:
            self.done.result(timeout=seconds)
        except TimeoutError:
            return False
        return True


class Runs:
    """The line before a few workers."""

    def __init__(self, at_once: int = AT_ONCE, clock: Callable[[], float] = monotonic) -> None:
        self._at_once, self._clock = at_once, clock
        self._waiting: list[Run] = []
        self._at_work: list[Run] = []
        self._workers = self._pressing = 0
        self._changed = Condition()

    def ask(self, key: Hashable, work: Work, asker: Hashable, *, later: bool = False) -> Run:
        """The run of this key, put into the line where it is not there yet. `asker` names a life and what it is for:
        of what one asker has asked for only the newest stays."""
        with self._changed:
            run = next((each for each in (*self._at_work, *self._waiting) if each.key == key), None)
            self._give_up(asker, but=run)
            if run is None:
                run = Run(key, work, self._clock() + LATER * later, {asker}, later)
                self._waiting.append(run)
                self._hire()
                self._changed.notify()
            run.askers.add(asker)
            if not later:
                run.due, run.later = min(run.due, self._clock()), False
                self._changed.notify()
            return run

    @contextmanager
    def pressing(self) -> Iterator[None]:
        """While a page is written for somebody who waits: threads of one process take turns, so what can wait does."""
        with self._changed:
            self._pressing += 1
        try:
            yield
        finally:
            with self._changed:
                self._pressing -= 1
                self._changed.notify_all()

    def before(self, run: Run) -> int:
        """How many runs are worked at or come first; 0 for one that is worked at or done."""
        with self._changed:
            if run not in self._waiting:
                return 0
            return len(self._at_work) + sum(each.due < run.due for each in self._waiting)

    def _give_up(self, asker: Hashable, *, but: Run | None) -> None:
        for run in [each for each in self._waiting if each is not but and asker in each.askers]:
            run.askers.discard(asker)
            if not run.askers:
                self._waiting.remove(run)
                run.done.set_result(None)  # whoever still waits for it looks again

    def _hire(self) -> None:
        if self._workers < self._at_once:
            self._workers += 1
            Thread(target=self._serve, name="runs", daemon=True).start()

    def _serve(self) -> None:
        while True:
            with self._changed:
                run = self._next()
                while run is None:
                    self._changed.wait(LOOKS_AGAIN if self._waiting else None)
                    run = self._next()
                self._waiting.remove(run)
                self._at_work.append(run)
            self._do(run)

    def _next(self) -> Run | None:
        """The first in the line; of what can wait, while somebody writes, only what has waited long enough."""
        run = min(self._waiting, key=lambda each: each.due, default=None)
        if run is not None and run.later and self._pressing and run.due > self._clock():
            return None  # whatever is not for later is due before now, and would come first
        return run

    def _do(self, run: Run) -> None:
        error: Exception | None = None
        try:
            run.work()
        except Exception as raised:
            error = raised
            log.exception("A run could not be done: %s.", run.key)
        with self._changed:
            self._at_work.remove(run)
        run.done.set_exception(error) if error else run.done.set_result(None)


runs = Runs()

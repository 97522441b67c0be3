"""Runs of a town's year that somebody waits for: a few at once, first come first served, each for all who ask for it.

A page waits a moment for its run; where that is not enough it says how many are before it and asks again, so that no
thread that serves pages is held by another's edit. Whoever asks for something newer gives up what they asked for
before, so a hand that turns a number quickly makes one run wait, not ten.
"""

import logging
import os
from collections.abc import Callable, Hashable
from concurrent.futures import Future, TimeoutError
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

log = logging.getLogger(__name__)
AT_ONCE = max(1, min(2, os.cpu_count() or 1))  # more would only take the processor from each other
LATER = 3.0  # seconds by which what can wait is put behind what was asked for at the same moment

Work = Callable[[], object]


@dataclass(eq=False)
class Run:
    """One piece of work. `due` orders those that wait; `askers` are the lives that still want it."""

    key: Hashable
    work: Work
    due: float
    askers: set[Hashable]
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
        self._workers = 0
        self._changed = Condition()

    def ask(self, key: Hashable, work: Work, asker: Hashable, *, later: bool = False) -> Run:
        """The run of this key, put into the line where it is not there yet. `asker` names a life and what it is for:
        of what one asker has asked for only the newest stays."""
        with self._changed:
            run = next((each for each in (*self._at_work, *self._waiting) if each.key == key), None)
            self._give_up(asker, but=run)
            if run is None:
                run = Run(key, work, self._clock() + LATER * later, {asker})
                self._waiting.append(run)
                self._hire()
                self._changed.notify()
            run.askers.add(asker)
            if not later:
                run.due = min(run.due, self._clock())
            return run

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
                self._changed.wait_for(lambda: bool(self._waiting))
                run = min(self._waiting, key=lambda each: each.due)
                self._waiting.remove(run)
                self._at_work.append(run)
            self._do(run)

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

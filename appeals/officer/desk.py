"""A shift as it stands after some steps: which file lies open, what it shows by now, how the day is going.

A fold over steps; nothing is stored that could disagree with it. Minutes are simulated: steps take them, no clock does.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from appeals.officer.content import Day, Interruption
from appeals.officer.stack import DeskFile
from appeals.procedure.model import Knobs
from town.luck import below

LOOK, ASK, REFER, GRANT, DISMISS = "look", "ask", "refer", "grant", "dismiss"
ENDS = (GRANT, DISMISS, REFER)
STEPS = (LOOK, ASK, *ENDS)
SILENCE = "silence"
INTERRUPTIONS = 2

Step = tuple[int, str]  # position of the file, what was done


class NotNow(Exception):
    """A step that cannot be taken. The message is a sentence."""


@dataclass(frozen=True)
class Desk:
    day: Day
    files: tuple[DeskFile, ...]
    steps: tuple[Step, ...]
    seed: int
    quota: bool
    knobs: Knobs = field(default_factory=Knobs)

    @cached_property
    def verdicts(self) -> dict[int, str]:
        """What became of each file by the officer's own hand."""
        return {position: what for position, what in self.steps if what in ENDS}

    @property
    def opened(self) -> int:
        """Files that were opened, the one now open included."""
        return min(len(self.verdicts) + 1, len(self.files))

    @cached_property
    def minutes(self) -> int:
        """Minutes that are gone. The file now open has been read."""
        steps = sum(self.day.step.get(what, 0) for _, what in self.steps)
        between = sum(each.minutes for each in self._interruptions[: self.opened] if each)
        return self.opened * self.day.step["read"] + steps + between

    @property
    def left(self) -> int:
        return max(0, self.day.minutes - self.minutes)

    @property
    def closed(self) -> bool:
        """The day is over before the stack is: only where there is a quota."""
        return self.quota and self.minutes >= self.day.minutes and not self._all_decided

    @property
    def over(self) -> bool:
        return self._all_decided or (self.closed and not self._open_file_in_hand)

    @property
    def current(self) -> DeskFile | None:
        return None if self.over else self.files[len(self.verdicts)]

    @property
    def interruption(self) -> Interruption | None:
        """What came before the file now open, said once: before anything is done with it."""
        here = len(self.verdicts)
        untouched = not any(position == here for position, _ in self.steps)
        return self._interruptions[here] if self.current and untouched else None

    @property
    def silent(self) -> list[DeskFile]:
        """Files that nobody opened when the day was over."""
        return [file for file in self.files if file.position not in self.verdicts] if self.over else []

    def done(self, position: int, what: str) -> bool:
        return (position, what) in self.steps

    def check(self, what: str) -> None:
        """Raises NotNow where this step cannot be taken on the open file."""
        file = self.current
        if file is None:
            raise NotNow("The shift is over.")
        if what not in STEPS:
            raise NotNow("That is no step of an officer.")
        if what == LOOK and self.knobs.look == "fresh":
            raise NotNow("The sources’ records lie in this file already.")
        if self.done(file.position, what):
            raise NotNow("You have done that with this file.")

    @property
    def _all_decided(self) -> bool:
        return len(self.verdicts) == len(self.files)

    @property
    def _open_file_in_hand(self) -> bool:
        """The last file opened before closing time may still be decided: it has been read."""
        before = self.minutes - self._cost_of_open_file
        return before < self.day.minutes

    @property
    def _cost_of_open_file(self) -> int:
        here = len(self.verdicts)
        own = sum(self.day.step.get(what, 0) for position, what in self.steps if position == here)
        came = self._interruptions[here]
        return self.day.step["read"] + own + (came.minutes if came else 0)

    @cached_property
    def _interruptions(self) -> tuple[Interruption | None, ...]:
        """What comes before each file: two a day, never before the first."""
        found: list[Interruption | None] = [None] * len(self.files)
        kinds, places = list(self.day.interruptions), list(range(1, len(self.files)))
        for n in range(min(INTERRUPTIONS, len(kinds), len(places))):
            place = places.pop(below(len(places), "interruption", "place", self.seed, n))
            found[place] = kinds.pop(below(len(kinds), "interruption", self.seed, n))
        return tuple(found)


def step(desk: Desk, what: str) -> Step:
    """The next step, checked. Raises NotNow."""
    desk.check(what)
    return len(desk.verdicts), what


def verdict(desk: Desk, file: DeskFile) -> str:
    """grant, dismiss, refer, or silence: what the citizen was told."""
    return desk.verdicts.get(file.position, SILENCE)


def answer(desk: Desk, file: DeskFile) -> str:
    """grant, dismiss or refer: what it comes to. What silence means stands in the procedure."""
    found = verdict(desk, file)
    if found != SILENCE:
        return found
    return GRANT if desk.knobs.late_rule == "grant" else DISMISS


def day_under(day: Day, knobs: Knobs) -> Day:
    """A day under a procedure: what it puts into a file has to be read, and whom it hears has to be heard."""
    minutes = day.step["read"]
    if knobs.look == "fresh":
        minutes += day.step["look"]
    if knobs.hearing:
        minutes += day.step["hear"]
    return replace(day, step={**day.step, "read": minutes})

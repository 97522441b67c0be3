"""Comparisons in large towns of rulebooks that ask about friends and relatives: all blocks go on month by month."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from scoring.engine import Replay, Rulebook, TownColumns, compare
from scoring.engine.comparison import InnocentDays, innocent_of
from scoring.engine.in_step import Ties, replay_in_step
from scoring.jobs import CannotFinish, Step
from scoring.merging import merged, renumbered
from town.blocks import DAYS, BlockTown

RUN = 1000  # progress through one replay is counted in thousandths
MOST_BYTES = 2_100_000_000  # of 2.5 GB that a worker may take; the rest is the town's block and the program


def refuse_too_large(before: Rulebook, after: Rulebook, citizens: int) -> None:
    """Raises CannotFinish where the memory of everybody's year would not fit one worker."""
    most = MOST_BYTES // _bytes_each(before, after)
    if citizens > most:
        raise CannotFinish(
            _(
                "These rulebooks ask about friends or relatives, so that everybody must be settled at once. "
                "With them a town may have %(most)s citizens at most."
            )
            % {"most": f"{most:,}"}
        )


def _bytes_each(before: Rulebook, after: Rulebook) -> int:
    """What one citizen's year takes: points by day and the memory of lists while it goes on, and results."""
    sides = [before] if after is before else [before, after]
    bits = DAYS // 8 + 1
    year = 4 * (DAYS + 1) + max(len(book.lists) for book in sides) * (bits + 15) + 60
    return year + sum(len(book.lists) * (bits + 2) + 60 for book in sides)


def compared_in_step(
    before: Rulebook, after: Rulebook, town: BlockTown, *, innocent: bool, step: Step
) -> dict[str, Any]:
    """The comparison in the whole town; `{}` when `step` said to stop."""
    sides = [before] if after is before else [before, after]
    runs = _Runs(town, step, len(sides) * (2 if innocent else 1))
    settled = [runs.settled(book, clean=False) for book in sides]
    if runs.stopped:
        return {}
    harmed = [runs.harmed(book, side) for book, side in zip(sides, settled, strict=True)] if innocent else []
    if runs.stopped:
        return {}
    parts = []
    for index, (first, second) in enumerate(zip(settled[0], settled[-1], strict=True)):
        found = compare(first, second, first.town)
        if harmed:
            found = replace(found, innocent=(harmed[0][index], harmed[-1][index]))
        parts.append(renumbered(found.to_dict(), town.first(index)))
    return merged(parts, before, after)


class _Runs:
    """The replays that one comparison needs, and one count of progress through all of them."""

    def __init__(self, town: BlockTown, step: Step, count: int) -> None:
        self.town, self.step, self.count = town, step, count
        self.ties = Ties(*town.ties())
        self.done = 0
        self.stopped = False

    def settled(self, book: Rulebook, *, clean: bool) -> list[Replay]:
        """Everybody's year, with or without what lies on wrong files; nothing once `step` said to stop."""
        if self.stopped:
            return []
        found = replay_in_step(book, _Blocks(self.town, clean), self.ties, step=self._step)
        self.done += 1
        self.stopped = found is None
        return found or []

    def harmed(self, book: Rulebook, settled: list[Replay]) -> list[InnocentDays]:
        clean = self.settled(book, clean=True)
        return [innocent_of(side, should) for side, should in zip(settled, clean, strict=bool(clean))]

    def _step(self, done: int, total: int) -> bool:
        return self.step(self.done * RUN + done * RUN // total, self.count * RUN)


class _Blocks(Sequence[TownColumns]):
    """The blocks of a town, each read from disk when it is asked for."""

    def __init__(self, town: BlockTown, clean: bool) -> None:
        self.town, self.clean = town, clean

    def __len__(self) -> int:
        return len(self.town)

    def __getitem__(self, index: Any) -> Any:
        block = self.town.block(index)
        return block.without_wrong() if self.clean else block

    def __iter__(self) -> Iterator[TownColumns]:
        return (self[index] for index in range(len(self)))

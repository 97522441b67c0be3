"""Two replays of one town side by side: who wins, who loses, who is newly listed, and in which groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from scoring.engine.columns import Array, TownColumns
from scoring.engine.frozen import dataclass
from scoring.engine.model import Rulebook
from scoring.engine.rates import EXAMPLES, SMALL, Count, Rate, count, rate
from scoring.engine.replaying import NO_STANDING, Replay, replay

__all__ = [  # noqa: RUF022  (first what this module lends on)
    "EXAMPLES", "SMALL", "Count", "Rate", "count", "rate",
    "Comparison", "GroupLine", "InnocentDays", "changed", "compare", "innocent_days",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: the share on a black list before and after, and who was moved."""

    group: str
    label: str
    before: Rate
    after: Rate
    winners: int
    losers: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "group": self.group,
            "label": self.label,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "winners": self.winners,
            "losers": self.losers,
        }


@dataclass(frozen=True, slots=True)
class InnocentDays:
    """Days on a black list that would not have been, had every act lain on the right file."""

    days: int
    citizens: Count

    def to_dict(self) -> dict[str, Any]:
        return {"days": self.days, "citizens": self.citizens.to_dict()}


@dataclass(frozen=True)
class Comparison:
    before: Rulebook
    after: Rulebook
    citizens: int
    winners: Count
    losers: Count
    unaffected: Count
    moves: tuple[tuple[str | None, str | None, Count], ...]  # (band before, band after, who)
    bands: tuple[dict[str, int], dict[str, int]]
    newly_listed: Count
    newly_freed: Count
    listed: tuple[Count, Count]
    by_list: Mapping[str, tuple[Count, Count]]
    days_listed: tuple[int, int]
    doors: Mapping[str, tuple[Count, Count]]  # shut before, shut after
    groups: tuple[GroupLine, ...]
    innocent: tuple[InnocentDays, InnocentDays] | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "before": self.before.digest,
            "after": self.after.digest,
            "citizens": self.citizens,
            "winners": self.winners.to_dict(),
            "losers": self.losers.to_dict(),
            "unaffected": self.unaffected.to_dict(),
            "moves": [{"from": a, "to": b, **count.to_dict()} for a, b, count in self.moves],
            "bands": list(self.bands),
            "newly_listed": self.newly_listed.to_dict(),
            "newly_freed": self.newly_freed.to_dict(),
            "listed": [one.to_dict() for one in self.listed],
            "by_list": {name: [one.to_dict() for one in pair] for name, pair in self.by_list.items()},
            "days_listed": list(self.days_listed),
            "doors": {name: [one.to_dict() for one in pair] for name, pair in self.doors.items()},
            "groups": [line.to_dict() for line in self.groups],
            "innocent": [one.to_dict() for one in self.innocent] if self.innocent else None,
        }


def compare(before: Replay, after: Replay, town: TownColumns, *, innocent: bool = False) -> Comparison:
    """Before and after, for the same town. `innocent` adds two more replays, without what was put on wrong files."""
    better, worse = changed(before, after)
    listed = before.on_any(), after.on_any()
    both = None
    if innocent:
        clean = replay(before.rulebook, town.without_wrong())
        both = innocent_of(before, clean), innocent_of(after, replay(after.rulebook, clean.town, previous=clean))
    return Comparison(
        before=before.rulebook,
        after=after.rulebook,
        citizens=town.citizens,
        winners=count(better),
        losers=count(worse),
        unaffected=count(~(better | worse)),
        moves=tuple(_moves(before, after)),
        bands=(_bands(before), _bands(after)),
        newly_listed=count(listed[1] & ~listed[0]),
        newly_freed=count(listed[0] & ~listed[1]),
        listed=(count(listed[0]), count(listed[1])),
        by_list=dict(_by_list(before, after)),
        days_listed=(_days_listed(before), _days_listed(after)),
        doors=dict(_doors(before, after)),
        groups=tuple(_groups(town, listed, better, worse)),
        innocent=both,
    )


def changed(before: Replay, after: Replay) -> tuple[Array, Array]:
    """Who is better and who is worse off: by list first, then by band, then by number."""
    steps = [
        _step(before.on_any(), after.on_any()),
        _step(after.on_any("red"), before.on_any("red")),
        _band_step(before, after),
        _number_step(before, after),
    ]
    step = steps[0]
    for later in steps[1:]:
        step = np.where(step == 0, later, step)
    return step > 0, step < 0


def _step(one: Array, other: Array) -> Array:
    """1 where one is more than the other, −1 where it is less."""
    return np.asarray(np.greater(one, other).view(np.int8) - np.less(one, other).view(np.int8))


def _band_step(before: Replay, after: Replay) -> Array:
    names = [[band.id for band in side.rulebook.bands] for side in (before, after)]
    if names[0] != names[1] or before.rulebook.scale.higher_is == "neither":
        return np.zeros(before.town.citizens, np.int8)
    both = (before.band >= 0) & (after.band >= 0)
    return np.asarray(_step(before.band, after.band) * both.view(np.int8))


def _number_step(before: Replay, after: Replay) -> Array:
    direction = np.int8({"better": 1, "worse": -1, "neither": 0}[after.rulebook.scale.higher_is])
    known = (before.standing != NO_STANDING) & (after.standing != NO_STANDING)
    return np.asarray(_step(after.standing, before.standing) * known.view(np.int8) * direction)


def _moves(before: Replay, after: Replay) -> list[tuple[str | None, str | None, Count]]:
    old = [*(band.id for band in before.rulebook.bands), None]
    new = [*(band.id for band in after.rulebook.bands), None]
    left = np.where(before.band < 0, np.int16(len(old) - 1), before.band)
    right = np.where(after.band < 0, np.int16(len(new) - 1), after.band)
    pair = left * np.int16(len(new)) + right
    moves = []
    for code in np.flatnonzero(np.bincount(pair)).tolist():
        was, is_ = old[code // len(new)], new[code % len(new)]
        if was != is_:
            moves.append((was, is_, count(pair == code)))
    return moves


def _bands(side: Replay) -> dict[str, int]:
    return {band.id: int(np.count_nonzero(side.band == i)) for i, band in enumerate(side.rulebook.bands)}


def _by_list(before: Replay, after: Replay) -> list[tuple[str, tuple[Count, Count]]]:
    names = [entry.id for entry in before.rulebook.lists]
    names += [entry.id for entry in after.rulebook.lists if entry.id not in names]
    nobody = np.zeros(before.town.citizens, bool)

    def on(side: Replay, name: str) -> Array:
        return side.on_list(name) if name in side.listed else nobody

    return [(name, (count(on(before, name)), count(on(after, name)))) for name in names]


def _days_listed(side: Replay) -> int:
    black = [entry.id for entry in side.rulebook.lists if entry.colour == "black"]
    return sum(side.person_days[name] for name in black)


def _doors(before: Replay, after: Replay) -> list[tuple[str, tuple[Count, Count]]]:
    used = {line.door for side in (before, after) for line in side.rulebook.doors}
    doors = before.rulebook.vocabulary.doors
    result = []
    for name in doors:
        if name in used:
            state = "none" if doors[name].kind == "rate" else "shut"
            result.append((name, (count(before.in_state(name, state)), count(after.in_state(name, state)))))
    return result


def _groups(town: TownColumns, listed: tuple[Array, Array], better: Array, worse: Array) -> list[GroupLine]:
    lines = []
    marks: Array = np.zeros(town.citizens, np.uint8)  # four answers about everybody as one number
    for position, mask in enumerate((*listed, better, worse)):
        marks += mask.view(np.uint8) << np.uint8(position)
    held = np.arange(16)[:, None] >> np.arange(4) & 1  # which answers each such number holds
    for name, (labels, codes) in town.groups.items():
        counts = np.bincount(codes.astype(np.intp) * 16 + marks, minlength=len(labels) * 16).reshape(-1, 16)
        for label, size, (was, is_, won, lost) in zip(
            labels, counts.sum(axis=1).tolist(), (counts @ held).tolist(), strict=True
        ):
            lines.append(GroupLine(name, label, rate(was, size), rate(is_, size), won, lost))
    return lines


def innocent_days(rulebook: Rulebook, town: TownColumns) -> InnocentDays:
    """Replay the town with and without the rows that lie on the wrong file."""
    return innocent_of(replay(rulebook, town), replay(rulebook, town.without_wrong()))


def innocent_of(side: Replay, clean: Replay) -> InnocentDays:
    black = [entry.id for entry in side.rulebook.lists if entry.colour == "black"]
    if not black:
        return InnocentDays(0, Count(0, ()))
    was = np.bitwise_or.reduce([side.listed[name] for name in black])
    should = np.bitwise_or.reduce([clean.listed[name] for name in black])
    wrongly = was & ~should
    harmed = np.unpackbits(np.bitwise_or.reduce(wrongly, axis=0), count=side.town.citizens).astype(bool)
    return InnocentDays(int(np.bitwise_count(wrongly).sum(dtype=np.int64)), count(harmed))

"""The ledger that no office keeps: what a year of lists and doors cost, in days of people's lives.

Pure: three replays of one town walked side by side. `replay` is the year as it was; `clean` the same year without what
lay on the wrong file; `alone` the same year without the rules that ask about other people (None: there are none).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from registry.days import Day, Progress, days, refusing_doors
from scoring.engine import Replay
from scoring.engine.associations import any_of
from scoring.engine.columns import Array


@dataclass(frozen=True)
class ListDays:
    """One list. Innocent days would not have been, had every act lain on the right file; the rest are guilty days."""

    id: str
    label: str
    colour: str
    innocent: int
    guilty: int
    people: int  # who were ever on it
    innocent_people: int  # who would never have been


@dataclass(frozen=True)
class DoorDays:
    """One door: person-days on which it refused somebody, from day 1 to the last."""

    id: str
    days: int
    listed: int  # of these: days on which the citizen was on a black list
    innocent: int  # of these: days on which it would have stood open, had nothing been misfiled
    people: int


@dataclass(frozen=True)
class Kin:
    """Relatives. `affected`: citizens whom a rule about other people kept on a list or before a door on some day."""

    beside: int  # citizens on no black list who had a relative on one at the end of the year
    asked: bool  # whether any rule asks about others at all
    affected: int
    days: int  # person-days on lists and before doors that only those rules explain


@dataclass(frozen=True, eq=False)
class Costs:
    citizens: int
    days: int
    innocent: int  # person-days on any black list, counted once however many lists there were
    guilty: int
    lists: tuple[ListDays, ...]
    doors: tuple[DoorDays, ...]
    kin: Kin
    # bits [day, citizens / 8]: who is on a black board that hangs, as it was and had nothing been misfiled
    public: Array = field(repr=False)
    public_clean: Array = field(repr=False)

    @property
    def door_days(self) -> int:
        return sum(door.days for door in self.doors)

    @property
    def innocent_door_days(self) -> int:
        return sum(door.innocent for door in self.doors)


class _Tally:
    """Person-days, and the persons they belong to."""

    def __init__(self, citizens: int) -> None:
        self.days = 0
        self.who = np.zeros(citizens, bool)

    def add(self, mask: Array) -> None:
        self.days += int(np.count_nonzero(mask))
        self.who |= mask

    @property
    def people(self) -> int:
        return int(np.count_nonzero(self.who))


class _Tallies(dict[tuple[str, str], _Tally]):
    def __init__(self, citizens: int) -> None:
        super().__init__()
        self.citizens = citizens

    def __missing__(self, key: tuple[str, str]) -> _Tally:
        self[key] = _Tally(self.citizens)
        return self[key]


def costs(replay: Replay, clean: Replay, alone: Replay | None = None, progress: Progress | None = None) -> Costs:
    """Walk the year and count. About three scans of the town: seconds for 100,000 citizens."""
    tallies = _Tallies(replay.town.citizens)
    doors = refusing_doors(replay.rulebook)
    others = days(alone) if alone is not None else _nobody()
    public: tuple[list[Array], list[Array]] = [], []
    walk = zip(days(replay, progress), days(clean), others, strict=False)
    for now, should, without in walk:
        for bits, day in zip(public, (now, should), strict=True):
            bits.append(np.packbits(posted(replay, day)))
        if now.number:
            _count_lists(replay, now, should, tallies)
            _count_doors(replay, now, should, doors, tallies)
            if without is not None:
                _count_kin(now, without, doors, tallies)
    return _written(replay, tallies, alone is not None, np.array(public[0]), np.array(public[1]))


def _nobody() -> Iterator[None]:
    while True:
        yield None


def black(replay: Replay, lists: Iterable[tuple[str, Array]]) -> Array:
    """Who is on any of the black lists given."""
    colours = {entry.id: entry.colour for entry in replay.rulebook.lists}
    found = np.zeros(replay.town.citizens, bool)
    for name, on in lists:
        if colours[name] == "black":
            found |= on
    return found


def _count_lists(replay: Replay, now: Day, should: Day, tallies: _Tallies) -> None:
    for name, on in now.listed.items():
        tallies["innocent", name].add(on & ~should.listed[name])
        tallies["guilty", name].add(on & should.listed[name])
    was, had_to = black(replay, now.listed.items()), black(replay, should.listed.items())
    tallies["innocent", ""].add(was & ~had_to)
    tallies["guilty", ""].add(was & had_to)
    tallies["black", ""].who = was.copy()


def _count_doors(replay: Replay, now: Day, should: Day, doors: list[str], tallies: _Tallies) -> None:
    listed = black(replay, now.listed.items())
    for door in doors:
        shut, had_to = now.refused(door), should.refused(door)
        tallies["door", door].add(shut)
        tallies["listed", door].add(shut & listed)
        tallies["wrongly", door].add(shut & ~had_to)


def _count_kin(now: Day, without: Day, doors: list[str], tallies: _Tallies) -> None:
    tally = tallies["kin", ""]
    for name, on in now.listed.items():
        tally.add(on & ~without.listed[name])
    for door in doors:
        tally.add(now.refused(door) & ~without.refused(door))


def posted(replay: Replay, day: Day) -> Array:
    """Whom everybody can read or see: on a black list that hangs, on the screen, in the newspaper, on the line."""
    hanging = {entry.id for entry in replay.rulebook.lists if entry.posted}
    found = black(replay, ((name, on) for name, on in day.listed.items() if name in hanging))
    for shown in day.shown.values():
        found |= shown
    return found


def _written(replay: Replay, tallies: _Tallies, asked: bool, public: Array, clean: Array) -> Costs:
    return Costs(
        citizens=replay.town.citizens,
        days=replay.town.days,
        innocent=tallies["innocent", ""].days,
        guilty=tallies["guilty", ""].days,
        lists=tuple(_list(entry.id, entry.label, entry.colour, tallies) for entry in replay.rulebook.lists),
        doors=tuple(_door(door, tallies) for door in refusing_doors(replay.rulebook)),
        kin=Kin(_beside(replay, tallies), asked, tallies["kin", ""].people, tallies["kin", ""].days),
        public=public,
        public_clean=clean,
    )


def _list(name: str, label: str, colour: str, tallies: _Tallies) -> ListDays:
    innocent, guilty = tallies["innocent", name], tallies["guilty", name]
    ever = int(np.count_nonzero(innocent.who | guilty.who))
    never_due = int(np.count_nonzero(innocent.who & ~guilty.who))
    return ListDays(name, label, colour, innocent.days, guilty.days, ever, never_due)


def _door(door: str, tallies: _Tallies) -> DoorDays:
    shut = tallies["door", door]
    return DoorDays(door, shut.days, tallies["listed", door].days, tallies["wrongly", door].days, shut.people)


def _beside(replay: Replay, tallies: _Tallies) -> int:
    """Citizens on no black list at the end who have a relative on one."""
    listed = tallies["black", ""].who
    if replay.town.relatives is None:
        return 0
    return int(np.count_nonzero(any_of(listed, replay.town.relatives) & ~listed))

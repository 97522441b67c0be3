"""Settlement: once, at the end of each day. The order of observations within a day cannot matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from scoring.engine.conditions import look, passes
from scoring.engine.desk import Desk, why_unseen
from scoring.engine.model import Rulebook
from scoring.engine.observation import Observation
from scoring.engine.reasons import reasons_of
from scoring.engine.state import BEFORE, NOT_LISTED, Listing, State, doors, is_scored, listed, plan_of, start
from scoring.engine.trace import (
    CharacteristicSeen,
    DoorChange,
    ListChange,
    MultiplierSeen,
    Settlement,
    Trace,
    Unseen,
)
from scoring.engine.vocabulary import Value


def settle(
    rulebook: Rulebook,
    state: State,
    day: int,
    observations: Iterable[Observation],
    facts: Mapping[str, Value],
    *,
    trace: bool = True,
) -> tuple[State, Settlement]:
    """Settle a day. Observations of earlier days, on file at the start, settle on their own days first."""
    record = Trace() if trace else None
    before = state
    by_day: dict[int, list[Observation]] = {day: []}
    for observation in observations:
        if not state.day < observation.day <= day:
            raise ValueError(f"Observation {observation.id} is of day {observation.day}; day {day} is being settled.")
        # what the office does not see makes no day of its own: a struck observation equals an absent one
        own_day = observation.day if why_unseen(rulebook, observation) is None else day
        by_day.setdefault(own_day, []).append(observation)
    for own_day in sorted(by_day) if len(by_day) > 1 else (day,):
        state = settle_day(rulebook, state, own_day, by_day[own_day], facts, record)
    return state, _settlement(rulebook, before, state, record)


def settle_day(
    rulebook: Rulebook,
    state: State,
    day: int,
    observations: Iterable[Observation],
    facts: Mapping[str, Value],
    trace: Trace | None,
) -> State:
    """The next state, for observations that are all of this day."""
    if not is_scored(rulebook, facts):
        if trace is not None:
            trace.unseen += [Unseen(observation.id, "consent") for observation in observations]
        return State(
            day=day,
            scored=False,
            total=start(rulebook, facts).total,
            lists=(NOT_LISTED,) * len(rulebook.lists),
        )
    desk = Desk(rulebook, plan_of(rulebook), state, day, {**rulebook.vocabulary.defaults, **facts}, trace)
    desk.take(observations)
    desk.expire()
    total, standing = _number(desk)
    band = _band(desk, standing)
    return State(
        day=day,
        scored=True,
        standing=standing if rulebook.scale.has_number else None,
        band=band,
        total=total,
        leaving=tuple(desk.leaving),
        stars=desk.stars,
        stars_leaving=tuple(desk.stars_leaving),
        counts=tuple(desk.counts),
        used=tuple((index, block, times) for (index, block), times in desk.used.items()),
        held=tuple(desk.held.items()),
        entries=tuple(desk.entries),
        displays=tuple(desk.displays.items()),
        lists=_lists(desk, band) if state.lists else (),
    )


# the number


def _number(desk: Desk) -> tuple[int, int]:
    """What is carried to the next day, and the standing."""
    scale, state = desk.rulebook.scale, desk.state
    total = state.total + desk.points - desk.expired
    if desk.plan.refund:
        standing = scale.clamp(total)
        _note_clamp(desk.trace, total, standing)
        return standing, standing
    if scale.kind == "stars":
        marks, weight = desk.stars
        unclamped = (scale.start * scale.prior_weight + marks) // (scale.prior_weight + weight)
    elif scale.kind == "scorecard":
        unclamped = scale.start + _scorecard(desk) + total
    else:
        unclamped = scale.start + total
    standing = scale.clamp(unclamped)
    _note_clamp(desk.trace, unclamped, standing)
    return total, standing


def _note_clamp(trace: Trace | None, unclamped: int, standing: int) -> None:
    if trace is not None:
        trace.unclamped = unclamped
        trace.lost_to_clamp = unclamped - standing


def _scorecard(desk: Desk) -> int:
    """The characteristics' sum times every multiplier, rounded down once."""
    points = 0
    if desk.trace is not None:  # days before the first settle one after another; the last reading is the one shown
        desk.trace.characteristics.clear()
        desk.trace.multipliers.clear()
    for index, part in enumerate(desk.rulebook.characteristics):
        counted = sum(times for position, _, times in desk.counts if position == index)
        value = desk.facts[part.fact.id] if part.fact else 0
        if part.count_on:
            value = int(value) + counted
        taken = part.bin_of(value)
        points += part.points_of(taken)
        if desk.trace is not None:
            best = max(part.otherwise, *(one.points for one in part.bins))
            desk.trace.characteristics.append(
                CharacteristicSeen(part.id, part.text, value, counted, taken, part.points_of(taken), best)
            )
    above, below = points, 1
    for factor in desk.rulebook.multipliers:
        if desk.trace is not None:
            seen = look(factor.when, desk.facts)
            desk.trace.multipliers.append(MultiplierSeen(factor.id, factor.text, factor.percent, seen))
        if passes(factor.when, desk.facts):
            above, below = above * factor.percent, below * 100
    return above // below


def _band(desk: Desk, standing: int) -> int:
    read = desk.rulebook.band_at(standing)
    if desk.trace is not None:
        desk.trace.band_read = read
    return max(read, *desk.held) if desk.held else read


# lists


def _lists(desk: Desk, band: int) -> tuple[Listing, ...]:
    memories: dict[str, Listing] = {}
    pulled: dict[str, list[str]] = {}
    for entry, memory in zip(desk.rulebook.lists, desk.state.lists, strict=True):
        by_band = band in entry.enter
        by_joint = pulled.get(entry.id, [])
        off = entry.id in desk.taken_off
        put = max(BEFORE if off else memory.put, desk.put.get(entry.id, BEFORE))
        put = put if put >= desk.day else BEFORE
        wanted = by_band or put >= desk.day or bool(by_joint)
        since = min(desk.day, _never() if off else memory.since) if wanted else _never()
        was_on = memory.on and not off
        on = (wanted and (was_on or desk.day - since >= entry.notice_days)) or (was_on and desk.day <= memory.hold)
        entered = memory.entered if was_on else desk.day
        hold = memory.hold if was_on else desk.day + entry.minimum_days - 1
        hold = hold if hold > desk.day else BEFORE  # a stay that is over is forgotten, so that equal futures are equal
        # waiting since when: forgotten once it is on, so that equal futures are equal states
        memories[entry.id] = Listing(True, entered, hold, put) if on else Listing(put=put, since=since)
        if on:
            for other in entry.joint:
                pulled.setdefault(other, []).append(entry.id)
        if desk.trace is not None and on != memory.on:
            _note_list(desk, desk.trace, entry.id, on, band if by_band else -1, by_joint)
    return tuple(memories.values())


def _never() -> int:
    return NOT_LISTED.since


def _note_list(desk: Desk, trace: Trace, name: str, on: bool, band: int, joint: list[str]) -> None:
    if not on:
        off = tuple(desk.taken_off.get(name, ()))
        change = ListChange(name, "left", "taken_off" if off else "ended", off)
    elif name in desk.put_by:
        change = ListChange(name, "entered", "rule", tuple(dict.fromkeys(desk.put_by[name])))
    elif band >= 0:
        change = ListChange(name, "entered", "band", (desk.rulebook.bands[band].id,))
    else:
        change = ListChange(name, "entered", "joint" if joint else "rule", tuple(joint))
    trace.list_changes.append(change)


# what is handed back


class Doors(Mapping[str, str]):
    """Each door's state for the next day, worked out when somebody asks: a search over many lives rarely does."""

    def __init__(self, rulebook: Rulebook, state: State) -> None:
        self._rulebook = rulebook
        self._state = state

    @cached_property
    def _states(self) -> dict[str, str]:
        return {door: value for door, (value, _) in doors(self._rulebook, self._state).items()}

    def __getitem__(self, door: str) -> str:
        return self._states[door]

    def __iter__(self) -> Iterator[str]:
        return iter(self._states)

    def __len__(self) -> int:
        return len(self._states)

    def __repr__(self) -> str:
        return repr(self._states)


def _settlement(rulebook: Rulebook, before: State, state: State, trace: Trace | None) -> Settlement:
    if trace is not None:
        _note_doors(rulebook, before, state, trace)
    return Settlement(
        day=state.day,
        standing=state.standing,
        band=rulebook.bands[state.band].id if state.band >= 0 else None,
        lists=listed(rulebook, state),
        entries=tuple(entry for _, entry in state.entries),
        displays=tuple(where for where, _ in state.displays),
        scored=state.scored,
        before=before.standing,
        doors=Doors(rulebook, state),
        trace=trace,
        reasons=reasons_of(rulebook, [trace]) if trace is not None else (),
    )


def _note_doors(rulebook: Rulebook, before: State, state: State, trace: Trace) -> None:
    then, now = doors(rulebook, before) if before.day > BEFORE else {}, doors(rulebook, state)
    if then is now:
        return
    for door, (after, line) in now.items():
        was = then[door][0] if then else rulebook.vocabulary.doors[door].default
        if was != after:
            trace.door_changes.append(DoorChange(door, was, after, line))

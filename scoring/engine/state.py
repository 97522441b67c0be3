"""What an office remembers about one citizen between two days, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from scoring.engine.frozen import dataclass
from scoring.engine.model import FOREVER, DoorTest, Rule, Rulebook
from scoring.engine.vocabulary import Value

BEFORE = -FOREVER  # "no day yet"
MONTH = 30  # days for which what is known of other people stays as it was told


@dataclass(frozen=True, slots=True)
class Listing:
    """One list's memory of one citizen."""

    on: bool = False
    entered: int = field(default=BEFORE, compare=False)
    hold: int = BEFORE  # last day of the minimum stay
    put: int = BEFORE  # last day for which a rule put the citizen on it
    since: int = FOREVER  # first day of the present run of days on which it wanted the citizen


NOT_LISTED = Listing()


@dataclass(frozen=True, slots=True)
class State:
    """Hashable: two citizens with equal states have equal futures under the same observations."""

    day: int = BEFORE
    scored: bool = True
    standing: int | None = None
    band: int = -1
    total: int = 0  # window: points alive; refund: the running number
    leaving: tuple[tuple[int, int, int], ...] = ()  # (day, position of the rule, points)
    stars: tuple[int, int] = (0, 0)  # sum of marks × weight, sum of weights
    stars_leaving: tuple[tuple[int, int, int], ...] = ()  # (day, marks × weight, weight)
    counts: tuple[tuple[int, int, int], ...] = ()  # (position of the characteristic, day, observations)
    used: tuple[tuple[int, int, int], ...] = ()  # (position of the rule, block of days, hits counted)
    held: tuple[tuple[int, int], ...] = ()  # (position of the band, last day)
    entries: tuple[tuple[int, str], ...] = ()  # (last day, entry)
    displays: tuple[tuple[str, int], ...] = ()  # (where, last day)
    lists: tuple[Listing, ...] = ()  # in the order of the rulebook's lists


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rulebook makes of each kind of act, looked up once."""

    rules: Mapping[str, tuple[tuple[int, Rule], ...]]
    counted: Mapping[str, tuple[int, ...]]
    refund: bool
    doors_ask: tuple[bool, bool]  # for the standing, for the number of entries
    doors_found: DoorsFound  # the last few answers, by what doors ask about


DoorStates = Mapping[str, tuple[str, int | None]]
DoorsFound = dict[tuple[object, ...], DoorStates]
MOST_DOORS = 256  # answers kept


def plan_of(rulebook: Rulebook) -> Plan:
    """The plan is kept with the rulebook itself, so that a what-if copy of a rulebook gets its own."""
    plan = rulebook.__dict__.get(_PLAN)
    if not isinstance(plan, Plan):
        plan = rulebook.__dict__[_PLAN] = _plan(rulebook)
    return plan


_PLAN = "_plan"


def _plan(rulebook: Rulebook) -> Plan:
    enabled = [(index, rule) for index, rule in enumerate(rulebook.rules) if rule.enabled]
    kinds = rulebook.vocabulary.kinds
    return Plan(
        rules={kind: tuple(pair for pair in enabled if not pair[1].on or kind in pair[1].on) for kind in kinds},
        counted={
            kind: tuple(i for i, part in enumerate(rulebook.characteristics) if kind in part.count_on) for kind in kinds
        },
        refund=rulebook.scale.expiry == "refund",
        doors_ask=_asked(rulebook),
        doors_found={},
    )


def _asked(rulebook: Rulebook) -> tuple[bool, bool]:
    tests = [test for line in rulebook.doors for test in line.when]
    standing = any(test.standing_at_most is not None or test.standing_at_least is not None for test in tests)
    return standing, any(test.entries_at_least is not None for test in tests)


def is_scored(rulebook: Rulebook, facts: Mapping[str, Value]) -> bool:
    """Without consent there is no standing at all, where consent is asked for."""
    if rulebook.consent == "mandatory":
        return True
    return bool(facts.get("consents", rulebook.vocabulary.defaults.get("consents", True)))


def start(rulebook: Rulebook, facts: Mapping[str, Value]) -> State:
    """The state of a citizen of whom nothing is on file and nothing has been settled."""
    scored = is_scored(rulebook, facts)
    return State(
        scored=scored,
        total=rulebook.scale.start if plan_of(rulebook).refund else 0,
        lists=(NOT_LISTED,) * len(rulebook.lists),
    )


def listed(rulebook: Rulebook, state: State) -> tuple[str, ...]:
    """The lists a citizen is on, in the order of their ids."""
    return tuple(sorted(entry.id for entry, memory in zip(rulebook.lists, state.lists, strict=True) if memory.on))


def doors(rulebook: Rulebook, state: State) -> DoorStates:
    """Each door's state for the next day, and the position of the line that set it."""
    known = plan_of(rulebook).doors_found
    asked = seen_by_doors(rulebook, state)
    found = known.get(asked)
    if found is None:
        if len(known) >= MOST_DOORS:
            known.clear()
        found = known[asked] = _doors(rulebook, state)
    return found


def seen_by_doors(rulebook: Rulebook, state: State) -> tuple[object, ...]:
    """All that the doors ask about: two states in which it is equal leave every door the same."""
    standing, entries = plan_of(rulebook).doors_ask
    on = tuple([memory.on for memory in state.lists])
    showing = tuple([where for where, _ in state.displays])
    return (
        state.scored,
        state.band,
        on,
        showing,
        state.standing if standing else None,
        len(state.entries) if entries else 0,
    )


def _doors(rulebook: Rulebook, state: State) -> DoorStates:
    result: dict[str, tuple[str, int | None]] = {
        door.id: (door.default, None) for door in rulebook.vocabulary.doors.values()
    }
    on = frozenset(listed(rulebook, state))
    showing = frozenset(where for where, _ in state.displays)
    for index, line in enumerate(rulebook.doors):
        if result[line.door][1] is None and any(_door_holds(test, state, on, showing) for test in line.when):
            result[line.door] = (line.state, index)
    return result


def _door_holds(test: DoorTest, state: State, on: frozenset[str], showing: frozenset[str]) -> bool:
    if test.scored is not None and test.scored != state.scored:
        return False
    asks = (
        test.list,
        test.bands,
        test.display,
        test.standing_at_most,
        test.standing_at_least,
        test.entries_at_least,
    )
    if not state.scored:
        return all(part is None for part in asks)
    return (
        (test.list is None or test.list in on)
        and (test.bands is None or state.band in test.bands)
        and (test.display is None or test.display in showing)
        and _number_holds(test.standing_at_most, test.standing_at_least, state.standing)
        and (test.entries_at_least is None or len(state.entries) >= test.entries_at_least)
    )


def _number_holds(most: int | None, least: int | None, standing: int | None) -> bool:
    if most is None and least is None:
        return True
    if standing is None:
        return False
    return (most is None or standing <= most) and (least is None or standing >= least)

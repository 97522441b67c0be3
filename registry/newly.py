"""Why a resident is newly listed although, perhaps, every rule got milder: read off the trace, and tried out."""

from dataclasses import dataclass
from typing import Literal

from registry.lives import black_lists
from registry.replays import reformed_year, town_of
from registry.residents import Resident, associations_of, resident
from scoring.engine import Explanation, Rulebook, explain
from scoring.engine.trace import ListChange

Kind = Literal["rule", "ties", "stay", "points"]


@dataclass(frozen=True)
class Cause:
    """rule: a rule put them there. ties: others were read differently. stay: they entered later than they would have,
    and must stay some days. points: the rules that weigh most against them now, in `by`.
    """

    kind: Kind
    number: int
    list: str
    entered: int  # day of the last entry under the reform
    minimum: int  # days that whoever enters must stay
    earlier: tuple[tuple[int, int], ...]  # stays on the list under the rules in force: from day to day
    by: tuple[str, ...]


def why_listed(number: int, reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Cause | None:
    """None where this resident is not newly on a black list. Raises IndexError where nobody has the number."""
    person = resident(number, reform, baseline, citizens, seed)
    held = sorted(black_lists(reform) & set(person.after.lists))
    if not held or black_lists(baseline) & set(person.before.lists):
        return None
    name = held[0]
    entered, change = _entered(person.after, name)
    entry = next(each for each in reform.lists if each.id == name)
    kind, by = _kind(person, change, reform, baseline, citizens, seed)
    return Cause(kind, number, name, entered, entry.minimum_days, tuple(_stays(person.before, name)), by)


def _kind(
    person: Resident, change: ListChange, reform: Rulebook, baseline: Rulebook, citizens: int, seed: int
) -> tuple[Kind, tuple[str, ...]]:
    if change.why == "rule":
        return "rule", change.by
    if not _listed_with_the_old_ties(person, reform, baseline, citizens, seed):
        return "ties", ()
    entry = next(each for each in reform.lists if each.id == change.list)
    bands = [band.id for band in reform.bands]
    here = bands.index(person.after.band) if person.after.band in bands else -1
    return ("stay", ()) if here not in entry.enter else ("points", _heavier(person))


def _listed_with_the_old_ties(
    person: Resident, reform: Rulebook, baseline: Rulebook, citizens: int, seed: int
) -> bool:  # fmt: skip
    """Would the reform list them too, had friends and relatives been read as they are under the rules in force?"""
    town = town_of(citizens, seed)
    ties = associations_of(reformed_year(baseline, baseline, citizens, seed), person.number)
    if not ties:
        return True
    life = explain(reform, person.observations, facts=person.facts, days=town.days, associations=ties, trace=False)
    return bool(black_lists(reform) & set(life.lists))


def _heavier(person: Resident) -> tuple[str, ...]:
    """Rules that weigh more against this resident than they did, the one that weighs most more first."""
    better = -1 if person.after.rulebook.scale.higher_is == "worse" else 1
    weights = [_weights(life) for life in (person.before, person.after)]
    change = {
        rule: better * (weights[1].get(rule, 0) - weights[0].get(rule, 0)) for rule in {**weights[0], **weights[1]}
    }
    return tuple(sorted((rule for rule in change if change[rule] < 0), key=lambda rule: (change[rule], rule)))


def _weights(life: Explanation) -> dict[str, int]:
    found: dict[str, int] = {}
    for end in life.settlements:
        for look in end.trace.looks if end.trace else ():
            if look.fired:
                found[look.rule] = found.get(look.rule, 0) + look.points
    return found


def _changes(life: Explanation, name: str) -> list[tuple[int, ListChange]]:
    return [
        (end.day, change)
        for end in life.settlements
        for change in (end.trace.list_changes if end.trace else ())
        if change.list == name
    ]


def _entered(life: Explanation, name: str) -> tuple[int, ListChange]:
    return [(day, change) for day, change in _changes(life, name) if change.change == "entered"][-1]


def _stays(life: Explanation, name: str) -> list[tuple[int, int]]:
    """From the day of entry to the day of leaving; none is open, since they are not listed now."""
    days = [day for day, _change in _changes(life, name)]
    return list(zip(days[::2], days[1::2], strict=False))

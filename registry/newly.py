"""Why a resident is newly listed although, perhaps, every rule got milder: read off the trace, and tried out."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from registry.kept import Once
from registry.lives import black_lists
from registry.replays import comparison, reformed_year
from registry.residents import associations_of, explained
from scoring.engine import Explanation, Replay, Rulebook, explain
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


@dataclass(frozen=True)
class _Case:
    """A resident under a reform and in force. What was is read off the year; it is explained only where that is
    asked for, since explaining a year takes longer than an edit."""

    number: int
    reform: Rulebook
    baseline: Rulebook
    citizens: int
    seed: int

    @property
    def before(self) -> Explanation:
        return explained(self.number, self.baseline, self.baseline, self.citizens, self.seed)

    @property
    def after(self) -> Explanation:
        return explained(self.number, self.reform, self.baseline, self.citizens, self.seed)

    @property
    def year(self) -> Replay:
        return reformed_year(self.baseline, self.baseline, self.citizens, self.seed)

    @property
    def reformed(self) -> Replay:
        return reformed_year(self.reform, self.baseline, self.citizens, self.seed)


def why_listed(number: int, reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> Cause | None:
    """None where this resident is not newly on a black list. Raises IndexError where nobody has the number."""
    case = _Case(number, reform, baseline, citizens, seed)
    if not 0 <= number < citizens:
        raise IndexError(number)
    if case.year.on_any()[number] or not case.reformed.on_any()[number]:
        return None
    name = sorted(black_lists(reform) & set(case.after.lists))[0]
    entered, change = _entered(case.after, name)
    entry = next(each for each in reform.lists if each.id == name)
    kind, by = _kind(case, change)
    return Cause(kind, number, name, entered, entry.minimum_days, _stays(case.year, name, number), by)


def _first(reform: Rulebook, baseline: Rulebook, citizens: int, seed: int) -> tuple[Cause, ...]:
    for number in comparison(baseline, reform, citizens, seed).newly_listed.examples[:1]:
        cause = why_listed(number, reform, baseline, citizens, seed)
        return (cause,) if cause else ()
    return ()


first_listed = Once(_first, {0: 512}, at=2)  # the first of those who are newly listed, if any, and why


def _kind(case: _Case, change: ListChange) -> tuple[Kind, tuple[str, ...]]:
    if change.why == "rule":
        return "rule", change.by
    if not _listed_with_the_old_ties(case):
        return "ties", ()
    entry = next(each for each in case.reform.lists if each.id == change.list)
    bands = [band.id for band in case.reform.bands]
    here = bands.index(case.after.band) if case.after.band in bands else -1
    return ("stay", ()) if here not in entry.enter else ("points", _heavier(case))


def _listed_with_the_old_ties(case: _Case) -> bool:
    """Would the reform list them too, had friends and relatives been read as they are under the rules in force?"""
    ties = associations_of(case.year, case.number)
    if not ties or ties == associations_of(case.reformed, case.number):
        return True
    town, words = case.year.town, case.baseline.vocabulary
    observations, facts = town.observations_of(case.number, words), town.facts_of(case.number, words)
    life = explain(case.reform, observations, facts=facts, days=town.days, associations=ties, trace=False)
    return bool(black_lists(case.reform) & set(life.lists))


def _heavier(case: _Case) -> tuple[str, ...]:
    """Rules that weigh more against this resident than they did, the one that weighs most more first."""
    better = -1 if case.reform.scale.higher_is == "worse" else 1
    weights = [_weights(life) for life in (case.before, case.after)]
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


def _entered(life: Explanation, name: str) -> tuple[int, ListChange]:
    """The last entry onto a list, and its day."""
    traces = [(end.day, end.trace) for end in life.settlements if end.trace]
    changes = [(day, change) for day, trace in traces for change in trace.list_changes]
    return [(day, change) for day, change in changes if change.list == name and change.change == "entered"][-1]


def _stays(year: Replay, name: str, number: int) -> tuple[tuple[int, int], ...]:
    """From the day of entry to the day of leaving; none is open, since they are not listed at the end."""
    if name not in year.listed:
        return ()
    on = year.listed[name][:, number // 8] >> (7 - number % 8) & 1
    days = np.flatnonzero(np.diff(on, prepend=np.uint8(0))).tolist()
    return tuple(zip(days[::2], days[1::2], strict=True))

"""Is there a rulebook near yours that meets a goal? Every limit, every rule repealed, every source no longer heard.

Each trial is a run of the whole year. One change at a time, and every value of it that can make a difference: where
none does it, none of these can; two changes together are not tried, and the answer says so. Sources are also taken away
one after another, those first whose entries matter least to the list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from registry.goals import Data, Errors, data, errors, gaps, widest
from registry.replays import clean_year, town_of, year
from registry.warm import Progress, Warmer
from scoring.engine import NO_STANDING, Replay, Rulebook, RulebookError, reform, replay
from scoring.engine.columns import Array
from scoring.engine.model import Band

CITIZENS = 1000  # of the town in which is searched
MOST_LIMITS = 90
KEPT = 8


@dataclass(frozen=True, order=True)
class Trial:
    """One change: a limit moved, a rule repealed, a source no longer heard, several of them, or none."""

    kind: str  # limit | rule | source | sources | none
    what: str = ""  # several sources: joined by commas
    value: int = 0

    @property
    def names(self) -> list[str]:
        return self.what.split(",")


@dataclass(frozen=True)
class Tried:
    trial: Trial
    errors: Errors
    data: Data
    even: bool  # no group is listed twice as often as another
    listed_more: float  # how many times as often, at worst


def search(rulebook: Rulebook, baseline: Rulebook, seed: int) -> Progress:
    """How far the search around this rulebook has come; `found` are the trials so far."""
    key = (rulebook.digest + baseline.digest, CITIZENS, seed)
    return _searcher.progress(key, Search(rulebook, baseline, seed).parts)


_searcher = Warmer(KEPT)


class Search:
    """The trials around one rulebook; the later ones go by what the earlier ones found."""

    def __init__(self, rulebook: Rulebook, baseline: Rulebook, seed: int) -> None:
        self.rulebook, self.baseline, self.seed = rulebook, baseline, seed
        self.singles: list[Tried] = []

    def parts(self) -> list[Callable[[], Tried | None]]:
        singles = [partial(self.single, each) for each in trials_of(self.rulebook, self.baseline, self.seed)]
        sources = len(heard_in(self.rulebook, self.seed))
        return [*singles, *(partial(self.without, count) for count in range(2, sources))]

    def single(self, trial: Trial) -> Tried | None:
        found = tried(trial, self.rulebook, self.baseline, self.seed)
        if found and trial.kind == "source":
            self.singles.append(found)
        return found

    def without(self, count: int) -> Tried | None:
        """So many sources fewer: those first that change least of the list for the entries that they file."""
        order = sorted(self.singles, key=_moved_for_each_entry)
        names = [one.trial.what for one in order[:count]]
        trial = Trial("sources", ",".join(names))
        return tried(trial, self.rulebook, self.baseline, self.seed) if len(names) == count else None


def _moved_for_each_entry(one: Tried) -> tuple[float, Trial]:
    return one.data.differ / (one.data.of - one.data.entries + 1), one.trial


def trials_of(rulebook: Rulebook, baseline: Rulebook, seed: int) -> Iterator[Trial]:
    yield Trial("none")
    band = listing_band(rulebook)
    if band is not None:
        for value in limits_worth_trying(rulebook, year(baseline, CITIZENS, seed)):
            yield Trial("limit", band.id, value)
    for rule in rulebook.rules:
        if rule.enabled:
            yield Trial("rule", rule.id)
    for source in heard_in(rulebook, seed):
        yield Trial("source", source)


def heard_in(rulebook: Rulebook, seed: int) -> list[str]:
    """The sources to which the rulebook listens and which filed anything."""
    names = list(rulebook.vocabulary.sources)
    filed = {names[code] for code in np.unique(town_of(CITIZENS, seed).source).tolist()}
    return [name for name in names if name in filed and (rulebook.observers is None or name in rulebook.observers)]


def listing_band(rulebook: Rulebook) -> Band | None:
    """The band at whose edge a black list begins."""
    leads = {band for entry in rulebook.lists if entry.colour == "black" for band in entry.enter}
    edges = [rulebook.bands[band] for band in leads if band - 1 not in leads and band > 0]
    return edges[0] if edges else None


def limits_worth_trying(rulebook: Rulebook, home: Replay) -> list[int]:
    """Where the better band could begin: each number at which anybody stood on any day, and one beyond all."""
    band = listing_band(rulebook)
    if band is None or not rulebook.scale.has_number or rulebook.scale.higher_is != "better":
        return []
    above = rulebook.bands[rulebook.bands.index(band) - 1]
    numbers = np.unique(home.standing_by_day)
    inside = numbers[(numbers > band.low) & (numbers <= above.high) & (numbers != NO_STANDING)].tolist()
    step = -(-len(inside) // MOST_LIMITS) or 1
    return [int(number) for number in inside[::step]]


def edits_of(trial: Trial, rulebook: Rulebook) -> dict[str, Any]:
    if trial.kind == "limit":
        position = [band.id for band in rulebook.bands].index(trial.what)
        return {f"/bands/{position - 1}/from": trial.value, f"/bands/{position}/to": trial.value - 1}
    if trial.kind == "rule":
        position = [rule.id for rule in rulebook.rules].index(trial.what)
        return {f"/rules/{position}/enabled": False}
    if trial.kind in ("source", "sources"):
        before = set(rulebook.observers if rulebook.observers is not None else rulebook.vocabulary.sources)
        return {"/observers": sorted(before - set(trial.names))}
    return {}


def tried(trial: Trial, rulebook: Rulebook, baseline: Rulebook, seed: int) -> Tried | None:
    """None where the change leaves no rulebook that the engine accepts."""
    home = year(baseline, CITIZENS, seed)
    edits = edits_of(trial, rulebook)
    try:
        changed = reform(rulebook, edits, "trial") if edits else rulebook
    except RulebookError:
        return None
    after = replay(changed, home.town, previous=home)
    gap = widest(gaps(after))
    return Tried(
        trial=trial,
        errors=errors(after, guilty(baseline, CITIZENS, seed)),
        data=data(home, after),
        even=gap is None or gap.met,
        listed_more=gap.times if gap else 1.0,
    )


def guilty(baseline: Rulebook, citizens: int, seed: int) -> Array:
    """Who the rules in force would list for their own acts alone."""
    return clean_year(baseline, citizens, seed).on_any()


def frontier(found: list[Tried]) -> list[Tried]:
    """The trials to which no other is better in one kind of error without being worse in the other."""
    best: list[Tried] = []
    for each in sorted(found, key=lambda each: (each.errors.innocent, each.errors.missed)):
        if not best or each.errors.missed < best[-1].errors.missed:
            best.append(each)
    return best

"""The stack on the officer's desk: appeals that this town's citizens file in this year, and what each file holds.

Drawn from the town, not written: who is listed and whether rightly comes of two runs of the engine, who appeals with
which paper of the same model that the whole town's appeals are simulated with.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from appeals.officer.signs import Signs, signs
from appeals.procedure.filing import Filings, filings, shut_until
from appeals.procedure.listings import Listings, listings_of
from appeals.procedure.model import Knobs, Procedure
from appeals.procedure.papers import STRENGTHS, Paper, papers
from appeals.procedure.parameters import parameters
from registry.replays import reformed_year, year
from registry.residents import Resident, resident
from scoring.engine import Observation, Rulebook
from scoring.engine.trace import Look
from town.luck import Key, below

CITIZENS = 10_000
FIRST_DAY, LAST_DAY = 183, 320  # of the year, on one of which a shift begins
SHOWN = 6  # entries a file prints; it says how many more there are


@dataclass(frozen=True)
class Entry:
    """One entry that a rule counted, as the office keeps it. `wrong` is what the file does not say."""

    id: str
    day: int
    kind: str
    source: str
    rule: str
    points: int
    observation: Observation
    same_day: tuple[Observation, ...]  # what else was filed of this citizen on that day
    wrong: bool


@dataclass(frozen=True)
class DeskFile:
    """One appeal. Days are those of the town's year."""

    position: int
    citizen: int
    filed: int
    listed_since: int
    strength: str
    paper: Paper | None
    second: Paper | None  # what comes when the officer asks for more
    wrongly: bool  # not on the list, had nothing in the town been misfiled
    days_left: int  # on the list after the day of filing, if nobody grants anything
    entries: tuple[Entry, ...]
    more: int  # entries that count too and are not printed
    wrong: int  # entries about somebody else, printed or not
    signs: Signs = field(default_factory=Signs)
    named: Entry | None = None  # the entry that the claim is about, where it can name one
    refused: Paper | None = None  # laid on the counter, and of a kind that this office does not take
    doubted: Entry | None = None  # the entry that its record does not fit; None with a doubt: a relative's


class NoStack(LookupError):
    """Under this system nobody could file anything, or nobody did."""


def stack(rulebook: Rulebook, seed: int, run: int, files: int, procedure: Procedure) -> tuple[DeskFile, ...]:
    """The files of one shift. `run` 0 is the first shift; the next has the files after it.

    The list is the rulebook's; who asks for a correction, and with what, hangs on the procedure. Raises NoStack.
    """
    if not procedure.open:
        raise NoStack(procedure.id)
    return _drawn(rulebook, seed, run, files, procedure.knobs, procedure.papers)


@lru_cache(maxsize=24)
def _drawn(
    rulebook: Rulebook, seed: int, run: int, files: int, knobs: Knobs, accepted: tuple[str, ...]
) -> tuple[DeskFile, ...]:
    listings, filed = appeals_of(rulebook, seed, knobs)
    if len(filed.of) < files * (run + 1):
        raise NoStack(rulebook.id)
    start = _start(filed, files, seed)
    chosen = [(start + run * files + n) % len(filed.of) for n in range(files)]
    town = _Town(rulebook, seed, knobs, accepted, listings, filed)
    return tuple(_file(town, at, n) for n, at in enumerate(chosen))


@lru_cache(maxsize=12)
def appeals_of(rulebook: Rulebook, seed: int, knobs: Knobs) -> tuple[Listings, Filings]:
    """A year's listings in a town of CITIZENS, and the appeals against them in the order of arrival."""
    listings = _listings(rulebook, seed)
    return listings, filings(listings, knobs, parameters(), seed)


@lru_cache(maxsize=8)
def _listings(rulebook: Rulebook, seed: int) -> Listings:
    filed = year(rulebook, CITIZENS, seed)
    return listings_of(filed, reformed_year(rulebook, rulebook, CITIZENS, seed, clean=True))


@dataclass(frozen=True)
class _Town:
    """What every file of a stack is drawn from. `accepted`: ids of the papers that the office takes."""

    rulebook: Rulebook
    seed: int
    knobs: Knobs
    accepted: tuple[str, ...]
    listings: Listings
    filed: Filings


def _start(filed: Filings, files: int, seed: int) -> int:
    """Some day in the second half of the year, when the office has been at it for a while.

    A day, not a place in the line: another procedure meets the same days, and so by and large the same people.
    """
    day = FIRST_DAY + below(LAST_DAY - FIRST_DAY, "desk", seed)
    return max(0, min(int(np.searchsorted(filed.time, day)), len(filed.of) - 2 * files))


def _file(town: _Town, at: int, position: int) -> DeskFile:
    of, seed, listings = int(town.filed.of[at]), town.seed, town.listings
    number, since = int(listings.citizen[of]), int(listings.first[of])
    wrongly, strength = bool(listings.wrong[of]), STRENGTHS[int(town.filed.strength[at])]
    counted = _counted(resident(number, town.rulebook, town.rulebook, CITIZENS, seed), town.rulebook, since)
    seen = signs(wrongly, town.knobs, (seed, number))
    paper, second = _paper(strength, "paper", seed, number), _second(wrongly, strength, seed, number)
    taken = paper if paper and paper.id in town.accepted else None
    filed = int(town.filed.time[at])
    named = _named(counted, wrongly and seen.aimed, town.knobs, (seed, number))
    shown = _printed(counted, named)
    return DeskFile(
        position=position,
        citizen=number,
        filed=filed,
        listed_since=since,
        strength=strength,
        paper=taken,
        second=second if second and second.id in town.accepted else None,
        wrongly=wrongly,
        days_left=max(0, int(shut_until(listings, town.knobs)[of]) - filed),
        entries=tuple(sorted(shown, key=lambda entry: (entry.day, entry.id))),
        more=len(counted) - len(shown),
        wrong=len({entry.id for entry in counted if entry.wrong}),
        signs=seen,
        named=named,
        refused=paper if paper is not taken else None,
        doubted=_doubted(counted, wrongly, named, (seed, number)),
    )


def _named(counted: list[Entry], aimed: bool, knobs: Knobs, key: tuple[Key, ...]) -> Entry | None:
    """Whom nobody told why cannot say which entry. Who aims names what the mistake is in; who does not, any."""
    if knobs.reasons == "none":
        return None
    wrong = [entry for entry in counted if entry.wrong]
    return _one(wrong if aimed and wrong else counted, "named", key)


def _printed(counted: list[Entry], named: Entry | None) -> list[Entry]:
    """The heaviest, the latest first; and the one that the claim is about, wherever it stands."""
    heaviest = sorted(counted, key=lambda entry: (entry.points, -entry.day))[:SHOWN]
    return heaviest if named is None or named in heaviest else [*heaviest[: SHOWN - 1], named]


def _doubted(counted: list[Entry], wrongly: bool, named: Entry | None, key: tuple[Key, ...]) -> Entry | None:
    """Whose record is looked at: that of the entry which the claim names, where it can be the one."""
    fitting = [entry for entry in counted if entry.wrong == wrongly]
    return named if named in fitting else _one(fitting, "doubt", key)


def _one(entries: list[Entry], purpose: str, key: tuple[Key, ...]) -> Entry | None:
    return entries[below(len(entries), "desk", purpose, *key)] if entries else None


def _paper(strength: str, purpose: str, seed: int, number: int) -> Paper | None:
    """A paper of this strength that speaks about who it was."""
    if strength == "none":
        return None
    fitting = [each for each in papers().values() if each.proves == "identity" and each.strength == strength]
    return fitting[below(len(fitting), "desk", purpose, seed, number)]


def _second(wrongly: bool, strength: str, seed: int, number: int) -> Paper | None:
    """Who is asked says where to look: as likely a strong paper as from somebody who was given the full trace."""
    model, draw = parameters(), below(100, "desk", "asked", seed, number)
    if strength == "strong":
        return None
    if wrongly and draw < model["strong_trace"]:
        return _paper("strong", "second", seed, number)
    weak = model["weak_wrong"] + model["strong_trace"] if wrongly else model["weak_right"]
    return _paper("weak", "second", seed, number) if strength == "none" and draw < weak else None


def _counted(known: Resident, rulebook: Rulebook, since: int) -> list[Entry]:
    """What counted against the citizen on the day of the list: not what has expired, not what was for them."""
    alive = {rule.id: since - rule.expires if rule.expires else -1 for rule in rulebook.rules}
    return [
        _entry(known, look)
        for settlement in known.before.settlements[: since + 1]
        for look in (settlement.trace.looks if settlement.trace else ())
        if look.fired and _against(look) and look.day > alive[look.rule]
    ]


def _against(look: Look) -> bool:
    return look.points < 0 or any(name.startswith(("put_on", "record", "set_band")) for name in look.effects)


def _entry(known: Resident, look: Look) -> Entry:
    seen = known.by_id[look.observation]
    return Entry(
        id=seen.id,
        day=seen.day,
        kind=seen.kind,
        source=seen.source,
        rule=look.rule,
        points=look.points,
        observation=seen,
        same_day=_others(known.observations, seen),
        wrong=seen.id in known.wrong,
    )


def _others(observations: Sequence[Observation], seen: Observation) -> tuple[Observation, ...]:
    return tuple(each for each in observations if each.day == seen.day and each.id != seen.id)

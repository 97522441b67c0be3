"""The stack on the officer's desk: appeals that this town's citizens file in this year, and what each file holds.

Drawn from the town, not written: who is listed and whether rightly comes of two runs of the engine, who appeals with
which paper of the same model that the whole town's appeals are simulated with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from appeals.procedure.filing import Filings, filings
from appeals.procedure.listings import Listings, listings_of
from appeals.procedure.load import procedure_for
from appeals.procedure.model import Knobs
from appeals.procedure.papers import STRENGTHS, Paper, papers
from appeals.procedure.parameters import parameters
from registry.replays import reformed_year, year
from registry.residents import Resident, resident
from scoring.engine import Observation, Rulebook
from scoring.engine.trace import Look
from town.luck import below

CITIZENS = 10_000
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


class NoStack(LookupError):
    """Under this system nobody could file anything, or nobody did."""


@lru_cache(maxsize=16)
def stack(rulebook: Rulebook, seed: int, run: int, files: int) -> tuple[DeskFile, ...]:
    """The files of one shift. `run` 0 is the first shift; the next has the files after it. Raises NoStack."""
    knobs = knobs_of(rulebook)
    listings, filed = appeals_of(rulebook, seed, knobs)
    if len(filed.of) < files * (run + 1):
        raise NoStack(rulebook.id)
    start = _start(len(filed.of), files, seed)
    chosen = [(start + run * files + n) % len(filed.of) for n in range(files)]
    return tuple(_file(rulebook, seed, knobs, listings, filed, at, n) for n, at in enumerate(chosen))


def knobs_of(rulebook: Rulebook) -> Knobs:
    """The procedure that the system has. Raises NoStack where it has none."""
    procedure = procedure_for(rulebook.id)
    if not procedure.open:
        raise NoStack(rulebook.id)
    return procedure.knobs


@lru_cache(maxsize=8)
def appeals_of(rulebook: Rulebook, seed: int, knobs: Knobs) -> tuple[Listings, Filings]:
    """A year's listings in a town of CITIZENS, and the appeals against them in the order of arrival."""
    filed = year(rulebook, CITIZENS, seed)
    clean = reformed_year(rulebook, rulebook, CITIZENS, seed, clean=True)
    listings = listings_of(filed, clean)
    return listings, filings(listings, knobs, parameters(), seed)


def _start(count: int, files: int, seed: int) -> int:
    """Somewhere in the second half of the year, when the office has been at it for a while."""
    half = count // 2
    return half + below(max(1, count - half - 2 * files), "desk", seed)


def _file(
    rulebook: Rulebook, seed: int, knobs: Knobs, listings: Listings, filed: Filings, at: int, position: int
) -> DeskFile:
    of = int(filed.of[at])
    number, since = int(listings.citizen[of]), int(listings.first[of])
    wrongly, strength = bool(listings.wrong[of]), STRENGTHS[int(filed.strength[at])]
    counted = _counted(resident(number, rulebook, rulebook, CITIZENS, seed), rulebook, since)
    shown = sorted(counted, key=lambda entry: (entry.points, -entry.day))[:SHOWN]
    return DeskFile(
        position=position,
        citizen=number,
        filed=int(filed.time[at]),
        listed_since=since,
        strength=strength,
        paper=_paper(strength, "paper", seed, number),
        second=_second(wrongly, strength, seed, number),
        wrongly=wrongly,
        days_left=max(0, int(listings.last[of]) - int(filed.time[at])),
        entries=tuple(sorted(shown, key=lambda entry: (entry.day, entry.id))),
        more=len(counted) - len(shown),
        wrong=len({entry.id for entry in counted if entry.wrong}),
    )


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

"""Three named lives beside the numbers: the same ten days before and after an edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from registry.boards import neighbours
from registry.concerns import concerns
from registry.lives import DAYS, File, black_lists
from scoring import display
from scoring.engine import Rulebook, Settlement, explain

NEIGHBOURS = 2


@dataclass(frozen=True)
class Named:
    id: str
    name: str
    own: bool
    was: str
    now: str
    moved: str  # up, down, or ""
    words: str


@dataclass(frozen=True)
class Outcome:
    """Where ten days end under a rulebook."""

    standing: int
    band: int
    listed: bool
    written: str

    def rank(self, better: int) -> tuple[int, int, int]:
        """More is better off: off the lists, then by band, then by number."""
        return (-int(self.listed), -self.band, better * self.standing)


def named_lives(own: File, reform: Rulebook, chosen: Sequence[str] = ()) -> list[Named]:
    """This life, and two neighbours: those that are chosen, or else those whom the reform moves most."""
    others = [file for file in neighbours(own.seed, own.rulebook) if file.persona.id != own.persona.id]
    moves = {file.persona.id: _distance(outcome(file, own.rulebook), outcome(file, reform)) for file in others}
    picked = list(dict.fromkeys(chosen))[:NEIGHBOURS]
    first = {name: place for place, name in enumerate(picked)}
    others.sort(key=lambda file: (first.get(file.persona.id, NEIGHBOURS), moves[file.persona.id], file.persona.name))
    return [_named(own, reform, own=True), *(_named(file, reform, own=False) for file in others[:NEIGHBOURS])]


def _distance(was: Outcome, now: Outcome) -> tuple[int, int, int]:
    """The larger the move, the smaller this key: lists weigh more than bands, bands more than points."""
    return (-abs(now.listed - was.listed), -abs(now.band - was.band), -abs(now.standing - was.standing))


@lru_cache(maxsize=512)
def _of_neighbour(persona: str, seed: int, home: Rulebook, rulebook: Rulebook) -> Outcome:
    file = next(file for file in neighbours(seed, home) if file.persona.id == persona)
    return _last(file, rulebook)


def outcome(file: File, rulebook: Rulebook) -> Outcome:
    """Of a life lived by lot, kept; the settlement depends on nothing but what names it."""
    return _of_neighbour(file.persona.id, file.seed, file.rulebook, rulebook)


def _last(file: File, rulebook: Rulebook) -> Outcome:
    if not concerns(file.rulebook, rulebook, file.observations):
        settlement = file.explanation.settlements[DAYS]
    else:
        settlement = explain(rulebook, file.observations, facts=file.facts, days=DAYS, trace=False).last
    bands = [band.id for band in rulebook.bands]
    return Outcome(
        standing=settlement.standing or 0,
        band=bands.index(settlement.band) if settlement.band in bands else 0,
        listed=bool(black_lists(rulebook) & set(settlement.lists)),
        written=written(rulebook, settlement),
    )


def written(rulebook: Rulebook, settlement: Settlement) -> str:
    number = settlement.standing if rulebook.scale.has_number else len(settlement.entries)
    return f"{display.standing(rulebook, number if settlement.scored else None)} {settlement.band or ''}".strip()


def _named(file: File, reform: Rulebook, *, own: bool) -> Named:
    was, now = (_last(file, each) if own else outcome(file, each) for each in (file.rulebook, reform))
    better = {"better": 1, "worse": -1, "neither": 0}[file.rulebook.scale.higher_is]
    ranks = was.rank(better), now.rank(better)
    moved = "up" if ranks[1] > ranks[0] else "down" if ranks[1] < ranks[0] else ""
    return Named(file.persona.id, file.persona.name, own, was.written, now.written, moved, _words(was, now))


def _words(was: Outcome, now: Outcome) -> str:
    if was.listed and not now.listed:
        return _("off the blacklist")
    if now.listed and not was.listed:
        return _("now on the blacklist")
    return _("still on the blacklist") if now.listed else ""

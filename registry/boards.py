"""The public boards: thirteen citizens who each lived ten days by lot under one rulebook, and who hangs where.

Nobody's board is written by hand: every life is drawn from the seed and scored by the engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from registry.lives import DAYS, File, open_file
from registry.walk import Made, Walk
from scoring.engine import Rulebook, explain
from scoring.engine.model import FOREVER
from town.content import load_content
from town.luck import below


@dataclass(frozen=True)
class Entry:
    """One card on a board: a name, a portrait, a code. `why` is what the board does not say."""

    persona: str
    name: str
    code: str
    since: int  # day of the settlement that listed
    days: int
    innocent_days: int  # days on the board that observations of other people's acts alone explain
    until: int | None = None  # last day it must hang; None: until further notice, or for good
    for_good: bool = False


@dataclass(frozen=True)
class Board:
    id: str
    label: str
    colour: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Register:
    boards: tuple[Board, ...]

    @property
    def innocent_days(self) -> int:
        """Person-days on black boards that would be none if wrong observations were struck."""
        return sum(e.innocent_days for board in self.boards if board.colour == "black" for e in board.entries)

    @property
    def black(self) -> list[Board]:
        return [board for board in self.boards if board.colour == "black"]

    @property
    def red(self) -> list[Board]:
        return [board for board in self.boards if board.colour == "red"]

    def lists(self, persona_id: str) -> list[Board]:
        return [board for board in self.boards if any(e.persona == persona_id for e in board.entries)]


def collects(rulebook: Rulebook) -> bool:
    """Whether this system looks at anybody at all."""
    return bool(rulebook.rules or rulebook.characteristics)


def autoplay(persona_id: str, seed: int, rulebook: Rulebook) -> File:
    """A life lived by lot: at each scene one of the choices the doors allow, drawn from the seed."""
    walk = Walk(persona_id, seed, rulebook)
    state = walk.begin()
    made: Made = ()
    for day in range(1, DAYS + 1):
        made += tuple(
            options[below(len(options), "autoplay", seed, persona_id, day, options[0].scene_id)]
            for options in walk.options(day, state, made)
        )
        state = walk.evening(day, state, made)
    return open_file(persona_id, seed, rulebook, made)


@lru_cache(maxsize=64)
def neighbours(seed: int, rulebook: Rulebook) -> tuple[File, ...]:
    """All thirteen citizens, each living ten days by lot from the same seed."""
    return tuple(autoplay(persona_id, seed, rulebook) for persona_id in load_content().personas)


def register(seed: int, rulebook: Rulebook, own: File | None = None) -> Register:
    """The boards after day 10. `own`, a life somebody played, hangs in place of that citizen's drawn life."""
    files = [
        own if own is not None and own.persona.id == file.persona.id else file for file in neighbours(seed, rulebook)
    ]
    posted = [kept for kept in rulebook.lists if kept.posted]
    return Register(tuple(_board(rulebook, kept.id, kept.label, kept.colour, files) for kept in posted))


def _board(rulebook: Rulebook, list_id: str, label: str, colour: str, files: Sequence[File]) -> Board:
    entries = [entry for file in files if (entry := _entry(rulebook, list_id, file)) is not None]
    return Board(list_id, label, colour, tuple(sorted(entries, key=lambda e: (e.since, e.name))))


def _entry(rulebook: Rulebook, list_id: str, file: File) -> Entry | None:
    settlements = file.explanation.settlements
    listed = [day for day in range(DAYS + 1) if list_id in settlements[day].lists]
    if DAYS not in listed:
        return None
    since = DAYS
    while since - 1 in listed:
        since -= 1
    clean = _days_without_errors(rulebook, file, list_id)
    innocent = sum(day not in clean for day in listed if day > 0)
    code = _code(rulebook, file, list_id, since)
    until = _until(rulebook, file, list_id)
    return Entry(
        persona=file.persona.id,
        name=file.persona.name,
        code=code,
        since=since,
        days=len(listed),
        innocent_days=innocent,
        until=until if until is not None and until < FOREVER else None,
        for_good=until is not None and until >= FOREVER,
    )


def _until(rulebook: Rulebook, file: File, list_id: str) -> int | None:
    """The last day for which a rule or a minimum stay binds the list; None where only the band does."""
    position = next(index for index, kept in enumerate(rulebook.lists) if kept.id == list_id)
    memory = file.explanation.state.lists[position]
    bound = max(memory.hold, memory.put)
    return bound if bound >= DAYS else None


def _days_without_errors(rulebook: Rulebook, file: File, list_id: str) -> set[int]:
    """Days on the list if every observation of somebody else's act were struck."""
    if not file.wrong:
        return {day for day in range(DAYS + 1) if list_id in file.explanation.settlements[day].lists}
    true = [each for each in file.observations if each.id not in file.wrong]
    clean = explain(rulebook, true, facts=file.facts, days=DAYS, trace=False)
    return {day for day in range(DAYS + 1) if list_id in clean.settlements[day].lists}


def _code(rulebook: Rulebook, file: File, list_id: str, since: int) -> str:
    """The reason code a board prints: of what put the citizen there, or else what weighed most until then."""
    settlements = file.explanation.settlements
    trace = settlements[since].trace
    by = [rule for change in (trace.list_changes if trace else ()) if change.list == list_id for rule in change.by]
    weighed = [reason.id for day in range(since, -1, -1) for reason in settlements[day].reasons]
    codes = {rule.id: rule.reason_code for rule in rulebook.rules}
    return next((code for rule in [*by, *weighed] if (code := codes.get(rule))), "–")

"""The same life under every system: the same entries and facts, another rulebook, each on its own scale.

What an entry did is read from the engine's trace. Where the trace gives no number for it (a mean of stars, a bin of a
scorecard), the change of that day's settlement is shared among the entries of the day that moved it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from registry.lives import DAYS, File, citizen_facts
from scoring.engine import Explanation, Observation, Rulebook, Settlement, explain
from scoring.engine.trace import CharacteristicSeen, Look
from scoring.engine.vocabulary import Value
from scoring.selectors import shipped, slugs
from town.content import load_content
from town.events import Decision
from town.life import live


@dataclass
class Mark:
    """What one entry did under one rulebook. `tags` are effects that are no number: (what, which)."""

    day: int
    points: int = 0
    tags: list[tuple[str, str]] = field(default_factory=list)  # record | put_on | take_off | set_band | display
    lines: list[str] = field(default_factory=list)  # rules and characteristics, in the order in which they counted

    @property
    def counted(self) -> bool:
        return bool(self.points or self.tags)


@dataclass(frozen=True)
class Run:
    """One system's ten days. `levels` begins before anything was on file, then the end of days 0 to 10."""

    rulebook: Rulebook
    levels: tuple[int, ...]  # the standing; entries where the scale has no number
    scored: bool
    band: str | None
    lists: tuple[str, ...]
    days_listed: int
    displays: tuple[str, ...]
    doors: tuple[tuple[str, str], ...]  # that stand otherwise than for a resident with nothing on file
    full: bool  # the last standing is cut off at an end of the scale
    marks: Mapping[str, Mark]  # by observation; only those that did something

    @property
    def black(self) -> tuple[str, ...]:
        colours = {entry.id: entry.colour for entry in self.rulebook.lists}
        return tuple(name for name in self.lists if colours[name] == "black")

    @property
    def moved(self) -> bool:
        """Whether anything ends otherwise than it began."""
        return len({self.levels[0], self.levels[-1]}) > 1 or bool(self.lists or self.displays)


def everywhere(file: File, struck: frozenset[str] = frozenset()) -> tuple[Run, ...]:
    """This life under every system that ships; its own rulebook in the version that governs it. Entries that are
    `struck` are as good as absent.
    """
    books = tuple(file.rulebook if slug == file.rulebook.id else shipped(slug) for slug in slugs())
    return _everywhere(file.persona.id, file.seed, file.decisions, books, struck)


@lru_cache(maxsize=128)
def _everywhere(
    persona: str, seed: int, decisions: tuple[Decision, ...], books: tuple[Rulebook, ...], struck: frozenset[str]
) -> tuple[Run, ...]:
    seen = live(persona, seed, decisions).seen
    observations = [row.observation for row in seen if row.observation.id not in struck]
    return tuple(run(book, observations, citizen_facts(persona)) for book in books)


def run(book: Rulebook, observations: Sequence[Observation], facts: Mapping[str, Value]) -> Run:
    explanation = explain(book, observations, facts=facts, days=DAYS)
    before = explain(book, (), facts=facts, days=0).last
    last = explanation.last
    trace = last.trace
    black = {entry.id for entry in book.lists if entry.colour == "black"}
    return Run(
        rulebook=book,
        levels=(_level(before), *(_level(each) for each in explanation.settlements)),
        scored=last.scored,
        band=last.band,
        lists=last.lists,
        days_listed=sum(bool(black & set(each.lists)) for each in explanation.settlements[1:]),
        displays=tuple(dict.fromkeys(_displays(explanation))),
        doors=tuple((door.id, last.doors[door.id]) for door in load_content().doors.values()
                    if last.doors[door.id] != before.doors[door.id]),
        full=bool(trace and trace.lost_to_clamp),
        marks=_marks(explanation, before, observations),
    )  # fmt: skip


def _level(settlement: Settlement) -> int:
    return settlement.standing if settlement.standing is not None else len(settlement.entries)


def _displays(explanation: Explanation) -> Iterable[str]:
    for settlement in explanation.settlements:
        yield from settlement.displays


def _marks(explanation: Explanation, before: Settlement, observations: Sequence[Observation]) -> dict[str, Mark]:
    """What each entry did, read day by day."""
    marks = {seen.id: Mark(max(0, seen.day)) for seen in observations}
    weight = explanation.rulebook.scale.prior_weight
    for settlement in explanation.settlements:
        looks = [look for look in (settlement.trace.looks if settlement.trace else ()) if look.fired]
        weight += sum(look.stars[1] for look in looks if look.stars)
        for look in looks:
            _read(explanation.rulebook, settlement, before, look, weight, marks[look.observation])
        _read_bins(explanation.rulebook, settlement, before, observations, marks)
        before = settlement
    return {name: mark for name, mark in marks.items() if mark.counted}


def _read(book: Rulebook, now: Settlement, before: Settlement, look: Look, weight: int, mark: Mark) -> None:
    """One rule that fired. The change of a mean is w × (mark − mean before) ÷ all weights, for each mark given."""
    points = look.points
    if look.stars and weight:
        stars, times = look.stars
        points += round((stars - times * (before.standing or 0)) / weight)
    tags = [tag for name in look.effects if (tag := _tag(book, now, look, name))]
    if points or tags:
        mark.points += points
        mark.tags += tags
        mark.lines.append(look.rule)


def _tag(book: Rulebook, now: Settlement, look: Look, name: str) -> tuple[str, str] | None:
    """An effect that is no number, where it changed something."""
    what, _, which = name.partition(":")
    changes = now.trace.list_changes if now.trace else []
    if what in {"points", "stars"}:
        return None
    if what == "take_off" and not any(each.list == which and look.rule in each.by for each in changes):
        return None
    if what == "set_band":
        read = now.trace.band_read if now.trace else -1
        if now.band != which or (read >= 0 and book.bands[read].id == which):
            return None
    return what, which


def _read_bins(
    book: Rulebook, now: Settlement, before: Settlement, observations: Sequence[Observation], marks: dict[str, Mark]
) -> None:
    """A scorecard: bins that changed since the day before, laid to the entries of the day that they count."""
    if not now.trace or not before.trace:
        return
    ignored = {each.observation for each in now.trace.unseen}
    counted = {part.id: set(part.count_on) for part in book.characteristics}
    old = {part.id: part for part in before.trace.characteristics}
    changed = [part for part in now.trace.characteristics if _gain(part, old)]
    for part in changed:
        moved = [
            seen.id
            for seen in observations
            if max(0, seen.day) == now.day and seen.kind in counted[part.id] and seen.id not in ignored
        ]
        gain = _whole(now, before) if len(changed) == 1 else _gain(part, old)
        for name, share in zip(moved, _shares(gain, len(moved)), strict=True):
            marks[name].points += share
            marks[name].lines.append(part.id)


def _gain(part: CharacteristicSeen, old: Mapping[str, CharacteristicSeen]) -> int:
    return part.points - (old[part.id].points if part.id in old else 0)


def _whole(now: Settlement, before: Settlement) -> int:
    """The day's change before the ends of the scale cut it, without what rules gave and without what ran out."""
    if not now.trace or not before.trace:
        return 0
    given = now.trace.points - sum(each.points for each in now.trace.expired)
    return (now.trace.unclamped or 0) - (before.trace.unclamped or 0) - given


def _shares(whole: int, parts: int) -> list[int]:
    """Equal shares that add up to the whole."""
    if not parts:
        return []
    share, left = divmod(abs(whole), parts)
    sign = -1 if whole < 0 else 1
    return [sign * (share + (index < left)) for index in range(parts)]

"""How sources look: whether anybody sees an act, what is written down, and how that goes wrong."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.engine.observation import Observation
from town.content import Content
from town.events import Act, Seen, Truth, Unseen
from town.luck import Key, below, between, name
from town.shapes import ErrorRow, KindRow, SourceRow, Value

STALE_DAYS = 3  # an old entry is copied again one to three days later


class Recorder:
    """The sources around one citizen in one life."""

    def __init__(self, content: Content, persona: str, seed: int) -> None:
        self.content = content
        self.key: tuple[Key, ...] = (seed, persona)
        self.smartphone = content.citizen_facts(persona)["smartphone"]

    def record(self, act: Act) -> tuple[list[Seen], list[Unseen]]:
        """What comes of one act: entries on this citizen's file, or the report that there are none."""
        source = self.notice(act)
        if source is None:
            return [], [_unseen(act, None)]
        mistake = self._mistake(act, source)
        if mistake is not None and mistake.effect == "wrong_person":
            return [], [_unseen(act, mistake.id)]
        facts = self.written_down(act)
        error = None
        if mistake is not None and mistake.effect == "misread":
            misread = self._misread(act, facts)
            error = mistake.id if misread != facts else None
            facts = misread
        seen = [self.seen(act, source.id, facts, Truth(True, act.circumstance, error, act.scene, act.choice))]
        if mistake is not None and mistake.effect == "stale":
            seen.append(self.again(seen[0], mistake, act.day + self._draw(STALE_DAYS, act, "again") + 1))
        return seen, []

    def notice(self, act: Act) -> SourceRow | None:
        """The one source that files the act. The kind's percents add up to the chance that any does."""
        roll = self._draw(100, act, "noticed")
        for seen in self.content.kinds[act.kind].sources:
            if roll < seen.detection:
                source = self.content.sources[seen.id]
                return source if self.looks(source) else None
            roll -= seen.detection
        return None

    def looks(self, source: SourceRow) -> bool:
        return bool(self.smartphone) or not source.needs_smartphone

    def written_down(self, act: Act) -> dict[str, Value]:
        """What the scene says of the act, and for the numbers it leaves out something usual."""
        kind = self.content.kinds[act.kind]
        facts: dict[str, Value] = {"place": kind.places[0], **usual_numbers(kind, *self.key, *act.origin)}
        return {**facts, **act.facts}

    def seen(self, act: Act, source: str, facts: Mapping[str, Value], truth: Truth, *more: Key) -> Seen:
        id_ = name("o", *self.key, *act.origin, source, *more)
        return Seen(Observation(id_, act.day, act.kind, source, dict(facts)), truth)

    def again(self, seen: Seen, mistake: ErrorRow, day: int) -> Seen:
        """The same entry filed once more although nothing happened again."""
        old = seen.observation
        id_ = name("o", *self.key, old.id, "again")
        truth = Truth(False, seen.truth.circumstance, mistake.id, seen.truth.scene, seen.truth.choice)
        return Seen(Observation(id_, day, old.kind, old.source, old.facts), truth)

    def _mistake(self, act: Act, source: SourceRow) -> ErrorRow | None:
        if self._draw(1000, act, source.id, "error") >= source.error_rate:
            return None
        return source.mistakes[self._draw(len(source.mistakes), act, source.id, "which error")]

    def _misread(self, act: Act, facts: Mapping[str, Value]) -> dict[str, Value]:
        changed = misread(facts, 5 + self._draw(16, act, "misread"))
        ranges = self.content.facts
        return {
            name: min(value, ranges[name].max or value) if type(value) is int else value
            for name, value in changed.items()
        }

    def _draw(self, limit: int, act: Act, *purpose: Key) -> int:
        return below(limit, *self.key, *act.origin, *purpose)


def usual_numbers(kind: KindRow, *key: Key) -> dict[str, Value]:
    """A usual value for every number that a source writes down of this kind of act."""
    return {
        fact: between(usual[0], usual[1], *key, "usual", fact)
        for fact, usual in kind.usual.items()
        if isinstance(usual, list)
    }


def misread(facts: Mapping[str, Value], days: int) -> dict[str, Value]:
    """The facts with one of them written down wrongly; the same when there is nothing to get wrong."""
    for fact in ("able_to_pay", "served"):
        if facts.get(fact) is False:
            return {**facts, fact: True}
    for fact, more in (("days_late", days), ("hours", 3)):
        value = facts.get(fact)
        if isinstance(value, int):
            return {**facts, fact: value + more}
    amount = facts.get("amount")
    return {**facts, "amount": amount * 2} if isinstance(amount, int) else dict(facts)


def _unseen(act: Act, error: str | None) -> Unseen:
    return Unseen(act.day, act.kind, act.circumstance, act.scene, act.choice, error)

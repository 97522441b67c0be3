"""One day at an office's desk: the observations of the day become hits, and hits have effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from scoring.engine import model as m
from scoring.engine.conditions import Seen, look, passes
from scoring.engine.observation import Observation
from scoring.engine.state import BEFORE, Plan, State
from scoring.engine.trace import Expiry, Look, Trace, Unseen
from scoring.engine.vocabulary import Fact, Value


class Hit:
    """A rule that fired on an observation."""

    __slots__ = ("day", "facts", "index", "observation", "order", "points", "rule", "seen", "stars")

    def __init__(self, index: int, rule: m.Rule, observation: Observation, facts: Mapping[str, Value]) -> None:
        self.index = index
        self.rule = rule
        self.observation = observation
        self.points = 0
        self.seen: Seen | None = None
        self.stars: tuple[int, int] | None = None
        for effect in rule.effects:
            if isinstance(effect, m.Points):
                self.points += effect.amount
            elif isinstance(effect, m.PointsPer):
                self.points += points_per(effect, int(facts[effect.fact.id]))
            elif isinstance(effect, m.Stars):
                mark, weight = _mark(effect, facts)
                before = self.stars or (0, 0)
                self.stars = (before[0] + mark * weight, before[1] + weight)
        # within a block of days: the larger |points| first; the rest makes equal hits equal, whatever their order
        self.order = (index, -abs(self.points), self.points, self.stars or (0, 0))


def points_per(effect: m.PointsPer, amount: int) -> int:
    points = amount // effect.every * effect.each
    return points if effect.cap is None else max(-effect.cap, min(effect.cap, points))


def _mark(effect: m.Stars, facts: Mapping[str, Value]) -> tuple[int, int]:
    value = int(facts[effect.value.id]) * 100 if isinstance(effect.value, Fact) else effect.value
    weight = int(facts[effect.weight.id]) if isinstance(effect.weight, Fact) else effect.weight
    return value, weight


def why_unseen(rulebook: m.Rulebook, observation: Observation) -> str | None:
    """Why no rule looks at an observation; None when they do."""
    if observation.struck:
        return "struck"
    observers = rulebook.observers
    return "source" if observers is not None and observation.source not in observers else None


class Desk:
    """Everything that changes while one day is settled."""

    def __init__(
        self,
        rulebook: m.Rulebook,
        plan: Plan,
        state: State,
        day: int,
        facts: Mapping[str, Value],
        trace: Trace | None,
    ) -> None:
        self.rulebook = rulebook
        self.plan = plan
        self.state = state
        self.day = day
        self.facts = facts
        self.trace = trace
        self.points = 0
        self.expired = 0
        self.leaving = list(state.leaving)
        self.stars = state.stars
        self.stars_leaving = list(state.stars_leaving)
        self.counts = list(state.counts)
        self.used = {(index, block): times for index, block, times in state.used}
        self.held = dict(state.held)
        self.entries = list(state.entries)
        self.displays = dict(state.displays)
        self.put: dict[str, int] = {}
        self.put_by: dict[str, list[str]] = {}
        self.taken_off: dict[str, list[str]] = {}

    # looking

    def take(self, observations: Iterable[Observation]) -> None:
        """Let every rule look at every observation of the day, then count the hits."""
        hits: list[Hit] = []
        for observation in observations:
            why = why_unseen(self.rulebook, observation)
            if why is None:
                self._take_one(observation, hits)
            elif self.trace is not None:
                self.trace.unseen.append(Unseen(observation.id, why))
        if len(hits) > 1:
            hits.sort(key=attrgetter("order"))
        for hit in hits:
            self._count(hit)

    def _take_one(self, observation: Observation, hits: list[Hit]) -> None:
        for index in self.plan.counted[observation.kind]:
            self.counts.append((index, self.day, 1))
        facts = {**self.facts, **observation.facts} if observation.facts else self.facts
        for index, rule in self.plan.rules[observation.kind]:
            if self.trace is None:
                if rule.when is None or passes(rule.when, facts):
                    hits.append(Hit(index, rule, observation, facts))
                continue
            seen = look(rule.when, facts) if rule.when is not None else None
            if seen is None or seen.ok:
                hit = Hit(index, rule, observation, facts)
                hit.seen = seen
                hits.append(hit)
            else:
                self.trace.looks.append(Look(rule.id, observation.id, self.day, "not_fired", seen))

    def _count(self, hit: Hit) -> None:
        limit = hit.rule.at_most
        within = True
        if limit is not None:
            key = (hit.index, limit.block(self.day))
            within = self.used.get(key, 0) < limit.times
            if within:
                self.used[key] = self.used.get(key, 0) + 1
        if within:
            self._apply(hit)
        if self.trace is not None:
            self._record(hit, within, self.trace)

    def _record(self, hit: Hit, within: bool, trace: Trace) -> None:
        if within:
            trace.points += hit.points
        else:
            trace.lost_to_limit += hit.points
        outcome = "fired" if within else "over_limit"
        effects = tuple(effect_name(effect, self.rulebook) for effect in hit.rule.effects)
        trace.looks.append(
            Look(hit.rule.id, hit.observation.id, self.day, outcome, hit.seen, hit.points, effects, hit.stars)
        )

    # effects

    def _apply(self, hit: Hit) -> None:
        rule = hit.rule
        self.points += hit.points
        if rule.expires is not None and hit.points:
            self.leaving.append((self.day + rule.expires, hit.index, hit.points))
        if hit.stars is not None:
            self.stars = (self.stars[0] + hit.stars[0], self.stars[1] + hit.stars[1])
            if rule.expires is not None:
                self.stars_leaving.append((self.day + rule.expires, *hit.stars))
        for effect in rule.effects:
            self._effect(effect, rule)

    def _effect(self, effect: m.Effect, rule: m.Rule) -> None:
        if isinstance(effect, m.PutOn):
            self.put[effect.list] = max(self.put.get(effect.list, BEFORE), self._last(effect.days))
            self.put_by.setdefault(effect.list, []).append(rule.id)
        elif isinstance(effect, m.TakeOff):
            self.taken_off.setdefault(effect.list, []).append(rule.id)
        elif isinstance(effect, m.SetBand):
            self.held[effect.band] = max(self.held.get(effect.band, BEFORE), self._last(effect.days))
        elif isinstance(effect, m.Record):
            self.entries.append((self._last(effect.days), effect.entry))
        elif isinstance(effect, m.Display):
            self.displays[effect.where] = max(self.displays.get(effect.where, BEFORE), self._last(effect.days))

    def _last(self, days: int | None) -> int:
        return m.FOREVER if days is None else self.day + days - 1

    # leaving

    def expire(self) -> None:
        """What has had its days leaves: points, marks, entries, displays and held bands."""
        day = self.day
        for entry in self.leaving:
            if entry[0] <= day:
                self.expired += entry[2]
                if self.trace is not None:
                    rule = self.rulebook.rules[entry[1]]
                    self.trace.expired.append(Expiry(rule.id, entry[2], entry[0] - (rule.expires or 0)))
        for leaves, marks, weight in self.stars_leaving:
            if leaves <= day:
                self.stars = (self.stars[0] - marks, self.stars[1] - weight)
        self.leaving = sorted(entry for entry in self.leaving if entry[0] > day)
        self.stars_leaving = sorted(entry for entry in self.stars_leaving if entry[0] > day)
        self.entries = sorted(entry for entry in self.entries if entry[0] >= day)
        self.displays = {where: last for where, last in sorted(self.displays.items()) if last >= day}
        self.held = {band: last for band, last in sorted(self.held.items()) if last >= day}
        self.counts = self._counts_alive() if self.counts else []
        self.used = {
            (index, block): times
            for (index, block), times in sorted(self.used.items())
            if (limit := self.rulebook.rules[index].at_most) and limit.block(day) == block
        }

    def _counts_alive(self) -> list[tuple[int, int, int]]:
        summed: dict[tuple[int, int], int] = {}
        for index, seen, times in self.counts:
            if seen > self.day - self.rulebook.characteristics[index].count_days:
                summed[index, seen] = summed.get((index, seen), 0) + times
        return sorted((index, seen, times) for (index, seen), times in summed.items())


def effect_name(effect: m.Effect, rulebook: m.Rulebook) -> str:
    """An effect in a few words that a program can split at the first colon."""
    if isinstance(effect, (m.Points, m.PointsPer)):
        return "points"
    if isinstance(effect, m.Record):
        return f"record:{effect.entry}"
    if isinstance(effect, m.SetBand):
        return f"set_band:{rulebook.bands[effect.band].id}"
    if isinstance(effect, m.PutOn):
        return f"put_on:{effect.list}"
    if isinstance(effect, m.TakeOff):
        return f"take_off:{effect.list}"
    return f"display:{effect.where}" if isinstance(effect, m.Display) else "stars"

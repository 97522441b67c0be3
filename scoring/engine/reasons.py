"""Principal reasons: what weighed against the citizen, heaviest first, as a letter would have to give them."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.engine.model import PutOn, Rule, Rulebook, SetBand
from scoring.engine.trace import CharacteristicSeen, Look, MultiplierSeen, Reason, Trace


def reasons_of(rulebook: Rulebook, traces: Iterable[Trace], *, alive_on: int | None = None) -> tuple[Reason, ...]:
    """The reasons of one day, or of a whole life: then only those whose points still count on that day."""
    traces = list(traces)
    found: dict[str, Reason] = {}
    fired = [seen for trace in traces for seen in trace.looks if seen.fired]
    rules = {rule.id: rule for rule in rulebook.rules} if fired else {}
    for seen in fired:
        rule = rules[seen.rule]
        if alive_on is None or rule.expires is None or seen.day + rule.expires > alive_on:
            _add_rule(rulebook, rule, seen, found)
    if traces:
        for part in traces[-1].characteristics:
            _add_characteristic(rulebook, part, found)
        for factor in traces[-1].multipliers:
            _add_multiplier(rulebook, factor, found)
    return tuple(sorted(found.values(), key=lambda reason: (-_weight(reason), reason.id)))


def _against(rulebook: Rulebook, points: int) -> bool:
    return points > 0 if rulebook.scale.higher_is == "worse" else points < 0


def _weight(reason: Reason) -> int:
    heaviest = 1_000_000_000 if reason.kind in ("list", "band") else 0
    return heaviest + abs(reason.points)


def _add_rule(rulebook: Rulebook, rule: Rule, seen: Look, found: dict[str, Reason]) -> None:
    black = {entry.id for entry in rulebook.lists if entry.colour == "black"}
    listing = any(isinstance(effect, PutOn) and effect.list in black for effect in rule.effects)
    banding = any(isinstance(effect, SetBand) and effect.band > 0 for effect in rule.effects)
    points = seen.points
    if seen.stars and seen.stars[1]:
        points = seen.stars[0] // seen.stars[1] - rulebook.scale.start
    if not (listing or banding or _against(rulebook, points)):
        return
    kind = "list" if listing else "band" if banding else "rule"
    before = found.get(rule.id)
    times, total = (before.times + 1, before.points + points) if before else (1, points)
    found[rule.id] = Reason(kind, rule.id, rule.text, rule.reason_code, total, times)


def _add_characteristic(rulebook: Rulebook, part: CharacteristicSeen, found: dict[str, Reason]) -> None:
    missing = part.points - part.best
    if missing < 0 and rulebook.scale.higher_is != "worse":
        found[part.id] = Reason("characteristic", part.id, part.text, None, missing)
    elif part.points > 0 and rulebook.scale.higher_is == "worse":
        found[part.id] = Reason("characteristic", part.id, part.text, None, part.points)


def _add_multiplier(rulebook: Rulebook, factor: MultiplierSeen, found: dict[str, Reason]) -> None:
    if factor.condition.ok and _against(rulebook, factor.percent - 100):
        found[factor.id] = Reason("multiplier", factor.id, factor.text, None, factor.percent - 100)

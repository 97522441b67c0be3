"""How much work a request asks for, known before it is done: nobody's document may occupy the office.

Upper estimates in nanoseconds, from what the parts took on one slow core.
"""

from collections import Counter
from collections.abc import Sequence

from scoring.engine import Observation, Rulebook, TownColumns
from scoring.engine.conditions import tests_in
from scoring.engine.model import Rule

MOST_DAYS = 3650
MOST_WORK = 4_000_000_000
MOST_REPLAY_WORK = 12_000_000_000
MOST_JOB_WORK = 600_000_000_000


def explaining(rulebook: Rulebook, observations: Sequence[Observation], days: int) -> int:
    """What one file takes: looking at each entry, settling each day, and each day all that is remembered."""
    filed = Counter(observation.kind for observation in observations)
    work = remembered = 0
    for rule in rulebook.rules:
        if rule.enabled:
            looks = sum(filed[kind] for kind in set(rule.on)) if rule.on else len(observations)
            work += looks * _parts(rule) * 4_000
            remembered += 0 if rule.expires is None and rule.at_most is None else looks
    criteria = len(rulebook.characteristics)
    remembered += criteria * sum(filed[kind] for part in rulebook.characteristics for kind in part.count_on)
    factors = sum(1 for part in rulebook.multipliers for _ in tests_in(part.when))
    door_tests = sum(len(line.when) for line in rulebook.doors)
    daily = 100_000 + 500 * (door_tests + len(rulebook.lists)) + 8_000 * (criteria + factors)
    settled = days + len({observation.day for observation in observations if observation.day < 1})
    return work + settled * (daily + remembered * 120)


def replaying(rulebook: Rulebook, town: TownColumns) -> int:
    """What a town takes: each rule its rows, each day every citizen."""
    work = 0
    codes = rulebook.vocabulary.kind_codes
    for rule in rulebook.rules:
        if rule.enabled:
            rows = sum(_rows(town, codes[kind]) for kind in set(rule.on)) if rule.on else len(town)
            work += rows * _parts(rule) * (200 if rule.at_most else 8)
    bins = sum(len(part.bins) for part in rulebook.characteristics)
    factors = sum(1 for part in rulebook.multipliers for _ in tests_in(part.when))
    cell = 5 + 10 * len(rulebook.lists) + 8 * bins + 12 * factors
    return work + town.days * town.citizens * cell


def _parts(rule: Rule) -> int:
    return 1 + sum(1 for _ in tests_in(rule.when)) + len(rule.effects)


def _rows(town: TownColumns, code: int) -> int:
    return int(town.kind_starts[code + 1] - town.kind_starts[code])

"""Replays of large towns: block by block of citizens, merged into what one replay of the whole would say."""

import json
from typing import Any

from django.utils.translation import gettext as _

from scoring.engine import Rulebook, canonical_json, compare, from_document, replay
from scoring.engine.columns import TownColumns
from scoring.in_step import compared_in_step, refuse_too_large
from scoring.jobs import CannotFinish, Step
from scoring.merging import merged, renumbered
from scoring.parted import in_parts
from scoring.selectors import vocabulary
from scoring.towns import town_of
from town.blocks import DAYS, BlockTown
from town.population import make_town

KIND = "replay"
SCHEMA = "replay.v1"
MOST_IN_MEMORY = 100_000  # citizens; above, blocks on disk take less memory


def books(asked: dict[str, Any]) -> tuple[Rulebook, Rulebook]:
    """The baseline and the rulebook; one object when they are the same."""
    after = from_document(asked["rulebook"], vocabulary=vocabulary())
    if asked["baseline"] == asked["rulebook"]:
        return after, after
    return from_document(asked["baseline"], vocabulary=vocabulary()), after


def compared(before: Rulebook, after: Rulebook, town: TownColumns, *, innocent: bool) -> dict[str, Any]:
    """One town, or one block of it, under both rulebooks."""
    first = replay(before, town)
    second = first if after is before else replay(after, town, previous=first)
    return compare(first, second, town, innocent=innocent).to_dict()


def told(found: dict[str, Any], *, seed: int, citizens: int, days: int, observations: int) -> dict[str, Any]:
    """A comparison with the town that it was made in."""
    town = {"citizens": citizens, "seed": seed, "days": days, "observations": observations}
    return {"schema": SCHEMA, "town": town, **found}


def asked_of(before: Rulebook, after: Rulebook, *, citizens: int, seed: int, innocent: bool) -> dict[str, Any]:
    """What a job is asked: documents rather than names, so that the answer can never mean another edition."""
    documents = {"rulebook": json.loads(canonical_json(after)), "baseline": json.loads(canonical_json(before))}
    return {**documents, "citizens": citizens, "seed": seed, "innocent": innocent}


def replay_town(
    before: Rulebook, after: Rulebook, *, citizens: int, seed: int, innocent: bool, step: Step
) -> dict[str, Any]:
    """The comparison in a town of any size, in this process. Raises CannotFinish."""
    if citizens > MOST_IN_MEMORY:
        return WORK(asked_of(before, after, citizens=citizens, seed=seed, innocent=innocent), step)
    town = make_town(citizens, seed)
    found = compared(before, after, town, innocent=innocent)
    return told(found, seed=seed, citizens=citizens, days=town.days, observations=len(town))


def cut(asked: dict[str, Any], step: Step) -> int:
    """Make the town. A rulebook that asks about others has one part: everybody is settled in step."""
    together = any(book.asks_associations for book in books(asked))
    if together:
        refuse_too_large(*books(asked), asked["citizens"])
    town = town_of(asked["citizens"], asked["seed"], step)
    if town is None:
        return 0
    return 1 if together else len(town)


def part(asked: dict[str, Any], index: int, step: Step) -> dict[str, Any]:
    before, after = books(asked)
    town = _town(asked)
    if before.asks_associations or after.asks_associations:
        return compared_in_step(before, after, town, innocent=asked["innocent"], step=step)
    return renumbered(compared(before, after, town.block(index), innocent=asked["innocent"]), town.first(index))


def merge(asked: dict[str, Any], results: list[dict[str, Any]]) -> dict[str, Any]:
    town = _town(asked)
    found = merged(results, *books(asked))
    return told(found, seed=asked["seed"], citizens=town.citizens, days=DAYS, observations=town.observations)


def _town(asked: dict[str, Any]) -> BlockTown:
    """Made by `cut`; should it have been deleted since, it is made again."""
    town = town_of(asked["citizens"], asked["seed"], lambda done, total: True)
    if town is None:
        raise CannotFinish(_("The town was taken away while it was counted. Ask again."))
    return town


WORK = in_parts(KIND, cut=cut, part=part, merge=merge)

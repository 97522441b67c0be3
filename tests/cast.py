"""The cast: citizens with a known fate, and lives that stand at any station without being clicked there."""

from functools import cache
from typing import Any

from django.test import Client

from play.models import Bet, Decision, Life, Stage
from play.selectors import file_of
from registry.boards import autoplay
from registry.lives import File, black_listed, open_file
from scoring.selectors import shipped
from town.events import Decision as Made

SEED = 4417
EVERYONE = (
    "joren", "sefa", "davit", "nadir", "pia", "hector", "yara", "thibo", "ludmille", "caspian", "oke", "rook", "ansa",
)  # fmt: skip
LISTED = "davit"  # on the black list of Tessamere whatever he does
UNLISTED = "ludmille"
MISTAKEN = "yara"  # her twin's acts come to be filed under her name
TOWN = "tessamere"


@cache
def by_lot(citizen: str, seed: int = SEED, system: str = TOWN) -> File:
    """A whole life whose choices are drawn from the seed."""
    return autoplay(citizen, seed, shipped(system))


def decisions(citizen: str, seed: int = SEED, system: str = TOWN) -> tuple[Made, ...]:
    return by_lot(citizen, seed, system).decisions


@cache
def mornings(citizen: str, seed: int = SEED, system: str = TOWN) -> tuple[File, ...]:
    """The files of one life, from before the first choice to after the last."""
    made = decisions(citizen, seed, system)
    return tuple(open_file(citizen, seed, shipped(system), made[:count]) for count in range(len(made) + 1))


@cache
def seed_of_a_mistake(citizen: str = MISTAKEN) -> int:
    """The first seed whose life by lot ends on a black list only because of somebody else's acts."""
    for seed in range(1, 200):
        file = by_lot(citizen, seed)
        if not file.wrong or not black_listed(file.explanation, 10):
            continue
        if not black_listed(without_mistakes(file).explanation, 10):
            return seed
    raise AssertionError(f"no seed below 200 lists {citizen} by mistake")


def without_mistakes(file: File) -> File:
    """The same file as it would be had every wrong entry been struck."""
    from dataclasses import replace

    from scoring.engine import explain

    true = [seen for seen in file.observations if seen.id not in file.wrong]
    return replace(file, explanation=explain(file.rulebook, true, facts=file.facts, days=10))


def begin(client: Client, citizen: str = LISTED, *, seed: int = SEED, system: str = TOWN) -> Life:
    """A life begun the way a visitor begins it."""
    response = client.post("/play/begin/", {"citizen": citizen, "seed": str(seed), "system": system})
    assert response.status_code == 302, response.status_code
    return Life.objects.get(pk=response.url.split("/")[2])


def life_at(
    client: Client, stage: Stage, *, citizen: str = LISTED, seed: int = SEED, system: str = TOWN, cause: str = "acts"
) -> Life:
    """A life of this browser that stands at a station, lived by lot until there."""
    life = begin(client, citizen, seed=seed, system=system)
    if stage > Stage.LIVE:
        made = decisions(citizen, seed, system)
        put(life, made)
    if stage > Stage.BET:
        Bet.objects.create(life=life, cause=cause)
    life.stage = stage
    life.save()
    return life


def put(life: Life, made: tuple[Made, ...]) -> None:
    """Lay decisions into the database, as if they had been clicked."""
    Decision.objects.bulk_create(
        Decision(life=life, position=position, day=each.day, scene=each.scene_id, choice=each.choice_id)
        for position, each in enumerate(made)
    )


def choices_of(life: Life) -> list[str]:
    """The choices of the scene now open."""
    scene = file_of(life).scene
    assert scene is not None
    return [choice.id for choice in scene.choices]


def written(life: Life) -> list[tuple[int, str, str]]:
    """What is stored of the decisions, in order."""
    return list(life.decisions.values_list("position", "scene", "choice"))


def life_with_pen(client: Client, *steps: list[list[Any]]) -> Life:
    """A life at the pen, whose draft holds these steps."""
    life = life_at(client, Stage.REWRITE)
    life.draft = list(steps)
    life.save()
    return life

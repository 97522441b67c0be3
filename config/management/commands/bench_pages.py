"""How long the server takes over each page of a life: one JSON object a line, as `make bench` prints them."""

import json
import re
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from config.warm import warm
from play.models import Bet, Decision, Life, Stage
from play.selectors import file_of
from registry.ahead import ahead, settled
from registry.boards import autoplay, neighbours
from registry.replays import SIZES, year
from registry.whatif import what_if
from scoring.selectors import shipped
from town.content import load_content

SEEDS, TOWN = (4417, 4418), "tessamere"
PAGES = ("register", "light", "box", "box/findings", "appeal", "elsewhere", "debrief")


class Command(BaseCommand):
    help = "Print how long each page of a life takes, and an edit of the rulebook. Wants an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--citizens", type=int, default=10_000, choices=(1000, 10_000))
        parser.add_argument("--edits", type=int, default=40)

    def handle(self, *_: Any, citizens: int, edits: int, **options: Any) -> None:
        if Life.objects.exists():
            raise CommandError("This database holds lives. Name an empty one: DATA_DIR=$(mktemp -d) make bench.")
        client = Client(headers={"host": "localhost"})
        lives = [_lived(client, citizen, seed) for seed in SEEDS for citizen in load_content().personas]
        _read_before(lives)
        self._tell("page_landing", _times(lambda: client.get("/"), 26))
        self._tell("page_day", [time for life in lives[:13] for time in _days(client, life)])
        for page in PAGES:
            # Twice, as whoever goes back does; so the first of the process, which compiles, is one in 52.
            times = [_read(client, life, page) for _ in range(2) for life in lives]
            self._tell(f"page_{page.replace('/', '_')}", times)
        self._tell(
            f"rewrite_first_{citizens}", [_read(client, life, f"rewrite/?size={citizens}") for life in lives[:3]]
        )
        self._tell(f"rewrite_edit_{citizens}", list(_edited(client, lives[0], citizens, edits)))

    def _tell(self, name: str, times: list[float]) -> None:
        p95 = quantiles(times, n=20)[-1]
        line = {"name": name, "value": round(median(times), 1), "p95": round(p95, 1), "unit": "ms", "n": len(times)}
        self.stdout.write(json.dumps(line))


def _read_before(lives: list[Life]) -> None:
    """What the stations before would have had worked out while they were read."""
    warm()
    for life in lives:
        ahead(what_if, file_of(life))
    for seed in SEEDS:
        ahead(neighbours, seed, shipped(TOWN))
        ahead(year, shipped(TOWN), SIZES[0], seed)
    settled()


def _times(work: Callable[[], object], times: int) -> list[float]:
    return [_timed(work) for _ in range(times)]


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return 1000 * (perf_counter() - begun)


def _lived(client: Client, citizen: str, seed: int) -> Life:
    """A life lived by lot, with every station open."""
    response = client.post("/play/begin/", {"citizen": citizen, "seed": seed, "system": TOWN})
    life = Life.objects.get(pk=response["Location"].split("/")[2])
    made = autoplay(citizen, seed, shipped(TOWN)).decisions
    Decision.objects.bulk_create(
        Decision(life=life, position=at, day=each.day, scene=each.scene_id, choice=each.choice_id)
        for at, each in enumerate(made)
    )
    Bet.objects.create(life=life, cause="acts")
    Life.objects.filter(pk=life.pk).update(stage=Stage.DEBRIEF)
    return life


def _days(client: Client, life: Life) -> Iterator[float]:
    """The same ten days lived once more, choice by choice: the choice and the page it leads to."""
    response = client.post("/play/begin/", {"citizen": life.persona, "seed": life.seed, "system": life.rulebook})
    address = f"/play/{response['Location'].split('/')[2]}/day/"
    for made in life.decisions.all():
        form = {"position": made.position, "choice": made.choice}
        yield _timed(partial(client.post, address, form, follow=True))


def _read(client: Client, life: Life, page: str) -> float:
    path, _, query = page.partition("?")
    address = f"/play/{life.pk}/{path.rstrip('/')}/" + (f"?{query}" if query else "")

    def read() -> None:
        status = client.get(address).status_code
        if status != 200:
            raise CommandError(f"{address} answered {status}.")

    time = _timed(read)
    settled()  # what the page asked for ahead is done while it is read
    return time


def _edited(client: Client, life: Life, citizens: int, edits: int) -> Iterator[float]:
    """Turn one number after another, as a hand does: a few steps up, each a form sent by htmx."""
    address = f"/play/{life.pk}/rewrite/?size={citizens}"
    page = client.get(address).content.decode()
    numbers = re.findall(r'<input class="ed mono"[^>]*name="([^"]+)"[^>]*value="(-?\d+)"', page)
    if not numbers:
        raise CommandError("The pen offers no number to change.")
    for turn in range(edits):
        name, value = numbers[(turn // 3) % len(numbers)]
        form = urlencode({"base": _token(page), name: int(value) + 1 + turn % 3})
        begun = perf_counter()
        answer = client.post(
            address, form, content_type="application/x-www-form-urlencoded", headers={"HX-Request": "true"}
        )
        yield 1000 * (perf_counter() - begun)
        page = answer.content.decode()
        if answer.status_code != 200:
            raise CommandError(f"An edit answered {answer.status_code}.")


def _token(page: str) -> str:
    """The name of the draft's state that a form must carry."""
    found = re.search(r'name="base" value="(\w+)"', page)
    if found is None:
        raise CommandError("The pen's form names no state.")
    return found[1]

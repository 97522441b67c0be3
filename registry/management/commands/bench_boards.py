"""How long the boards of a whole town take once its year is at hand: one JSON object a line, as `make bench` prints."""

import json
from argparse import ArgumentParser
from itertools import cycle, islice
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from registry.years import SIZES, counted, hall
from scoring.selectors import DEFAULT, shipped

SEED = 4417
BOARDS = ("blacklist", "redlist", "screen", "ringback")
SORTS = ("since", "code", "number")


class Command(BaseCommand):
    help = "Print how long a year takes to work out, and each page of the register after it. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--citizens", type=int, default=SIZES[-1], choices=SIZES)
        parser.add_argument("--pages", type=int, default=60)
        parser.add_argument("--ledger", action="store_true", help="count the ledger too: most of a minute")

    def handle(self, *_: Any, citizens: int, pages: int, ledger: bool, **options: Any) -> None:
        town = f"system={DEFAULT}&seed={SEED}&citizens={citizens}"
        self._tell(f"year_{citizens}", [_timed(lambda: hall(shipped(DEFAULT), citizens, SEED))])
        if ledger:
            self._tell(f"ledger_{citizens}", [_timed(lambda: counted(shipped(DEFAULT), citizens, SEED))])
        client = Client(headers={"host": "localhost"})
        for name, addresses in _asked(town, citizens, pages).items():
            _read(client, addresses[0])  # templates are compiled once
            self._tell(f"{name}_{citizens}", [_timed(lambda at=at: _read(client, at)) for at in addresses])

    def _tell(self, name: str, times: list[float]) -> None:
        p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        line = {"name": name, "value": round(median(times), 1), "p95": round(p95, 1), "unit": "ms", "n": len(times)}
        self.stdout.write(json.dumps(line))


def _asked(town: str, citizens: int, pages: int) -> dict[str, list[str]]:
    kinds = list(islice(zip(cycle(BOARDS), cycle(SORTS), strict=False), pages))
    sheets = [f"/register/?{town}&board={board}&sort={sort}" for board, sort in kinds]
    return {
        "boards": [f"{sheet}&page={1 + at % 3}" for at, sheet in enumerate(sheets)],
        "boards_search": [f"{sheet}&q={'T-01' if at % 2 else at * 7}" for at, sheet in enumerate(sheets)],
        "boards_lifted": [f"{sheet}&curtain=1" for sheet in sheets],
        "entry": [f"/register/entry/{at * 7919 % citizens}/?{town}" for at in range(pages // 2)],
        "api_registers": [f"/api/v1/registers/?{town}&board={board}&sort={sort}" for board, sort in kinds],
    }


def _read(client: Client, address: str) -> None:
    status = client.get(address, follow=True).status_code
    if status != 200:
        raise CommandError(f"{address} answered {status}.")


def _timed(work: Any) -> float:
    begun = perf_counter()
    work()
    return 1000 * (perf_counter() - begun)

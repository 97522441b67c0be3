"""`manage.py replay SLUG`: a whole town's year under one rulebook, beside another, as a table or as JSON."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring import blocks
from scoring.engine import Rulebook
from scoring.jobs import CannotFinish
from scoring.management.tables import table
from scoring.selectors import DEFAULT, UnknownRulebook, shipped, slugs
from town.population import FEWEST, MOST

MOST_SEED = 999_999


class Command(BaseCommand):
    help = "Replays a town's year under a rulebook: bands, lists, winners and losers, groups."
    requires_system_checks: list[str] = []  # noqa: RUF012  (as Django declares it)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", default=DEFAULT, help="a rulebook that ships")
        parser.add_argument("--citizens", type=int, default=10_000, help=f"{FEWEST} to {MOST:,}")
        parser.add_argument("--seed", type=int, default=4417, help=f"0 to {MOST_SEED:,}; the same seed, the same town")
        parser.add_argument("--baseline", default="", help="the rulebook to compare with; without it, the same one")
        parser.add_argument("--json", action="store_true", help="print the comparison as the API answers it")

    def handle(self, *args: Any, **options: Any) -> None:
        after = named(options["slug"])
        before = named(options["baseline"]) if options["baseline"] else after
        citizens = within("--citizens", options["citizens"], FEWEST, MOST)
        seed = within("--seed", options["seed"], 0, MOST_SEED)
        progress = Progress(self.stderr.isatty())
        try:
            found = blocks.replay_town(before, after, citizens=citizens, seed=seed, innocent=True, step=progress)
        except CannotFinish as refusal:
            raise CommandError(str(refusal)) from refusal
        finally:
            progress.clear()
        self.stdout.write(json.dumps(found, indent=1) if options["json"] else table(found, before, after))


class Progress:
    """How far it is, on one line of a terminal that is written over; nothing where output is kept."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown
        self.told = ""

    def __call__(self, done: int, total: int) -> bool:
        line = f"{100 * done // max(total, 1):3} %"
        if self.shown and line != self.told:
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()
            self.told = line
        return True

    def clear(self) -> None:
        if self.told:
            sys.stderr.write("\r     \r")


def named(slug: str) -> Rulebook:
    try:
        return shipped(slug)
    except UnknownRulebook:
        raise CommandError(f"No rulebook is called {slug!r}. Known: {', '.join(slugs())}.") from None


def within(option: str, number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise CommandError(f"{option} is {number:,}; it must be a number from {least:,} to {most:,}.")
    return number

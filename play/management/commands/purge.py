"""`manage.py purge`: delete lives that nobody has touched for thirty days, shifts of yesterday, and rule sets
whose link nobody has opened for ninety days."""

from typing import Any

from django.core.management.base import BaseCommand

from appeals.officer.services import purge_shifts
from play.keeping import purge_rule_sets
from play.services import purge


class Command(BaseCommand):
    help = "Delete untouched lives (30 days), shifts at the officer's desk (one day), and unopened rule sets (90 days)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = purge()
        purge_shifts()
        rule_sets = purge_rule_sets()
        if options["verbosity"]:
            self.stdout.write(f"{count} untouched lives deleted, {rule_sets} rule sets that nobody asked for")

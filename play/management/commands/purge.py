"""`manage.py purge`: delete lives that nobody has touched for thirty days, and shifts of yesterday."""

from typing import Any

from django.core.management.base import BaseCommand

from appeals.officer.services import purge_shifts
from play.services import purge


class Command(BaseCommand):
    help = "Delete lives that nobody has touched for thirty days, and shifts at the officer's desk after one."

    def handle(self, *args: Any, **options: Any) -> None:
        count = purge()
        purge_shifts()
        if options["verbosity"]:
            self.stdout.write(f"{count} untouched lives deleted")

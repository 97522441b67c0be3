"""`manage.py purge`: delete lives that nobody has touched for thirty days."""

from typing import Any

from django.core.management.base import BaseCommand

from play.services import purge


class Command(BaseCommand):
    help = "Delete lives that nobody has touched for thirty days."

    def handle(self, *args: Any, **options: Any) -> None:
        count = purge()
        if options["verbosity"]:
            self.stdout.write(f"{count} untouched lives deleted")

"""How sure are the rulebooks? Writes docs/evidence.md, or says that it is stale."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring.evidence_table import FILE, table


class Command(BaseCommand):
    help = "Writes docs/evidence.md from the rulebooks; with --check it only says whether the file is up to date."
    requires_system_checks: list[str] = []  # noqa: RUF012  (as Django declares it)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        text = table()
        if not options["check"]:
            FILE.write_text(text, encoding="utf-8")
            self.stdout.write(f"{FILE.name}: {text.count(chr(10))} lines")
        elif not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
            raise CommandError("docs/evidence.md is stale. Run  manage.py evidence.")

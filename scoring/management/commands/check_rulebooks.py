"""Is every rulebook valid, does every worked example come out, does every line say who says so?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring.engine import RulebookError, run_examples
from scoring.evidence_check import lacking
from scoring.pages.ancestors import unknown_ancestors
from scoring.references import references
from scoring.selectors import FOLDER, NOT_RULEBOOKS, shipped
from scoring.support import unused


class Command(BaseCommand):
    help = "Validates every rulebook that ships and runs its worked examples. Fails with sentences."
    requires_system_checks: list[str] = []  # noqa: RUF012  (as Django declares it)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="say only what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        problems: list[str] = []
        for path in sorted(FOLDER.glob("*.yaml")):
            if path.stem in NOT_RULEBOOKS:
                continue
            found = check(path.stem)
            problems += found
            if not found and not options["quiet"]:
                book = shipped(path.stem)
                self.stdout.write(f"{path.name}: fine, {len(book.document['examples'])} examples")
        problems = problems or [f"sources.yaml: Nothing names the source '{name}'. Delete it." for name in unused()]
        if problems:
            raise CommandError("\n".join(problems))


def check(slug: str) -> list[str]:
    """Everything that is wrong with one rulebook, in sentences."""
    file = f"{slug}.yaml"
    try:
        book = shipped(slug)
    except RulebookError as error:
        return [str(fault) for fault in error.faults]
    problems = [f"{file} {difference}" for difference in run_examples(book)]
    if book.id != slug:
        problems.append(f"{file} /id: The id '{book.id}' is not the name of the file. Rename one of them.")
    problems += [
        f"{file}: The source '{name}' is not listed. Add it to sources.yaml or correct the name."
        for name in book.sources_used
        if name not in references()
    ]
    problems += [
        f"{file} rule {rule}: It descends from '{ancestor}', which no rulebook holds. Correct the id."
        for rule, ancestor in unknown_ancestors(book)
    ]
    return problems + lacking(book)

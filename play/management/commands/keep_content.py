"""`manage.py keep_content`: what `python -m compileall` is to modules, for rulebooks, vocabulary and scenes."""

from typing import Any

from django.core.management.base import BaseCommand

from registry import breach, drift, lobby
from scoring.references import references
from scoring.selectors import shipped, slugs
from town.plan import load_plan
from town.scenes import load_scenes


class Command(BaseCommand):
    help = "Read and check all content that ships, and keep it in __pycache__, so that no process need do it again."
    requires_system_checks: list[str] = []  # noqa: RUF012  (as Django declares it)

    def handle(self, *args: Any, **options: Any) -> None:
        books = [shipped(slug) for slug in slugs()]
        scenes = load_scenes()
        references(), load_plan(), drift.load_model(), breach.load_model(), lobby.load_lobby()
        if options["verbosity"]:
            self.stdout.write(f"{len(books)} rulebooks and {len(scenes)} scenes are kept.")

"""What every process needs sooner or later, read while nobody waits for it."""

import gc
from time import sleep

from django.conf import settings
from django.template.loader import get_template

from registry.ahead import ahead
from scoring.selectors import shipped, slugs
from town.scenes import load_scenes

PAUSE = 1.0  # seconds
# Containers made and not yet gone, before Python looks for circles among the young; so many looks before the next older
# ones. By Python's own measure it walks through everything at every sixth edit of a rulebook, and nobody else works.
YOUNG, MIDDLING, OLD = 20_000, 20, 100


def warm() -> None:
    """Read scenes, rulebooks and pages in the background, one after the other."""
    gc.set_threshold(YOUNG, MIDDLING, OLD)
    ahead(sleep, PAUSE)  # the first page comes first
    ahead(load_scenes)
    for slug in slugs():
        ahead(shipped, slug)
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        ahead(get_template, str(path.relative_to(settings.BASE_DIR / "templates")))
    ahead(_leave_be)


def _leave_be() -> None:
    """What was read stays as long as the process does: the collector need not walk through it again."""
    gc.collect()
    gc.freeze()

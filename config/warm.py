"""What every process needs sooner or later, read while nobody waits for it."""

from time import sleep

from django.conf import settings
from django.template.loader import get_template

from registry.ahead import ahead
from scoring.selectors import shipped, slugs
from town.scenes import load_scenes

PAUSE = 1.0  # seconds


def warm() -> None:
    """Read scenes, rulebooks and pages in the background, one after the other."""
    ahead(sleep, PAUSE)  # the first page comes first
    ahead(load_scenes)
    for slug in slugs():
        ahead(shipped, slug)
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        ahead(get_template, str(path.relative_to(settings.BASE_DIR / "templates")))

"""Recourse, kept apart from contesting: what this citizen would have to do otherwise, whoever was right."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.lives import File
from registry.whatif import what_if


@dataclass(frozen=True)
class Recourse:
    """`acts`: other choices that would have helped. `hopeless`: no life of this citizen ends off the list."""

    listed: bool
    acts: tuple[str, ...]
    hopeless: bool
    searched: bool


def recourse(file: File) -> Recourse:
    found = what_if(file)
    acts = next(finding for finding in found.findings if finding.kind == "acts")
    lines = [
        _("Day %(day)s: “%(instead)s”") % {"day": change["day"], "instead": change["instead"]}
        for change in acts.changes
    ] if acts.found else []  # fmt: skip
    hopeless = bool(found.lives and found.lives.hopeless)
    return Recourse(found.listed, tuple(lines), hopeless, acts.exhaustive)

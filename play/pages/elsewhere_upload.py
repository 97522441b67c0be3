"""A week that somebody has written or edited: read strictly, refused in sentences, never kept."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from play.pages.elsewhere_week import Week, of_entries
from registry.lives import DAYS, File
from scoring.engine import DocumentError, Fault, read_facts, read_observations
from scoring.engine.reader import read
from scoring.selectors import vocabulary

MOST_BYTES = 256 * 1024
MOST_ENTRIES = 300
EARLIEST = -3650  # ten years before day 1
NAME = "week"


def written(file: File) -> str:
    """A life as a text that can be edited and sent back. What was true of it is not in it, as in any file."""
    entries = [
        {"day": seen.day, "kind": seen.kind, "source": seen.source, "facts": dict(seen.facts)}
        for seen in file.observations
    ]
    lines = ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    facts = json.dumps(dict(file.facts), ensure_ascii=False)
    return f'{{"facts": {facts},\n "observations": [\n  {lines}\n]}}\n'


def read_week(text: bytes) -> Week:
    """Raises DocumentError with every fault: what is wrong, where, and what to write."""
    if len(text) > MOST_BYTES:
        raise _fault("", _("The week is larger than 256 KB."), _("Send fewer entries."))
    data = read(text, NAME).data
    if not isinstance(data, Mapping) or not set(data) <= {"facts", "observations"}:
        raise _fault("", _("A week holds facts and observations."), 'Write  {"facts": {}, "observations": []}.')
    rows = data.get("observations", [])
    if not isinstance(rows, list) or len(rows) > MOST_ENTRIES:
        raise _fault("/observations", _("At most 300 entries are expected, in a list."), _("Send fewer entries."))
    observations = read_observations(rows, vocabulary(), file=NAME)
    for position, seen in enumerate(observations):
        if not EARLIEST <= seen.day <= DAYS:
            raise _fault(f"/observations/{position}/day", _("The day lies outside the ten days."), _days())
    if len({seen.id for seen in observations}) < len(observations):
        raise _fault("/observations", _("Two entries have the same id."), _("Delete the ids; they are given anew."))
    facts = read_facts(data.get("facts") or {}, vocabulary(), file=NAME)
    return of_entries(_("this person"), observations, facts)


def _days() -> str:
    return _("Write a number from %(first)s to 10; what is below 1 was on file before.") % {"first": EARLIEST}


def _fault(key: str, message: str, remedy: str) -> DocumentError:
    return DocumentError([Fault(NAME, "", key, message, remedy)])


def faults(error: DocumentError, most: int = 8) -> list[dict[str, Any]]:
    """The first faults, each with its place, what is wrong and what to write."""
    return [
        {"where": fault.key or "/", "line": fault.line, "message": fault.message, "remedy": fault.remedy}
        for fault in error.faults[:most]
    ]

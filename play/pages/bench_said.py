"""What differs between two rulebooks, line by line: in whole sentences wherever more than one word has changed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from scoring.engine import Rulebook, diff
from scoring.engine.changes import NAMED, Change, line_words
from scoring.engine.faults import pointer_parts


@dataclass(frozen=True)
class Said:
    """One line that differs. `part` and `name` say which; doors have no names of their own."""

    part: str
    name: str
    words: str


def said(before: Rulebook, after: Rulebook) -> list[Said]:
    """Every difference once, the old beside the new."""
    found: dict[tuple[str, str, str], Said] = {}
    for change in diff(before, after):
        if change.part != "doors":
            words = _words(change, before, after)
            found.setdefault((change.part, change.id, words), Said(change.part, change.id, words))
    return [*found.values(), *_doors(before, after)]


def _words(change: Change, before: Rulebook, after: Rulebook) -> str:
    if not _compound(change.old, change.new) or change.part not in NAMED or change.old is None or change.new is None:
        return change.sentence
    place = int(pointer_parts(change.path)[1])
    rows = before.document[change.part]
    old = next(at for at, row in enumerate(rows) if row["id"] == change.id)
    return _was_now(line_words(before, change.part, old), line_words(after, change.part, place))


def _compound(*values: object) -> bool:
    """More than a word or a row of words."""
    return any(isinstance(each, dict) for value in values for each in (value if isinstance(value, list) else [value]))


def _was_now(was: str, now: str) -> str:
    return _("It was: %(was)s Now: %(now)s") % {"was": was, "now": now}


def _doors(before: Rulebook, after: Rulebook) -> list[Said]:
    """Lines of a door are known by what they say: where one goes, those below it have not changed."""
    old, new = _lines(before), _lines(after)
    found = []
    for door in dict.fromkeys([*old, *new]):
        was, now = old.get(door, []), new.get(door, [])
        gone, come = [line for line in was if line not in now], [line for line in now if line not in was]
        if len(gone) == len(come):
            found += [_was_now(*pair) for pair in zip(gone, come, strict=True)]
        else:
            found += [_("Removed: %(line)s") % {"line": line} for line in gone]
            found += [_("Added: %(line)s") % {"line": line} for line in come]
        if not gone and not come and was != now:
            found.append(_("Asked in another order: %(lines)s") % {"lines": " ".join(now)})
    return [Said("doors", "", words) for words in found]


def _lines(rulebook: Rulebook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, line in enumerate(rulebook.doors):
        found.setdefault(line.door, []).append(line_words(rulebook, "doors", place))
    return found

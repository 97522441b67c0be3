"""What the phone says in the morning. How much depends on the rulebook's disclosure, never on the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.lives import File
from scoring import display

MOST_REASONS = 3


def notice(file: File) -> dict[str, Any] | None:
    """The notice about last night's settlement; None where this office tells nothing or nothing changed."""
    told = file.rulebook.disclosure.told
    if file.day < 2 or told == "nothing":
        return None
    now = file.explanation.settlements[file.day - 1]
    before = file.explanation.settlements[file.day - 2]
    joined = set(now.lists) - set(before.lists)
    if (now.standing, now.band, now.lists) == (before.standing, before.band, before.lists):
        return None
    head = _("%(office)s · day %(day)s") % {"office": file.rulebook.short, "day": file.day - 1}
    return {"head": head, "title": _title(joined), "lines": _lines(file, told, joined)}


def _title(joined: set[str]) -> str:
    return _("You have been entered on a list.") if joined else _("Your standing has changed.")


def _lines(file: File, told: str, joined: set[str]) -> list[str]:
    now = file.explanation.settlements[file.day - 1]
    before = file.explanation.settlements[file.day - 2]
    book = file.rulebook
    lines = [book_list.label for book_list in book.lists if book_list.id in joined]
    if told == "letter" and now.band != before.band:
        lines.append(f"{before.band or '–'} → {now.band or '–'}")
    if told in {"score", "reasons"} and now.standing != before.standing:
        lines.append(f"{display.standing(book, before.standing)} → {display.standing(book, now.standing)}")
    if told == "reasons":
        lines += _reasons(file)
    elif told != "change" and lines:
        lines.append(_("Reason: not stated"))
    return lines


def _reasons(file: File) -> list[str]:
    texts = [reason.text for reason in file.explanation.settlements[file.day - 1].reasons]
    more = len(texts) - MOST_REASONS
    if more > 0:
        return [*texts[:MOST_REASONS], ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}]
    return texts

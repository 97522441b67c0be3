"""The five findings as sentences."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from registry.lives import File
from registry.whatif import WhatIf, what_if
from scoring import display
from scoring.engine import Finding
from scoring.engine.sentences import lower
from town.content import load_content

HEADS = {
    "acts": later("Your acts"),
    "circumstances": later("Your circumstances"),
    "data": later("The data"),
    "rules": later("The rules"),
    "procedure": later("The procedure"),
}
MOST_STRUCK = 2


def findings_page(file: File) -> dict[str, Any]:
    answer = what_if(file)
    reached = all(finding.found and not finding.changes for finding in answer.findings)
    return {
        "listed": answer.listed,
        "reached": reached,
        "scored": file.explanation.last.scored,
        "harmed": harmed(file),
        "hopeless": bool(answer.lives and answer.lives.hopeless),
        "rows": [] if reached else [_row(file, answer, finding) for finding in answer.findings],
    }


def harmed(file: File) -> list[str]:
    """What hurts although there is no list to be freed from: wrong entries that count, and doors that are shut."""
    last = file.explanation.last
    counted = {
        look.observation
        for settlement in file.explanation.settlements
        if settlement.trace
        for look in settlement.trace.looks
        if look.fired
    }
    wrong = len(counted & file.wrong)
    found = []
    if wrong:
        found.append(
            ngettext("%(n)s entry that counts is not yours.", "%(n)s entries that count are not yours.", wrong)
            % {"n": wrong}
        )
    doors = load_content().doors.values()
    shut = [door.label for door in doors if door.kind == "ordinary" and last.doors[door.id] == "shut"]
    if shut:
        found.append(_("Shut: %(doors)s.") % {"doors": ", ".join(shut)})
    return found


def _row(file: File, answer: WhatIf, finding: Finding) -> dict[str, Any]:
    says = SAYS[finding.kind]
    if not finding.found:
        return {"head": HEADS[finding.kind], "text": _nothing(answer, finding), "result": _("none"), "found": False}
    return {"head": HEADS[finding.kind], "text": says(file, finding), "result": _result(file, finding), "found": True}


def _result(file: File, finding: Finding) -> str:
    band = display.band_sign(file.rulebook, finding.band)
    number = display.standing(file.rulebook, finding.standing) if file.rulebook.scale.has_number else _("not listed")
    return f"{number} · {band.id}" if band else number


def _nothing(answer: WhatIf, finding: Finding) -> str:
    if finding.kind == "acts" and answer.lives is not None:
        return _another_life(answer)
    if not finding.exhaustive:
        return ngettext(
            "None found in %(n)s try; not all were tried.",
            "None found in %(n)s tries; not all were tried.",
            finding.tried,
        ) % {"n": finding.tried}
    return {
        "acts": _("No other choice would have helped."),
        "circumstances": _("Had every reason been seen, it would have changed nothing."),
        "data": _("There is no wrong entry whose striking would help."),
        "rules": _("No single number in one rule would help."),
        "procedure": _("Neither notice nor a hearing would help."),
    }[finding.kind]


def _another_life(answer: WhatIf) -> str:
    lives = answer.lives
    if lives is None or lives.hopeless:
        return _("Every choice of every day was followed: none ends off the list.")
    if lives.saved is None:
        return _("No life off the list was found among %(n)s mornings followed; not all were.") % {"n": lives.mornings}
    return _("No few other choices: only a different life from the first day.")


def _acts(file: File, finding: Finding) -> str:
    parts = [
        _("day %(day)s: “%(instead)s”") % {"day": change["day"], "instead": change["instead"]}
        for change in finding.changes
    ]
    return "; ".join(parts)


def _struck(file: File, finding: Finding) -> str:
    kinds, sources = load_content().kinds, load_content().sources
    parts = [
        _("%(what)s, %(when)s (%(source)s)")
        % {
            "what": lower(kinds[change["kind"]].past),
            "when": _("day %(day)s") % {"day": change["day"]} if change["day"] > 0 else _("on file before"),
            "source": sources[change["source"]].short,
        }
        for change in finding.changes[:MOST_STRUCK]
    ]
    more = len(finding.changes) - MOST_STRUCK
    if more > 0:
        parts.append(ngettext("and %(n)s entry more", "and %(n)s entries more", more) % {"n": more})
    return "; ".join(parts)


def _data(file: File, finding: Finding) -> str:
    return _("Strike what was not you: %(entries)s.") % {"entries": _struck(file, finding)}


def _circumstances(file: File, finding: Finding) -> str:
    return _("Had the reason been seen: %(entries)s.") % {"entries": _struck(file, finding)}


def _rules(file: File, finding: Finding) -> str:
    change = finding.changes[0]
    return _("%(rule)s: %(new)s instead of %(old)s.") % {
        "rule": file.rulebook.rule(change["rule"]).text,
        "new": _figure(file, change["new"]),
        "old": _figure(file, change["old"]),
    }


def _figure(file: File, value: int) -> str:
    """A number of a rule with a true minus; marks in stars are written in hundredths."""
    return display.signed(file.rulebook, value) if value < 0 else display.number(file.rulebook, value)


def _procedure(file: File, finding: Finding) -> str:
    change = finding.changes[0]
    if change["procedure"] == "notice":
        return ngettext("One day’s notice before listing.", "%(n)s days’ notice before listing.", change["days"]) % {
            "n": change["days"]
        }
    if change["procedure"] == "hearing":
        return _("A hearing in which reasons count.")
    return _("No minimum stay on the list.")


SAYS = {"acts": _acts, "circumstances": _circumstances, "data": _data, "rules": _rules, "procedure": _procedure}

"""A draft: steps of edits, folded one after the other over the rulebook that the pen was put to.

An edit is [path, value]. A path is a JSON pointer into the document as it stood just before; a sign before it says
more: `+/rules/3` puts the value in as the fourth rule, `-/rules/3` takes that rule away, `~/rules/3` moves it to the
position that the value names (lists and lines of doors likewise), and `=` begins anew with the kept version whose
digest is the value.
"""

import json
from copy import copy
from functools import lru_cache
from hashlib import sha256
from typing import Any

from scoring.engine import Rulebook
from scoring.engine.faults import pointer_parts
from scoring.engine.load import from_document
from scoring.selectors import UnknownRulebook, shipped, slugs, version

Step = list[list[Any]]  # [[path, value], …]: what one POST changed
Document = dict[str, Any]
INSERT, TAKE_OUT, MOVE, ANEW = "+", "-", "~", "="
WHOLE = ("observers", "consent", "bands", "lists", "doors", "examples")  # keys that may be written as one value
ROWS = ("rules", "lists", "doors")  # of which one comes, goes or moves
WHY = "draft"


def reformed(home: Rulebook, steps: list[Step]) -> Rulebook:
    """The rulebook that a draft makes. Raises RulebookError, LookupError, ValueError or TypeError where it fits
    nothing."""
    return _reformed(home, json.dumps(steps)) if steps else home


def base_of(home: Rulebook, steps: list[Step]) -> Rulebook:
    """What the draft is compared with: the rulebook in force, or the system that the pen was put to instead."""
    digest = next((value for step in reversed(steps) for path, value in reversed(step) if path == ANEW), None)
    if digest is None:
        return home
    try:
        return _compared_with(home, version(str(digest)))
    except UnknownRulebook:
        return home


def _compared_with(home: Rulebook, taken: Rulebook) -> Rulebook:
    """The edition in force of the same system, where both have the same bands and lists; or else what was taken."""
    if taken.id == home.id:
        rival = home
    elif taken.id in slugs():
        rival = shipped(taken.id)
    else:
        return taken
    return rival if _frame(rival) == _frame(taken) else taken


def _frame(rulebook: Rulebook) -> tuple[Any, ...]:
    bands, lists = [band.id for band in rulebook.bands], [entry.id for entry in rulebook.lists]
    return rulebook.scale.kind, rulebook.scale.higher_is, bands, lists


@lru_cache(maxsize=64)
def _reformed(home: Rulebook, steps: str) -> Rulebook:
    edits = json.loads(steps)
    base = base_of(home, edits)
    document = fold(home.document, edits)
    _as_in_force(document, base.document)
    if {**document, "parent": base.document.get("parent"), "why": base.document.get("why")} == {
        "parent": None, "why": None, **base.document
    }:  # fmt: skip
        return base
    document["parent"], document["why"] = base.digest, WHY
    return from_document(document, file=base.id, vocabulary=home.vocabulary)


def _as_in_force(document: Document, base: Document) -> None:
    """A rule switched off and on again is written as it was."""
    silent = {rule["id"] for rule in base["rules"] if "enabled" not in rule}
    document["rules"] = [
        {key: value for key, value in rule.items() if key != "enabled"}
        if rule.get("enabled") is True and rule["id"] in silent
        else rule
        for rule in document["rules"]
    ]


def fold(document: Document, steps: list[Step]) -> Document:
    """The document after all steps; the one given is left alone, and shared where nothing was written."""
    now = dict(document)
    for step in steps:
        for path, value in step:
            if path == ANEW:
                now = dict(version(str(value)).document)
            else:
                _apply(now, str(path), value)
    return now


def _apply(document: Document, path: str, value: Any) -> None:
    sign = path[:1]
    if sign not in (INSERT, TAKE_OUT, MOVE):
        _set(document, path, value)
        return
    part, position = _row(path[1:])
    rows = document[part] = list(document.get(part, ()))
    if sign == INSERT:
        rows.insert(min(position, len(rows)), value)
    else:
        row = rows.pop(position)
        if sign == MOVE:
            rows.insert(int(value), row)


def _row(path: str) -> tuple[str, int]:
    part, position = pointer_parts(path)
    if part not in ROWS or not position.isdigit():
        raise LookupError(path)
    return part, int(position)


def _set(document: Document, path: str, value: Any) -> None:
    """Write a value; what lies on the way to it is copied, since others hold it too."""
    *parts, last = pointer_parts(path)
    if not parts and last not in WHOLE:
        raise LookupError(path)
    here: Any = document
    for part in parts:
        key: Any = int(part) if isinstance(here, list) else part
        here[key] = here = copy(here[key])
    here[int(last) if isinstance(here, list) else last] = value


# names of states


def token(steps: list[Step]) -> str:
    """Names a state of the draft, so that a form of an earlier state is known as such, and the state has an address."""
    return tokens(steps)[-1]


def tokens(steps: list[Step]) -> list[str]:
    """The names of all states on the way: of no step, of one, of two, …"""
    names = [_name("", [])]
    for step in steps:
        names.append(_name(names[-1], step))
    return names


def _name(before: str, step: Step) -> str:
    return sha256(f"{before}{json.dumps(step)}".encode()).hexdigest()[:12]


def changes_rules(steps: list[Step], others: list[Step]) -> bool:
    """Do two drafts differ in which rules there are, or in their order, or in the system?"""
    return [_outline(step) for step in steps if _outline(step)] != [_outline(step) for step in others if _outline(step)]


def _outline(step: Step) -> list[list[Any]]:
    return [[path, value] for path, value in step if path[:1] != "/"]

"""A learner's scorecard: what an address says about weights, rules and watchers, read into edits of the one that ships.

An address holds differences only. So every state has one, going back undoes, and a link shares rules and never a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from appeals.bureau.numbers import not_a_number, whole_number
from appeals.bureau.own_rules import OWN, read_own
from appeals.bureau.words import scorecard, vocabulary
from scoring.engine import Rulebook, from_document, reform
from scoring.engine.model import AtMost, Points, Rule

MOST_POINTS, MOST_DAYS, MOST_TIMES = 1000, 3650, 1000
HEAR = "hear."


@dataclass(frozen=True, slots=True)
class Field:
    """A blank: where it stands in the document, what ships, and which whole numbers fit; a switch takes 0 and 1."""

    name: str
    path: str
    value: int
    low: int = 0
    high: int = 1
    switch: bool = False


@dataclass(frozen=True)
class Written:
    """`said`: differences by name, as an address holds them. `errors`: what is wrong, by name. `text`: as typed."""

    scorecard: Rulebook
    said: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)


@cache
def fields() -> Mapping[str, Field]:
    """Every blank of the scorecard that ships, in the order in which a page shows them."""
    book = scorecard()
    rows = [row for number, rule in enumerate(book.rules) for row in _of_rule(rule, f"/rules/{number}")]
    rows += [
        Field("noted", "/bands/0/from", book.bands[0].low, 1, book.scale.ceiling),
        Field("below", "/bands/1/from", book.bands[1].low, 1, book.scale.ceiling),
        Field("stay", "/lists/0/minimum_days", book.lists[0].minimum_days, 0, MOST_DAYS),
    ]
    return {row.name: row for row in rows}


def _of_rule(rule: Rule, path: str) -> list[Field]:
    effect = rule.effects[0]
    fixed = isinstance(effect, Points)
    amount = effect.amount if isinstance(effect, Points) else getattr(effect, "each", 0)
    points = f"{path}/effects/0/points" + ("" if fixed else "/each")
    return [
        Field(f"{rule.id}.on", f"{path}/enabled", int(rule.enabled), switch=True),
        Field(f"{rule.id}.points", points, amount, -MOST_POINTS, MOST_POINTS),
        Field(f"{rule.id}.days", f"{path}/expires", rule.expires or MOST_DAYS, 1, MOST_DAYS),
        *_of_limit(rule.id, rule.at_most, path),
    ]


def _of_limit(name: str, limit: AtMost | None, path: str) -> list[Field]:
    return [Field(f"{name}.times", f"{path}/at_most/times", limit.times, 1, MOST_TIMES)] if limit else []


def read_weights(asked: Mapping[str, str]) -> Written:
    """Read an address. What cannot be read is said, and the scorecard stays as it was there."""
    said: dict[str, str] = {}
    errors: dict[str, str] = {}
    edits: dict[str, Any] = {}
    for blank in fields().values():
        if blank.name in asked:
            _read(blank, asked[blank.name], said, errors, edits)
    _read_limits(said, errors, edits)
    deaf = [name for name in vocabulary().sources if asked.get(f"{HEAR}{name}") == "0"]
    said |= {f"{HEAR}{name}": "0" for name in deaf}
    own = []
    for number in range(1, OWN + 1):
        found = read_own(number, asked, errors)
        if found:
            own.append(found[0])
            said |= found[1]
    return Written(_built(edits, deaf, own) if edits or deaf or own else scorecard(), said, errors, dict(asked))


def _read(blank: Field, text: str, said: dict[str, str], errors: dict[str, str], edits: dict[str, Any]) -> None:
    number = whole_number(text)
    if number is None or not blank.low <= number <= blank.high:
        errors[blank.name] = not_a_number(text, blank.low, blank.high)
    elif number != blank.value:
        said[blank.name] = str(number)
        edits[blank.path] = bool(number) if blank.switch else number


def _read_limits(said: dict[str, str], errors: dict[str, str], edits: dict[str, Any]) -> None:
    """The two limits hang together: one band ends where the next begins."""
    noted, below = (edits.get(fields()[name].path, fields()[name].value) for name in ("noted", "below"))
    if below >= noted:
        name = "below" if "below" in said else "noted"
        for each in ("noted", "below"):
            said.pop(each, None)
            edits.pop(fields()[each].path, None)
        words = _(
            "Supervision must begin below the limit for being noted: %(below)s is not below %(noted)s. "
            "Both stand as issued."
        )
        errors[name] = words % {"below": below, "noted": noted}
    else:
        edits |= {"/bands/1/to": noted - 1} if "noted" in said else {}
        edits |= {"/bands/2/to": below - 1} if "below" in said else {}


def _built(edits: dict[str, Any], deaf: list[str], own: list[dict[str, Any]]) -> Rulebook:
    """The same edits make the same scorecard, which keeps what was worked out for it."""
    heard = {"/observers": [name for name in vocabulary().sources if name not in deaf]} if deaf else {}
    book = reform(scorecard(), {**edits, **heard}, "Written by a learner.")
    if own:
        document = {**book.document, "rules": [*book.document["rules"], *own]}
        book = from_document(document, file=book.id, vocabulary=vocabulary())
    return book

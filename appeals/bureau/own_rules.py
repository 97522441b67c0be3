"""Rules that a learner adds to the scorecard: an act, one test, points, days. Few blanks: they must fit an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from appeals.bureau.numbers import not_a_number, whole_number
from appeals.bureau.words import vocabulary
from scoring.engine.vocabulary import Fact, Value

OWN = 3  # rules that an address has room for
POINTS, DAYS = (-1000, 1000), (1, 3650)
USUAL = {"points": "-20", "days": "180"}
NUMBERS = ("at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be asked for. `value` is None where a number is typed beside it."""

    id: str
    fact: Fact
    op: str
    value: Value | None


@cache
def choices() -> Mapping[str, Choice]:
    """Every test that can be chosen, by its id: `days.at_least`, `reasons.none`, `machine.1`."""
    found: dict[str, Choice] = {}
    for fact in vocabulary().facts.values():
        if fact.type == "int":
            rows = [Choice(f"{fact.id}.{op}", fact, op, None) for op in NUMBERS]
        elif fact.type == "bool":
            rows = [Choice(f"{fact.id}.{int(held)}", fact, "is", held) for held in (True, False)]
        else:
            rows = [Choice(f"{fact.id}.{value.id}", fact, "is", value.id) for value in fact.values]
        found |= {row.id: row for row in rows}
    return found


def read_own(
    number: int, asked: Mapping[str, str], errors: dict[str, str]
) -> tuple[dict[str, Any], dict[str, str]] | None:
    """The rule that an address writes in this place, as a rulebook holds it, and what the address has to say for it.

    None where nothing is written, or where it cannot be read; then `errors` says why, by blank.
    """
    name = f"own{number}"
    kind = asked.get(f"{name}.kind", "")
    if not kind:
        return None
    if kind not in vocabulary().kinds:
        errors[f"{name}.kind"] = _("No office is noted for that. Choose an act from the list.")
        return None
    condition = _condition(name, kind, asked, errors)
    points, days = (_blank(name, key, limits, asked, errors) for key, limits in (("points", POINTS), ("days", DAYS)))
    if any(key.startswith(f"{name}.") for key in errors):
        return None
    said = {f"{name}.kind": kind, f"{name}.points": str(points), f"{name}.days": str(days)}
    if condition:
        said |= {key: asked[key].strip() for key in (f"{name}.test", f"{name}.value") if asked.get(key, "").strip()}
    rule = {
        "id": f"own-{number}",
        "text": _("A rule of your own"),
        "on": [kind],
        "effects": [{"points": points}],
        "expires": days,
        "evidence": {"marker": "fictionalised"},
    }
    return ({**rule, "when": condition} if condition else rule), said


def _condition(name: str, kind: str, asked: Mapping[str, str], errors: dict[str, str]) -> dict[str, Any] | None:
    wanted = asked.get(f"{name}.test", "")
    if not wanted:
        return None
    choice = choices().get(wanted)
    if choice is None:
        errors[f"{name}.test"] = _("Nothing of that name can be asked. Choose from the list.")
        return None
    fact = choice.fact
    if fact.owner == "observation" and fact.id not in vocabulary().kinds[kind].asks:
        words = _("“%(fact)s” is never written down with this act. Choose another test, or none.")
        errors[f"{name}.test"] = words % {"fact": fact.label}
        return None
    if choice.value is not None:
        return {"fact": fact.id, "op": choice.op, "value": choice.value}
    typed = asked.get(f"{name}.value", "")
    held = whole_number(typed)
    if held is None or not fact.min <= held <= fact.max:
        errors[f"{name}.value"] = not_a_number(typed, fact.min, fact.max)
        return None
    return {"fact": fact.id, "op": choice.op, "value": held}


def _blank(
    name: str, key: str, limits: tuple[int, int], asked: Mapping[str, str], errors: dict[str, str]
) -> int | None:
    typed = asked.get(f"{name}.{key}", "") or USUAL[key]
    held = whole_number(typed)
    if held is None or not limits[0] <= held <= limits[1]:
        errors[f"{name}.{key}"] = not_a_number(typed, *limits)
        return None
    return held

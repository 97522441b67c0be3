"""From a form to edits of a rulebook. Only what the page offers can be edited; all else in the form is ignored."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from play.pages.blanks import CHOICE, NUMBER, Place, below, places, value_of
from scoring.bills import edits_of
from scoring.engine import Rulebook, RulebookError, reform
from scoring.selectors import vocabulary

Step = list[list[Any]]  # [[path, value], …]: what one POST changed
MOST_STEPS = 200
MOST_DIGITS = 7
UNDO, RESTART = "undo", "restart"
REPEAL, PUT_BACK, STOP, COLLECT = "repeal", "putback", "stop", "collect"


@dataclass(frozen=True)
class Typed:
    """The draft after a form, or what was wrong with the form and how it had been typed."""

    steps: list[Step] = field(default_factory=list)
    errors: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)


def apply_steps(baseline: Rulebook, steps: list[Step]) -> Rulebook:
    """The reform that the draft makes of the rulebook in force. A draft that no longer fits is set aside."""
    try:
        now = _reformed(baseline, steps)
    except (RulebookError, LookupError, ValueError, TypeError):
        return baseline
    same_lines = [rule.id for rule in now.rules] == [rule.id for rule in baseline.rules]
    return now if same_lines else baseline


def _reformed(baseline: Rulebook, steps: list[Step]) -> Rulebook:
    edits = {path: value for path, value in edits_of(steps).items() if value != _in_force(baseline, path)}
    return _reform(baseline, json.dumps(edits, sort_keys=True)) if edits else baseline


@lru_cache(maxsize=64)
def _reform(baseline: Rulebook, edits: str) -> Rulebook:
    return reform(baseline, json.loads(edits), "draft")


def _in_force(baseline: Rulebook, path: str) -> Any:
    held = value_of(baseline, path)
    return True if held is None and path.endswith("/enabled") else held


def token(steps: list[Step]) -> str:
    """Names a state of the draft, so that a form of an earlier state is known as such."""
    return sha256(json.dumps(steps).encode()).hexdigest()[:12]


def read_edits(form: Mapping[str, str], baseline: Rulebook, steps: list[Step]) -> Typed:
    """Undo or start again; or else what was typed, together with the button that was pressed."""
    verb, _colon, what = form.get("do", "").partition(":")
    if verb == UNDO:
        return Typed(steps[:-1])
    if verb == RESTART:
        return Typed([])
    now = apply_steps(baseline, steps)
    step, errors, text = _typed(form, baseline, now)
    if not errors and step:
        errors = _faults(baseline, [*steps, step], step)
    if errors:
        return Typed(steps, errors, text)
    if verb in BUTTONS:
        step += BUTTONS[verb](now, what)
    return Typed(_with(steps, step))


def _with(steps: list[Step], step: Step) -> list[Step]:
    """One step more. A long draft forgets its oldest undo, never an edit."""
    if not step:
        return steps
    if len(steps) < MOST_STEPS:
        return [*steps, step]
    oldest = [[path, value] for path, value in edits_of(steps[:2]).items()]
    return [oldest, *steps[2:], step]


def _typed(form: Mapping[str, str], baseline: Rulebook, now: Rulebook) -> tuple[Step, dict[str, str], dict[str, str]]:
    """The edits that were typed, what is wrong with some, and all that differs as it was typed."""
    step: Step = []
    errors: dict[str, str] = {}
    text: dict[str, str] = {}
    for place in places(now, baseline):
        sent = form.get(f"{CHOICE if place.words else NUMBER}{place.path}")
        if sent is None:
            continue
        value, error = _read(place, sent)
        if error:
            errors[place.path], text[place.path] = error, sent[:20]
        elif value != place.held:
            step += _edit(now, place.path, value)
            text[place.path] = sent
    return step, errors, text


def _read(place: Place, sent: str) -> tuple[Any, str]:
    """The value that was sent, or what is wrong with it."""
    if place.words:
        value = next((word for word in place.words if str(word).lower() == sent.lower()), None)
        return (value, "") if value is not None else (None, _("Choose one of the words of the list."))
    number = sent.strip()
    wellformed = number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS
    if not wellformed or not place.low <= int(number) <= place.high:
        words = _("Write a whole number from %(low)s to %(high)s.")
        return None, words % {"low": f"{place.low:,}", "high": f"{place.high:,}"}
    return place.sign * int(number), ""


def _edit(now: Rulebook, path: str, value: Any) -> Step:
    """One edit; where a band begins, the one below it ends."""
    _blank, part, position, *_rest = path.split("/")
    if part != "bands":
        return [[path, value]]
    return [[path, value], [f"/bands/{below(now, int(position))}/to", value - 1]]


def _faults(baseline: Rulebook, steps: list[Step], step: Step) -> dict[str, str]:
    """What the engine says against the draft, at the place that was written on."""
    try:
        _reformed(baseline, steps)
    except RulebookError as error:
        first = error.faults[0]
        return {step[0][0]: f"{first.message} {first.remedy}"}
    return {}


def _switch(enabled: bool) -> Any:
    def switch(now: Rulebook, what: str) -> Step:
        """One rule by its id, or all of them: repeal the system."""
        return [
            [f"/rules/{position}/enabled", enabled]
            for position, rule in enumerate(now.rules)
            if what in (rule.id, "all") and rule.enabled != enabled
        ]

    return switch


def _listen(heard: bool) -> Any:
    def listen(now: Rulebook, what: str) -> Step:
        """Take a source out of what the office reads, or let it in again."""
        sources = vocabulary().sources
        if what not in sources:
            return []
        before = set(now.observers if now.observers is not None else sources)
        after = before | {what} if heard else before - {what}
        return [["/observers", sorted(after) if after != set(sources) else "all"]] if after != before else []

    return listen


BUTTONS = {REPEAL: _switch(False), PUT_BACK: _switch(True), STOP: _listen(False), COLLECT: _listen(True)}

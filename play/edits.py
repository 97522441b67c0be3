"""From a form to edits of a rulebook. Only what the page offers can be edited; all else in the form is ignored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from scoring.bills import edits_of
from scoring.engine import Rulebook, RulebookError, reform, sentence
from scoring.engine.reforms import value_at
from scoring.selectors import vocabulary

Step = list[list[Any]]  # [[path, value], …]: what one POST changed
MOST_STEPS = 500
NUMBER = "n:"  # form fields that hold a number of the document
REPEAL, PUT_BACK, STOP, COLLECT = "repeal", "putback", "stop", "collect"


@dataclass(frozen=True)
class Typed:
    """The draft after a form, or what was wrong with the form."""

    steps: list[Step] = field(default_factory=list)
    errors: Mapping[str, str] = field(default_factory=dict)


def apply_steps(baseline: Rulebook, steps: list[Step]) -> Rulebook:
    """The reform that the draft makes of the rulebook in force. A draft that no longer fits is set aside."""
    edits = {path: value for path, value in edits_of(steps).items() if value != _held(baseline, path)}
    if not edits:
        return baseline
    try:
        return reform(baseline, edits, "draft")
    except (RulebookError, LookupError, ValueError):
        return baseline


def read_edits(form: Mapping[str, str], baseline: Rulebook, steps: list[Step]) -> Typed:
    """Buttons first: undo, start again, repeal, put back, stop or resume collecting; else the numbers that changed."""
    verb, _colon, what = form.get("do", "").partition(":")
    now = apply_steps(baseline, steps)
    if verb == "undo":
        return Typed(steps[:-1])
    if verb == "restart":
        return Typed([])
    if verb in BUTTONS:
        step = BUTTONS[verb](now, what)
        return Typed([*steps, step][-MOST_STEPS:] if step else steps)
    return _numbers(form, baseline, now, steps)


def _numbers(form: Mapping[str, str], baseline: Rulebook, now: Rulebook, steps: list[Step]) -> Typed:
    step: Step = []
    errors: dict[str, str] = {}
    offered = _offered(now)
    for name, text in form.items():
        path = name.removeprefix(NUMBER)
        if not name.startswith(NUMBER) or path not in offered:
            continue
        low, high, sign, held = offered[path]
        if not text.strip().isdecimal() or not low <= int(text) <= high:
            errors[path] = _("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}
        elif sign * int(text) != held:
            step.append([path, sign * int(text)])
    if errors:
        return Typed(steps, errors)
    fault = _fault(baseline, [*steps, step])
    if fault:
        return Typed(steps, {step[0][0]: fault})
    return Typed([*steps, step][-MOST_STEPS:] if step else steps)


def _offered(now: Rulebook) -> dict[str, tuple[int, int, int, int]]:
    """Every number on the galley: its path, least, most, sign and present value."""
    found = {}
    for rule in now.rules:
        for part in sentence(rule, vocabulary(), rulebook=now):
            if part.get("type") == "int":
                held = int(part["blank"])
                points = "shown" in part
                low, high = (0, 500) if points else (int(part["min"]), int(part["max"]))
                found[part["path"]] = (low, high, -1 if points and held < 0 else 1, held)
    return found


def _fault(baseline: Rulebook, steps: list[Step]) -> str:
    """What the engine says against the draft; "" where it stands."""
    try:
        reform(baseline, edits_of(steps), "draft")
    except RulebookError as error:
        return f"{error.faults[0].message} {error.faults[0].remedy}"
    return ""


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


def _held(baseline: Rulebook, path: str) -> Any:
    try:
        return value_at(baseline, path)
    except (LookupError, ValueError):
        return True if path.endswith("/enabled") else None

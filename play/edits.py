"""From a form to edits of a rulebook. Only what the page offers can be edited; all else in the form is ignored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from play.buttons import BUTTONS, RESTORE, number_of, restore
from play.drafts import INSERT, Step, base_of, reformed, token
from play.pages.blanks import CHOICE, NUMBER, Place, below, places
from scoring.engine import Rulebook, RulebookError
from scoring.engine.faults import Fault
from scoring.engine.shapes import MAX_RULES

__all__ = ["Step", "Typed", "apply_steps", "read_edits", "token"]

MOST_STEPS = 1000  # of which each can be undone; a longer draft keeps all edits and forgets its oldest undo
MOST_DIGITS = 9  # of a number that is typed
UNDO, REDO, RESTART = "undo", "redo", "restart"


@dataclass(frozen=True)
class Typed:
    """The draft after a form with what can be redone, or what was wrong with the form and how it had been typed.
    `given` is the highest number that an own rule has had."""

    steps: list[Step] = field(default_factory=list)
    errors: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    undone: list[Step] = field(default_factory=list)
    given: int = 0


def apply_steps(home: Rulebook, steps: list[Step]) -> Rulebook:
    """The reform that the draft makes of the rulebook in force. A draft that no longer fits is set aside."""
    try:
        return reformed(home, steps)
    except (RulebookError, LookupError, ValueError, TypeError):
        return home


def read_edits(
    form: Mapping[str, str], home: Rulebook, steps: list[Step], undone: Sequence[Step] = (), given: int = 0
) -> Typed:
    """Back, forth or start again; or else what was typed, together with the button that was pressed."""
    verb, _colon, what = form.get("do", "").partition(":")
    moved = _moved(verb, steps, list(undone))
    if moved is not None:
        return Typed(moved[0], undone=moved[1], given=given)
    now, base = apply_steps(home, steps), base_of(home, steps)
    step, errors, text = _typed(form, base, now)
    if not errors and step:
        errors = faults_of(home, steps, step)
    if errors:
        return Typed(steps, errors, text, list(undone), given)
    if verb in (*BUTTONS, RESTORE):
        step += restore(base, now, what) if verb == RESTORE else BUTTONS[verb](now, what, given)
        refused = faults_of(home, steps, step) if step else {}
        if refused:
            return Typed(steps, {"": next(iter(refused.values()))}, {}, list(undone), given)
    given = max([given, *(number_of(value["id"]) for path, value in step if path.startswith(f"{INSERT}/rules"))])
    return Typed(with_step(steps, step), undone=[] if step else list(undone), given=given)


def _moved(verb: str, steps: list[Step], undone: list[Step]) -> tuple[list[Step], list[Step]] | None:
    if verb == UNDO:
        return steps[:-1], [*steps[-1:], *undone]
    if verb == REDO:
        return [*steps, *undone[:1]], undone[1:]
    if verb == RESTART:
        return [], [*steps, *undone]
    return None


def with_step(steps: list[Step], step: Step) -> list[Step]:
    """One step more. A long draft forgets its oldest undo, never an edit."""
    if not step:
        return steps
    if len(steps) < MOST_STEPS:
        return [*steps, step]
    return [_joined([*steps[0], *steps[1]]), *steps[2:], step]


def _joined(step: Step) -> Step:
    """Of two values for one place the later, where nothing else happened."""
    if any(path[:1] != "/" for path, _value in step):
        return step
    last: dict[str, Any] = {}
    for path, value in step:
        last.pop(path, None)  # written anew at the end: a rule and then a number in it
        last[path] = value
    return [[path, value] for path, value in last.items()]


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
    number = whole(sent, place.low, place.high)
    if number is None:
        words = _("Write a whole number from %(low)s to %(high)s.")
        return None, words % {"low": f"{place.low:,}", "high": f"{place.high:,}"}
    return place.sign * number, ""


def whole(sent: str, low: int, high: int) -> int | None:
    """A whole number from low to high as somebody writes it; None for anything else."""
    text = sent.strip()
    minus = text[:1] in ("-", "−") and low < 0
    digits = text[1:] if minus else text
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        return None
    number = -int(digits) if minus else int(digits)
    return number if low <= number <= high else None


def _edit(now: Rulebook, path: str, value: Any) -> Step:
    """One edit; where a band begins, the one below it ends."""
    _blank, part, position, *_rest = [*path.split("/"), ""]
    if part != "bands":
        return [[path, value]]
    return [[path, value], [f"/bands/{below(now, int(position))}/to", value - 1]]


def faults_of(home: Rulebook, steps: list[Step], step: Step) -> dict[str, str]:
    """What the engine says against one step more, at the place that was written on."""
    try:
        reformed(home, [*steps, step])
    except RulebookError as error:
        first = error.faults[0]
        return {step[0][0]: fault_words(first)}
    return {}


def fault_words(fault: Fault) -> str:
    """What the engine says against a place, in words for somebody who sees a page and no document."""
    if fault.key == "/rules" and "too much" in fault.message:
        words = _("A rulebook may hold %(most)s rules, and yours does. Remove one before you add another.")
        return words % {"most": MAX_RULES}
    return f"{fault.message} {fault.remedy}"

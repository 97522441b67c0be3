"""What may be written for one line of a procedure, and what is wrong with what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.engine.faults import Fault

YEAR = 365
Value = int | bool | str | None


@dataclass(frozen=True, slots=True)
class KnobSpec:
    """What may be written for one knob: one of `choices`, a number from `low` to `high`, or else yes or no."""

    name: str
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    unit: str = ""
    may_be_empty: bool = False

    def problem(self, value: object) -> tuple[str, str] | None:
        """Why `value` cannot stand here and what to write instead; None where it can."""
        if value is None and self.may_be_empty:
            return None
        if self.choices:
            remedy = "Write one of: " + ", ".join(self.choices) + "."
            return None if value in self.choices else (f"{value!r} is no value of '{self.name}'.", remedy)
        if self.low is None or self.high is None:
            return None if isinstance(value, bool) else (f"{value!r} is neither yes nor no.", "Write true or false.")
        return self._problem_of_number(value, self.low, self.high)

    def _problem_of_number(self, value: object, low: int, high: int) -> tuple[str, str] | None:
        remedy = f"Write a whole number from {low} to {high}" + (", or null." if self.may_be_empty else ".")
        if not isinstance(value, int) or isinstance(value, bool):
            return f"{value!r} is no whole number.", remedy
        return None if low <= value <= high else (f"{value} lies outside {low} to {high}.", remedy)


def days_spec(name: str, high: int = YEAR, low: int = 0, *, may_be_empty: bool = False) -> KnobSpec:
    return KnobSpec(name, low=low, high=high, unit="days", may_be_empty=may_be_empty)


def text_of(value: object) -> str:
    """A value as a form or an address holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def value_of(spec: KnobSpec, text: str) -> Value:
    """The value that a text stands for; a text that stands for none is given back, to be found faulty."""
    if spec.choices:
        return text
    if spec.low is None:
        return {"yes": True, "no": False}.get(text, text)
    text = text.strip()
    if not text and spec.may_be_empty:
        return None
    return int(text) if text.isdecimal() and len(text) < 7 else text


def faults_of(specs: Mapping[str, KnobSpec], data: Mapping[str, object], file: str, at: str = "") -> list[Fault]:
    """Everything that is wrong with written values, by name."""
    faults = []
    for name, value in data.items():
        spec = specs.get(name)
        if spec is None:
            message, remedy = f"There is no knob '{name}'.", "Delete it, or write one of: " + ", ".join(specs) + "."
            faults.append(Fault(file, "", f"{at}/{name}", message, remedy))
        elif problem := spec.problem(value):
            faults.append(Fault(file, "", f"{at}/{name}", *problem))
    return faults

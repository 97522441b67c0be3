"""Two simulated years side by side: what a turned knob did, in numbers and in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass

from appeals.procedure.model import Knobs
from appeals.procedure.result import Result

SMALL = 0.02  # below this part of what was, a difference is called none


@dataclass(frozen=True, slots=True)
class Change:
    """One line. `side` is effect or cost; `better` is None where it depends on whom you ask."""

    id: str
    side: str
    before: float | None
    after: float | None
    better: bool | None
    text: str

    @property
    def by(self) -> float:
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True, slots=True)
class Compared:
    """All lines in their order; `said` are those that changed."""

    changes: tuple[Change, ...]

    @property
    def said(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if _differs(change.before, change.after))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changed. Never empty: that nothing changed is said too."""
        return tuple(change.text for change in self.said) or ("This changed nothing for anybody.",)


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    side: str
    less_is_better: bool | None
    more: str
    less: str
    unit: str = ""


_LINES = (
    _Line(
        "innocent_freed",
        "effect",
        False,
        "{n} more wrongful listings were struck",
        "{n} fewer wrongful listings were struck",
    ),
    _Line(
        "innocent_days_left",
        "effect",
        True,
        "Innocent people stood before shut doors for {n} more days",
        "Innocent people were spared {n} days before shut doors",
    ),
    _Line(
        "copies_days",
        "effect",
        True,
        "Copies at other offices went on for {n} more days after a correction",
        "Copies at other offices fell by {n} days",
    ),
    _Line(
        "waited_median",
        "effect",
        True,
        "The middle wait of those freed grew by {n} days",
        "The middle wait of those freed fell by {n} days",
    ),
    _Line(
        "waited_p90",
        "effect",
        True,
        "One in ten of those freed waited {n} days longer",
        "One in ten of those freed waited {n} days less",
    ),
    _Line(
        "never_filed",
        "effect",
        True,
        "{n} more were wrongly listed and never asked",
        "{n} fewer were wrongly listed and never asked",
    ),
    _Line(
        "guilty_freed",
        "effect",
        True,
        "{n} more were freed who were listed rightly",
        "{n} fewer were freed who were listed rightly",
    ),
    _Line(
        "guilty_free_days",
        "effect",
        None,
        "Who was listed rightly had {n} more days free",
        "Who was listed rightly had {n} fewer days free",
    ),
    _Line("filed", "cost", None, "{n} more appeals were filed", "{n} fewer appeals were filed"),
    _Line("hours", "cost", True, "The staff worked {n} hours more", "The staff worked {n} hours less"),
    _Line("late", "cost", True, "{n} more appeals had no answer in time", "{n} fewer appeals had no answer in time"),
    _Line(
        "longest_line",
        "cost",
        True,
        "The line was longer by {n} at its longest",
        "The line was shorter by {n} at its longest",
    ),
    _Line("fees", "cost", True, "Citizens paid {n} quills more in fees", "Citizens paid {n} quills less in fees"),
    _Line("poor_filed", "cost", False, "{n} more people of low income filed", "{n} fewer people of low income filed"),
)


def compare_knobs(before: Result, after: Result) -> Compared:
    """What changed between two years of one town. Raises ValueError for two towns or two rulebooks."""
    if (before.rulebook, before.citizens, before.seed) != (after.rulebook, after.citizens, after.seed):
        raise ValueError("Two procedures are compared in one town, under one rulebook and one seed.")
    return Compared(tuple(_change(line, before, after) for line in _LINES))


def turned(before: Knobs, after: Knobs) -> tuple[str, ...]:
    """The names of the knobs that stand differently."""
    old, new = before.to_dict(), after.to_dict()
    return tuple(name for name in old if old[name] != new[name])


def _change(line: _Line, before: Result, after: Result) -> Change:
    old, new = _value(line.id, before), _value(line.id, after)
    if not _differs(old, new):
        return Change(line.id, line.side, old, new, None, "")
    if old is None or new is None:
        text = "Now somebody is freed at all." if old is None else "Now nobody is freed any more."
        return Change(line.id, line.side, old, new, old is None, text)
    sentence = (line.more if new > old else line.less).format(n=_number(abs(new - old)))
    better = None if line.less_is_better is None else (new < old) == line.less_is_better
    return Change(line.id, line.side, old, new, better, sentence + _small(old, new) + ".")


def _value(name: str, result: Result) -> float | None:
    if name == "longest_line":
        return max(result.backlog)
    if name == "poor_filed":
        return result.incomes["low"].filed if "low" in result.incomes else 0
    value: float | None = getattr(result, name)
    return value


def _differs(old: float | None, new: float | None) -> bool:
    return old != new


def _small(old: float, new: float) -> str:
    """A difference that is hardly one says so."""
    return ", which is hardly anything" if abs(new - old) < SMALL * max(abs(old), abs(new)) else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == round(value) else f"{value:,.1f}"

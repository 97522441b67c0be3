"""Blanks of a rulebook: every number and word that the pen can change, where it stands and what it may become."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from scoring import display
from scoring.engine import Rulebook, RulebookError, sentence
from scoring.engine import model as m
from scoring.engine.reforms import value_at
from scoring.selectors import vocabulary

Part = dict[str, Any]
MOST_POINTS = 500  # a page needs no more; the engine allows a hundred times as much
NUMBER, CHOICE = "n:", "c:"


@dataclass(frozen=True)
class Blank:
    """One place that can be written on. `value`, `was` and `bill` are as the page shows them: the verb carries the
    sign of points."""

    path: str
    label: str
    value: str
    was: str
    bill: str
    low: int = 0
    high: int = 0
    options: tuple[tuple[str, str], ...] = ()
    points: bool = False
    error: str = ""

    @property
    def name(self) -> str:
        return f"{CHOICE if self.options else NUMBER}{self.path}"

    @property
    def id(self) -> str:
        return f"b{self.path.replace('/', '-')}"

    @property
    def changed(self) -> bool:
        return self.value != self.was

    @property
    def word(self) -> str:
        return dict(self.options).get(self.value, self.value)

    @property
    def was_word(self) -> str:
        return dict(self.options).get(self.was, self.was)

    @property
    def size(self) -> int:
        return max(2, len(self.value)) + 1


@dataclass(frozen=True)
class Place:
    """What a form may write at a path: a number between two, or one of some words."""

    path: str
    held: Any
    low: int = 0
    high: int = 0
    sign: int = 1
    words: tuple[Any, ...] = ()


@lru_cache(maxsize=16)
def _sentences(rulebook: Rulebook) -> tuple[tuple[Part, ...], ...]:
    return tuple(tuple(sentence(rule, vocabulary(), rulebook=rulebook)) for rule in rulebook.rules)


def sentence_of(reform: Rulebook, baseline: Rulebook, position: int) -> Sequence[Part]:
    """A rule's parts; those of an unedited rule are made once for all drafts."""
    if reform.document["rules"][position] == baseline.document["rules"][position]:
        return _sentences(baseline)[position]
    return sentence(reform.rules[position], vocabulary(), rulebook=reform)


def is_points(part: Part) -> bool:
    return "shown" in part


def is_blank(part: Part) -> bool:
    return part.get("type") in {"int", "enum"}


# what a form may write


def places(reform: Rulebook, baseline: Rulebook) -> Iterator[Place]:
    """Every place of the galley."""
    for position in range(len(reform.rules)):
        for part in sentence_of(reform, baseline, position):
            if is_blank(part):
                yield _place(part, baseline)
    for index in limits(reform):
        held = reform.bands[index].low
        yield Place(f"/bands/{index}/from", held, reform.scale.floor + 1, reform.scale.ceiling)


def _place(part: Part, baseline: Rulebook) -> Place:
    path = part["path"]
    if part["type"] == "enum":
        return Place(path, part["blank"], words=tuple(row["value"] for row in part["options"]))
    held = int(part["blank"])
    if not is_points(part):
        return Place(path, held, int(part["min"]), int(part["max"]))
    return Place(path, held, 0, MOST_POINTS, -1 if takes(baseline, path, held) else 1)


def takes(baseline: Rulebook, path: str, held: int) -> bool:
    """Does the rule take points? Asked of the rulebook in force, so that a rule edited to 0 can be edited back."""
    return (held or int(value_of(baseline, path) or 0)) < 0


def limits(rulebook: Rulebook) -> list[int]:
    """The bands whose lower end can be moved: all but the lowest, best first."""
    lowest = min((band.low for band in rulebook.bands), default=0)
    return [index for index, band in enumerate(rulebook.bands) if band.low != lowest]


def below(rulebook: Rulebook, index: int) -> int:
    """The band that ends where this one begins."""
    low = rulebook.bands[index].low
    return next(i for i, band in enumerate(rulebook.bands) if band.high == low - 1)


def value_of(rulebook: Rulebook, path: str) -> Any:
    """The value at a path; None where there is nothing."""
    try:
        return value_at(rulebook, path)
    except (RulebookError, LookupError):
        return None


# what the page shows


def blank(part: Part, baseline: Rulebook, bill: Rulebook | None, error: str, typed: str | None) -> Blank:
    path = part["path"]
    shown = _word if part["type"] == "enum" else _size if is_points(part) else str
    was, billed = value_of(baseline, path), value_of(bill, path) if bill else None
    place = _place(part, baseline)
    return Blank(
        path=path,
        label=part["label"],
        value=typed if typed is not None else shown(part["blank"]),
        was=shown(was if was is not None else part["blank"]),
        bill="" if billed is None else shown(billed),
        low=place.low,
        high=place.high,
        options=tuple((_word(row["value"]), _label(row)) for row in part.get("options", ())),
        points=is_points(part),
        error=error,
    )


def limit(
    reform: Rulebook, baseline: Rulebook, bill: Rulebook | None, index: int, error: str, typed: str | None
) -> Blank:
    """The lower end of a band."""
    band = reform.bands[index]
    return Blank(
        path=f"/bands/{index}/from",
        label=_("%(band)s from") % {"band": band.label},
        value=typed if typed is not None else str(band.low),
        was=str(baseline.bands[index].low),
        bill=str(bill.bands[index].low) if bill else "",
        low=reform.scale.floor + 1,
        high=reform.scale.ceiling,
        error=error,
    )


def _word(value: Any) -> str:
    """A value as a form sends it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _label(row: Part) -> str:
    if isinstance(row["value"], bool):
        return _("yes") if row["value"] else _("no")
    return str(row["label"])


def _size(value: Any) -> str:
    return str(abs(int(value)))


def words_before(part: Part, after: Part | None, baseline: Rulebook) -> str:
    """A piece of text. Before 0 points the verb stays what it was in force; before yes or no no second verb stands."""
    words = str(part["text"])
    if after is None:
        return words
    if is_points(after) and not after["blank"] and takes(baseline, after["path"], 0):
        return words.removesuffix("add ") + "take " if words.endswith("add ") else words
    if isinstance(after.get("blank"), bool):
        return words.removesuffix(" is ") + ": " if words.endswith(" is ") else words
    return words


def chosen(part: Part) -> str:
    """A blank that this form does not offer, as plain words."""
    labels = {str(row["value"]): str(row["label"]) for row in part.get("options", ())}
    values = part["blank"] if isinstance(part["blank"], list) else [part["blank"]]
    return _(" or ").join(labels.get(str(value), str(value)) for value in values)


def in_short(rulebook: Rulebook, rule: m.Rule) -> str:
    """What a rule does, in one figure for the three columns."""
    if not rule.enabled:
        return _("off")
    for effect in rule.effects:
        if isinstance(effect, m.Points):
            return display.signed(rulebook, effect.amount)
        if isinstance(effect, m.PointsPer):
            return display.signed(rulebook, effect.each)
    for effect in rule.effects:
        if isinstance(effect, m.Display | m.Record | m.PutOn | m.SetBand) and effect.days is not None:
            return _("%(n)s days") % {"n": effect.days}
    return _("on")

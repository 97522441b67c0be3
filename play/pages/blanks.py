"""Blanks of a rulebook: every number and word that the pen can change, where it stands and what it may become."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from play.pages.bench_lines import lines, name_in
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
    """A rule's parts; those of an unedited rule in its old place are made once for all drafts."""
    in_force = baseline.document["rules"]
    if position < len(in_force) and reform.document["rules"][position] == in_force[position]:
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
                yield place_of(part, reform, baseline)
    yield from places_of_lines(reform, baseline)
    for index in limits(reform):
        low, high = limit_range(reform, index)
        yield Place(f"/bands/{index}/from", reform.bands[index].low, low, high)


def places_of_lines(reform: Rulebook, baseline: Rulebook) -> Iterator[Place]:
    """Weights, factors, lists, doors and terms."""
    for line in lines(reform):
        for part in line.parts:
            if is_blank(part):
                yield place_of(part, reform, baseline)


def place_of(part: Part, reform: Rulebook, baseline: Rulebook) -> Place:
    path = part["path"]
    if part["type"] == "enum":
        return Place(path, part["blank"], words=tuple(row["value"] for row in part["options"]))
    held = int(part["blank"])
    if not is_points(part):
        return Place(path, held, int(part["min"]), int(part["max"]))
    return Place(path, held, 0, MOST_POINTS, -1 if takes(baseline, in_force_at(path, reform, baseline), held) else 1)


def in_force_at(path: str, reform: Rulebook, baseline: Rulebook) -> str:
    """The path of the same thing in another rulebook: lines are known by their names, wherever they stand."""
    _root, part, position, *rest = [*path.split("/"), ""]
    if not rest or not position.isdigit():
        return path
    there = _places(baseline, part).get(name_in(reform.document, part, int(position)), "none")
    return "/".join(["", part, str(there), *rest[:-1]])


@lru_cache(maxsize=128)
def _places(rulebook: Rulebook, part: str) -> dict[str, int]:
    """Where each line of a part stands, by its name."""
    return {name_in(rulebook.document, part, at): at for at in range(len(rulebook.document.get(part) or ()))}


def takes(baseline: Rulebook, path: str, held: int) -> bool:
    """Does the rule take points? Asked of the rulebook in force, so that a rule edited to 0 can be edited back."""
    was = value_of(baseline, path)
    return (held or (was if isinstance(was, int) else 0)) < 0


def limits(rulebook: Rulebook) -> list[int]:
    """The bands whose lower end can be moved: all but the lowest, best first."""
    lowest = min((band.low for band in rulebook.bands), default=0)
    return [index for index, band in enumerate(rulebook.bands) if band.low != lowest]


def limit_range(rulebook: Rulebook, index: int) -> tuple[int, int]:
    """Where a band may begin, so that something is left of it and of the one below."""
    return rulebook.bands[below(rulebook, index)].low + 1, rulebook.bands[index].high


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


def blank(
    part: Part, reform: Rulebook, baseline: Rulebook, bill: Rulebook | None, error: str, typed: str | None
) -> Blank:
    path, held = part["path"], part["blank"]
    shown = _word if part["type"] == "enum" else _size if is_points(part) else str
    was, billed = (_same_kind(held, path, reform, book) for book in (baseline, bill))
    place = place_of(part, reform, baseline)
    return Blank(
        path=path,
        label=part["label"],
        value=typed if typed is not None else shown(held),
        was=shown(was if was is not None else held),
        bill="" if billed is None else shown(billed),
        low=place.low,
        high=place.high,
        options=tuple((_word(row["value"]), _label(row)) for row in part.get("options", ())),
        points=is_points(part),
        error=error,
    )


def _same_kind(held: Any, path: str, reform: Rulebook, other: Rulebook | None) -> Any:
    """What another rulebook says in this place; None where it says nothing that could stand here."""
    found = value_of(other, in_force_at(path, reform, other)) if other else None
    return found if type(found) is type(held) else None


def limit(
    reform: Rulebook, baseline: Rulebook, bill: Rulebook | None, index: int, error: str, typed: str | None
) -> Blank:
    """The lower end of a band."""
    band = reform.bands[index]
    was, billed = ({each.id: each.low for each in book.bands} if book else {} for book in (baseline, bill))
    return Blank(
        path=f"/bands/{index}/from",
        label=_("%(band)s from") % {"band": band.label},
        value=typed if typed is not None else str(band.low),
        was=str(was.get(band.id, "–")),
        bill=str(billed.get(band.id, "")),
        low=limit_range(reform, index)[0],
        high=limit_range(reform, index)[1],
        error=error,
    )


def _word(value: Any) -> str:
    """A value as a form sends it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _label(row: Part) -> str:
    if isinstance(row["value"], bool) and row["label"] in ("true", "false"):
        return _("yes") if row["value"] else _("no")
    return str(row["label"])


def _size(value: Any) -> str:
    return str(abs(int(value)))


def words_before(part: Part, after: Part | None, reform: Rulebook, baseline: Rulebook) -> str:
    """A piece of text. Before 0 points the verb stays what it was in force; before yes or no no second verb stands."""
    words = str(part["text"])
    if after is None:
        return words
    if is_points(after) and not after["blank"] and takes(baseline, in_force_at(after["path"], reform, baseline), 0):
        return words.removesuffix("add ") + "take " if words.endswith("add ") else words
    if isinstance(after.get("blank"), bool):
        return words.removesuffix(" is ") + ": " if words.endswith(" is ") else words
    return words


def chosen(part: Part) -> str:
    """A blank as plain words."""
    if is_points(part):
        return str(part["shown"])
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

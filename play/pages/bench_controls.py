"""What the form of a rule shows: every row with the control that its fact or its effect needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from play.pages.bench_condition import GROUPS, NO, OF_TYPE, OPS, ROOT, TEST, YES, Node
from play.pages.bench_effects import FIELDS, LABELS, Effect, kinds_for, options
from play.pages.bench_rule import Sheet
from play.pages.pen import DOMAINS
from scoring.engine import Rulebook
from scoring.engine.shapes import MAX_DEPTH
from scoring.selectors import vocabulary

NAMES: Final[Mapping[str, StrPromise]] = {
    "sign": gettext_lazy("Take or add"),
    "amount": gettext_lazy("Points"),
    "every": gettext_lazy("For every"),
    "per": gettext_lazy("Of what"),
    "cap": gettext_lazy("At most, each time (may stay empty)"),
    "entry": gettext_lazy("What the record says"),
    "days": gettext_lazy("Days (empty: for ever)"),
    "shown_days": gettext_lazy("Days"),
    "band": gettext_lazy("No better than"),
    "list": gettext_lazy("List"),
    "where": gettext_lazy("Where"),
    "value": gettext_lazy("Mark in hundredths, or the id of a fact"),
    "weight": gettext_lazy("Weight, or the id of a fact"),
}
NAMED: Final = ("band", "list")  # what a rulebook may come to have no more
NUMERIC: Final = ("amount", "every", "cap", "days", "shown_days")


@dataclass(frozen=True)
class Control:
    """One field: a list to choose from, boxes to tick, or a line to write in."""

    name: str
    label: str
    values: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    several: bool = False
    numeric: bool = False
    unit: str = ""
    error: str = ""

    @property
    def id(self) -> str:
        return f"f-{self.name.replace('.', '-')}"

    @property
    def reshapes(self) -> bool:
        """Does another choice here ask for other boxes beside it?"""
        return self.name.endswith((".fact", ".op", ".kind"))

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


@dataclass(frozen=True)
class TestRow:
    name: str
    fact: Control
    op: Control
    values: tuple[Control, ...]
    made_for: str
    first: bool
    last: bool
    is_test: bool = True


@dataclass(frozen=True)
class GroupRow:
    name: str
    form: Control
    rows: tuple[Any, ...]
    deepest: bool
    first: bool
    last: bool
    error: str
    is_test: bool = False


@dataclass(frozen=True)
class EffectRow:
    name: str
    kind: Control
    fields: tuple[Control, ...]
    made_for: str
    first: bool
    last: bool


def form_page(sheet: Sheet, rulebook: Rulebook, errors: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the template of a rule's form asks for."""
    return {
        "sheet": sheet,
        "kinds": _kinds(sheet),
        "chosen_kinds": [vocabulary().kinds[kind].past for kind in sheet.on],
        "root": _row(sheet.when, ROOT, errors, 1, first=True, last=True),
        "effects": [_effect(each, index, sheet, rulebook, errors) for index, each in enumerate(sheet.effects)],
        "expires": _line("expires", _("Days until the points expire (empty: never)"), sheet.expires, errors),
        "times": _line("times", _("At most so many times"), sheet.times, errors),
        "days": _line("days", _("in so many days (both may stay empty)"), sheet.days, errors),
        "errors": errors,
        "elsewhere": [words for name, words in errors.items() if name in ("", "on", "effects")],
    }


def _line(name: str, label: str, value: str, errors: Mapping[str, str]) -> Control:
    return Control(name, label, (value,), numeric=True, error=errors.get(name, ""))


def _kinds(sheet: Sheet) -> list[dict[str, Any]]:
    """Kinds of act by domain, those of the rule ticked."""
    shelves: dict[str, list[tuple[str, str, bool]]] = {}
    for kind in vocabulary().kinds.values():
        shelves.setdefault(kind.domain, []).append((kind.id, kind.past, kind.id in sheet.on))
    order = [*DOMAINS, *(name for name in shelves if name not in DOMAINS)]
    return [
        {"label": DOMAINS.get(name, name), "rows": shelves[name], "open": any(row[2] for row in shelves[name])}
        for name in order
        if name in shelves
    ]


def _row(node: Node, name: str, errors: Mapping[str, str], depth: int, *, first: bool, last: bool) -> Any:
    if node.form == TEST:
        return _test(node, name, errors, first=first, last=last)
    end = len(node.parts) - 1
    rows = tuple(
        _row(part, f"{name}.{index}", errors, depth + 1, first=index == 0, last=index == end)
        for index, part in enumerate(node.parts)
    )
    choice = Control(f"{name}.form", _("Which of these"), (node.form,), _words(GROUPS))
    return GroupRow(name, choice, rows, depth >= MAX_DEPTH - 1, first, last, errors.get(f"{name}.form", ""))


def with_lost(choices: Iterable[tuple[str, str]], values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What was chosen stays chosen where another tab has taken it out of the rulebook; its field says so."""
    known = tuple(choices)
    names = {value for value, _words in known}
    lost = (value for value in dict.fromkeys(values) if value and value not in names)
    return (*known, *((value, _("%(name)s (not in your rulebook any more)") % {"name": value}) for value in lost))


def _words(options: Mapping[str, StrPromise], only: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(words)) for key, words in options.items() if not only or key in only)


def _test(node: Node, name: str, errors: Mapping[str, str], *, first: bool, last: bool) -> TestRow:
    facts = vocabulary().facts
    fact = facts[node.fact]
    asked = tuple((each.id, each.label) for each in facts.values())
    error, label = errors.get(f"{name}.value", ""), fact.label
    choices: tuple[tuple[str, str], ...] = ()
    if fact.type == "enum":
        choices = tuple((one.id, one.label) for one in fact.values)
    elif fact.type == "bool":
        choices = ((YES, _("yes")), (NO, _("no")))
    unit = _("%(unit)s, %(low)s to %(high)s") % {"unit": fact.unit, "low": f"{fact.min:,}", "high": f"{fact.max:,}"}
    unit = unit.removeprefix(", ") if fact.type == "int" else ""
    if node.op == "in":
        texts = node.values if choices else (", ".join(node.values),)
        values: tuple[Control, ...] = (
            Control(f"{name}.value", label, texts, choices, bool(choices), unit=unit, error=error),
        )
    else:
        values = tuple(
            Control(f"{name}.value", label, (text,), choices, numeric=not choices, unit=unit, error=error)
            for text in node.values
        )
    return TestRow(
        name,
        Control(f"{name}.fact", _("Fact"), (fact.id,), asked),
        Control(f"{name}.op", _("Question"), (node.op,), _words(OPS, OF_TYPE[fact.type])),
        values,
        f"{fact.id} {node.op}",
        first,
        last,
    )


def _effect(effect: Effect, index: int, sheet: Sheet, rulebook: Rulebook, errors: Mapping[str, str]) -> EffectRow:
    name = f"e.{index}"
    allowed = [kind for kind in FIELDS if kind in (*kinds_for(rulebook), effect.kind)]
    return EffectRow(
        name,
        Control(f"{name}.kind", _("What it does"), (effect.kind,), _words(LABELS, allowed)),
        tuple(_field(name, each, effect, rulebook, errors) for each in FIELDS[effect.kind]),
        effect.kind,
        index == 0,
        index == len(sheet.effects) - 1,
    )


def _field(name: str, each: str, effect: Effect, rulebook: Rulebook, errors: Mapping[str, str]) -> Control:
    value = effect.values.get(each, "")
    choices = tuple(options(rulebook, each))
    return Control(
        f"{name}.{each}",
        str(NAMES[each]),
        (value,),
        with_lost(choices, (value,)) if choices or each in NAMED else (),
        numeric=each in NUMERIC,
        error=errors.get(f"{name}.{each}", ""),
    )

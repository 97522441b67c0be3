"""What a rule does, as rows of a form: the kind of effect, and the fields that this kind needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from play.edits import whole
from play.pages.bench_condition import Tampered, Written
from scoring.engine import Rulebook
from scoring.engine.shapes import MAX_DAYS, MAX_POINTS
from scoring.selectors import vocabulary

MOST = 12
TAKE, ADD = "take", "add"
LABELS: Final[dict[str, StrPromise]] = {
    "points": pgettext_lazy("effect", "points"),
    "per": pgettext_lazy("effect", "points for every unit of something"),
    "record": pgettext_lazy("effect", "an entry in the record"),
    "set_band": pgettext_lazy("effect", "hold the band"),
    "put_on": pgettext_lazy("effect", "put on a list"),
    "take_off": pgettext_lazy("effect", "take off a list"),
    "display": pgettext_lazy("effect", "show it in public"),
    "stars": pgettext_lazy("effect", "count a mark"),
}
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "points": ("sign", "amount"),
    "per": ("sign", "amount", "every", "per", "cap"),
    "record": ("entry", "days"),
    "set_band": ("band", "days"),
    "put_on": ("list", "days"),
    "take_off": ("list",),
    "display": ("where", "shown_days"),
    "stars": ("value", "weight"),
}
WHERE: Final[dict[str, StrPromise]] = {
    "screen": pgettext_lazy("effect", "on the street screen"),
    "newspaper": pgettext_lazy("effect", "in the newspaper"),
    "ringback": pgettext_lazy("effect", "to everybody who calls"),
}
START: Final = {"sign": TAKE, "amount": "10", "every": "1", "shown_days": "30", "value": "300", "weight": "1"}


@dataclass(frozen=True)
class Effect:
    """One effect, its fields as they were typed."""

    kind: str
    values: dict[str, str]


def kinds_for(rulebook: Rulebook) -> list[str]:
    """The effects that this rulebook's scale, bands and lists allow."""
    scale = rulebook.scale.kind
    allowed = {
        "points": scale not in ("record", "stars"),
        "per": scale not in ("record", "stars"),
        "set_band": bool(rulebook.bands),
        "put_on": bool(rulebook.lists),
        "take_off": bool(rulebook.lists),
        "stars": scale == "stars",
    }
    return [kind for kind in FIELDS if allowed.get(kind, True)]


def options(rulebook: Rulebook, name: str) -> list[tuple[str, str]]:
    """What a field may be, where it is chosen from a list."""
    if name == "sign":
        return [(TAKE, _("take")), (ADD, _("add"))]
    if name == "band":
        return [(band.id, f"{band.id} ({band.label})") for band in rulebook.bands]
    if name == "list":
        return [(entry.id, entry.label) for entry in rulebook.lists]
    if name == "where":
        return [(key, str(words)) for key, words in WHERE.items()]
    if name == "per":
        return [(fact.id, fact.label) for fact in vocabulary().facts.values() if fact.type == "int"]
    return []


def new_effect(rulebook: Rulebook, kind: str = "", kept: dict[str, str] | None = None) -> Effect:
    kind = kind or kinds_for(rulebook)[0]
    values = {}
    for name in FIELDS[kind]:
        choices = options(rulebook, name)
        values[name] = (kept or {}).get(name) or START.get(name) or (choices[0][0] if choices else "")
    return Effect(kind, values)


# from the document


def effect_of(document: dict[str, Any]) -> Effect:
    kind, held = next(iter(document.items()))
    if kind != "points":
        renamed = {"days": "shown_days"} if kind == "display" else {}
        unsaid = {"weight": "1"} if kind == "stars" else {}
        return Effect(kind, unsaid | {renamed.get(key, key): _text(value) for key, value in held.items()})
    amount = held["each"] if isinstance(held, dict) else held
    values = {"sign": TAKE if amount < 0 else ADD, "amount": str(abs(amount))}
    if not isinstance(held, dict):
        return Effect("points", values)
    return Effect("per", values | {key: _text(held.get(key)) for key in ("every", "per", "cap")})


def _text(value: Any) -> str:
    return "" if value is None else str(value)


# from a form, and to the document


def read_effects(form: QueryDict, rulebook: Rulebook) -> list[Effect]:
    """The rows as they were sent. Raises Tampered."""
    count = form.get("e.count", "0")
    if not (count.isascii() and count.isdecimal() and len(count) < 3 and int(count) <= MOST + 1):
        raise Tampered("e.count")
    return [_read(form, f"e.{index}", rulebook) for index in range(int(count))]


def _read(form: QueryDict, name: str, rulebook: Rulebook) -> Effect:
    kind = form.get(f"{name}.kind", "")
    if kind not in FIELDS:
        raise Tampered(name)
    sent = {each: form.get(f"{name}.{each}", "")[:300] for each in FIELDS[kind]}
    if form.get(f"{name}.for", kind) != kind:
        return new_effect(rulebook, kind, sent)
    return Effect(kind, sent)


def document_of(effect: Effect, written: Written, pointer: str, name: str) -> dict[str, Any]:
    """The effect as the document has it. Faults are left in `written`."""
    key = "points" if effect.kind == "per" else effect.kind
    first = FIELDS[effect.kind][1 if "sign" in FIELDS[effect.kind] else 0]
    written.fields[pointer] = written.fields[f"{pointer}/{key}"] = f"{name}.{first}"
    for each in FIELDS[effect.kind]:
        written.fields[f"{pointer}/{key}/{DOCUMENT.get(each, each)}"] = f"{name}.{each}"

    def number(each: str, low: int, high: int, optional: bool = False) -> int | None:
        return _number(effect.values.get(each, ""), written, f"{name}.{each}", low, high, optional)

    return {key: _BUILD[effect.kind](effect.values, number)}


DOCUMENT: Final = {"amount": "each", "shown_days": "days"}
Number = Callable[..., int | None]


def _number(text: str, written: Written, name: str, low: int, high: int, optional: bool) -> int | None:
    if optional and not text.strip():
        return None
    number = whole(text, low, high)
    if number is None:
        words = _("Write a whole number from %(low)s to %(high)s.")
        if optional:
            words = _("Write a whole number from %(low)s to %(high)s, or nothing.")
        written.errors[name] = words % {"low": f"{low:,}", "high": f"{high:,}"}
        return low
    return number


def _signed(values: dict[str, str], number: Number) -> int:
    amount = number("amount", 0, MAX_POINTS) or 0
    return -amount if values.get("sign") == TAKE else amount


def _per(values: dict[str, str], number: Number) -> dict[str, Any]:
    per = {"per": values.get("per", ""), "every": number("every", 1, MAX_POINTS), "each": _signed(values, number)}
    cap = number("cap", 0, MAX_POINTS, True)
    return per if cap is None else {**per, "cap": cap}


def _stars(values: dict[str, str], number: Number) -> dict[str, Any]:
    """A mark and a weight are a number, or the fact that holds it."""
    known = vocabulary().facts
    found = {each: values.get(each, "").strip() for each in FIELDS["stars"]}
    return {each: text if text in known else number(each, 0, 100_000) for each, text in found.items()}


_BUILD: Final[dict[str, Callable[[dict[str, str], Number], Any]]] = {
    "points": _signed,
    "per": _per,
    "record": lambda values, number: {"entry": values.get("entry", ""), "days": number("days", 1, MAX_DAYS, True)},
    "set_band": lambda values, number: {"band": values.get("band", ""), "days": number("days", 1, MAX_DAYS, True)},
    "put_on": lambda values, number: {"list": values.get("list", ""), "days": number("days", 1, MAX_DAYS, True)},
    "take_off": lambda values, _number: {"list": values.get("list", "")},
    "display": lambda values, number: {"where": values.get("where", ""), "days": number("shown_days", 1, MAX_DAYS)},
    "stars": _stars,
}

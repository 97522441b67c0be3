"""One rule as a form: what it is called, which acts it looks at, when, what it does and for how long."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from play.buttons import OWN, position_of
from play.drafts import INSERT, Step, reformed
from play.edits import fault_words, whole, with_step
from play.pages.bench_condition import ROOT, Node, Tampered, Written, changed, condition_of, moved, node_of, read_node
from play.pages.bench_effects import Effect, document_of, effect_of, new_effect, read_effects
from scoring.engine import Rulebook, RulebookError, plain, sentence
from scoring.engine.faults import pointer_parts
from scoring.engine.shapes import MAX_DAYS
from scoring.selectors import vocabulary

NEW: Final = "new"
FORM_KEYS: Final = ("text", "on", "when", "effects", "expires", "at_most", "enabled")
MOST_KINDS = 200


@dataclass(frozen=True)
class Sheet:
    """A rule as it stands in the form. `carried` is what the form does not show: grounds, note, ancestors."""

    id: str
    text: str
    on: tuple[str, ...]
    when: Node
    effects: tuple[Effect, ...]
    expires: str
    times: str
    days: str
    enabled: bool
    carried: dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """A sheet made into a rule: the line of the document, its sentence, or the faults by field."""

    document: dict[str, Any]
    sentence: str
    errors: dict[str, str]


def blank_sheet(rulebook: Rulebook, rule_id: str, put_on: str = "") -> Sheet:
    """A rule that is not written yet; `put_on` is a list on which it puts people."""
    listed = any(entry.id == put_on for entry in rulebook.lists)
    effect = new_effect(rulebook, "put_on", {"list": put_on}) if listed else new_effect(rulebook)
    carried = {"evidence": {"marker": "fictionalised", "note": "Written with the pen."}}
    return Sheet(rule_id, "", (), Node("all"), (effect,), "365", "", "", True, carried)


def sheet_of(document: dict[str, Any]) -> Sheet:
    limit = document.get("at_most") or {}
    return Sheet(
        id=document["id"],
        text=document["text"],
        on=tuple(document["on"]),
        when=node_of(document.get("when")),
        effects=tuple(effect_of(effect) for effect in document["effects"]),
        expires=_text(document.get("expires")),
        times=_text(limit.get("times")),
        days=_text(limit.get("days")),
        enabled=document.get("enabled", True),
        carried={key: value for key, value in document.items() if key not in (*FORM_KEYS, "id")},
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def read_sheet(form: QueryDict, stored: Sheet, rulebook: Rulebook) -> Sheet:
    """The form as it was sent, over the rule as it is stored. Raises Tampered."""
    kinds = vocabulary().kinds
    sent = form.getlist("on")[:MOST_KINDS]
    on = tuple(dict.fromkeys([*(kind for kind in stored.on if kind in sent), *sent]))
    if not all(kind in kinds for kind in on):
        raise Tampered("on")
    return replace(
        stored,
        text=form.get("text", "")[:400].strip(),
        on=on,
        when=read_node(form),
        effects=tuple(read_effects(form, rulebook)),
        expires=form.get("expires", "")[:20],
        times=form.get("times", "")[:20],
        days=form.get("days", "")[:20],
        enabled="enabled" in form,
    )


def pressed(sheet: Sheet, verb: str, name: str, rulebook: Rulebook) -> Sheet:
    """The sheet after a button that changes its rows. Raises Tampered."""
    if name == ROOT or name.startswith(f"{ROOT}."):
        return replace(sheet, when=changed(sheet.when, verb, name))
    if name == "e" and verb == "add":
        return replace(sheet, effects=(*sheet.effects, new_effect(rulebook)))
    head, _dot, place = name.partition(".")
    if head != "e" or not (place.isascii() and place.isdecimal() and len(place) < 3):
        raise Tampered(name)
    return replace(sheet, effects=moved(sheet.effects, verb, int(place)))


def step_for(home: Rulebook, sheet: Sheet, now: Rulebook, document: dict[str, Any]) -> Step:
    """The step that writes this rule: in its place, or as the last of the book."""
    place = position_of(now, sheet.id)
    return [[f"/rules/{place}", document]] if place >= 0 else [[f"{INSERT}/rules/{len(now.rules)}", document]]


def read_rule(home: Rulebook, steps: list[Step], now: Rulebook, sheet: Sheet) -> Reading:
    """Whether the rule can stand in the book as it now is, and how it reads there."""
    place = position_of(now, sheet.id)
    place = len(now.rules) if place < 0 else place
    written = Written()
    document = _document(sheet, written, f"/rules/{place}")
    try:
        tried = reformed(home, with_step(steps, step_for(home, sheet, now, document)))
    except RulebookError as error:
        for fault in error.faults:
            written.errors.setdefault(_field(fault.key, written), fault_words(fault))
        return Reading(document, "", written.errors)
    rule = tried.rule(sheet.id)
    return Reading(document, plain(sentence(rule, vocabulary(), rulebook=tried)), written.errors)


def _document(sheet: Sheet, written: Written, pointer: str) -> dict[str, Any]:
    for key in ("text", "on", "expires"):
        written.fields[f"{pointer}/{key}"] = key
    written.fields[f"{pointer}/at_most"] = "times"
    document: dict[str, Any] = {"id": sheet.id, "text": sheet.text, "on": list(sheet.on)}
    when = condition_of(sheet.when, written, f"{pointer}/when")
    if when is not None:
        document["when"] = when
    document["effects"] = [
        document_of(effect, written, f"{pointer}/effects/{index}", f"e.{index}")
        for index, effect in enumerate(sheet.effects)
    ]
    written.fields[f"{pointer}/effects"] = "effects"
    _terms(sheet, written, document)
    if not sheet.enabled:
        document["enabled"] = False
    return {**document, **sheet.carried}


def _terms(sheet: Sheet, written: Written, document: dict[str, Any]) -> None:
    expires = _days(sheet.expires, "expires", written)
    if expires is not None:
        document["expires"] = expires
    times, days = _days(sheet.times, "times", written, 10_000), _days(sheet.days, "days", written)
    if (times is None) != (days is None):
        written.errors.setdefault("times" if times is None else "days", _("Write both numbers of the limit, or none."))
    elif times is not None:
        document["at_most"] = {"times": times, "days": days}


def _days(text: str, name: str, written: Written, most: int = MAX_DAYS) -> int | None:
    if not text.strip():
        return None
    number = whole(text, 1, most)
    if number is None:
        words = _("Write a whole number from %(low)s to %(high)s, or nothing.")
        written.errors[name] = words % {"low": 1, "high": f"{most:,}"}
    return number


def _field(key: str, written: Written) -> str:
    """The field in which the place of a fault was written: of the longest path that leads there."""
    parts = pointer_parts(key)
    for length in range(len(parts), 0, -1):
        name = written.fields.get("/" + "/".join(parts[:length]))
        if name:
            return name
    return ""


def is_own(rule_id: str) -> bool:
    return rule_id.startswith(OWN)

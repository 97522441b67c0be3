"""One line of a door as a form: which door, how it stands, and for whom. Whoever fits one of the cases finds it so;
a case asks for everything that it names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from play.drafts import Document
from play.edits import whole
from play.pages.bench_condition import NO, YES, Tampered, Written
from play.pages.bench_door_cases import ASKS, NAMED, NUMBERS, Ask, case_page, kinds_for, new_ask, options
from play.pages.bench_part import PEN, say_lost
from scoring.engine import Rulebook, plain
from scoring.engine.sentences_of_lines import door_sentence
from scoring.pages.words import STATES, word
from scoring.selectors import vocabulary

MOST_CASES, MOST_ASKS = 60, 7


@dataclass(frozen=True)
class DoorLine:
    """A line as it stands in the form. `place` is where it stands in the book; a new one stands after the last."""

    place: int
    door: str
    state: str
    cases: tuple[tuple[Ask, ...], ...]
    held: Mapping[str, Any]
    template: str = "play/door_form.html"

    # from a form

    def read(self, form: QueryDict, rulebook: Rulebook) -> Self:
        door = form.get("door", "")
        if door not in vocabulary().doors:
            raise Tampered("door")
        states = vocabulary().doors[door].states
        state = form.get("state", "")
        cases = tuple(_read_case(form, f"d.{index}", rulebook) for index in range(_count(form, "d.count", MOST_CASES)))
        return replace(self, door=door, state=state if state in states else _usual(door), cases=cases)

    def pressed(self, verb: str, name: str, rulebook: Rulebook) -> Self:
        if verb == "add" and name == "d" and len(self.cases) < MOST_CASES:
            return replace(self, cases=(*self.cases, (new_ask(rulebook, ()),)))
        place, _dot, inner = name.removeprefix("d.").partition(".")
        index = _index(place, len(self.cases))
        cases, case = list(self.cases), self.cases[index]
        if verb == "add" and not inner and len(case) < len(kinds_for(rulebook)):
            cases[index] = (*case, new_ask(rulebook, case))
        elif verb == "drop" and not inner:
            del cases[index]
        elif verb == "drop":
            gone = _index(inner, len(case))
            cases[index : index + 1] = [kept] if (kept := (*case[:gone], *case[gone + 1 :])) else []
        else:
            raise Tampered(f"{verb}:{name}")
        return replace(self, cases=tuple(cases))

    # to the document

    def document(self, now: Document, written: Written) -> Document:
        rows, path = list(now.get("doors") or ()), f"/doors/{self.place}"
        written.fields |= {path: "door", f"{path}/state": "state", "/doors": "door", f"{path}/when": "d"}
        if not self.cases:
            written.errors["d"] = _("Say for whom: add a case. A line that is for nobody can be removed.")
        when = [_case(case, written, f"{path}/when/{i}", f"d.{i}", now) for i, case in enumerate(self.cases)]
        line = {**self.held, "door": self.door, "state": self.state, "when": when}
        rows[self.place : self.place + 1] = [line]
        return {**now, "doors": rows}

    def sentences(self, tried: Rulebook) -> tuple[str, ...]:
        return (plain(door_sentence(tried.doors[self.place], self.place, tried)),)

    def owns(self, part: str, _name: str) -> bool:
        return part == "doors"

    def page(self, rulebook: Rulebook, errors: Mapping[str, str]) -> dict[str, Any]:
        doors = vocabulary().doors
        same = [index for index, line in enumerate(rulebook.doors) if line.door == self.door and index != self.place]
        usual = word(STATES, doors[self.door].default)
        return {
            "doors": [(door.id, door.label) for door in doors.values()],
            "states": [(state, word(STATES, state)) for state in doors[self.door].states],
            "cases": [case_page(case, i, rulebook, errors) for i, case in enumerate(self.cases)],
            "usual": usual,
            "kin": [(index, plain(door_sentence(rulebook.doors[index], index, rulebook))) for index in same],
            "none": errors.get("d", ""),
        }


def _usual(door: str) -> str:
    """The first state that is not the door's own."""
    held = vocabulary().doors[door]
    return next(state for state in (*reversed(held.states), held.default) if state != held.default)


def _count(form: QueryDict, name: str, most: int) -> int:
    text = form.get(name, "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= most):
        raise Tampered(name)
    return int(text)


def _index(text: str, count: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and int(text) < count):
        raise Tampered(text)
    return int(text)


def _read_case(form: QueryDict, name: str, rulebook: Rulebook) -> tuple[Ask, ...]:
    asks: list[Ask] = []
    for index in range(_count(form, f"{name}.count", MOST_ASKS)):
        here = f"{name}.{index}"
        kind, was = form.get(f"{here}.kind", ""), form.get(f"{here}.for", "")
        if kind not in ASKS:
            raise Tampered(here)
        values = tuple(value[:64] for value in form.getlist(f"{here}.value")[:60])
        known = {value for value, _words in options(rulebook, kind)}
        fitting = was == kind and (kind in NAMED or not known or set(values) <= known)
        fresh = kind in kinds_for(rulebook)
        asks.append(Ask(kind, values) if fitting or not fresh else new_ask(rulebook, (), kind))
    return tuple(asks)


def _case(case: tuple[Ask, ...], written: Written, path: str, name: str, now: Document) -> Document:
    test: Document = {}
    written.fields[path] = f"{name}.0"
    for index, ask in enumerate(case):
        here = f"{name}.{index}"
        written.fields[f"{path}/{ask.kind}"] = here
        if ask.kind in test:
            written.errors[here] = _("This is asked for twice in one case. Remove one, or add another case.")
        test[ask.kind] = _value(ask, written, here, now)
    return test


def _value(ask: Ask, written: Written, name: str, now: Document) -> Any:
    if ask.kind in NAMED:
        _known(ask, written, name, now)
        return list(ask.values) if ask.kind == "bands" else "".join(ask.values[:1])
    if ask.kind == "scored":
        return ask.values[:1] == (YES,)
    if ask.kind not in NUMBERS:
        return ask.values[0] if ask.values else ""
    low, high = (1, 10_000) if ask.kind == "entries_at_least" else (now["scale"]["floor"], now["scale"]["ceiling"])
    number = whole(ask.values[0] if ask.values else "", low, high)
    if number is None:
        words = _("Write a whole number from %(low)s to %(high)s.")
        written.errors[name] = words % {"low": f"{low:,}", "high": f"{high:,}"}
    return low if number is None else number


def _known(ask: Ask, written: Written, name: str, now: Document) -> None:
    """Lists and bands must stand in the book as it now is."""
    if ask.kind == "bands" and not ask.values:
        written.errors[name] = _("Tick one band or more.")
    rows = now.get("lists" if ask.kind == "list" else ask.kind) or ()
    say_lost(ask.values, [row["id"] for row in rows], name, written)


def door_of(document: Document, place: int) -> DoorLine:
    """A line of the rulebook."""
    cases = tuple(tuple(_ask_of(kind, test[kind]) for kind in ASKS if kind in test) for test in document["when"])
    return DoorLine(place, document["door"], document["state"], cases, document)


def _ask_of(kind: str, value: Any) -> Ask:
    if kind == "scored":
        return Ask(kind, (YES if value else NO,))
    return Ask(kind, tuple(value) if isinstance(value, list) else (str(value),))


def blank_door(rulebook: Rulebook) -> DoorLine:
    """A line that is not written yet, for the first door that no line names."""
    named = {line.door for line in rulebook.doors}
    door = next((name for name in vocabulary().doors if name not in named), next(iter(vocabulary().doors)))
    first = (new_ask(rulebook, ()),)
    return DoorLine(len(rulebook.doors), door, _usual(door), (first,), {"evidence": dict(PEN)})

"""A rule's condition as rows of a form: groups (all, any, none of these) around tests of one fact.

A node is named by its place: `w` is the whole, `w.0` its first part, `w.0.2` the third part of that. A node's fields
bear its name and a word: `w.0.fact`, `w.0.op`, `w.0.value`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from scoring.engine.shapes import MAX_DEPTH, MAX_TESTS
from scoring.engine.vocabulary import Fact
from scoring.selectors import vocabulary

ROOT, TEST, NONE = "w", "test", "none"
MOST_ROWS: Final = 2 * MAX_TESTS  # of a form: rows beyond what a rule may hold are told so, and not lost
GROUPS: Final[dict[str, StrPromise]] = {
    "all": pgettext_lazy("condition", "all of these hold"),
    "any": pgettext_lazy("condition", "one of these holds"),
    NONE: pgettext_lazy("condition", "none of these holds"),
}
OPS: Final[dict[str, StrPromise]] = {
    "is": pgettext_lazy("condition", "is"),
    "is_not": pgettext_lazy("condition", "is not"),
    "at_least": pgettext_lazy("condition", "is at least"),
    "at_most": pgettext_lazy("condition", "is at most"),
    "between": pgettext_lazy("condition", "is between"),
    "in": pgettext_lazy("condition", "is one of"),
}
OF_TYPE: Final = {"int": tuple(OPS), "enum": ("is", "is_not", "in"), "bool": ("is",)}
YES, NO = "true", "false"


class Tampered(ValueError):
    """A form that no page has made."""


@dataclass(frozen=True)
class Node:
    """A group, or a test with its values as they were typed."""

    form: str
    parts: tuple["Node", ...] = ()
    fact: str = ""
    op: str = ""
    values: tuple[str, ...] = ()


@dataclass
class Written:
    """What becomes of the rows: faults by field, and which field each place of the document was written in."""

    errors: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


def new_test(fact_id: str = "") -> Node:
    known = vocabulary().facts
    fact = known.get(fact_id) or next(iter(known.values()))
    return Node(TEST, (), fact.id, "is", (shown(fact, fact.default),))


def shown(fact: Fact, value: Any) -> str:
    return (YES if value else NO) if fact.type == "bool" else str(value)


# from the document


def node_of(document: Any) -> Node:
    """The whole condition as a group, however it is written."""
    node = _node(document) if document else Node("all")
    return node if node.form in GROUPS else Node("all", (node,))


def _node(document: dict[str, Any]) -> Node:
    if "fact" in document:
        fact = vocabulary().facts[document["fact"]]
        value = document["value"]
        values = tuple(shown(fact, one) for one in (value if isinstance(value, list) else [value]))
        return Node(TEST, (), fact.id, document["op"], values)
    if "not" in document:
        inner = document["not"]
        parts = inner.get("any", [inner])
        return Node(NONE, tuple(_node(part) for part in parts))
    key = "all" if "all" in document else "any"
    return Node(key, tuple(_node(part) for part in document[key]))


# from a form


def read_node(form: QueryDict, name: str = ROOT, depth: int = 0) -> Node:
    """The rows as they were sent. Raises Tampered."""
    if depth > MAX_DEPTH + 2:
        raise Tampered(name)
    kind = form.get(f"{name}.form", "all" if name == ROOT else "")
    if kind == TEST:
        return _read_test(form, name)
    if kind not in GROUPS:
        raise Tampered(name)
    count = form.get(f"{name}.parts", "0")
    if not (count.isascii() and count.isdecimal() and len(count) < 4 and int(count) <= MOST_ROWS):
        raise Tampered(name)
    return Node(kind, tuple(read_node(form, f"{name}.{index}", depth + 1) for index in range(int(count))))


def _read_test(form: QueryDict, name: str) -> Node:
    fact = vocabulary().facts.get(form.get(f"{name}.fact", ""))
    op = form.get(f"{name}.op", "is")
    if fact is None or op not in OPS:
        raise Tampered(name)
    if op not in OF_TYPE[fact.type]:
        op = "is"
    values = tuple(value[:200] for value in form.getlist(f"{name}.value")[:MAX_TESTS])
    if form.get(f"{name}.for", f"{fact.id} {op}") != f"{fact.id} {op}":
        values = _fitting(fact, op, values)
    node = Node(TEST, (), fact.id, op, values)
    return replace(node, values=_several(node)) if op == "in" and fact.type == "int" else node


def _fitting(fact: Fact, op: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Another fact or another question was chosen: what still fits stays, the rest begins with the fact's default."""
    kept = [value for value in values if _value(fact, value) is not None] or [shown(fact, fact.default)]
    if op == "between":
        return (kept[0], kept[-1] if len(kept) > 1 else str(fact.max))
    return tuple(kept) if op == "in" else (kept[0],)


# to the document


def condition_of(node: Node, written: Written, pointer: str, name: str = ROOT) -> dict[str, Any] | None:
    """The condition as the document has it; None for an empty whole."""
    written.fields.setdefault(pointer, f"{name}.form")
    if node.form == TEST:
        return _test_of(node, written, pointer, name)
    if not node.parts:
        if name != ROOT:
            written.errors[f"{name}.form"] = _("This group is empty. Add a condition to it, or remove it.")
        return None
    return _group_of(node, written, pointer, name)


def _group_of(node: Node, written: Written, pointer: str, name: str) -> dict[str, Any] | None:
    single = len(node.parts) == 1
    if single:
        inner = f"{pointer}/not" if node.form == NONE else pointer
        part = condition_of(node.parts[0], written, inner, f"{name}.0")
        return {"not": part} if node.form == NONE else part
    key = "any" if node.form == NONE else node.form
    inner = f"{pointer}/not/{key}" if node.form == NONE else f"{pointer}/{key}"
    rows = [condition_of(part, written, f"{inner}/{index}", f"{name}.{index}") for index, part in enumerate(node.parts)]
    group = {key: rows}
    return {"not": group} if node.form == NONE else group


def _test_of(node: Node, written: Written, pointer: str, name: str) -> dict[str, Any]:
    fact = vocabulary().facts[node.fact]
    written.fields[pointer] = f"{name}.value"
    found = [_value(fact, text) for text in node.values]
    wanted = {"between": 2, "in": max(1, len(found))}.get(node.op, 1)
    if len(found) != wanted or any(value is None for value in found):
        written.errors[f"{name}.value"] = _wanted(fact)
        return {"fact": fact.id, "op": node.op, "value": fact.default}
    return {"fact": fact.id, "op": node.op, "value": found if node.op in ("between", "in") else found[0]}


def _several(node: Node) -> tuple[str, ...]:
    return tuple(part.strip() for text in node.values for part in text.split(",") if part.strip())


def _value(fact: Fact, text: str) -> Any:
    """The value that a text stands for; None where it is none of this fact's."""
    if fact.type == "bool":
        return {YES: True, NO: False}.get(text)
    if fact.type == "enum":
        return text if text in fact.codes else None
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        return None
    number = int(text)
    return number if fact.min <= number <= fact.max else None


def _wanted(fact: Fact) -> str:
    if fact.type == "int":
        words = _("Write a whole number from %(low)s to %(high)s.")
        return words % {"low": f"{fact.min:,}", "high": f"{fact.max:,}"}
    return _("Choose one of the words of the list.")


# what the buttons do


def changed(root: Node, verb: str, name: str) -> Node:
    """The rows after a button: add, group, drop, up, down. Raises Tampered for a place that is none."""
    places = name.split(".")
    if places[0] != ROOT or not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in places[1:]):
        raise Tampered(name)
    way = [int(part) for part in places[1:]]
    if verb in ("add", "group"):
        part = new_test() if verb == "add" else Node("any", (new_test(), new_test()))
        return _at(root, way, lambda node: replace(node, parts=(*node.parts, part)))
    if not way:
        raise Tampered(name)
    *above, last = way
    return _at(root, above, lambda node: replace(node, parts=_moved(node.parts, verb, last)))


def _at(node: Node, way: list[int], change: Callable[[Node], Node]) -> Node:
    if node.form == TEST or (way and way[0] >= len(node.parts)):
        raise Tampered(str(way))
    if not way:
        return change(node)
    parts = list(node.parts)
    parts[way[0]] = _at(parts[way[0]], way[1:], change)
    return replace(node, parts=tuple(parts))


def _moved(parts: tuple[Any, ...], verb: str, place: int) -> tuple[Any, ...]:
    """A row dropped, or one place up or down."""
    rows = list(parts)
    there = {"up": place - 1, "down": place + 1, "drop": place}.get(verb, -1)
    if not 0 <= place < len(rows) or verb not in ("up", "down", "drop"):
        raise Tampered(verb)
    row = rows.pop(place)
    if verb != "drop":
        rows.insert(max(0, there), row)
    return tuple(rows)


moved = _moved

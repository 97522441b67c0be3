"""A checked rulebook as plain data and back, so that it need not be checked again in every process.

Plain values stand for themselves. Every list begins with what it is: "()" a tuple, "{}" a set, "fact" a fact of the
vocabulary, or the name of a class of the model, then its fields in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from scoring.engine import conditions, model
from scoring.engine.vocabulary import Fact, Vocabulary

APART = ("vocabulary", "document")  # of a rulebook: the one is shared, the other is plain already


CLASSES: Mapping[str, Any] = {
    name: one
    for module in (conditions, model)
    for name, one in vars(module).items()
    if isinstance(one, type) and is_dataclass(one)
}


def pack(rulebook: model.Rulebook) -> dict[str, Any]:
    """Plain data that `unpack` turns into the same rulebook."""
    parts = {field.name: _plain(getattr(rulebook, field.name)) for field in fields(rulebook) if field.name not in APART}
    return {"parts": parts, "document": rulebook.document}


def unpack(data: Mapping[str, Any], vocabulary: Vocabulary) -> model.Rulebook:
    """The rulebook that was packed under the same vocabulary."""
    parts = {name: _whole(value, vocabulary.facts) for name, value in data["parts"].items()}
    return model.Rulebook(**parts, vocabulary=vocabulary, document=data["document"])


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return ["()", *map(_plain, value)]
    if isinstance(value, frozenset):
        return ["{}", *sorted(value)]
    if isinstance(value, Fact):
        return ["fact", value.id]
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(f"A {type(value).__name__} cannot be kept.")


def _whole(value: Any, facts: Mapping[str, Fact]) -> Any:
    if type(value) is not list:
        return value
    kind, *parts = value
    if kind == "fact":
        return facts[parts[0]]
    inner = [_whole(part, facts) for part in parts]
    if kind == "()":
        return tuple(inner)
    return frozenset(inner) if kind == "{}" else CLASSES[kind](*inner)

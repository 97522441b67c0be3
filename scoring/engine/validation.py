"""From plain data to a rulebook: shaped, resolved, and refused with every fault that was found.

Apart from load.py because pydantic and the shapes take longer to import than all the rest of the engine, and a
program whose rulebooks were checked before needs neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, cast

from pydantic import ValidationError

from scoring.engine.build import build
from scoring.engine.build_examples import check_examples
from scoring.engine.builder import Builder
from scoring.engine.document import DATE, DIGEST, RulebookShape
from scoring.engine.faults import Fault, RulebookError, pointer
from scoring.engine.model import Rulebook
from scoring.engine.shapes import NAME
from scoring.engine.vocabulary import Vocabulary

MAX_FAULTS = 50


def validated(data: Any, lines: Mapping[str, int], file: str, vocabulary: Vocabulary) -> Rulebook:
    """The rulebook that plain data describe; `lines` says where each value was written. Raises RulebookError."""
    if not isinstance(data, dict):
        raise RulebookError([Fault(file, "", "", "A rulebook is a mapping of keys and values.", "Write  id: ….")])
    document = tidy(data)
    try:
        shape = RulebookShape.model_validate(document)
    except ValidationError as error:
        raise RulebookError(_shape_faults(error, document, file, lines)) from error
    builder = Builder(vocabulary, file, lines)
    rulebook = build(shape, document, builder)
    if not builder.faults:
        check_examples(shape, builder)
    if builder.faults:
        raise RulebookError(builder.faults[:MAX_FAULTS])
    return rulebook


def tidy(value: Any) -> Any:
    """Evidence may be written as four keys of a line; it is kept as one mapping."""
    if isinstance(value, list):
        return [tidy(part) for part in value]
    if not isinstance(value, dict):
        return value
    inner = {key: tidy(part) for key, part in value.items()}
    if "marker" in inner and not isinstance(inner.get("evidence"), dict) and len(inner) > 4:
        keys = ("marker", "evidence", "sources", "note")
        inner["evidence"] = {key: inner.pop(key) for key in keys if key in inner}
    return inner


# Faults of shape: pydantic says what is wrong, this says where it is and how to mend it.


def _shape_faults(error: ValidationError, document: dict[str, Any], file: str, lines: Mapping[str, int]) -> list[Fault]:
    faults: dict[tuple[str, str], Fault] = {}
    for problem in error.errors(include_url=False)[:MAX_FAULTS]:
        path = _data_path(problem["loc"], document, problem["type"] == "missing")
        context = problem.get("ctx") or {}
        pieces = _unknown_keys(path, context) if problem["type"] == "unknown_keys" else [(path, *_words(problem))]
        for where, message, remedy in pieces:
            key = pointer(where)
            line = lines.get(key) or lines.get(pointer(where[:-1]))
            faults.setdefault((key, message), Fault(file, _rule_at(where, document), key, message, remedy, line))
    return list(faults.values())[:MAX_FAULTS]


def _data_path(loc: tuple[int | str, ...], document: Any, missing: bool) -> list[int | str]:
    """The part of pydantic's location that exists in the document; its own tags for unions are left out."""
    path: list[int | str] = []
    here: Any = document
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        if (isinstance(here, dict) and part in here) or (
            isinstance(here, list) and isinstance(part, int) and part < len(here)
        ):
            here = cast(Any, here)[part]
            path.append(part)
        elif last and missing:
            path.append(part)
    return path


def _rule_at(path: list[int | str], document: dict[str, Any]) -> str:
    if len(path) >= 2 and path[0] in ("rules", "characteristics", "multipliers") and isinstance(path[1], int):
        rows: list[Any] = document[str(path[0])]
        position = path[1]
        row = rows[position]
        return str(row.get("id", f"#{position + 1}")) if isinstance(row, dict) else f"#{position + 1}"
    return ""


def _unknown_keys(path: list[int | str], context: Mapping[str, Any]) -> list[tuple[list[int | str], str, str]]:
    pieces = []
    for name in context["unknown"][:MAX_FAULTS]:  # the nearest name of each is looked for
        near = get_close_matches(str(name), context["known"], 1)
        remedy = f"Did you mean '{near[0]}'?" if near else f"Delete it. Known here: {', '.join(context['known'])}."
        pieces.append(([*path, str(name)], f"The key '{name}' is unknown here.", remedy))
    return pieces


PATTERNS = {
    NAME: "Write letters, digits, _ . + or -, beginning with a letter or a digit: at most 64, no spaces.",
    DATE: "Write the date as year-month-day:  2026-01-31.",
    DIGEST: "Write the digest of the version before, 64 digits and letters a to f; or delete the key.",
}
_TYPES = {
    "int_type": ("A whole number is expected.", "Write a whole number without quotes."),
    "string_type": ("Text is expected.", "Put it in quotes."),
    "bool_type": ("true or false is expected.", "Write true or false, not yes or no."),
    "list_type": ("A list is expected.", "Write  [one, another]."),
    "dict_type": ("A mapping is expected.", "Write  key: value."),
    "model_type": ("A mapping is expected.", "Write  key: value."),
    "model_attributes_type": ("A mapping is expected.", "Write  key: value."),
}


def _words(problem: Any) -> tuple[str, str]:
    kind, context = problem["type"], problem.get("ctx") or {}
    if kind == "mend":
        return context["message"], context["remedy"]
    if kind == "missing":
        name = problem["loc"][-1]
        return f"The key '{name}' is missing.", f"Add  {name}: …."
    if kind in _TYPES:
        return _TYPES[kind]
    return _limits(kind, context, problem)


def _limits(kind: str, context: Mapping[str, Any], problem: Any) -> tuple[str, str]:
    if kind in ("literal_error", "enum"):
        return (
            f"{problem['input']!r} is not one of the words that can stand here.",
            f"Write {context['expected']}.",
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = "at least" if kind == "greater_than_equal" else "at most"
        limit = context.get("ge", context.get("le"))
        return f"{problem['input']} is out of range.", f"Write {bound} {limit}."
    if kind == "string_pattern_mismatch":
        remedy = PATTERNS.get(context["pattern"], f"It must match {context['pattern']}.")
        return f"{problem['input']!r} is not written as it must be.", remedy
    if kind in ("too_short", "string_too_short"):
        return "There is too little here.", f"Write at least {context['min_length']}."
    if kind in ("too_long", "string_too_long"):
        return "There is too much here.", f"Write at most {context['max_length']}."
    return str(problem["msg"]).rstrip(".") + ".", "See docs/rulebook-format.md for what can stand here."

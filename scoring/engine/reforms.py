"""A reform: an edited rulebook whose parent is the one it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from scoring.engine.faults import Fault, RulebookError, pointer_parts
from scoring.engine.load import from_document
from scoring.engine.model import Rulebook

REMOVE = object()  # the value of an edit that takes a line away


def reform(rulebook: Rulebook, edits: Mapping[str, Any], why: str = "") -> Rulebook:
    """Apply {path: value} edits, check the result whole, and name its parent. Raises RulebookError.

    A path is a JSON pointer into the document; `/rules/-` adds a rule at the end; REMOVE takes a line away.
    """
    document = deepcopy(rulebook.document)
    removals = [path for path, value in edits.items() if value is REMOVE]
    for path, value in edits.items():
        if value is not REMOVE:
            _set(document, path, deepcopy(value))
    for path in sorted(removals, key=_position, reverse=True):  # from the end, so that positions stay true
        _remove(document, path)
    document["parent"] = rulebook.digest
    document["why"] = why
    return from_document(document, file=rulebook.id, vocabulary=rulebook.vocabulary)


def value_at(rulebook: Rulebook, path: str) -> Any:
    """The value that a path leads to. Raises RulebookError."""
    holder, last = _holder(rulebook.document, path)
    if not _there(holder, last):
        _refuse(path)
    return holder[last]


def _there(holder: Any, last: Any) -> bool:
    return last < len(holder) if isinstance(holder, list) else last in holder


def _position(path: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in pointer_parts(path))


def _refuse(path: str) -> None:
    fault = Fault(
        "edit", "", path, "There is nothing at this path.", "Take the path from the rulebook's own sentences."
    )
    raise RulebookError([fault])


def _holder(document: Any, path: str) -> tuple[Any, Any]:
    parts = pointer_parts(path)
    if not parts:
        _refuse(path)
    here: Any = document
    for part in parts[:-1]:
        here = here[_key(here, part, path)]
    return here, _key(here, parts[-1], path, last=True)


def _key(here: Any, part: str, path: str, *, last: bool = False) -> Any:
    if isinstance(here, list):
        if last and part == "-":
            return len(here)
        if part.isdigit() and int(part) < len(here):
            return int(part)
    elif isinstance(here, dict) and (last or part in here):
        return part
    _refuse(path)
    return None


def _set(document: Any, path: str, value: Any) -> None:
    holder, last = _holder(document, path)
    if isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = value


def _remove(document: Any, path: str) -> None:
    holder, last = _holder(document, path)
    if not _there(holder, last):
        _refuse(path)
    del holder[last]

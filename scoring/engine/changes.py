"""What differs between two rulebooks: in sentences, the old value beside the new, and as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scoring.engine import model as m
from scoring.engine.faults import pointer
from scoring.engine.sentences import plain, sentence
from scoring.engine.sentences_of_lines import (
    characteristic_sentence,
    door_sentence,
    list_sentence,
    multiplier_sentence,
)

TALK = ("evidence", "note", "parent", "why", "reviewed_on", "next_review", "checked_by", "authored_by")
NAMED = ("bands", "characteristics", "multipliers", "rules", "lists", "doors")
DEFAULTS = {"enabled": True, "expires": None, "at_most": None, "when": None}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs. `part` and `id` say which line; `path` which of its keys."""

    part: str
    id: str
    path: str
    old: Any
    new: Any
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("part", "id", "path", "old", "new", "sentence")}


def diff(before: m.Rulebook, after: m.Rulebook) -> list[Change]:
    """Every change that matters to anybody's standing or to what people are told; not the footnotes."""
    changes: list[Change] = []
    for key in sorted({*before.document, *after.document} - set(NAMED) - set(TALK) - {"examples", "schema"}):
        for path, old, new in _values(before.document.get(key), after.document.get(key), (key,)):
            changes.append(_value_change(key, "", path, old, new, ""))
    for key in NAMED:
        changes += _lines(key, before, after)
    return changes


def _lines(key: str, before: m.Rulebook, after: m.Rulebook) -> list[Change]:
    old, new = _by_id(before, key), _by_id(after, key)
    changes = []
    for name, (position, row) in old.items():
        if name not in new:
            words = f"Removed: {line_words(before, key, position)}"
            changes.append(Change(key, name, f"/{key}/{position}", row, None, words))
            continue
        where, now = new[name]
        for path, was, is_ in _values(row, now, (key, where)):
            words = line_words(after, key, where)
            changes.append(_value_change(key, name, path, was, is_, words))
    for name, (position, row) in new.items():
        if name not in old:
            words = f"Added: {line_words(after, key, position)}"
            changes.append(Change(key, name, f"/{key}/{position}", None, row, words))
    return changes


def _by_id(rulebook: m.Rulebook, key: str) -> dict[str, tuple[int, dict[str, Any]]]:
    rows = rulebook.document.get(key) or []
    if key == "doors":  # door lines have no ids: a door's first line, second line, …
        seen: dict[str, int] = {}
        result = {}
        for position, row in enumerate(rows):
            seen[row["door"]] = seen.get(row["door"], 0) + 1
            result[f"{row['door']} {seen[row['door']]}"] = (position, row)
        return result
    return {row["id"]: (position, row) for position, row in enumerate(rows)}


def _values(old: Any, new: Any, path: tuple[str | int, ...]) -> list[tuple[str, Any, Any]]:
    """The deepest places at which two values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        found = []
        for key in [*old, *(key for key in new if key not in old)]:
            if key not in TALK:
                fallback = DEFAULTS.get(key)
                found += _values(old.get(key, fallback), new.get(key, fallback), (*path, key))
        return found
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [found for i, pair in enumerate(zip(old, new, strict=True)) for found in _values(*pair, (*path, i))]
    return [] if type(old) is type(new) and old == new else [(pointer(path), old, new)]


def _value_change(part: str, name: str, path: str, old: Any, new: Any, line: str) -> Change:
    if new is False and path.endswith("/enabled"):
        words = f"Switched off: {line}"
    elif new is True and path.endswith("/enabled"):
        words = f"Switched on: {line}"
    else:
        place, last = f"{part} {name}".strip().replace("_", " "), _last(path)
        words = _ended(f"{last if last == place else f'{last} of {place}'}: {shown(old)} → {shown(new)}")
        words += f" Now: {line}" if line else ""
    return Change(part, name, path, old, new, words[:1].upper() + words[1:])


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _last(path: str) -> str:
    words = [part for part in path.split("/") if part and not part.isdigit()]
    return words[-1].replace("_", " ")


def shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def line_words(rulebook: m.Rulebook, key: str, position: int) -> str:
    """Any line of a rulebook as one plain sentence."""
    if key == "rules":
        rule = rulebook.rules[position]
        return plain(sentence(rule, rulebook.vocabulary, rulebook=rulebook))
    if key == "characteristics":
        part = rulebook.characteristics[position]
        return plain(characteristic_sentence(part, position, rulebook.vocabulary))
    if key == "multipliers":
        return plain(multiplier_sentence(rulebook.multipliers[position], position))
    if key == "doors":
        return plain(door_sentence(rulebook.doors[position], position, rulebook))
    row = rulebook.document[key][position]
    if key == "lists":
        entry = next(entry for entry in rulebook.lists if entry.id == row["id"])
        return plain(list_sentence(entry, rulebook))
    return f"Band {row['id']} ({row['label']}) goes from {row['from']} to {row['to']}."

"""Strict reading of YAML 1.2 and JSON: plain data or a list of faults, never anything else.

The parser only hands over events; what they mean is decided here, so that no tag, anchor, alias, merge key, float,
date or word such as `no` can become something its author did not write. It is libyaml's, which takes a tenth of the
time of one written in Python; where PyYAML was built without libyaml, its own parser reads the same.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from scoring.engine.faults import DocumentError, Fault, pointer

MAX_BYTES = 256 * 1024
MAX_NESTING = 24
MAX_DIGITS = 15
MAX_VALUES = 40_000  # mappings, lists, words and numbers: more than 200 rules of any length hold
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Direction overrides can make a rule read differently from what it is; the others cannot be seen at all.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
ESCAPE = "\\U"
WHOLE = re.compile(r"[-+]?[0-9]+")
BROKEN = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
NOTHING = ("", "~", "null", "Null", "NULL")
TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass
class Reading:
    """Plain data, and the line on which each value begins."""

    data: Any
    lines: dict[str, int] = field(default_factory=dict)


@dataclass
class _Source:
    file: str
    lines: dict[str, int] = field(default_factory=dict)

    def refuse(self, path: list[str | int], line: int | None, message: str, remedy: str) -> NoReturn:
        raise DocumentError([Fault(self.file, "", pointer(path), message, remedy, line)])


def read(text: str | bytes, file: str = "document") -> Reading:
    """Read one YAML or JSON document. Raises DocumentError."""
    source = _Source(file)
    decoded = _decode(text, source)
    if decoded.lstrip()[:1] in ("{", "["):
        data = _read_json(decoded, source)
        if data is not _NOT_JSON:
            return Reading(data, {})
    return Reading(_read_yaml(decoded, source), source.lines)


def _decode(text: str | bytes, source: _Source) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        source.refuse([], None, f"The document has {size:,} bytes; {MAX_BYTES:,} is the most.", "Make it shorter.")
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            source.refuse([], None, f"Byte {error.start} is not UTF-8.", "Save the file as UTF-8.")
    found = UNSEEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        source.refuse([], line, _unseen_message(found.group()), "Delete it.")
    return text


def _unseen_message(character: str) -> str:
    return f"The character U+{ord(character):04X} cannot be seen on a page and is not allowed."


# JSON

_NOT_JSON = object()


def _read_json(text: str, source: _Source) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        if len(result) < len(items):
            twice = next(name for name, times in Counter(name for name, _ in items).items() if times > 1)
            source.refuse([twice], None, f"The key '{twice}' stands twice in one place.", "Keep one of them.")
        return result

    try:
        data = json.loads(
            text, object_pairs_hook=pairs, parse_float=_Broken, parse_constant=_Broken, parse_int=_json_int
        )
    except json.JSONDecodeError:
        return _NOT_JSON  # a YAML flow mapping may begin with { too; the YAML parser gives the better message
    except RecursionError:  # a thousand deep: whatever else it is, it is nested
        _refuse_nesting(source, [], None)
    _check_json(data, source, [])
    return data


class _Broken(str):
    """A JSON number that is not whole, kept as written until its place is known."""


def _json_int(digits: str) -> int | _Broken:
    return int(digits) if len(digits) <= MAX_DIGITS else _Broken(digits)


def _check_json(value: Any, source: _Source, path: list[str | int]) -> None:
    if len(path) > MAX_NESTING:
        _refuse_nesting(source, path[:MAX_NESTING], None)
    if isinstance(value, _Broken):
        _refuse_number(source, path, None, str(value))
    if isinstance(value, str) and (found := UNSEEN.search(value)):
        source.refuse(path, None, _unseen_message(found.group()), "Delete it.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_json(inner, source, [*path, key])
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check_json(inner, source, [*path, index])


# YAML


def _read_yaml(text: str, source: _Source) -> Any:
    events = _events(text, source)
    data = _value(next(events), events, source, [])
    for event in events:
        if isinstance(event, DocumentStartEvent):
            source.refuse([], _line(event), "The file holds more than one document.", "Keep one document a file.")
    return data


def _events(text: str, source: _Source) -> Iterator[Event]:
    started = False
    try:
        for event in yaml.parse(text, Loader=PARSER):
            if isinstance(event, (MappingStartEvent, SequenceStartEvent, ScalarEvent, AliasEvent)):
                started = True
            if started:
                yield event
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        if "escape code" in problem:  # \U00110000: no character has this number
            source.refuse(
                [],
                mark and mark.line + 1,
                f"An escape such as {ESCAPE} names no character.",
                "Write the character itself.",
            )
        line = mark.line + 1 if mark else None
        source.refuse([], line, f"This is not YAML: {problem}.", "Check indentation, quotes and brackets there.")
    except (ValueError, OverflowError):  # the parser written in Python makes a character of whatever number is escaped
        source.refuse([], None, f"An escape such as {ESCAPE} names no character.", "Write the character itself.")
    if not started:
        source.refuse([], None, "The document is empty.", "Write a mapping of keys and values.")


def _value(event: Event, events: Iterator[Event], source: _Source, path: list[str | int]) -> Any:
    source.lines[pointer(path)] = _line(event)
    if len(source.lines) > MAX_VALUES:
        source.refuse(path, _line(event), f"The document holds more than {MAX_VALUES:,} values.", "Make it shorter.")
    _refuse_strange(event, source, path)
    if isinstance(event, MappingStartEvent):
        return _mapping(events, source, path)
    if isinstance(event, SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(inner := next(events), SequenceEndEvent):
            items.append(_value(inner, events, source, [*path, len(items)]))
        return items
    return _scalar(cast(ScalarEvent, event), source, path)


def _mapping(events: Iterator[Event], source: _Source, path: list[str | int]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        _refuse_strange(event, source, path)
        if not isinstance(event, ScalarEvent) or event.value == "<<":
            source.refuse(path, _line(event), "A key must be a plain word.", "Write  key: value.")
        key = str(event.value)
        if key in result:
            source.refuse(
                [*path, key], _line(event), f"The key '{key}' stands twice in one place.", "Keep one of them."
            )
        result[key] = _value(next(events), events, source, [*path, key])
    return result


def _scalar(event: ScalarEvent, source: _Source, path: list[str | int]) -> Any:
    text = str(event.value)
    if found := UNSEEN.search(text):
        source.refuse(path, _line(event), _unseen_message(found.group()), "Delete it.")
    if event.style:  # quoted or block text is text
        return text
    if text in NOTHING:
        return None
    if text in TRUTH:
        return TRUTH[text]
    if WHOLE.fullmatch(text):
        if len(text) > MAX_DIGITS:
            _refuse_number(source, path, _line(event), text)
        return int(text)
    if BROKEN.fullmatch(text):
        _refuse_number(source, path, _line(event), text)
    return text


def _refuse_strange(event: Event, source: _Source, path: list[str | int]) -> None:
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        source.refuse(path, _line(event), "Anchors (&) and aliases (*) are not allowed.", "Write the value out.")
    if len(path) > MAX_NESTING:
        _refuse_nesting(source, path, _line(event))
    if tag := getattr(event, "tag", None):
        source.refuse(path, _line(event), f"The tag {tag} is not allowed.", "Delete it.")


def _refuse_nesting(source: _Source, path: list[str | int], line: int | None) -> NoReturn:
    source.refuse(path, line, f"The document is nested deeper than {MAX_NESTING} levels.", "Make it flatter.")


def _refuse_number(source: _Source, path: list[str | int], line: int | None, text: str) -> NoReturn:
    shown = text if len(text) <= 24 else text[:21] + "..."
    source.refuse(
        path,
        line,
        f"{shown} is not a whole number of at most {MAX_DIGITS} digits.",
        "Write a whole number; if it is text, put it in quotes.",
    )


def _line(event: Event) -> int:
    mark: Any = event.start_mark
    return int(mark.line) + 1

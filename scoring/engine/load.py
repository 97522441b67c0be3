"""Rulebooks from files, text or plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoring.engine.faults import DocumentError, Fault, RulebookError, pointer_parts
from scoring.engine.model import Rulebook
from scoring.engine.vocabulary import Vocabulary, load_vocabulary


def load_rulebook(source: Path | str | bytes, *, vocabulary: Vocabulary | None = None) -> Rulebook:
    """Load a rulebook from a path, or from YAML or JSON text. Raises RulebookError."""
    file, text = _open(source)
    return _read(text, file, vocabulary or load_vocabulary())


def load_shipped(path: Path, *, vocabulary: Vocabulary | None = None) -> Rulebook:
    """A rulebook that ships with the program: as it was checked before, or checked now and kept. Raises RulebookError.

    The same bytes under the same vocabulary and engine give the same rulebook (see compiled.py).
    """
    from scoring.engine import compiled, packed

    words = vocabulary or load_vocabulary()
    file, text = _open(path)
    key = compiled.key_of(text, words.digest)
    data = compiled.kept(path, "rulebook", key)
    if data is not None:
        return packed.unpack(data, words)
    rulebook = _read(text, file, words)
    compiled.keep(path, "rulebook", key, packed.pack(rulebook))
    return rulebook


def from_document(document: Any, *, file: str = "document", vocabulary: Vocabulary | None = None) -> Rulebook:
    """Load a rulebook from plain data, such as a parsed request. Raises RulebookError."""
    return _checked(document, {}, file, vocabulary or load_vocabulary())


def _read(text: str | bytes, file: str, vocabulary: Vocabulary) -> Rulebook:
    from scoring.engine.reader import read  # here, so that a program with kept rulebooks does not wait for YAML

    try:
        reading = read(text, file)
    except DocumentError as error:
        raise RulebookError(replace(fault, rule=_rule_by_place(fault.key)) for fault in error.faults) from error
    return _checked(reading.data, reading.lines, file, vocabulary)


def _checked(data: Any, lines: Mapping[str, int], file: str, vocabulary: Vocabulary) -> Rulebook:
    from scoring.engine.validation import validated  # here, for the same reason: it loads pydantic

    return validated(data, lines, file, vocabulary)


def _open(source: Path | str | bytes) -> tuple[str, str | bytes]:
    if isinstance(source, bytes):
        return "document", source
    is_path = isinstance(source, Path) or ("\n" not in source and source.endswith((".yaml", ".yml", ".json")))
    if not is_path:
        return "document", str(source)
    path = Path(source)
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        fault = Fault(str(path), "", "", "The file cannot be read.", "Check the path.")
        raise RulebookError([fault]) from error


def _rule_by_place(key: str) -> str:
    """A document that cannot be read to its end has no ids yet: the third rule is #3."""
    parts = pointer_parts(key)
    return f"#{int(parts[1]) + 1}" if len(parts) >= 2 and parts[0] == "rules" and parts[1].isdigit() else ""

"""The plain data of a YAML file that ships with the program, read strictly once and kept (see compiled.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scoring.engine import compiled


def shipped_data(path: Path) -> Any:
    """What the file says. Raises OSError and DocumentError."""
    text = path.read_bytes()
    key = compiled.key_of(text)
    data = compiled.kept(path, "data", key)
    if data is not None:
        return data
    from scoring.engine.reader import read  # here, so that a program that only replays does not wait for YAML

    data = read(text, path.name).data
    compiled.keep(path, "data", key, data)
    return data

"""Who keeps which door: the office that makes the entries, and those that hold a copy."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scoring.engine import Rulebook

FILE = Path(__file__).parent / "content" / "offices.yaml"
HOME = "home"


@dataclass(frozen=True)
class Office:
    """`doors`: ids of those that this rulebook moves and this office keeps."""

    id: str
    label: str
    doors: tuple[str, ...]

    @property
    def home(self) -> bool:
        """Whether it makes the entries itself."""
        return self.id == HOME


@cache
def offices_of(rulebook: Rulebook) -> tuple[Office, ...]:
    """The office whose rulebook this is, then every other that keeps one of its doors."""
    written = _read()
    moved = {line.door for line in rulebook.doors}
    own = tuple(door for door in written["own"].get(rulebook.id, ()) if door in moved)
    found = [Office(HOME, rulebook.operator, own)]
    for row in written["offices"]:
        doors = tuple(door for door in row["doors"] if door in moved and door not in own)
        if doors:
            found.append(Office(row["id"], row["label"], doors))
    return tuple(found)


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read

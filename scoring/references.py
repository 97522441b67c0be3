"""The sources that rulebooks and pages name: who says so, where to read it, and how far it was read here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scoring.engine.shipped import shipped_data
from scoring.selectors import FOLDER

FILE = FOLDER / "sources.yaml"


@dataclass(frozen=True)
class Reference:
    id: str
    title: str
    author: str
    year: str
    url: str  # an address, a sentence about where to find it, or nothing
    verification: str  # article | excerpt | recalled
    note: str = ""  # what was read there, and how

    @property
    def link(self) -> str:
        """The address, where there is one to follow."""
        return self.url if self.url.startswith(("https://", "http://")) else ""


@cache
def references() -> Mapping[str, Reference]:
    """Every source, by its id, in the order of ids."""
    rows = shipped_data(FILE)
    return {name: _reference(name, rows[name]) for name in sorted(rows, key=str.lower)}


def _reference(name: str, row: Mapping[str, object]) -> Reference:
    return Reference(name, **{key: str(text or "") for key, text in row.items()})

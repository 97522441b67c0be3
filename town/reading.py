"""Strict reading of the town's content files: YAML 1.2, no key twice, and errors that say how to mend them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.engine import compiled


@dataclass(frozen=True, slots=True)
class ContentFault:
    """One thing that is wrong in a content file. `item` is the id of the entry, `key` the path inside it."""

    file: str
    item: str
    key: str
    message: str
    remedy: str

    def __str__(self) -> str:
        place = " ".join(part for part in (self.file, self.item, self.key) if part)
        return f"{place}: {self.message} {self.remedy}"


class ContentError(ValueError):
    """Content that cannot be used. Every fault that could be found is listed."""

    def __init__(self, faults: Iterable[ContentFault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Row(BaseModel):
    """An entry with known keys only, read without turning one type into another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


RowType = TypeVar("RowType", bound=Row)


def read_yaml(path: Path) -> Any:
    """The plain data of one file, as it was kept when it was last read, or read now. Raises ContentError."""
    if not path.is_file():
        raise ContentError([ContentFault(path.name, "", "", "The file is missing.", f"Write {path}.")])
    text = path.read_bytes()
    key = compiled.key_of(text, compiled.stamp_of(Path(__file__)))
    data = compiled.kept(path, "content", key)
    if data is None:
        data = _parsed(path, text)
        compiled.keep(path, "content", key, data)
    return data


def _parsed(path: Path, text: bytes) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text.decode())
    except DuplicateKeyError as error:
        raise ContentError([_unreadable(path, error, "Keep one of the two.")]) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise ContentError([_unreadable(path, error, "Check indentation and quotes there.")]) from error


def read_rows(file: str, data: Any, shape: type[RowType]) -> list[RowType]:
    """The entries of a list, each as `shape`, with unique ids. Raises ContentError with every fault."""
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise ContentError([ContentFault(file, "", "", "A list of entries is expected.", "Write  - id: ….")])
    rows: list[RowType] = []
    faults: list[ContentFault] = []
    for index, entry in enumerate(data):
        try:
            rows.append(shape.model_validate(entry))
        except ValidationError as error:
            faults.extend(shape_faults(file, str(entry.get("id", f"entry {index + 1}")), error))
    faults.extend(twice(file, [str(entry.get("id")) for entry in data]))
    if faults:
        raise ContentError(faults)
    return rows


def twice(file: str, ids: Iterable[str]) -> list[ContentFault]:
    """A fault for every id that stands more than once."""
    seen: set[str] = set()
    faults = []
    for name in ids:
        if name in seen:
            faults.append(ContentFault(file, name, "id", "The id stands twice.", "Give one another id."))
        seen.add(name)
    return faults


def _unreadable(path: Path, error: Exception, remedy: str) -> ContentFault:
    mark = getattr(error, "problem_mark", None)
    line = f"line {mark.line + 1}" if mark else ""
    problem = getattr(error, "problem", None) or str(error)
    return ContentFault(path.name, "", line, f"This is not YAML: {problem}.", remedy)


def shape_faults(file: str, item: str, error: ValidationError) -> list[ContentFault]:
    faults = []
    for detail in error.errors():
        key = ".".join(str(part) for part in detail["loc"])
        remedy = "Delete the key." if detail["type"] == "extra_forbidden" else "Correct the value."
        faults.append(ContentFault(file, item, key, f"{detail['msg']}.", remedy))
    return faults

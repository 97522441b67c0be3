"""The words that rulebooks, observations and towns share: kinds of act, sources, facts, places and doors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from scoring.engine.faults import DocumentError, Fault, VocabularyError
from scoring.engine.frozen import dataclass

DEFAULT = Path(__file__).resolve().parents[2] / "town" / "content"

type_names = ("int", "enum", "bool")
Value = int | str | bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enum fact."""

    id: str
    label: str


@dataclass(frozen=True)
class Fact:
    """Something a rule may ask for. Observations, citizens and associations own facts."""

    id: str
    label: str
    type: str
    unit: str
    min: int
    max: int
    values: tuple[Choice, ...]
    owner: str
    sensitive: bool
    proxy_for: str | None
    default: Value
    wraps: bool  # hours of the day: between 22 and 6 means at night

    @cached_property
    def codes(self) -> Mapping[str, int]:
        return {choice.id: code for code, choice in enumerate(self.values)}

    def code(self, value: Value) -> int:
        """The whole number that arrays hold for a value."""
        return self.codes[str(value)] if self.type == "enum" else int(value)

    def value(self, code: int) -> Value:
        """The value that an array's number stands for."""
        if self.type == "enum":
            return self.values[code].id
        return bool(code) if self.type == "bool" else int(code)

    def problem(self, value: object) -> tuple[str, str] | None:
        """Why `value` cannot be a value of this fact, and what to write instead; None when it can."""
        if self.type == "bool":
            return None if isinstance(value, bool) else (f"{value!r} is not true or false.", "Write true or false.")
        if self.type == "enum":
            names = ", ".join(choice.id for choice in self.values)
            if isinstance(value, str) and value in self.codes:
                return None
            return f"{value!r} is not a value of '{self.id}'.", f"Write one of: {names}."
        if not isinstance(value, int) or isinstance(value, bool):
            return f"{value!r} is not a whole number.", f"Write a whole number from {self.min} to {self.max}."
        if not self.min <= value <= self.max:
            return (
                f"{value} is outside {self.min} to {self.max}.",
                f"Write a number from {self.min} to {self.max}.",
            )
        return None


@dataclass(frozen=True, slots=True)
class SeenBy:
    """A source that may see a kind of act, and how often it does."""

    id: str
    detection: int


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A reason behind an act. No rule can ask for it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    id: str
    label: str
    past: str
    domain: str
    received: bool
    sources: tuple[SeenBy, ...]
    circumstances: tuple[Circumstance, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceError:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    label: str
    short: str
    sees: str
    errors: tuple[SourceError, ...]
    error_rate: int


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Door:
    id: str
    label: str
    open_text: str
    shut_text: str
    kind: str

    @property
    def default(self) -> str:
        return {"ordinary": "open", "perk": "shut", "rate": "standard"}[self.kind]

    @property
    def states(self) -> tuple[str, ...]:
        return ("low", "standard", "high", "none") if self.kind == "rate" else ("open", "shut")


@dataclass(frozen=True)
class Vocabulary:
    kinds: Mapping[str, Kind]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    places: Mapping[str, Place]
    doors: Mapping[str, Door]

    @cached_property
    def kind_codes(self) -> Mapping[str, int]:
        return {name: code for code, name in enumerate(self.kinds)}

    @cached_property
    def source_codes(self) -> Mapping[str, int]:
        return {name: code for code, name in enumerate(self.sources)}

    @cached_property
    def defaults(self) -> Mapping[str, Value]:
        return {fact.id: fact.default for fact in self.facts.values()}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that it says."""
        from hashlib import sha256  # here: it loads OpenSSL, which an import need not wait for

        return sha256(repr(self).encode()).hexdigest()

    def facts_of(self, owner: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts.values() if fact.owner == owner)


def load_vocabulary(path: Path | str = DEFAULT) -> Vocabulary:
    """Read the five vocabulary files of a folder. Raises VocabularyError."""
    folder = Path(path)
    stamp = tuple((folder / f"{name}.yaml").stat().st_mtime_ns for name in _FILES if _exists(folder, name))
    return _load(folder, stamp)


_FILES = ("kinds", "sources", "facts", "places", "doors")


def _exists(folder: Path, name: str) -> bool:
    if (folder / f"{name}.yaml").is_file():
        return True
    raise VocabularyError([Fault(str(folder / f"{name}.yaml"), "", "", "The file is missing.", "Write it.")])


@lru_cache(maxsize=8)
def _load(folder: Path, _stamp: tuple[int, ...]) -> Vocabulary:
    rows = {name: _rows(folder / f"{name}.yaml") for name in _FILES}
    places = {row["id"]: Place(row["id"], _text(row, "label")) for row in rows["places"]}
    vocabulary = Vocabulary(
        kinds={row["id"]: _kind(row) for row in rows["kinds"]},
        sources={row["id"]: _source(row) for row in rows["sources"]},
        facts={row["id"]: _fact(row, places) for row in rows["facts"]},
        places=places,
        doors={row["id"]: _door(row) for row in rows["doors"]},
    )
    faults = [*_duplicates(folder, rows), *_dangling(folder, vocabulary), *_impossible(folder, vocabulary)]
    if faults:
        raise VocabularyError(faults)
    return vocabulary


def _rows(path: Path) -> list[dict[str, Any]]:
    from scoring.engine.shipped import shipped_data  # here: an import of the engine reads nothing

    try:
        data = shipped_data(path)
    except DocumentError as error:
        raise VocabularyError(error.faults) from error
    if isinstance(data, dict) and path.stem in data:
        data = data[path.stem]
    if isinstance(data, list) and all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in data):
        return data
    raise VocabularyError([Fault(path.name, "", "", "A list of items with an id is expected.", "Write  - id: ….")])


def _text(row: Mapping[str, Any], key: str) -> str:
    return str(row.get(key) or "")


def _kind(row: Mapping[str, Any]) -> Kind:
    return Kind(
        id=row["id"],
        label=_text(row, "label"),
        past=_text(row, "past"),
        domain=_text(row, "domain"),
        received=bool(row.get("received", False)),
        sources=tuple(SeenBy(seen["id"], int(seen["detection"])) for seen in row.get("sources") or ()),
        circumstances=tuple(Circumstance(c["id"], c["text"]) for c in row.get("circumstances") or ()),
        asks=tuple(row.get("asks") or ()),
    )


def _source(row: Mapping[str, Any]) -> Source:
    return Source(
        id=row["id"],
        label=_text(row, "label"),
        short=_text(row, "short"),
        sees=_text(row, "sees"),
        errors=tuple(SourceError(e["id"], e["text"]) for e in row.get("errors") or ()),
        error_rate=int(row.get("error_rate") or 0),
    )


def _door(row: Mapping[str, Any]) -> Door:
    return Door(row["id"], _text(row, "label"), _text(row, "open_text"), _text(row, "shut_text"), _text(row, "kind"))


def _fact(row: Mapping[str, Any], places: Mapping[str, Place]) -> Fact:
    values = _choices(row.get("values"), places) if row.get("type") == "enum" else ()
    low, high = (0, max(len(values), 2) - 1) if row.get("type") != "int" else (row.get("min", 0), row.get("max", 0))
    fallback: Value = values[0].id if values else (False if row.get("type") == "bool" else low)
    default = row.get("default")
    return Fact(
        id=row["id"],
        label=_text(row, "label"),
        type=_text(row, "type"),
        unit=_text(row, "unit"),
        min=low,
        max=high,
        values=values,
        owner=_text(row, "owner"),
        sensitive=bool(row.get("sensitive", False)),
        proxy_for=row.get("proxy_for"),
        default=fallback if default is None else default,
        wraps=bool(row.get("wraps", row["id"] == "hour")),
    )


def _choices(values: object, places: Mapping[str, Place]) -> tuple[Choice, ...]:
    if not isinstance(values, list):  # the fact `place` takes its values from places.yaml
        return tuple(Choice(place.id, place.label) for place in places.values())
    return tuple(Choice(v, v) if isinstance(v, str) else Choice(v["id"], _text(v, "label")) for v in values)


def _duplicates(folder: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Fault]:
    faults = []
    for name, items in rows.items():
        ids = [row["id"] for row in items]
        for index, item in enumerate(ids):
            if item in ids[:index]:
                file = str(folder / f"{name}.yaml")
                faults.append(Fault(file, item, f"/{index}/id", f"'{item}' stands twice.", "Keep one."))
    return faults


def _dangling(folder: Path, vocabulary: Vocabulary) -> list[Fault]:
    faults = []
    for kind in vocabulary.kinds.values():
        named = [("sources", seen.id, vocabulary.sources) for seen in kind.sources]
        named += [("asks", fact, vocabulary.facts) for fact in kind.asks]  # type: ignore[misc]
        for key, name, known in named:
            if name not in known:
                file = str(folder / "kinds.yaml")
                faults.append(Fault(file, kind.id, f"/{key}", f"'{name}' is unknown.", "Correct the name."))
    return faults


def _impossible(folder: Path, vocabulary: Vocabulary) -> list[Fault]:
    faults = []
    for fact in vocabulary.facts.values():
        file = str(folder / "facts.yaml")
        if fact.type not in type_names or fact.owner not in ("observation", "citizen", "association"):
            faults.append(Fault(file, fact.id, "/type", "The type or owner is unknown.", "See docs/glossary.md."))
        elif problem := fact.problem(fact.default):
            faults.append(Fault(file, fact.id, "/default", *problem))
    for door in vocabulary.doors.values():
        if door.kind not in ("ordinary", "perk", "rate"):
            file = str(folder / "doors.yaml")
            faults.append(Fault(file, door.id, "/kind", f"'{door.kind}' is unknown.", "ordinary, perk or rate."))
    return faults

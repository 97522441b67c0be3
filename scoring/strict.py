"""Files of content read strictly: a list of lines, each with exactly its keys. A wrong line is refused, not shown."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from scoring.engine import DocumentError, Fault
from scoring.engine.reader import read
from scoring.references import references

Row = Mapping[str, Any]
Said = tuple[str, str]  # what is wrong, and what to write
Known = Callable[[], Collection[str]]


def known_sources() -> Collection[str]:
    return references()


@dataclass(frozen=True)
class Shape:
    """What a line of one file holds. Every key is asked for, and no other is taken."""

    texts: tuple[str, ...]  # never empty
    notes: tuple[str, ...] = ()  # text, "" where there is nothing to say
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # one of these
    names: Mapping[str, Known] = field(default_factory=dict)  # a list of names that something else holds
    more: tuple[str, ...] = ()  # keys that `check` looks at
    check: Callable[[Row], list[Said]] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.texts, *self.notes, *self.words, *self.names, *self.more)


def parse(text: bytes, name: str, heading: str, shape: Shape) -> tuple[Row, ...]:
    """The lines under `heading`. Raises DocumentError with every fault; `id` may stand only once."""
    data = read(text, name).data
    rows = data.get(heading) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        remedy = f"Write  {heading}:  and a list."
        raise DocumentError([Fault(name, "", "", f"A list called '{heading}' is expected.", remedy)])
    found = [Fault(name, "", f"/{heading}/{n}", *said) for n, row in enumerate(rows) for said in _faults(row, shape)]
    ids = [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    found += [Fault(name, each, f"/{heading}", f"'{each}' stands twice.", "Keep one.") for each in twice]
    if found:
        raise DocumentError(found)
    return tuple(rows)


def _faults(row: Any, shape: Shape) -> list[Said]:
    if not isinstance(row, Mapping) or set(row) != set(shape.keys):
        return [("A line has exactly these keys: " + ", ".join(shape.keys) + ".", "Add or delete keys.")]
    found = [
        (f"'{key}' is no text.", "Write a sentence.")
        for key in shape.texts
        if not isinstance(row[key], str) or not row[key]
    ]
    found += [
        (f"'{key}' is no text.", f'Write a sentence, or  {key}: "".')
        for key in shape.notes
        if not isinstance(row[key], str)
    ]
    found += [
        (f"'{row[key]}' is no word for '{key}'.", "Write one of: " + ", ".join(words) + ".")
        for key, words in shape.words.items()
        if row[key] not in words
    ]
    for key, known in shape.names.items():
        given = row[key] if isinstance(row[key], list) else [row[key]]
        found += [(f"'{each}' of '{key}' is unknown.", "Correct the name.") for each in given if each not in known()]
    return found + (shape.check(row) if shape.check and not found else [])


def sourced(row: Row) -> list[Said]:
    """A line that says what is so names who says it."""
    return [] if row["sources"] else [("A line without a source.", "Name one.")]

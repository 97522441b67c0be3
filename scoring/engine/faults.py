"""What is wrong with a document, where it stands, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.engine.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `key` is a path such as /rules/3/when/all/0/value."""

    file: str
    rule: str
    key: str
    message: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        rule = f" rule {self.rule}" if self.rule else ""
        return f"{place}{rule} {self.key or '/'}: {self.message} {self.remedy}"

    def to_dict(self) -> dict[str, object]:
        return {
            "file": self.file,
            "rule": self.rule,
            "key": self.key,
            "message": self.message,
            "remedy": self.remedy,
            "line": self.line,
        }


class DocumentError(ValueError):
    """A document that cannot be used. Every fault that could be found is listed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class RulebookError(DocumentError):
    """A rulebook that cannot be used."""


class VocabularyError(DocumentError):
    """A vocabulary file that cannot be used."""


def pointer(parts: Iterable[str | int]) -> str:
    """A JSON pointer (RFC 6901) for the keys leading to a value."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def pointer_parts(path: str) -> list[str]:
    """The keys of a JSON pointer, outermost first."""
    if path in ("", "/"):
        return []
    return [part.replace("~1", "/").replace("~0", "~") for part in path.removeprefix("/").split("/")]

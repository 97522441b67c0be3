"""Rows of the galley: a rule, or another line, as a sentence with blanks beside the bill and what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from play.pages.bench_desk import Desk
from play.pages.bench_lines import Line, lines
from play.pages.blanks import Blank, blank, chosen, in_short, is_blank, sentence_of, words_before
from scoring.engine import Rulebook
from scoring.engine.model import Rule
from scoring.engine.sentences import Part
from scoring.pages.evidence import Grounds, grounds


@dataclass(frozen=True)
class Row:
    """One rule on the galley."""

    id: str
    parts: tuple[str | Blank, ...]
    enabled: bool
    grounds: Grounds
    note: str
    remarks: tuple[str, ...]
    changed: bool
    in_force: str
    bill: str
    yours: str
    own: bool = False  # no rule of this id is in force
    plain: bool = False  # only read, until somebody asks to write on it
    asked: bool = False  # somebody has asked

    @property
    def template(self) -> str:
        return "play/_rule_plain.html" if self.plain else "play/_rule.html"

    @property
    def differs(self) -> bool:
        """Would the three columns say more than the sentence does?"""
        return (self.changed and not self.own) or self.bill not in ("", self.yours)

    @property
    def gives_points(self) -> bool:
        return any(isinstance(part, Blank) and part.points for part in self.parts)

    @property
    def faulty(self) -> bool:
        return any(isinstance(part, Blank) and part.error for part in self.parts)


@dataclass(frozen=True)
class LineRow:
    """A weight, a list, a door or a term on the galley. `key` leads to its form, where it has one."""

    id: str
    parts: tuple[str | Blank, ...]
    changed: bool
    kind: str = ""
    key: str = ""

    @property
    def faulty(self) -> bool:
        return any(isinstance(part, Blank) and part.error for part in self.parts)


@lru_cache(maxsize=32)
def _by_id(rulebook: Rulebook) -> Mapping[str, tuple[Rule, Any]]:
    """Every rule by its id, with its line of the document."""
    pairs = zip(rulebook.rules, rulebook.document["rules"], strict=True)
    return {rule.id: (rule, line) for rule, line in pairs}


def row_of(desk: Desk, position: int) -> Row:
    rule, line = desk.reform.rules[position], desk.reform.document["rules"][position]
    was, old = _by_id(desk.baseline).get(rule.id, (None, None))
    bill = desk.bill.rulebook if desk.bill else None
    billed = _by_id(bill).get(rule.id, (None, None))[0] if bill else None
    return Row(
        id=rule.id,
        parts=_parts(desk, sentence_of(desk.reform, desk.baseline, position), bill),
        enabled=rule.enabled,
        grounds=grounds(rule.evidence),
        note=rule.note or "",
        remarks=desk.remarks_on(rule.id) if line != old and rule.enabled else (),
        changed=line != old,
        in_force=in_short(desk.baseline, was) if was else _("none"),
        bill=in_short(bill, billed) if bill and billed else "",
        yours=_yours(desk, rule, was),
        own=was is None,
    )


def plainly(desk: Desk, row: Row) -> Row:
    """The row as a sentence without boxes, unless something is typed in one of them that is not saved."""
    paths = {part.path for part in row.parts if isinstance(part, Blank)}
    return replace(row, plain=paths.isdisjoint([*desk.typed.errors, *desk.typed.text]))


def _yours(desk: Desk, rule: Rule, was: Rule | None) -> str:
    in_force = was is None or was.enabled
    return in_short(desk.reform, rule) if rule.enabled or not in_force else _("repealed")


def line_row(desk: Desk, line: Line) -> LineRow:
    bill = desk.bill.rulebook if desk.bill else None
    was = next((each for each in lines(desk.baseline) if each.id == line.id), None)
    old, new = (each and _held(book, each) for book, each in ((desk.baseline, was), (desk.reform, line)))
    key = line.name if line.kind == "lists" else str(line.position)
    return LineRow(line.id, _parts(desk, line.parts, bill), old != new, line.kind, key)


def _held(rulebook: Rulebook, line: Line) -> tuple[Any, ...]:
    """What a line says: its sentence, and what no sentence says."""
    rows = rulebook.document.get(line.kind) if line.kind == "lists" else None
    words = tuple(part.get("text", part.get("blank")) for part in line.parts)
    return (*map(str, words), rows[line.position] if rows else None)


def _parts(desk: Desk, parts: Sequence[Part], bill: Rulebook | None) -> tuple[str | Blank, ...]:
    found: list[str | Blank] = []
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        if is_blank(part):
            error, typed = desk.typed.errors.get(part["path"], ""), desk.typed.text.get(part["path"])
            found.append(blank(part, desk.reform, desk.baseline, bill, error, typed))
        elif "text" in part:
            found.append(words_before(part, after, desk.reform, desk.baseline))
        else:
            found.append(chosen(part))
    return tuple(found)

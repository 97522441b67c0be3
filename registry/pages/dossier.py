"""A citizen's file: what is held, from which source, when it lapses, who may read it, what it opens and shuts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from registry.lives import black_lists
from registry.pages.entry import Hung
from registry.pages.opened import copies, counted, doors_moved, held
from registry.pages.papers import Paper, paper
from registry.pages.timeline import timeline
from registry.subjects import Subject
from scoring import display
from scoring.engine import Explanation, Rulebook, explain
from scoring.engine.desk import why_unseen
from scoring.pages.words import TOLD, word
from scoring.selectors import shipped, slugs, vocabulary


@dataclass(frozen=True)
class Line:
    """One entry on file. `lapses`: the day on which nothing of it counts any more; None with `stays`: never."""

    paper: Paper
    points: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]  # (id, address)
    read: str  # counted | passed | unseen
    lapses: int | None
    stays: bool


@dataclass(frozen=True)
class Office:
    """What one system would hold from the same entries."""

    id: str
    short: str
    operator: str
    standing: str
    lists: tuple[str, ...]
    shut: tuple[str, ...]
    told: str


def file_page(subject: Subject, cards: list[Hung]) -> dict[str, Any]:
    book, last = subject.rulebook, subject.life.last
    number = last.standing if book.scale.has_number else len(last.entries)
    return {
        "subject": subject,
        "cards": cards,
        "lines": list(lines(subject)),
        "standing": display.standing(book, number if last.scored else None),
        "sign": display.band_sign(book, last.band),
        "scored": last.scored,
        "held": held(subject),
        "told": word(TOLD, book.disclosure.told),
        "doors": (moved := doors_moved(subject)),
        "copies": copies(moved),
        "offices": (found := offices(subject)),
        "others": len(slugs()) - 1 - len(found),
        "timeline": timeline(subject),
    }


def lines(subject: Subject) -> Iterator[Line]:
    """Every entry, in the order of days."""
    found = counted(subject)
    for seen in subject.observations:
        each = found.get(seen.id)
        unseen = not subject.life.last.scored or why_unseen(subject.rulebook, seen) is not None
        yield Line(
            paper=each.paper if each else paper(subject, seen),
            points=tuple(", ".join(filter(None, (one.points, *one.effects))) for one in each.steps) if each else (),
            rules=tuple((one.rule, one.url) for one in each.steps) if each else (),
            read="counted" if each else "unseen" if unseen else "passed",
            lapses=each.lapses if each else None,
            stays=bool(each and each.lapses is None),
        )


@lru_cache(maxsize=64)
def offices(subject: Subject) -> tuple[Office, ...]:
    """Every other system that makes anything of these entries."""
    others = [shipped(slug) for slug in slugs() if slug != subject.rulebook.id]
    return tuple(office for book in others if (office := _office(subject, book)) is not None)


def _office(subject: Subject, book: Rulebook) -> Office | None:
    life, nothing = subject.under(book), explain(book, (), facts=subject.facts, days=0, trace=False)
    if _holds(life) == _holds(nothing):
        return None
    number = life.standing if book.scale.has_number else len(life.last.entries)
    black = black_lists(book) & set(life.lists)
    worse = [door for door, state in life.doors.items() if state in ("shut", "none") and nothing.doors[door] != state]
    return Office(
        id=book.id,
        short=book.short,
        operator=book.operator,
        standing=display.standing(book, number),
        lists=tuple(entry.label for entry in book.lists if entry.id in black),
        shut=tuple(vocabulary().doors[door].label for door in worse),
        told=word(TOLD, book.disclosure.told),
    )


def _holds(life: Explanation) -> tuple[object, ...]:
    last = life.last
    return last.standing, last.lists, last.entries, last.displays

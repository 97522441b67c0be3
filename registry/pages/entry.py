"""One card, held against the light: what put it there, whose act it was, what nobody asked, who copied it onward."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.boards import Register
from registry.pages.opened import Counted, company, copies, counted, doors_moved, unasked
from registry.pages.tabs import label
from registry.postings import NO_DAY
from registry.sheets import NO_CODE, codes
from registry.subjects import Subject
from registry.years import Hall
from scoring.engine.model import FOREVER
from town.content import load_content


@dataclass(frozen=True)
class Hung:
    """One card of this person: what the board says, and whether it would hang had nothing been misfiled."""

    board: str
    label: str
    kind: str
    colour: str
    posted: bool
    code: str
    since: int
    until: int | None
    for_good: bool
    wrongly: bool
    by: tuple[str, ...]  # rules, bands or lists that entered it


def hung_in_town(hall: Hall, subject: Subject) -> list[Hung]:
    """The cards of a nameless citizen, as they hang."""
    printed, number, found = codes(hall), int(subject.id), []
    for board in hall.boards:
        rows = (board.citizen == number).nonzero()[0]
        for row in rows.tolist():
            since, until = int(board.since[row]), int(board.until[row])
            found.append(
                Hung(
                    board=board.id,
                    label=label(board),
                    kind=board.kind,
                    colour=board.colour,
                    posted=board.posted,
                    code=printed[int(board.code[row])],
                    since=since,
                    until=None if until in (NO_DAY, FOREVER) else until,
                    for_good=until == FOREVER,
                    wrongly=bool(hall.wrongly[board.id][row]),
                    by=entered_by(subject, board.id, since),
                )
            )
    return found


def hung_in_front(subject: Subject, front: Register) -> list[Hung]:
    """The cards of one of the thirteen; their codes are those of the boards in front."""
    printed = {board.id: each.code for board in front.boards for each in board.entries if each.persona == subject.id}
    found = []
    for entry in subject.rulebook.lists:
        if entry.id not in subject.life.lists:
            continue
        days = [entry.id in each.lists for each in subject.life.settlements]
        since = len(days) - days[::-1].index(False) if False in days else 0
        memory = dict(zip((each.id for each in subject.rulebook.lists), subject.life.state.lists, strict=True))[
            entry.id
        ]
        until = max(memory.hold, memory.put)
        found.append(
            Hung(
                board=entry.id,
                label=entry.label,
                kind="list",
                colour=entry.colour,
                posted=entry.posted,
                code=printed.get(entry.id, NO_CODE),
                since=since,
                until=until if subject.days <= until < FOREVER else None,
                for_good=until >= FOREVER,
                wrongly=entry.id not in subject.clean.lists,
                by=entered_by(subject, entry.id, since),
            )
        )
    return found


def entered_by(subject: Subject, name: str, since: int) -> tuple[str, ...]:
    trace = subject.life.settlements[since].trace
    return tuple(by for change in (trace.list_changes if trace else ()) if change.list == name for by in change.by)


def entry_page(subject: Subject, cards: list[Hung]) -> dict[str, Any]:
    entries = counted(subject)
    since = min((card.since for card in cards if card.kind == "list"), default=subject.days)
    first, rest = _parted(list(entries.values()), since)
    wrong = [each for each in entries.values() if each.paper.stamp]
    return {
        "subject": subject,
        "cards": cards,
        "verdict": _verdict(cards, len(subject.wrong)),
        "led": first,
        "more": max(0, len(first) - 3),
        "rest": rest,
        "silent": len(subject.observations) - len(entries),
        "wrong": wrong,
        "doors": (moved := doors_moved(subject)),
        "copies": copies(moved),
        "joint": _joint(subject),
        "company": company(subject.rulebook),
        "unasked": unasked(subject),
        "relatives": [(each, _name(each)) for each in subject.relatives],
    }


def _parted(entries: list[Counted], since: int) -> tuple[list[Counted], list[Counted]]:
    """What weighed against this person on the day of entry: wrong entries first, then the heaviest. And all others."""
    led = [each for each in entries if each.weight and each.paper.day <= since and each.alive(max(0, since - 1))]
    led.sort(key=lambda each: (not each.paper.stamp, -each.weight, each.paper.day))
    return led, [each for each in entries if each not in led]


def _verdict(cards: list[Hung], wrong: int) -> tuple[str, str]:
    """(kind, sentence): whose acts the cards rest on. Of one person, as the engine finds it by striking."""
    if not cards:
        return "none", _("No board shows this person.")
    if any(card.wrongly for card in cards) and not wrong:
        return "wrong", _("Only wrong entries explain this, and none of them is on this file. A relative’s is wrong.")
    if any(card.wrongly for card in cards):
        return "wrong", _("Only wrong entries explain this. Strike what was misfiled, and the card comes down.")
    if wrong:
        return "mixed", _("Some entries here are wrong. Without them the card would hang all the same.")
    return "own", _("These are this person’s own acts, as far as any source saw them. No source saw why.")


def _name(who: str) -> str:
    return _("no. %(number)s") % {"number": f"{int(who):,}"} if who.isdecimal() else load_content().personas[who].name


def _joint(subject: Subject) -> list[tuple[str, list[str]]]:
    """Lists that pull this person onto others: (list, the others)."""
    labels = {entry.id: entry.label for entry in subject.rulebook.lists}
    on = [entry for entry in subject.rulebook.lists if entry.id in subject.life.lists and entry.joint]
    return [(entry.label, [labels[name] for name in entry.joint]) for entry in on]

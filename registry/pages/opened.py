"""A file as it is read aloud: what was entered, what counted, what came of it. For the entry's page and the file's."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from registry.offices import Office, offices_of
from registry.pages.papers import Paper, Step, conditions, paper, step
from registry.subjects import Subject
from scoring.engine import Rulebook, plain
from scoring.engine.sentences_of_lines import door_sentence
from scoring.engine.state import doors as doors_of
from scoring.engine.trace import Look
from scoring.pages.sentences import value
from scoring.pages.words import DISPLAYS, STATES, word
from scoring.selectors import vocabulary

TIES = {"friends_standing", "relative_listed"}


@dataclass(frozen=True)
class Counted:
    """An entry and the rules that fired on it."""

    paper: Paper
    steps: tuple[Step, ...]
    asked: tuple[str, ...]  # conditions, and what they saw

    def alive(self, day: int) -> bool:
        """Whether anything of it still counts at the end of a day."""
        return any(each.expires is None or each.expires > day for each in self.steps)

    @cached_property
    def weight(self) -> int:
        return sum(each.weight for each in self.steps)

    @cached_property
    def lapses(self) -> int | None:
        """The day on which the last of it no longer counts; None: never."""
        days = [each.expires for each in self.steps]
        return None if None in days else max((day for day in days if day is not None), default=None)


@dataclass(frozen=True)
class DoorMoved:
    """`office` keeps the door. `copied`: it made none of the entries and holds a copy of what came of them."""

    label: str
    state: str
    text: str
    office: str
    copied: bool


@dataclass(frozen=True)
class DoorsMoved:
    """Doors that stand otherwise than for one with nothing on file, all for one reason."""

    why: str
    opened: bool
    doors: tuple[DoorMoved, ...]


@dataclass(frozen=True)
class Held:
    """What an office holds at the end: on which list, until when, and who may read it."""

    label: str
    since: int
    colour: str  # black | red | ""
    who: str


def looks(subject: Subject) -> Iterator[Look]:
    """Every rule that fired and did something, in the order of days."""
    for settlement in subject.life.settlements:
        for look in settlement.trace.looks if settlement.trace else ():
            if look.fired and (look.points or set(look.effects) - {"points"}):
                yield look


def counted(subject: Subject) -> dict[str, Counted]:
    """By entry: what counted."""
    found: dict[str, list[Look]] = {}
    for look in looks(subject):
        found.setdefault(look.observation, []).append(look)
    return {
        seen.id: Counted(
            paper(subject, seen),
            tuple(step(subject.rulebook, look) for look in found[seen.id]),
            tuple(line for look in found[seen.id] for line in conditions(look.condition)),
        )
        for seen in subject.observations
        if seen.id in found
    }


def doors_moved(subject: Subject) -> list[DoorsMoved]:
    """One reason may shut many doors: those that shut most first."""
    book, words = subject.rulebook, vocabulary().doors
    groups: dict[tuple[str, bool], list[DoorMoved]] = {}
    for name, (state, line) in doors_of(book, subject.life.state).items():
        door = words[name]
        if line is not None and state != door.default:
            opened = state in ("open", "low")
            why = plain(door_sentence(book.doors[line], line, book)).removeprefix(door.label).strip()
            why = why.removeprefix("is ")
            text, keeper = door.open_text if opened else door.shut_text, keeper_of(book, name)
            moved = DoorMoved(door.label, word(STATES, state), text, keeper.label, not keeper.home)
            groups.setdefault((why, opened), []).append(moved)
    found = [DoorsMoved(why[:1].upper() + why[1:], opened, tuple(doors)) for (why, opened), doors in groups.items()]
    return sorted(found, key=lambda group: (group.opened, -len(group.doors)))


def keeper_of(book: Rulebook, door: str) -> Office:
    """The office at whose door it is; that of the rulebook itself where no other keeps it."""
    home, *others = offices_of(book)
    return next((office for office in others if door in office.doors), home)


def copies(groups: list[DoorsMoved]) -> list[str]:
    """The offices that hold a copy, and shut or open a door by it."""
    return list(dict.fromkeys(door.office for group in groups for door in group.doors if door.copied))


def held(subject: Subject) -> list[Held]:
    """Lists and displays at the end, each with the day on which it began."""
    last = subject.life.last
    found = []
    for entry in subject.rulebook.lists:
        if entry.id in last.lists:
            since = _since([entry.id in each.lists for each in subject.life.settlements])
            who = _("everybody: it hangs in the hall") if entry.posted else _("the office, and whoever its doors ask")
            found.append(Held(entry.label, since, entry.colour, who))
    for where in dict.fromkeys(last.displays):
        since = _since([where in each.displays for each in subject.life.settlements])
        label = _("shown %(where)s") % {"where": word(DISPLAYS, where)}
        found.append(Held(label, since, "", _("everybody who passes, reads or calls")))
    return found


def _since(there: list[bool]) -> int:
    """The first day of the run of days that ends with the last."""
    day = len(there) - 1
    while day > 0 and there[day - 1]:
        day -= 1
    return day


def unasked(subject: Subject) -> list[tuple[str, str]]:
    """Circumstances of this person that no line of the rulebook asks for: (what, which)."""
    book = subject.rulebook
    asked = {fact.id for rule in book.rules if rule.enabled for fact in rule.facts}
    asked |= {part.fact.id for part in book.characteristics if part.fact}
    return [
        (fact.label, value(fact, subject.facts[fact.id]))
        for fact in vocabulary().facts_of("citizen")
        if fact.id in subject.facts and fact.id not in asked and subject.facts[fact.id] != fact.default
    ]


def company(book: Rulebook) -> list[str]:
    """What the rulebook asks about other people, as its own sentences."""
    return [rule.text for rule in book.rules if rule.enabled and TIES & {fact.id for fact in rule.facts}]

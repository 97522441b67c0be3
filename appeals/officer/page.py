"""What the officer sees, in words: the open file, the day, and afterwards what each file did not show."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from appeals.officer.desk import ASK, DISMISS, GRANT, LOOK, REFER, SILENCE, Desk
from appeals.officer.stack import CITIZENS, DeskFile, Entry
from appeals.officer.tally import Row, Tally
from scoring import display
from scoring.engine import Observation, Rulebook
from scoring.pages.sentences import value
from scoring.selectors import vocabulary
from town.content import load_content


@dataclass(frozen=True)
class EntryLine:
    code: str
    rule: str
    day: int
    act: str
    source: str
    points: str
    seen: tuple[str, ...]  # what the source wrote beside it: shown after a second look
    same_day: tuple[str, ...]
    wrong: bool


def desk_page(desk: Desk, file: DeskFile, rulebook: Rulebook) -> dict[str, Any]:
    looked, asked = desk.done(file.position, LOOK), desk.done(file.position, ASK)
    return {
        "file": file,
        "number": file.position + 1,
        "count": len(desk.files),
        "entries": [entry_line(entry, rulebook) for entry in file.entries],
        "looked": looked,
        "asked": asked,
        "minutes": desk.minutes,
        "left": desk.left,
        "day": desk.day,
        "hours": _clock(desk),
        "interruption": desk.interruption,
        "seq": len(desk.steps),
        "stack": [_slip(desk, each) for each in desk.files],
        "steps": desk.day.step,
    }


def entry_line(entry: Entry, rulebook: Rulebook) -> EntryLine:
    rule = rulebook.rule(entry.rule)
    return EntryLine(
        code=rule.reason_code or "–",
        rule=rule.text,
        day=entry.day,
        act=_act(entry.observation),
        source=vocabulary().sources[entry.source].label,
        points=display.signed(rulebook, entry.points) if entry.points else "–",
        seen=tuple(_written(entry.observation)),
        same_day=tuple(_elsewhere(each) for each in entry.same_day),
        wrong=entry.wrong,
    )


def _act(seen: Observation) -> str:
    return load_content().kinds[seen.kind].past


def _written(seen: Observation) -> list[str]:
    """The facts that this kind of entry has, as label and value."""
    facts = vocabulary().facts
    asked = [name for name in load_content().kinds[seen.kind].asks if name in seen.facts]
    return [f"{facts[name].label}: {value(facts[name], seen.facts[name])}" for name in asked]


def _elsewhere(seen: Observation) -> str:
    return ", ".join([_act(seen), *_written(seen)])


def _clock(desk: Desk) -> str:
    """The office's clock: it opens at nine, and moves by what was done."""
    hours, minutes = divmod(9 * 60 + desk.minutes, 60)
    return f"{hours % 24}:{minutes:02d}"


@dataclass(frozen=True)
class Slip:
    number: int
    verdict: str
    here: bool


def _slip(desk: Desk, file: DeskFile) -> Slip:
    found = desk.verdicts.get(file.position, "")
    return Slip(file.position + 1, verdicts()[found] if found else "", desk.current is file)


def verdicts() -> dict[str, str]:
    return {
        GRANT: pgettext("verdict", "granted"),
        DISMISS: pgettext("verdict", "dismissed"),
        REFER: pgettext("verdict", "referred"),
        SILENCE: pgettext("verdict", "not opened"),
    }


# afterwards


@dataclass(frozen=True)
class After:
    number: int
    citizen: int
    verdict: str
    truth: str
    hidden: str
    look: str  # freed | kept | let_go | held | open
    days: int


@dataclass(frozen=True)
class Column:
    """One shift beside the other."""

    title: str
    tally: Tally
    numbers: tuple[tuple[str, str], ...]


def after_page(column: Column) -> dict[str, Any]:
    found = column.tally
    return {
        "rows": [_after(row) for row in found.rows],
        "tally": found,
        "said": said(found),
        "against": _against_chance(found),
        "town": number_format(CITIZENS, force_grouping=True),
    }


def column(desk: Desk, found: Tally) -> Column:
    title = _("With a quota") if desk.quota else _("Without a quota")
    numbers = (
        (_("Minutes"), str(found.minutes)),
        (_("Wrongly listed, in the stack"), str(found.wrongly)),
        (_("of these granted"), str(found.freed)),
        (_("of these left on the list"), str(found.kept)),
        (_("person-days they stay there"), str(found.days)),
        (_("Rightly listed and let go"), str(found.let_go)),
        (_("Referred"), str(found.referred)),
        (_("Never opened"), str(found.unopened)),
    )
    return Column(title, found, numbers)


def said(found: Tally) -> str:
    """The two kinds of error, in a sentence; never one number."""
    kept = ngettext(
        "%(n)s person who should not be on the list stays on it",
        "%(n)s people who should not be on the list stay on it",
        found.kept,
    ) % {"n": found.kept}
    days = ngettext("for %(n)s person-day more", "for %(n)s person-days more", found.days) % {"n": found.days}
    gone = ngettext(
        "%(n)s whom the rules do list was let go.", "%(n)s whom the rules do list were let go.", found.let_go
    ) % {"n": found.let_go}
    return f"{kept}, {days}. {gone}" if found.kept else f"{kept}. {gone}"


def _against_chance(found: Tally) -> list[tuple[str, str]]:
    """How many of the wrongly listed would have stayed, decided otherwise. Means over luck, to one place."""
    rows = [
        (_("had the same decisions been dealt out by lot"), found.by_lot),
        (_("decided by the office’s usual clerk, who looks at the paper"), found.usual),
        (_("decided by another clerk, who looks at what happened"), found.fresh),
    ]
    return [(words, str(number_format(mean, decimal_pos=1))) for words, mean in rows]


def _after(row: Row) -> After:
    return After(
        number=row.file.position + 1,
        citizen=row.file.citizen,
        verdict=verdicts()[row.verdict],
        truth=_("should not be on the list") if row.file.wrongly else _("is on the list by the rules"),
        hidden=_hidden(row.file),
        look=_look(row),
        days=row.file.days_left if row.file.wrongly else 0,
    )


def _hidden(file: DeskFile) -> str:
    """What the file did not show."""
    if not file.wrongly:
        return _("Nothing. Without any mistake this citizen would be listed all the same.")
    if not file.wrong:
        return _(
            "No entry of this file is about somebody else. A relative’s is; the rule about relatives did the rest."
        )
    return ngettext(
        "%(n)s entry that counted here is somebody else’s act.",
        "%(n)s entries that counted here are somebody else’s acts.",
        file.wrong,
    ) % {"n": file.wrong}


def _look(row: Row) -> str:
    if row.verdict == REFER:
        return "open"
    if row.file.wrongly:
        return "freed" if row.verdict == GRANT else "kept"
    return "let_go" if row.verdict == GRANT else "held"

"""The open file in words: as much as the procedure lays into it, and what the officer has asked for since."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from appeals.officer.desk import ASK, LOOK, Desk
from appeals.officer.stack import DeskFile, Entry
from scoring import display
from scoring.engine import Observation, Rulebook
from scoring.pages.sentences import value
from scoring.selectors import vocabulary
from town.content import load_content
from town.luck import below


@dataclass(frozen=True)
class EntryLine:
    """An empty text is what this procedure does not lay into the file."""

    day: int
    source: str
    code: str
    act: str
    rule: str
    points: str
    seen: tuple[str, ...]  # what the source wrote beside it: where its record lies there
    same_day: tuple[str, ...]


def records_open(desk: Desk, file: DeskFile) -> bool:
    """Whether the sources' records lie in the file: by the procedure, or sent for."""
    return desk.knobs.look == "fresh" or desk.done(file.position, LOOK)


def file_page(desk: Desk, file: DeskFile, rulebook: Rulebook) -> dict[str, Any]:
    records = records_open(desk, file)
    listed = desk.knobs.reasons != "none" or records
    return {
        "claim": _claim(file, desk.knobs.reasons, rulebook),
        "voice": _voice(desk, file) if desk.knobs.hearing else "",
        "note": _pick(desk.day.notes, "note", desk, file) if desk.knobs.reviewer == "same_clerk" else "",
        "panel": _panel(file) if desk.knobs.reviewer == "tribunal" else "",
        "entries": [entry_line(entry, rulebook, desk.knobs.reasons, records) for entry in file.entries if listed],
        "unlisted": 0 if listed else len(file.entries) + file.more,
        "more": file.more if listed else 0,
        "records": records,
        "finding": _finding(file) if records else "",
        "doubted": records and file.signs.doubt,
        "asked": desk.done(file.position, ASK),
    }


def entry_line(entry: Entry, rulebook: Rulebook, reasons: str, records: bool) -> EntryLine:
    rule, traced = rulebook.rule(entry.rule), reasons == "trace"
    return EntryLine(
        day=entry.day,
        source=vocabulary().sources[entry.source].label,
        code=(rule.reason_code or "–") if reasons != "none" else "",
        act=act_of(entry.observation),
        rule=rule.text if traced else "",
        points=(display.signed(rulebook, entry.points) if entry.points else "–") if traced else "",
        seen=tuple(_written(entry.observation)) if records else (),
        same_day=tuple(_elsewhere(each) for each in entry.same_day) if records else (),
    )


def act_of(seen: Observation) -> str:
    return load_content().kinds[seen.kind].past


def _written(seen: Observation) -> list[str]:
    """The facts that this kind of entry has, as label and value."""
    facts = vocabulary().facts
    asked = [name for name in load_content().kinds[seen.kind].asks if name in seen.facts]
    return [f"{facts[name].label}: {value(facts[name], seen.facts[name])}" for name in asked]


def _elsewhere(seen: Observation) -> str:
    return ", ".join([act_of(seen), *_written(seen)])


def _claim(file: DeskFile, reasons: str, rulebook: Rulebook) -> str:
    """Nobody can contest what they were not told."""
    if reasons == "none":
        return _("“I am on your list, and nobody says for what. Whatever it is, it was not me.”")
    if file.named is None:
        return _("“I am on your list. It was not me. I ask you to strike what is there.”")
    words = {"day": file.named.day, "code": rulebook.rule(file.named.rule).reason_code or "–"}
    if reasons == "code":
        return _("“You have me on your list for a code %(code)s. It was not me. I ask you to strike it.”") % words
    words["act"] = act_of(file.named.observation)
    return _("“Of day %(day)s you have on file: %(act)s. It was not me. I ask you to strike this entry.”") % words


def _voice(desk: Desk, file: DeskFile) -> str:
    if file.signs.account:
        day = file.named.day if file.named else file.listed_since
        return _pick(desk.day.accounts, "voice", desk, file).replace("{day}", str(day))
    return _pick(desk.day.denials, "voice", desk, file)


def _pick(sayings: tuple[str, ...], purpose: str, desk: Desk, file: DeskFile) -> str:
    return sayings[below(len(sayings), "desk", purpose, desk.seed, file.citizen)]


def _panel(file: DeskFile) -> str:
    if file.signs.panel:
        return _("Your colleague has put a question mark beside this file: “Is this the same person?”")
    return _("Your colleague has marked nothing in this file.")


def _finding(file: DeskFile) -> str:
    """What holding the records against the entries comes to. That nothing is found is no proof."""
    if not file.signs.doubt:
        return _("Each record was held against its entry. None of them speaks for the citizen.")
    if file.doubted is None:
        return _("The listing rests on a relative. The record of the relative’s entry seems to be of somebody else.")
    return _("The record of day %(day)s, “%(act)s”, seems to be of somebody else.") % {
        "day": file.doubted.day,
        "act": act_of(file.doubted.observation),
    }

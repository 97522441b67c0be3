"""After a shift, in words: what each file did not show, the two errors against chance, and under other procedures."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appeals.officer.beside import rates
from appeals.officer.desk import ASK, GRANT, REFER, SILENCE, Desk
from appeals.officer.page import verdicts
from appeals.officer.shown import records_open
from appeals.officer.stack import CITIZENS, DeskFile
from appeals.officer.tally import Row, Tally
from appeals.officer.terms import terms


@dataclass(frozen=True)
class After:
    number: int
    citizen: int
    verdict: str
    truth: str
    showed: str
    hidden: str
    look: str  # freed | kept | let_go | held | open
    days: int


def after_page(desk: Desk, found: Tally) -> dict[str, Any]:
    return {
        "rows": [_after(desk, row) for row in found.rows],
        "tally": found,
        "said": said(found),
        "terms": terms(desk.knobs),
        "spoke": _how_many_spoke(desk, found),
        "rates": rates(found),
        "lot": _lot(found),
        "town": number_format(CITIZENS, force_grouping=True),
    }


def said(found: Tally) -> str:
    """The two kinds of error, in a sentence; never one number."""
    nobody = _("Nobody stays on the list who should not be there")
    kept = ngettext(
        "%(n)s person who should not be on the list stays on it",
        "%(n)s people who should not be on the list stay on it",
        found.kept,
    ) % {"n": found.kept}
    days = ngettext("for %(n)s person-day more", "for %(n)s person-days more", found.days) % {"n": found.days}
    gone = ngettext(
        "%(n)s whom the rules do list was let go.", "%(n)s whom the rules do list were let go.", found.let_go
    ) % {"n": found.let_go}
    return f"{kept}, {days}. {gone}" if found.kept else f"{nobody}. {gone}"


# file by file


def _after(desk: Desk, row: Row) -> After:
    return After(
        number=row.file.position + 1,
        citizen=row.file.citizen,
        verdict=_told(row),
        truth=_("should not be on the list") if row.file.wrongly else _("is on the list by the rules"),
        showed=_showed(desk, row),
        hidden=" ".join(_hidden(desk, row.file)),
        look=_look(row),
        days=row.file.days_left if row.file.wrongly else 0,
    )


def _told(row: Row) -> str:
    words = verdicts()[row.verdict]
    return f"{words}, {verdicts()[row.answer]}" if row.verdict == SILENCE else words


def _showed(desk: Desk, row: Row) -> str:
    """What spoke for the citizen by the time it was decided."""
    if row.verdict == SILENCE:
        return _("Nobody read it.")
    spoke = spoken(desk, row.file)
    return _("For the citizen spoke: %(what)s.") % {"what": ", ".join(spoke)} if spoke else _("Nothing but their word.")


def spoken(desk: Desk, file: DeskFile) -> list[str]:
    """Every sign in favour of the citizen that lay in the file by the time it was decided."""
    spoke = [_("a weak paper") if file.strength == "weak" else _("a strong paper")] if file.paper else []
    if desk.done(file.position, ASK) and file.second:
        spoke.append(_("the paper you asked for"))
    if desk.knobs.hearing and file.signs.account:
        spoke.append(_("an account that could be asked after"))
    if records_open(desk, file) and file.signs.doubt:
        spoke.append(_("a record that does not fit"))
    if desk.knobs.reviewer == "tribunal" and file.signs.panel:
        spoke.append(_("your colleague’s question mark"))
    return spoke


def _how_many_spoke(desk: Desk, found: Tally) -> str:
    """How far the files told the two apart, before anybody decided anything."""
    read = [row.file for row in found.rows if row.verdict != SILENCE]
    sides = [[file for file in read if file.wrongly == wrongly] for wrongly in (True, False)]
    counts = [sum(bool(spoken(desk, file)) for file in side) for side in sides]
    return _(
        "Something beside their word spoke for the citizen in %(wrong)s of %(wrongly)s files of the wrongly listed "
        "that were read, and in %(right)s of %(rightly)s of the rightly listed."
    ) % {"wrong": counts[0], "wrongly": len(sides[0]), "right": counts[1], "rightly": len(sides[1])}


def _hidden(desk: Desk, file: DeskFile) -> list[str]:
    """What the file did not show, and which procedure would have shown it."""
    if not file.wrongly:
        return [_("Without any mistake this citizen would be listed all the same.")]
    return [_mistake(file), *(_unshown(desk, file) or [_("No other knob of this office would have shown more.")])]


def _mistake(file: DeskFile) -> str:
    if not file.wrong:
        return _(
            "No entry of this file is about somebody else. A relative’s is; the rule about relatives did the rest."
        )
    return ngettext(
        "%(n)s entry that counted here is somebody else’s act.",
        "%(n)s entries that counted here are somebody else’s acts.",
        file.wrong,
    ) % {"n": file.wrong}


def _unshown(desk: Desk, file: DeskFile) -> list[str]:
    found, seen, knobs = [], file.signs, desk.knobs
    if file.refused:
        found.append(_("A paper was laid on the counter that this office does not take: %(paper)s.")
                     % {"paper": file.refused.label})  # fmt: skip
    if file.second and not desk.done(file.position, ASK):
        found.append(_("Asked, they would have brought: %(paper)s.") % {"paper": file.second.label})
    if seen.doubt and not records_open(desk, file):
        found.append(_("The source’s record would have shown it; a paper check does not look there."))
    if seen.record and not seen.aimed:
        found.append(_("Told the whole reason, they would have named the right entry, and its record does not fit."))
    if seen.account and not knobs.hearing:
        found.append(_("Heard, they could have said where they were, and somebody would have confirmed it."))
    if seen.panel and knobs.reviewer != "tribunal":
        found.append(_("On a panel, a second pair of eyes would have seen it."))
    return found


def _look(row: Row) -> str:
    if row.verdict == REFER:
        return "open"
    if row.file.wrongly:
        return "freed" if row.answer == GRANT else "kept"
    return "let_go" if row.answer == GRANT else "held"


def _lot(found: Tally) -> dict[str, str]:
    """The same answers dealt out by lot, and the model's clerk over the same files."""
    return {
        "mean": str(number_format(found.by_lot, decimal_pos=1)),
        "as_well": str(round(100 * found.lot)),
        "usual": str(number_format(found.usual, decimal_pos=1)),
    }

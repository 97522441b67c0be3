"""After a shift: the truth of each file beside the decision, and what the same stack would have met elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from appeals.officer.desk import DISMISS, GRANT, REFER, SILENCE, Desk, expected, verdict
from appeals.officer.stack import DeskFile
from appeals.procedure.model import Knobs
from appeals.procedure.office import Facts, chance


@dataclass(frozen=True)
class Row:
    """One file: what it was, what was decided, and whether that fits."""

    file: DeskFile
    verdict: str
    fits: bool | None  # None: not decided here


@dataclass(frozen=True)
class Tally:
    """Counts of one shift. Nothing is weighed up into one number: these are two kinds of error."""

    rows: tuple[Row, ...]
    wrongly: int
    rightly: int
    freed: int  # wrongly listed and granted
    kept: int  # wrongly listed and not granted: dismissed, or not opened
    let_go: int  # rightly listed and granted
    referred: int
    unopened: int
    days: int  # person-days that the wrongly listed spend on the list after this shift
    minutes: int
    by_lot: float  # wrongly listed who stay, had the same decisions been dealt out by lot
    usual: float  # the same under the office's usual clerk: mean over all luck
    fresh: float  # the same, had somebody looked at what happened


def tally(desk: Desk, knobs: Knobs) -> Tally:
    rows = tuple(_row(desk, file) for file in desk.files)
    kept = [row for row in rows if row.file.wrongly and row.verdict in (DISMISS, SILENCE)]
    return Tally(
        rows=rows,
        wrongly=sum(row.file.wrongly for row in rows),
        rightly=sum(not row.file.wrongly for row in rows),
        freed=sum(row.file.wrongly and row.verdict == GRANT for row in rows),
        kept=len(kept),
        let_go=sum(not row.file.wrongly and row.verdict == GRANT for row in rows),
        referred=sum(row.verdict == REFER for row in rows),
        unopened=sum(row.verdict == SILENCE for row in rows),
        days=sum(row.file.days_left for row in kept),
        minutes=desk.minutes,
        by_lot=expected(desk, desk.files),
        usual=stay(desk.files, knobs),
        fresh=stay(desk.files, replace(knobs, look="fresh", reviewer="other_clerk")),
    )


def stay(files: Sequence[DeskFile], knobs: Knobs) -> float:
    """Wrongly listed who stay on the list, on average, when the model's clerk decides under these knobs."""
    return sum(1 - chance(facts_of(file), knobs) for file in files if file.wrongly)


def facts_of(file: DeskFile) -> Facts:
    """The file as the office's model reads it: who is wrongly listed says that they were not the one."""
    truth = "wrong_person" if file.wrongly else "right"
    return Facts(truth, "not_me", (file.paper.id,) if file.paper else ())


def _row(desk: Desk, file: DeskFile) -> Row:
    found = verdict(desk, file)
    decided = found in (GRANT, DISMISS)
    return Row(file, found, (found == GRANT) == file.wrongly if decided else None)

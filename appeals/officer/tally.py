"""After a shift: the truth of each file beside the decision, and what the same stack would have met elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from appeals.officer.desk import DISMISS, GRANT, REFER, SILENCE, Desk, answer, verdict
from appeals.officer.rates import Rate, as_well_by_lot
from appeals.officer.stack import DeskFile
from appeals.procedure.model import Knobs
from appeals.procedure.office import Facts, chance


@dataclass(frozen=True)
class Row:
    """One file: what it was, what was decided, and whether that fits."""

    file: DeskFile
    verdict: str
    answer: str  # what that comes to: silence is a dismissal or a grant, as the procedure says
    fits: bool | None  # None: referred


@dataclass(frozen=True)
class Tally:
    """Counts of one shift. Nothing is weighed up into one number: these are two kinds of error."""

    rows: tuple[Row, ...]
    wrongly: int
    rightly: int
    freed: int  # wrongly listed and granted
    kept: int  # wrongly listed and dismissed, by hand or by silence
    let_go: int  # rightly listed and granted
    referred: int
    unopened: int
    days: int  # person-days that the wrongly listed spend on the list after this shift
    minutes: int
    by_lot: float  # wrongly listed who stay, had the same answers been dealt out by lot
    lot: float  # how likely the lot frees as many of them, from 0 to 1
    usual: float  # wrongly listed who stay under the office's usual clerk: mean over all luck

    @property
    def left_on(self) -> Rate:
        """Of the wrongly listed whose file was answered, those who stay."""
        return Rate(self.kept, self.kept + self.freed)

    @property
    def let_off(self) -> Rate:
        """Of the rightly listed whose file was answered, those let go."""
        return Rate(self.let_go, sum(not row.file.wrongly and row.fits is not None for row in self.rows))


def tally(desk: Desk) -> Tally:
    rows = tuple(_row(desk, file) for file in desk.files)
    told = [row for row in rows if row.fits is not None]
    wrongly, granted = [row for row in told if row.file.wrongly], [row for row in told if row.answer == GRANT]
    kept = [row for row in wrongly if row.answer == DISMISS]
    freed = len(wrongly) - len(kept)
    return Tally(
        rows=rows,
        wrongly=sum(row.file.wrongly for row in rows),
        rightly=sum(not row.file.wrongly for row in rows),
        freed=freed,
        kept=len(kept),
        let_go=len(granted) - freed,
        referred=sum(row.verdict == REFER for row in rows),
        unopened=sum(row.verdict == SILENCE for row in rows),
        days=sum(row.file.days_left for row in kept),
        minutes=desk.minutes,
        by_lot=len(wrongly) * (len(told) - len(granted)) / len(told) if told else 0.0,
        lot=as_well_by_lot(len(told), len(wrongly), len(granted), freed),
        usual=stay([row.file for row in told], desk.knobs),
    )


def stay(files: Sequence[DeskFile], knobs: Knobs) -> float:
    """Wrongly listed who stay on the list, on average, when the model's clerk decides under these knobs."""
    return sum(1 - chance(facts_of(file), knobs) for file in files if file.wrongly)


def facts_of(file: DeskFile) -> Facts:
    """The file as the office's model reads it: who is wrongly listed says that they were not the one."""
    truth = "wrong_person" if file.wrongly else "right"
    return Facts(truth, "not_me", (file.paper.id,) if file.paper else ())


def _row(desk: Desk, file: DeskFile) -> Row:
    found = answer(desk, file)
    return Row(file, verdict(desk, file), found, (found == GRANT) == file.wrongly if found != REFER else None)

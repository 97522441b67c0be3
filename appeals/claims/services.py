"""Writes of a case. Each is atomic, says plainly why it refuses, and may be sent twice without counting twice."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from appeals.claims.conduct import Matter, Step, next_steps
from appeals.claims.docket import Docket
from appeals.claims.models import Case, Event
from appeals.claims.moves import bundle, going_up, said_outside
from appeals.claims.outside import answer_to_complaint
from appeals.claims.selectors import docket_of, matter_of
from appeals.claims.targets import Target, find, grounds_of
from appeals.procedure.load import procedure_for
from appeals.procedure.model import Procedure
from appeals.procedure.states import NOTICES, OPEN, TRANSITIONS, Refused, transition
from registry.lives import File
from scoring.services import keep_version

KEPT_DAYS = 30
OFFICE_ACTS = (*(row.event for row in TRANSITIONS if row.by != "citizen"), *NOTICES, "press_unread")


class Stale(Exception):
    """The form was of an earlier moment of this case; nothing was changed."""


def open_case(
    *,
    holder: str,
    subject: UUID | None,
    file: File,
    target: Target,
    ground: str,
    procedure: Procedure | None = None,
) -> Case:
    """Begin to contest, under the system's own procedure or under one of the learner's. It is kept as it stands now.

    The file must be of a whole life. Raises NoTarget, Refused.
    """
    procedure = procedure or procedure_for(file.rulebook.id)
    if not procedure.open:
        raise Refused(procedure.text)
    find(file, target.kind, target.id)
    if ground not in grounds_of(target, procedure):
        raise Refused(_("This office does not hear that ground about that. Choose another."))
    picks = [[made.day, made.scene_id, made.choice_id] for made in file.decisions]
    try:
        with transaction.atomic():
            keep_version(rulebook=file.rulebook, author="Good Standing")
            return Case.objects.create(
                holder=holder,
                subject=subject,
                persona=file.persona.id,
                seed=file.seed,
                digest=file.rulebook.digest,
                picks=picks,
                procedure=procedure.id,
                knobs=procedure.knobs.to_dict(),
                above=procedure.above.to_dict(),
                target=target.to_dict(),
                ground=ground,
                lock=_lock(holder, subject, file.persona.id, file.seed, file.rulebook.digest, picks, target.to_dict()),
            )
    except IntegrityError as error:
        raise Refused(_("You are contesting this already. One appeal at a time about one thing.")) from error


def file(*, case: Case, seq: int, papers: Sequence[str] = (), pay: bool = False, ask_stay: bool = False) -> None:
    """Lay the claim on the counter, once the papers are there."""

    def steps(matter: Matter, docket: Docket) -> list[Step]:
        brought = bundle(matter, docket, papers, matter.knobs.fee if pay else 0)
        return [Step("file", brought["arrives"], "citizen", {**brought, "stay": ask_stay})]

    _write(case, seq, ("file",), steps)


def give_paper(*, case: Case, seq: int, papers: Sequence[str] = (), pay: bool = False) -> None:
    """Bring what the office has asked for: a case that was sent back is mended, one that waits goes on."""

    def steps(matter: Matter, docket: Docket) -> list[Step]:
        owed = max(0, matter.knobs.fee - docket.paid) if pay else 0
        brought = bundle(matter, docket, papers, owed)
        event = "mend" if docket.state == "defect" else "hand_in"
        transition(docket.state, event)
        if not brought["papers"] and not brought["fee"]:
            raise Refused(_("Nothing was handed in. Choose a paper, or pay what is owed."))
        return [Step(event, brought["arrives"], "citizen", brought)]

    _write(case, seq, ("mend", "hand_in"), steps)


def withdraw(*, case: Case, seq: int) -> None:
    """Give the case up. What was paid stays paid."""

    def steps(matter: Matter, docket: Docket) -> list[Step]:
        return [Step("drop" if docket.state == "draft" else "withdraw", docket.today, "citizen")]

    _write(case, seq, ("drop", "withdraw"), steps)


def wait(*, case: Case, seq: int) -> None:
    """Let the days pass until somebody else acts."""

    def steps(matter: Matter, docket: Docket) -> list[Step]:
        found = list(next_steps(matter, docket))
        if not found:
            raise Refused(_("Nobody else has to act now. It is your turn, or it is over."))
        return found

    _write(case, seq, OFFICE_ACTS, steps)


def second_instance(*, case: Case, seq: int, papers: Sequence[str] = (), pay: bool = False) -> None:
    """Go on to the tribunal, for its fee, in its days, with more papers if it reads any."""
    _go_up(case, seq, "go_on", papers, pay=pay)


def go_to_court(*, case: Case, seq: int, papers: Sequence[str] = (), pay: bool = False) -> None:
    """Go to court, where there is one, on the same terms."""
    _go_up(case, seq, "go_to_court", papers, pay=pay)


def complain(*, case: Case, seq: int) -> None:
    """Complain that it takes so long. Where the procedure names a supervisor, the office is told to answer."""

    def steps(matter: Matter, docket: Docket) -> list[Step]:
        return [said_outside(docket, "complain"), answer_to_complaint(matter, docket)]

    _write(case, seq, ("complain",), steps)


def go_public(*, case: Case, seq: int) -> None:
    """Tell the newspaper. The sources of the town may write that down too, and the office may read it."""
    _write(case, seq, ("go_public",), lambda _matter, docket: [said_outside(docket, "go_public")])


def _go_up(case: Case, seq: int, event: str, papers: Sequence[str], *, pay: bool) -> None:
    _write(case, seq, (event,), lambda matter, docket: [going_up(matter, docket, event, papers, pay=pay)])


def _write(
    case: Case,
    seq: int,
    again: tuple[str, ...],
    steps: Callable[[Matter, Docket], list[Step]],
) -> None:
    """Append what `steps` gives. `again`: the same form sent a second time, which is nothing new."""
    try:
        with transaction.atomic():
            locked = Case.objects.select_for_update().get(pk=case.pk)
            docket, matter = docket_of(locked), matter_of(locked)
            if 0 <= seq < docket.seq and docket.events[seq].kind in again:
                return
            if seq != docket.seq:
                raise Stale
            _append(locked, docket, steps(matter, docket))
    except IntegrityError as error:  # another tab wrote the next event, or another case contests the same again
        if docket_of(Case.objects.get(pk=case.pk)).seq == seq:
            raise Refused(_("Another case of yours contests the same. Withdraw that one, then come back.")) from error
        raise Stale from error


def _append(case: Case, docket: Docket, steps: Iterable[Step]) -> None:
    rows = [
        Event(case=case, seq=docket.seq + n, day=step.day, kind=step.kind, by=step.by, data=step.data)
        for n, step in enumerate(steps)
    ]
    for row in rows:
        row.save(force_insert=True)
    state = docket_of(Case.objects.get(pk=case.pk)).state  # raises Refused where one cannot follow
    held = _lock(case.holder, case.subject, case.persona, case.seed, case.digest, case.picks, case.target)
    case.lock = held if state in OPEN else ""
    case.save(update_fields=["lock", "touched_at"])


def _lock(holder: str, subject: UUID | None, *what: Any) -> str:
    """One open case about one thing, for one browser."""
    return sha256(repr((holder, str(subject), *what)).encode()).hexdigest()


def erase_cases(*, holder: str) -> int:
    """Delete every case this browser holds. Returns how many."""
    with transaction.atomic():
        found = Case.objects.select_for_update().filter(holder=holder)
        count = len(found)
        found.delete()
    return count


def erase_cases_of(*, subjects: Sequence[UUID]) -> int:
    """Delete the cases of lives that go. Returns how many."""
    with transaction.atomic():
        found = Case.objects.select_for_update().filter(subject__in=subjects)
        count = len(found)
        found.delete()
    return count


def purge_cases(*, untouched_days: int = KEPT_DAYS) -> int:
    """Delete cases that nobody has touched for so many days. Returns how many; safe to run twice."""
    limit = timezone.now() - timedelta(days=untouched_days)
    with transaction.atomic():
        old = Case.objects.select_for_update().filter(touched_at__lt=limit)
        count = len(old)
        old.delete()
    return count

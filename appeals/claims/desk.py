"""Forms of the claimant's chair, read and carried out: shared by the pages of a life and those outside of one."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from appeals.claims import services
from appeals.claims.models import Case
from appeals.claims.services import Stale, open_case
from appeals.claims.targets import NoTarget, Target
from appeals.procedure.model import Procedure
from appeals.procedure.states import Refused
from registry.lives import File

MOST_PAPERS = 20


def opened(request: HttpRequest, *, holder: str, subject: UUID | None, file: File, procedure: Procedure) -> Case | None:
    """The case that a form asks for; None where it was refused, with a sentence laid under the bar."""
    kind, __, id_ = request.POST.get("target", "").partition(":")
    ground = request.POST.get(f"ground-{kind}", request.POST.get("ground", ""))
    try:
        target = Target(kind, id_)
        return open_case(holder=holder, subject=subject, file=file, target=target, ground=ground, procedure=procedure)
    except NoTarget:
        messages.error(request, _("Choose what you contest. Nothing was opened."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return None


def act(request: HttpRequest, case: Case) -> None:
    """Carry out what a form of the case's page asks. What cannot be done is said under the bar."""
    asked = request.POST.get("seq", "")
    seq = int(asked) if asked.isdecimal() and len(asked) < 5 else -1
    step = STEPS.get(request.POST.get("act", ""))
    if step is None:
        messages.error(request, _("That is nothing one can do here. The case stands as it was."))
        return
    try:
        step(request, case, seq)
    except Stale:
        messages.warning(request, _("This case has moved on since that page was opened. Here is where it stands."))
    except Refused as refusal:
        messages.error(request, str(refusal))


def _papers(request: HttpRequest) -> list[str]:
    return request.POST.getlist("paper")[:MOST_PAPERS]


def _file(request: HttpRequest, case: Case, seq: int) -> None:
    pay, stay = request.POST.get("pay") == "yes", request.POST.get("stay") == "yes"
    services.file(case=case, seq=seq, papers=_papers(request), pay=pay, ask_stay=stay)


def _give(request: HttpRequest, case: Case, seq: int) -> None:
    services.give_paper(case=case, seq=seq, papers=_papers(request), pay=request.POST.get("pay") == "yes")


def _tribunal(request: HttpRequest, case: Case, seq: int) -> None:
    services.second_instance(case=case, seq=seq, papers=_papers(request), pay=request.POST.get("pay") == "yes")


def _court(request: HttpRequest, case: Case, seq: int) -> None:
    services.go_to_court(case=case, seq=seq, papers=_papers(request), pay=request.POST.get("pay") == "yes")


STEPS: dict[str, Callable[[HttpRequest, Case, int], None]] = {
    "file": _file,
    "give": _give,
    "go_on": _tribunal,
    "go_to_court": _court,
    "wait": lambda _request, case, seq: services.wait(case=case, seq=seq),
    "withdraw": lambda _request, case, seq: services.withdraw(case=case, seq=seq),
    "complain": lambda _request, case, seq: services.complain(case=case, seq=seq),
    "go_public": lambda _request, case, seq: services.go_public(case=case, seq=seq),
}

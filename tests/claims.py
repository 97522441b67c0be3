"""Cases of the cast: Davit, whose one court judgment keeps him on the list; dismissed by the office, upheld above."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cast import LISTED, SEED, TOWN, by_lot

from appeals.claims.conduct import Matter, next_steps
from appeals.claims.docket import Docket, Happened, docket
from appeals.claims.models import Case
from appeals.claims.selectors import docket_of
from appeals.claims.services import open_case, wait
from appeals.claims.targets import Target, targets_of, truth_of
from appeals.procedure.above import Above
from appeals.procedure.load import procedure_for
from appeals.procedure.model import Procedure
from registry.lives import File, black_lists
from scoring.engine import explain

HOLDER = "a" * 64
PAPER = "court_copy"
GROUND = "context"


def judgment(file: File | None = None) -> Target:
    """The entry without which Davit would be on no list."""
    file = file or by_lot(LISTED)
    black = black_lists(file.rulebook)
    for target in targets_of(file):
        kept = [each for each in file.observations if each.id != target.id]
        if target.kind == "observation" and not black & set(_lists(file, kept)):
            return target
    raise AssertionError("no entry decides")


def _lists(file: File, kept: list[Any]) -> tuple[str, ...]:
    return explain(file.rulebook, kept, facts=file.facts, days=10, trace=False).lists


def matter(system: str = TOWN, citizen: str = LISTED, above: Above | None = None, **turned: Any) -> Matter:
    file = by_lot(citizen, SEED, system)
    procedure = procedure_for(system)
    if above is not None:
        procedure = replace(procedure, above=above, supervisor="The supervisor" if above.supervisor_days else "")
    return Matter(file, judgment(file), GROUND, procedure, replace(procedure.knobs, **turned))


def events(*rows: tuple[str, int, str, dict[str, Any]]) -> list[Happened]:
    return [Happened(seq, day, kind, by, data) for seq, (kind, day, by, data) in enumerate(rows)]


def filed(papers: Iterable[str] = (PAPER,), *, fee: int = 20, day: int = 23, stay: bool = False) -> Docket:
    data = {"papers": list(papers), "arrives": day, "quills": fee, "fee": fee, "stay": stay}
    return docket(events(("file", day, "citizen", data)))


def after_waiting(matter: Matter, case: Docket, times: int = 1) -> Docket:
    """The case after somebody else has acted so many times."""
    for _ in range(times):
        more = [(step.kind, step.day, step.by, step.data) for step in next_steps(matter, case)]
        old = [(each.kind, each.day, each.by, each.data) for each in case.events]
        case = docket(events(*old, *more))
    return case


def opened(*, holder: str = HOLDER, file: File | None = None, procedure: Procedure | None = None) -> Case:
    file = file or by_lot(LISTED)
    about = judgment(file)
    return open_case(holder=holder, subject=None, file=file, target=about, ground=GROUND, procedure=procedure)


def seq(case: Case) -> int:
    return docket_of(Case.objects.get(pk=case.pk)).seq


def state(case: Case) -> str:
    return docket_of(Case.objects.get(pk=case.pk)).state


def waited(case: Case, times: int = 1) -> None:
    for _ in range(times):
        wait(case=case, seq=seq(case))


def mistaken() -> tuple[File, Target]:
    """Somebody with entries of one source, some theirs and some not, and that source."""
    for file in (by_lot("yara", seed) for seed in range(1, 30)):
        for target in targets_of(file):
            if target.kind == "identity" and truth_of(file, target, "not_me") == "wrong_person":
                return file, target
    raise AssertionError("no mix-up below seed 30")


def docket_of_nothing() -> Docket:
    return docket(())


def ending_in(*kinds: str) -> Docket:
    """A case that was filed and then went so, all on one day. Decisions are those of the office."""
    found = events(("file", 23, "citizen", {"papers": [PAPER]}))
    for kind in kinds:
        data = {"instance": "first", "why": ["silence"]} if "silence" in kind else {"limit": 400, "missing": ["fee"]}
        found.append(Happened(len(found), 23, kind, "office", data))
    return docket(found)

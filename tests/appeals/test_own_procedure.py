"""A procedure of one's own: its code says what was turned, a case keeps it, and its knobs do what knobs do."""

from dataclasses import replace

import pytest
from cast import LISTED, by_lot
from claims import GROUND, HOLDER, PAPER, judgment, opened, seq, state, waited

from appeals.claims.models import Case, Event
from appeals.claims.selectors import docket_of, matter_of
from appeals.claims.services import file, open_case
from appeals.claims.targets import Target, targets_of
from appeals.procedure.above import Above
from appeals.procedure.load import UnknownProcedure, procedure_for, procedures
from appeals.procedure.model import Knobs
from appeals.procedure.own import AS_IN_TOWN, code_of, own_procedure, procedure_as_filed
from appeals.procedure.papers import papers
from registry.lives import File
from scoring.engine import DocumentError

BEST = "reviewer-tribunal.look-fresh.hearing-yes.fee-0.stay-yes.burden-office.reasons-trace.propagate-all"
in_database = pytest.mark.django_db


def test_a_code_says_what_differs_and_reads_back_as_the_same_knobs() -> None:
    knobs = Knobs(fee=0, stay=True, look="fresh", expiry_days=90)
    code = code_of(knobs)
    assert code == "look-fresh.fee-0.stay-yes.expiry_days-90"
    assert own_procedure("tessamere", code).knobs == knobs
    assert code_of(Knobs()) == AS_IN_TOWN
    assert own_procedure("tessamere", AS_IN_TOWN).knobs == Knobs()


def test_what_stands_above_is_the_offices_own_where_a_code_is_silent() -> None:
    base = procedure_for("tessamere").above
    assert own_procedure("tessamere", "fee-0").above == base
    turned = replace(base, second_fee=0, supervisor_days=5)
    code = code_of(Knobs(), turned, base)
    assert code == "supervisor_days-5.second_fee-0"
    assert own_procedure("tessamere", code).above == turned
    assert own_procedure("tessamere", code).supervisor
    assert not own_procedure("tessamere", "fee-0").supervisor


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fee-free", "'free' is no whole number."),
        ("fee--5", "'-5' is no whole number."),
        ("stay-perhaps", "'perhaps' is neither yes nor no."),
        ("mercy-yes", "There is no knob 'mercy'."),
        ("second_fee-5000", "5000 lies outside 0 to 1000."),
        ("fee-0." * 200, "This code of a procedure is too long."),
    ],
)
def test_a_code_that_means_nothing_is_refused_with_a_sentence(code: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        own_procedure("tessamere", code)
    assert said in " ".join(each.message for each in caught.value.faults)


def test_one_of_ones_own_belongs_to_no_rulebook_and_claims_no_source() -> None:
    own = own_procedure("schufa_2026", "burden-office")
    assert own.own
    assert not own.documented
    assert all(own.marker_of(name) == "fictionalised" for name in ("fee", "reasons"))
    assert own.standard.startswith("An entry falls unless")
    assert own.grounds == procedure_for("schufa_2026").grounds
    with pytest.raises(UnknownProcedure):
        own_procedure("atlantis", "fee-0")


def test_a_system_without_a_path_can_be_given_one() -> None:
    closed = next(each for each in procedures() if not each.open)
    own = own_procedure(closed.id, "fee-0")
    assert own.open
    assert set(own.papers) == set(papers())
    assert not procedure_for(closed.id).open


@in_database
def test_a_case_keeps_the_procedure_that_it_was_filed_under() -> None:
    own = own_procedure("tessamere", f"{BEST}.second_fee-7")
    case = opened(procedure=own)
    kept = matter_of(Case.objects.get(pk=case.pk))
    assert (kept.procedure.id, kept.knobs, kept.procedure.above) == ("own-tessamere", own.knobs, own.above)
    assert procedure_as_filed(case.procedure, own.knobs, own.above) == own


@in_database
def test_under_better_knobs_the_same_file_with_the_same_luck_is_upheld_at_once() -> None:
    case = opened(procedure=own_procedure("tessamere", BEST))
    file(case=case, seq=0, papers=[PAPER], ask_stay=True)
    waited(case)
    assert [each.letter for each in docket_of(case).letters] == ["receipt", "stay_granted"]
    waited(case, 2)
    assert state(case) == "granted"
    assert "copy_not_corrected" not in [each.kind for each in docket_of(Case.objects.get(pk=case.pk)).events]


@in_database
def test_a_fee_of_ones_own_is_owed_like_any_other() -> None:
    case = opened(procedure=own_procedure("tessamere", "fee-300"))
    file(case=case, seq=0)
    waited(case)
    assert docket_of(Case.objects.get(pk=case.pk)).events[-1].data == {"owed": 300}
    assert state(case) == "defect"


@in_database
def test_a_deadline_of_ones_own_makes_silence_an_answer() -> None:
    case = opened(procedure=own_procedure("tessamere", "office_days-1.late_rule-grant"))
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    decided = docket_of(Case.objects.get(pk=case.pk)).decided
    assert decided is not None
    assert decided.kind in ("silence_grants", "dismiss", "grant")
    assert decided.day <= 26


@in_database
def test_where_there_is_no_path_a_case_is_filed_under_ones_own_and_decided() -> None:
    life, target = _contested_where_nobody_hears()
    own = own_procedure(life.rulebook.id, BEST)
    case = open_case(holder=HOLDER, subject=None, file=life, target=target, ground="not_so", procedure=own)
    file(case=case, seq=0)
    for _ in range(6):
        if docket_of(Case.objects.get(pk=case.pk)).decided:
            break
        waited(case)
    assert docket_of(Case.objects.get(pk=case.pk)).decided is not None


def _contested_where_nobody_hears() -> tuple[File, Target]:
    for closed in (each.id for each in procedures() if not each.open):
        for target in targets_of(by_lot(LISTED, system=closed)):
            if target.kind == "observation":
                return by_lot(LISTED, system=closed), target
    raise AssertionError("no closed system has anything against Davit")


@in_database
def test_an_earlier_case_without_anything_above_goes_on_as_before() -> None:
    case = opened()
    Case.objects.filter(pk=case.pk).update(above={})
    assert matter_of(Case.objects.get(pk=case.pk)).procedure.above == Above()


@in_database
def test_the_same_thing_cannot_be_contested_under_two_procedures_at_once() -> None:
    opened()
    with pytest.raises(Exception, match="One appeal at a time"):
        opened(procedure=own_procedure("tessamere", BEST))
    assert (Case.objects.count(), Event.objects.count()) == (1, 0)
    assert judgment().id in Case.objects.get().target["id"]
    assert Case.objects.get().ground == GROUND
    assert seq(Case.objects.get()) == 0

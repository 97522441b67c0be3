"""The second instance and the court cost what the procedure says: quills, days, and which papers are read."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from claims import PAPER, opened, seq, state, waited

from appeals.claims.models import Case
from appeals.claims.moves import last_day_for
from appeals.claims.selectors import docket_of, matter_of
from appeals.claims.services import file, go_to_court, second_instance
from appeals.letters.page import letter_page
from appeals.letters.post import post
from appeals.pages.costs import cost_lines, upwards
from appeals.pages.procedure import procedure_page
from appeals.procedure.above import Above, above_from
from appeals.procedure.load import parse, procedure_for
from appeals.procedure.model import Procedure
from appeals.procedure.own import own_procedure
from appeals.procedure.states import Refused
from scoring.engine import DocumentError

in_database = pytest.mark.django_db


def dismissed(above: Above | None = None, papers: Sequence[str] = (PAPER,), **turned: object) -> Case:
    base = procedure_for("tessamere")
    own = replace(base, id="own-tessamere", knobs=replace(base.knobs, **turned), above=above or base.above)  # type: ignore[arg-type]
    case = opened(procedure=own)
    file(case=case, seq=0, papers=papers, pay=True)
    waited(case, 2)
    assert state(case) == "dismissed"
    return case


def found(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@in_database
def test_the_tribunal_opens_nothing_before_its_fee_is_paid() -> None:
    case = dismissed()
    with pytest.raises(Refused, match="before the fee of 40 quills is paid"):
        second_instance(case=case, seq=seq(case))
    assert state(case) == "dismissed"
    second_instance(case=case, seq=seq(case), pay=True)
    docket = docket_of(found(case))
    assert (docket.state, docket.paid) == ("second_pending", 60)


@in_database
def test_papers_that_would_come_too_late_are_refused_and_nothing_is_lost() -> None:
    case = dismissed(Above(second_days=1), papers=[])
    docket = docket_of(found(case))
    with pytest.raises(Refused, match=f"by day {docket.since + 1}, and with these papers"):
        second_instance(case=case, seq=docket.seq, papers=[PAPER])
    assert state(case) == "dismissed"
    second_instance(case=case, seq=docket.seq)
    assert state(case) == "second_pending"


@in_database
def test_where_nothing_new_is_read_a_new_paper_is_refused() -> None:
    case = dismissed(Above(second_papers=False))
    with pytest.raises(Refused, match="No new paper is read there"):
        second_instance(case=case, seq=seq(case), papers=["own_statement"])
    up = upwards(matter_of(case), docket_of(found(case)))
    assert up is not None
    assert not up.papers


@in_database
def test_the_court_has_its_own_fee_and_its_own_days() -> None:
    case = dismissed(Above(court_fee=90, court_days=180, second_fee=5), court=True, second_instance=False)
    docket = docket_of(found(case))
    up = upwards(matter_of(case), docket)
    assert up is not None
    assert (up.event, up.fee, up.last) == ("go_to_court", 90, docket.since + 180)
    go_to_court(case=case, seq=docket.seq, pay=True)
    waited(case)
    lines = cost_lines(docket_of(found(case)))
    assert [(each.where, each.fee) for each in lines] == [("At the office", 20), ("In court", 90)]


@in_database
def test_the_costs_add_up_to_what_was_spent_and_how_long_it_took() -> None:
    case = dismissed()
    second_instance(case=case, seq=seq(case), papers=["own_statement"], pay=True)
    waited(case)
    docket = docket_of(found(case))
    lines = cost_lines(docket)
    assert sum(each.fee + each.papers_quills for each in lines) == docket.quills
    assert sum(each.days for each in lines) == docket.since - 11
    assert [each.fee for each in lines] == [20, 40]


@in_database
def test_the_letters_name_the_fee_and_the_last_day() -> None:
    case = dismissed()
    docket, matter = docket_of(found(case)), matter_of(case)
    slip = " ".join(letter_page(matter, docket, docket.seq - 1)["slip"])
    assert f"to the tribunal (40 quills, by day {docket.since + 30})" in slip
    second_instance(case=case, seq=docket.seq, pay=True)
    docket = docket_of(found(case))
    said = " ".join(str(each) for each in letter_page(matter, docket, docket.seq - 1)["body"])
    assert "Your fee of 40 quills is here." in said
    assert "days on average" in said
    assert post(matter, docket, docket.seq - 1).case.paid == 60


def test_after_its_last_day_a_decision_stands() -> None:
    terms = Above(second_days=30).of("go_on")
    assert terms.days == 30
    from claims import after_waiting, filed, matter

    here = matter()
    case = after_waiting(here, filed(), 2)
    assert last_day_for(case, terms) == case.since + 30
    assert last_day_for(case, Above().of("go_on")) is None


def test_a_procedure_says_what_stands_above_it_and_that_the_numbers_are_ours() -> None:
    lines = procedure_page(procedure_for("tessamere"))["upwards"]
    assert ("Fee of the second instance in quills", "40 quills", "fictionalised") in [
        (each.question, each.value, each.marker) for each in lines
    ]
    assert not any("court" in each.question for each in lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("above: 3", "'above' is no mapping."),
        ("above: {second_fee: many}", "'many' is no whole number."),
        ("above: {third_fee: 1}", "There is no knob 'third_fee'."),
        ("above: {supervisor_days: 9}", "belong together"),
        ("supervisor: The mayor", "belong together"),
        ("supervisor: 7", "'supervisor' is no text."),
    ],
)
def test_what_is_written_wrongly_about_it_is_named(text: str, said: str) -> None:
    whole = "label: x\nstandard: y\ngrounds: [not_me]\nwho_may_file: [oneself]\ndocumented: []\nknobs: {}\n"
    with pytest.raises(DocumentError) as caught:
        parse(whole + text, "mine.yaml")
    assert said in " ".join(each.message for each in caught.value.faults)


def test_above_refuses_what_cannot_be() -> None:
    with pytest.raises(DocumentError):
        above_from({"second_fee": -1})
    with pytest.raises(DocumentError):
        Above(court_papers="perhaps")  # type: ignore[arg-type]
    own: Procedure = own_procedure("tessamere", "court-yes.court_fee-9")
    assert own.above.of("go_to_court").fee == 9

"""A complaint about delay and the newspaper: what each sets going, and where neither does anything."""

import re

import pytest
from cast import MISTAKEN, by_lot
from claims import PAPER, after_waiting, events, filed, matter, opened, seq, state, waited

from appeals.claims import outside
from appeals.claims.docket import Docket, docket
from appeals.claims.matter import Matter
from appeals.claims.models import Case
from appeals.claims.outcome import aftermath_of
from appeals.claims.outside import answer_to_complaint, deadline, hurries, moves, reading, told_of
from appeals.claims.selectors import docket_of
from appeals.claims.services import complain, file, go_public, withdraw
from appeals.claims.targets import targets_of
from appeals.letters.page import letter_page
from appeals.procedure.above import Above
from appeals.procedure.load import procedure_for, procedures
from appeals.procedure.parameters import Parameter, Parameters, parameters
from appeals.procedure.states import Refused
from registry.lives import black_lists

WATCHED = Above(supervisor_days=1)


def numbers(**turned: int) -> Parameters:
    rows = dict(parameters().rows)
    for name, value in turned.items():
        rows[name] = Parameter(name, value, rows[name].unit, "", "fictionalised", ())
    return Parameters(rows)


def certainly(monkeypatch: pytest.MonkeyPatch, **turned: int) -> None:
    monkeypatch.setattr(outside, "parameters", lambda: numbers(**turned))


def complained(here: Matter, case: Docket) -> Docket:
    answer = answer_to_complaint(here, case)
    old = [(each.kind, each.day, each.by, each.data) for each in case.events]
    new = ("complain", case.today, "citizen", {}), (answer.kind, answer.day, answer.by, answer.data)
    return docket(events(*old, *new))


def published(case: Docket) -> Docket:
    old = [(each.kind, each.day, each.by, each.data) for each in case.events]
    return docket(events(*old, ("go_public", case.today, "citizen", {})))


def test_where_nobody_is_named_a_complaint_brings_a_letter_that_says_so() -> None:
    here = matter()
    case = complained(here, after_waiting(here, filed()))
    assert case.events[-1].letter == "complaint_noted"
    assert deadline(case) is None
    quiet, asked = after_waiting(here, after_waiting(here, filed())), after_waiting(here, case)
    assert asked.decided is not None
    assert quiet.decided is not None
    assert (asked.decided.day, asked.decided.kind) == (quiet.decided.day, quiet.decided.kind)


def slow() -> Matter:
    """A case that the office leaves lying for longer than two days after it was complained of."""
    base = matter(above=WATCHED)
    for target in targets_of(base.file):
        here = Matter(base.file, target, "not_so", base.procedure, base.knobs)
        taken = after_waiting(here, filed(fee=20))
        decided = after_waiting(here, taken).decided
        if target.kind == "observation" and decided is not None and decided.day > taken.today + 2:
            return here
    raise AssertionError("this office is quick with everything")


def test_an_office_that_keeps_its_supervisors_day_decides_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    certainly(monkeypatch, complaint_hurries=100)
    here = slow()
    case = complained(here, after_waiting(here, filed()))
    until = deadline(case)
    case = after_waiting(here, case)
    assert case.decided is not None
    assert case.decided.day == until
    assert "stay_ordered" not in [each.kind for each in case.events]


def test_an_office_that_does_not_has_its_entry_put_to_sleep_until_it_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    certainly(monkeypatch, complaint_hurries=0)
    here = slow()
    case = complained(here, after_waiting(here, filed()))
    until = deadline(case)
    assert until is not None
    case = after_waiting(here, case)
    assert (case.events[-1].kind, case.events[-1].day) == ("stay_ordered", until)
    case = after_waiting(here, case)
    assert case.decided is not None
    stays = [each for each in aftermath_of(here, case).corrections if each.until_day is not None]
    assert {(each.from_day, each.until_day) for each in stays} == {(until, case.decided.day)}


@pytest.mark.parametrize("system", [each.id for each in procedures() if each.supervisor])
def test_whoever_a_procedure_names_writes_in_their_own_name(system: str) -> None:
    named = procedure_for(system)
    days = named.above.supervisor_days
    assert days is not None
    base = matter()
    here = Matter(base.file, base.target, base.ground, named, named.knobs)
    case = complained(here, after_waiting(here, filed()))
    page = letter_page(here, case, case.seq - 1)
    assert (page["kind"], page["head"]) == ("complaint_taken", named.supervisor)
    assert f"by day {case.events[-1].day + days}" in " ".join(re.sub("<[^>]+>", "", str(each)) for each in page["body"])


def test_a_stay_that_holds_already_is_not_ordered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    certainly(monkeypatch, complaint_hurries=0)
    base = slow()
    here = Matter(base.file, base.target, base.ground, base.procedure, matter(stay=True).knobs)
    case = after_waiting(here, complained(here, after_waiting(here, filed())))
    assert case.decided is not None
    assert [each.kind for each in case.events].count("stay_ordered") == 0


@pytest.mark.django_db
def test_what_has_been_decided_is_no_delay() -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    with pytest.raises(Refused, match="nothing to decide now"):
        complain(case=case, seq=seq(case))
    assert "complain" not in [each.kind for each in docket_of(Case.objects.get(pk=case.pk)).events]


def test_an_office_that_reads_of_itself_gives_the_file_to_another_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    certainly(monkeypatch, press_reopens=100, press_days=0)
    here = matter()
    case = after_waiting(here, published(after_waiting(here, filed())))
    assert case.events[-1].letter == "other_desk"
    assert case.state == "pending"
    assert outside.as_looked_at(here, case).knobs.look == "fresh"
    assert outside.as_looked_at(here, case).knobs.reviewer == "other_clerk"


def test_a_dismissed_file_is_taken_up_again_and_decided_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    certainly(monkeypatch, press_reopens=100)
    here = matter()
    case = published(after_waiting(here, filed(), 2))
    assert case.state == "dismissed"
    case = after_waiting(here, case)
    assert (case.state, case.events[-1].letter) == ("pending", "taken_up")
    again = after_waiting(here, case)
    assert again.decided is not None
    assert again.decided.seq > case.seq - 1
    assert "silence" not in again.decided.kind


def test_an_office_that_does_not_read_leaves_it_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    certainly(monkeypatch, press_reopens=0)
    here = matter()
    case = after_waiting(here, published(after_waiting(here, filed(), 2)))
    assert (case.state, case.events[-1].kind) == ("dismissed", "press_unread")
    assert reading(here, case) is None


def test_where_another_desk_looks_anyway_the_newspaper_moves_nothing() -> None:
    assert not moves(matter(look="fresh", reviewer="other_clerk"), numbers(press_reopens=100))
    assert moves(matter(), numbers(press_reopens=100))
    assert not hurries(matter(), numbers(complaint_hurries=0))


def test_the_newspaper_tells_acquaintances_by_the_model_of_the_boards() -> None:
    told = [told_of(Matter(file, each, "not_so", matter().procedure, matter().knobs)) for file, each in _people()]
    assert sum(each.knowing for each in told) > 0
    assert all(each.refusals <= each.knowing for each in told)
    assert all(each.posted == 1 for each in told)
    assert told[0] == told_of(Matter(*_people()[0], "not_so", matter().procedure, matter().knobs))
    assert told_of(matter(), numbers(press_lies=0)).knowing == 0


def _people() -> list[tuple[object, object]]:
    return [(by_lot(name), targets_of(by_lot(name))[0]) for name in (MISTAKEN, "davit", "hector")]


@pytest.mark.django_db
def test_each_is_done_once_and_only_about_a_case_that_was_filed() -> None:
    case = opened()
    with pytest.raises(Refused, match="File the appeal first"):
        complain(case=case, seq=0)
    file(case=case, seq=0, papers=[PAPER], pay=True)
    complain(case=case, seq=1)
    complain(case=case, seq=1)  # the same form twice
    assert [each.kind for each in docket_of(Case.objects.get(pk=case.pk)).events][1:] == ["complain", "complaint_noted"]
    with pytest.raises(Refused, match="twice"):
        complain(case=case, seq=seq(case))
    go_public(case=case, seq=seq(case))
    assert state(case) == "filed"
    withdraw(case=case, seq=seq(case))
    other = opened()
    file(case=other, seq=0, pay=True)
    withdraw(case=other, seq=1)
    with pytest.raises(Refused, match="withdrawn"):
        go_public(case=other, seq=2)


@pytest.mark.django_db
def test_what_is_taken_up_again_is_refused_while_another_case_contests_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certainly(monkeypatch, press_reopens=100)
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    go_public(case=case, seq=seq(case))
    second = opened()
    with pytest.raises(Refused, match="Another case of yours"):
        waited(case)
    assert state(case) == "dismissed"
    withdraw(case=second, seq=0)
    waited(case)
    assert state(case) == "pending"
    assert black_lists(by_lot("davit").rulebook)

"""A case: what may follow what, what is refused, and that every refusal changes nothing."""

import pytest
from cast import LISTED, UNLISTED, by_lot
from claims import GROUND, HOLDER, PAPER, judgment, mistaken, opened, seq, state, waited

from appeals.claims.models import Case, Event
from appeals.claims.outcome import corrections_of
from appeals.claims.selectors import aftermath, docket_of, matter_of
from appeals.claims.services import (
    Stale,
    erase_cases,
    file,
    give_paper,
    go_to_court,
    open_case,
    purge_cases,
    second_instance,
    wait,
    withdraw,
)
from appeals.claims.targets import NoTarget, Target, granted, in_part, rows_of, targets_of
from appeals.procedure.states import Refused
from registry.lives import black_lists

pytestmark = pytest.mark.django_db


def test_dismissed_by_the_office_upheld_by_the_tribunal_and_one_office_takes_it() -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    assert state(case) == "dismissed"
    second_instance(case=case, seq=seq(case), pay=True)
    waited(case)
    assert state(case) == "second_granted"
    after, black = aftermath(Case.objects.get(pk=case.pk), 1), black_lists(matter_of(case).file.rulebook)
    assert black & set(after.as_filed(after.last).lists)
    assert not black & set(after.at_home(after.last).lists)
    took = {office.id: after.took(office, after.last) for office in after.offices}
    assert took["home"]
    assert not took["tram"]
    assert after.doors(after.last)["express_tram"] == "shut"
    assert after.doors(after.last)["licence"] == "open"


def test_nothing_changes_before_somebody_has_granted_it() -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    assert corrections_of(matter_of(case), docket_of(Case.objects.get(pk=case.pk))) == ()


def test_the_slowest_paper_sets_the_day_of_filing_and_all_are_paid_for() -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER, "own_statement"], pay=True)
    event = Event.objects.get(case=case)
    assert (event.day, event.data["quills"]) == (23, 34)


def test_a_fee_that_is_not_paid_brings_the_appeal_back() -> None:
    case = opened()
    file(case=case, seq=0)
    waited(case)
    assert state(case) == "defect"
    assert [each.letter for each in docket_of(case).letters] == ["defect", "fee_wanted"]
    give_paper(case=case, seq=seq(case), pay=True)
    waited(case)
    assert state(case) == "pending"


def test_a_defect_that_nobody_mends_lapses() -> None:
    case = opened()
    file(case=case, seq=0)
    waited(case, 2)
    assert state(case) == "dismissed"
    assert docket_of(case).letters[-1].letter == "dismissed_for_defect"


def test_filing_twice_counts_once() -> None:
    case = opened()
    file(case=case, seq=0, pay=True)
    file(case=case, seq=0, pay=True)
    assert Event.objects.filter(case=case).count() == 1


def test_filing_again_later_is_refused_with_a_sentence() -> None:
    case = opened()
    file(case=case, seq=0, pay=True)
    waited(case)
    with pytest.raises(Refused, match="cannot be filed: it is being looked at"):
        file(case=case, seq=seq(case), pay=True)


def test_two_open_appeals_about_one_thing_are_refused() -> None:
    opened()
    with pytest.raises(Refused, match="One appeal at a time"):
        opened()
    assert Case.objects.count() == 1
    assert opened(holder="b" * 64).pk  # somebody else may


def test_after_it_is_over_the_same_thing_can_be_contested_again() -> None:
    case = opened()
    withdraw(case=case, seq=0)
    assert opened().pk != case.pk


def test_deciding_twice_is_refused() -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    with pytest.raises(Refused, match="Nobody else has to act"):
        wait(case=case, seq=seq(case))


def test_the_same_wait_sent_twice_passes_the_days_once() -> None:
    case = opened()
    file(case=case, seq=0, pay=True)
    wait(case=case, seq=1)
    wait(case=case, seq=1)
    assert state(case) == "pending"


def test_deciding_what_was_withdrawn_is_refused() -> None:
    case = opened()
    file(case=case, seq=0, pay=True)
    withdraw(case=case, seq=1)
    with pytest.raises(Refused):
        wait(case=case, seq=2)
    assert state(case) == "withdrawn"


def test_a_form_of_an_earlier_moment_changes_nothing() -> None:
    case = opened()
    file(case=case, seq=0, pay=True)
    waited(case)
    with pytest.raises(Stale):
        withdraw(case=case, seq=1)
    assert state(case) == "pending"


def test_a_form_of_a_later_moment_changes_nothing() -> None:
    case = opened()
    with pytest.raises(Stale):
        file(case=case, seq=7, pay=True)
    assert not Event.objects.filter(case=case).exists()


def test_there_is_no_court_where_the_procedure_knows_none() -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    with pytest.raises(Refused, match="ends here"):
        go_to_court(case=case, seq=seq(case))


def test_a_paper_that_does_not_exist_cannot_be_handed_in() -> None:
    case = opened()
    with pytest.raises(Refused, match="can’t be had"):
        file(case=case, seq=0, papers=["camera_picture"], pay=True)
    assert not Event.objects.filter(case=case).exists()


def test_what_does_not_weigh_cannot_be_contested() -> None:
    own = by_lot(LISTED)
    with pytest.raises(NoTarget):
        open_case(holder=HOLDER, subject=None, file=own, target=Target("observation", "nothing"), ground=GROUND)
    with pytest.raises(Refused, match="does not hear that ground"):
        open_case(holder=HOLDER, subject=None, file=own, target=judgment(), ground="rule_wrong")


def test_where_there_is_no_path_nothing_can_be_opened() -> None:
    life = by_lot(LISTED, system="dutch_fraud_scorecard")
    with pytest.raises(Refused):
        open_case(holder=HOLDER, subject=None, file=life, target=Target("observation", "x"), ground=GROUND)


def test_asking_is_itself_an_entry() -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    after = aftermath(case, 1)
    assert len(after.at_home(24).entries) > len(after.at_home(22).entries)


def test_of_a_mix_up_what_is_ones_own_stays() -> None:
    file_, source = mistaken()
    gone = {each.id for each in granted(file_, source, "not_me", 20)}
    rows = {row.observation.id for row in rows_of(file_, source)}
    assert gone < rows if in_part(file_, source) else gone == rows
    assert gone <= file_.wrong


def test_nobody_can_contest_what_helps_them() -> None:
    for citizen in (LISTED, UNLISTED):
        life = by_lot(citizen)
        fired = {
            look.observation: look
            for day in life.explanation.settlements
            for look in (day.trace.looks if day.trace else ())
            if look.fired
        }
        for target in targets_of(life):
            if target.kind == "observation":
                assert fired[target.id].points < 0 or fired[target.id].effects


def test_erasing_and_purging_take_the_events_along() -> None:
    case = opened()
    file(case=case, seq=0, pay=True)
    assert purge_cases(untouched_days=1) == 0
    assert erase_cases(holder=HOLDER) == 1
    assert not Event.objects.exists()

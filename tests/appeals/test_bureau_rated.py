"""The same engine rates the offices: full standing without a note; harsher weights list more; wrong notes, wrongly."""

import numpy as np
import pytest

from appeals.bureau.countersign import countersigned, days_of
from appeals.bureau.objections import granted_by, ground_of, objections_of
from appeals.bureau.rated import Rated
from appeals.bureau.setting import VACANT, Setting
from appeals.bureau.vacancy import vacancy
from appeals.bureau.ways import ways_of
from appeals.bureau.weights import read_weights
from appeals.bureau.words import SUPERVISION, scorecard
from appeals.bureau.year import OfficeYear, columns_of, office_year
from appeals.procedure.load import procedure_for
from registry.replays import innocent
from scoring.engine import innocent_days, replay
from scoring.selectors import shipped

SEED = 4417
HOME = shipped("tessamere")
KNOBS = procedure_for("tessamere").knobs
NOBODY = {f"{rule.id}.on": "0" for rule in scorecard().rules}


@pytest.fixture(scope="module")
def year() -> OfficeYear:
    return office_year(Setting(HOME, HOME, SEED, KNOBS))


@pytest.fixture(scope="module")
def rated(year: OfficeYear) -> Rated:
    return Rated(scorecard(), year)


def under(year: OfficeYear) -> set[str]:
    side = Rated(scorecard(), year)
    return {office.id for place, office in enumerate(year.offices) if side.supervised(place)}


# one engine


def test_an_office_about_which_nothing_is_noted_has_full_standing(rated: Rated) -> None:
    silent = [place for place in range(len(rated.year.offices)) if not rated.year.of(place)]
    assert silent
    assert {rated.standing(place) for place in silent} == {1000}


def test_an_office_whose_year_has_no_mistake_has_full_standing(year: OfficeYear) -> None:
    faultless = columns_of(year.offices, tuple(act for act in year.acts if act.observation.kind == "month_filed"), 365)
    assert set(replay(scorecard(), faultless).standing.tolist()) == {1000}


def test_the_trace_of_each_office_ends_where_the_replay_does(rated: Rated) -> None:
    for place in range(len(rated.year.offices)):
        told = rated.explained(place)
        assert told.standing == rated.standing(place)
        assert (SUPERVISION in told.lists) == rated.supervised(place)
        assert sum(SUPERVISION in end.lists for end in told.settlements[1:]) == rated.days[place]


def test_days_under_supervision_for_nothing_are_the_engine_s_innocent_days(rated: Rated) -> None:
    assert int(rated.innocent_days.sum()) == innocent_days(scorecard(), rated.year.columns).days > 0


# weights


def test_harsher_weights_put_more_offices_under_supervision(year: OfficeYear) -> None:
    usual = under(year)
    harsher = read_weights({"off-01.points": "-60", "off-03.points": "-40"}).scorecard
    side = Rated(harsher, year)
    more = {office.id for place, office in enumerate(year.offices) if side.supervised(place)}
    assert usual < more


def test_a_scorecard_that_counts_nothing_supervises_nobody(year: OfficeYear) -> None:
    side = Rated(read_weights(NOBODY).scorecard, year)
    assert not side.days.any()
    done = countersigned(side, "nobody")
    assert done.before == done.after
    assert done.entries_waited == done.listings_waited == 0


def test_without_the_box_for_complaints_no_office_is_supervised_for_what_is_not_so(year: OfficeYear) -> None:
    deaf = Rated(read_weights({"hear.box": "0", "hear.rulings": "0"}).scorecard, year)
    assert not deaf.innocent_days.any()


# objections


def test_an_office_objects_to_what_is_not_so_and_to_what_had_a_reason(rated: Rated) -> None:
    objections = objections_of(rated.scorecard, rated.year)
    assert {each.ground for each in objections} == {"not_so", "context"}
    for each in objections:
        assert each.ground == ground_of(each.act)
        assert each.ground == "context" or not each.act.so


def test_what_is_granted_is_struck_and_harms_no_office(rated: Rated) -> None:
    objections = objections_of(rated.scorecard, rated.year)
    assert any(each.granted for each in objections)
    heard = Rated(rated.scorecard, rated.year, granted_by(objections, "counter")).noted
    assert (heard.standing >= rated.noted.standing).all()
    assert (heard.standing > rated.noted.standing).any()


def test_who_believes_what_is_not_so_has_the_clean_run_and_who_believes_all_has_few_to_supervise(rated: Rated) -> None:
    objections = objections_of(rated.scorecard, rated.year)
    true = Rated(rated.scorecard, rated.year, granted_by(objections, "not_so"))
    assert (true.noted.standing == rated.clean.standing).all()
    assert not true.innocent_days.any()
    believed = Rated(rated.scorecard, rated.year, granted_by(objections, "all"))
    assert believed.days.sum() < true.days.sum() < rated.days.sum()


def test_where_nobody_is_heard_the_offices_are_not_either() -> None:
    closed = office_year(Setting(HOME, HOME, SEED, None))
    objections = objections_of(scorecard(), closed)
    assert objections
    assert not any(each.granted or each.decided for each in objections)


def test_a_rule_that_is_off_is_not_objected_to(year: OfficeYear) -> None:
    only = {**NOBODY, "off-07.on": "1"}
    kinds = {each.act.observation.kind for each in objections_of(read_weights(only).scorecard, year)}
    assert kinds <= {"answered"}


# what follows


def test_before_supervision_the_town_is_the_one_that_the_other_pages_show(rated: Rated) -> None:
    done = countersigned(rated, "colleague")
    assert done.before == days_of(rated.year.answers.listings)
    assert done.before.innocent == innocent(HOME, HOME, 1000, SEED).days


def test_a_second_signature_spares_the_innocent_and_loses_true_entries(rated: Rated) -> None:
    done = countersigned(rated, "colleague")
    assert done.after.innocent < done.before.innocent
    assert 0 < done.wrong_fell + done.true_fell < done.entries_waited
    assert done.true_fell > 0


def test_with_nobody_to_sign_all_that_waits_falls_away(rated: Rated) -> None:
    done = countersigned(rated, "nobody")
    assert done.wrong_fell + done.true_fell == done.entries_waited
    assert done.listings_fell == done.listings_waited
    assert done.after.rightful < done.before.rightful


def test_a_counter_under_supervision_leaves_its_vacant_desk_vacant_and_more_to_the_deadline(rated: Rated) -> None:
    found = vacancy(rated)
    assert found
    assert found.staff == 100 - VACANT
    assert found.after.days > found.before.days
    assert found.after.unanswered >= found.before.unanswered
    free = Rated(read_weights(NOBODY).scorecard, rated.year)
    assert vacancy(free) is None


def test_the_six_ways_hold_the_one_in_which_the_counter_works(rated: Rated) -> None:
    ways = ways_of(rated.scorecard, rated.year)
    assert ways
    now = [each for each in ways.all if each.way.now]
    assert [(each.way.look, each.way.reasons) for each in now] == [(KNOBS.look, KNOBS.reasons)]
    answers = rated.year.answers
    assert now[0].way.decided == int(answers.first.done.sum())
    assert now[0].way.errors == int((answers.first.granted != answers.wrong)[answers.first.done].sum())


def test_a_counter_judged_by_speed_is_sooner_and_more_often_wrong_than_one_judged_by_error(
    year: OfficeYear,
) -> None:
    chosen = {}
    for name, kept in (("speed", ("off-07", "off-08")), ("error", ("off-10", "off-11"))):
        book = read_weights({**NOBODY, **{f"{rule}.on": "1" for rule in kept}}).scorecard
        ways = ways_of(book, year)
        assert ways
        chosen[name] = ways.chosen.way
        assert ways.chosen.number == max(each.number for each in ways.all)
    assert chosen["speed"].days < chosen["error"].days
    assert chosen["speed"].error_share > chosen["error"].error_share


def test_fresh_looks_take_longer_than_paper_under_any_reasons(rated: Rated) -> None:
    ways = ways_of(rated.scorecard, rated.year)
    assert ways
    days = {(each.way.look, each.way.reasons): each.way.days for each in ways.all}
    assert all(days["fresh", reasons] > days["paper", reasons] for reasons in ("none", "code", "trace"))
    assert np.isfinite(list(days.values())).all()

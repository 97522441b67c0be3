"""What the offices did in a year comes from the town's year and the simulated procedure; nothing is invented."""

from dataclasses import replace

import numpy as np
import pytest

from appeals.bureau.acts import Act
from appeals.bureau.offices import COUNTER, LISTS
from appeals.bureau.setting import CITIZENS, Setting
from appeals.bureau.slips import misread_rows
from appeals.bureau.tipping import NONE
from appeals.bureau.words import machines, scorecard, vocabulary
from appeals.bureau.year import OfficeYear, office_year
from appeals.procedure.load import procedure_for
from appeals.procedure.simulation import simulate
from registry.replays import town_of
from scoring.engine import run_examples
from scoring.selectors import shipped, slugs
from town.content import load_content

SEED = 4417
HOME = shipped("tessamere")
KNOBS = procedure_for("tessamere").knobs
USUAL = Setting(HOME, HOME, SEED, KNOBS)


def acts(year: OfficeYear, kind: str) -> list[Act]:
    return [act for act in year.acts if act.observation.kind == kind]


def place(year: OfficeYear, name: str) -> int:
    return next(position for position, office in enumerate(year.offices) if office.id == name)


@pytest.fixture(scope="module")
def year() -> OfficeYear:
    return office_year(USUAL)


# the words


def test_the_scorecard_keeps_its_own_examples() -> None:
    assert not run_examples(scorecard())


def test_every_rule_asks_only_for_what_its_act_has_written_down() -> None:
    for rule in scorecard().rules:
        for fact in rule.facts:
            asks = {name for kind in rule.on for name in vocabulary().kinds[kind].asks}
            assert fact.owner == "citizen" or fact.id in asks, rule.id


def test_machines_are_sources_of_the_town() -> None:
    assert machines() <= set(load_content().sources)


# desks


def test_a_wrong_entry_of_the_town_is_an_act_of_the_desk_that_made_it(year: OfficeYear) -> None:
    town = town_of(CITIZENS, SEED)
    for position, office in enumerate(year.offices):
        if office.source >= 0:
            wrong = int((town.wrong & (town.source == office.source)).sum())
            assert year.happened.get((position, "entry_wrong"), 0) == wrong


def test_the_auditor_sees_about_one_wrong_entry_in_ten_and_nobody_else_sees_any(year: OfficeYear) -> None:
    happened = sum(count for (_, kind), count in year.happened.items() if kind == "entry_wrong")
    seen = acts(year, "entry_wrong")
    assert {act.observation.source for act in seen} == {"audit"}
    assert 0.06 < len(seen) / happened < 0.15


def test_a_seen_wrong_entry_is_about_the_resident_on_whose_file_it_lies(year: OfficeYear) -> None:
    town = town_of(CITIZENS, SEED)
    for act in acts(year, "entry_wrong")[:40]:
        rows = (town.citizen == act.resident) & (town.day == act.observation.day) & town.wrong
        assert (rows & (town.source == year.offices[act.office].source)).any()


def test_a_fact_is_misread_where_a_town_without_slips_has_another() -> None:
    town, misread = town_of(CITIZENS, SEED), misread_rows(CITIZENS, SEED)
    assert len(misread) == len(town)
    assert 0 < misread.sum() < len(town) / 100
    slipping = {
        code
        for code, source in enumerate(load_content().sources.values())
        if any(mistake.effect == "misread" for mistake in source.mistakes)
    }
    assert set(np.unique(town.source[misread])) <= slipping


def test_a_desk_hands_in_a_return_for_each_month_in_which_it_filed(year: OfficeYear) -> None:
    camera = place(year, "face_camera")
    returns = [act.observation for act in year.of(camera) if act.observation.kind == "month_filed"]
    assert [seen.day for seen in returns] == list(range(30, 361, 30))
    town = town_of(CITIZENS, SEED)
    filed = (town.source == year.offices[camera].source) & (town.day <= 360)
    assert sum(int(seen.facts["entries"]) for seen in returns) == int(filed.sum())


# listings and appeals


def test_each_listing_without_notice_is_one_act_and_notice_ends_them(year: OfficeYear) -> None:
    assert len(acts(year, "listed_unannounced")) == len(year.answers.listings)
    announced = office_year(replace(USUAL, knobs=replace(KNOBS, notice_days=14)))
    assert not acts(announced, "listed_unannounced")


def test_wrongful_listings_and_answers_are_those_of_the_simulated_year(year: OfficeYear) -> None:
    told = simulate(HOME, CITIZENS, SEED, KNOBS)
    lists = place(year, LISTS)
    assert year.happened[lists, "listed_innocent"] == told.wrongly_listed
    assert sum(count for (_, kind), count in year.happened.items() if kind == "complaint") == told.filed
    assert sum(count for (_, kind), count in year.happened.items() if kind == "entry_struck") == told.granted


def test_a_complaint_lands_on_the_desk_whose_entry_tipped_it_and_is_so_if_that_was_wrong(year: OfficeYear) -> None:
    town, answers = town_of(CITIZENS, SEED), year.answers
    noted = iter(acts(year, "complaint"))
    for listing in answers.first.of.tolist():
        act, row = next(noted), int(answers.tipped[listing])
        assert act.resident == answers.listings.citizen[listing]
        if row == NONE:
            assert year.offices[act.office].id == LISTS
            assert act.so == answers.listings.wrong[listing]
        else:
            assert town.day[row] == answers.listings.first[listing]
            assert town.source[row] == year.offices[act.office].source
            assert act.so == town.wrong[row]


def test_fewer_clerks_answer_later_and_leave_more_to_the_deadline(year: OfficeYear) -> None:
    cut = office_year(replace(USUAL, staff=40))
    took = [np.mean([act.observation.facts["days"] for act in acts(each, "answered")]) for each in (year, cut)]
    assert took[1] > took[0]
    assert len(acts(cut, "unanswered")) > len(acts(year, "unanswered"))
    assert [act.reason for act in acts(cut, "unanswered")].count("staff") > 0


def test_where_there_is_no_path_there_is_no_counter() -> None:
    closed = office_year(replace(USUAL, knobs=None))
    assert COUNTER not in {office.id for office in closed.offices}
    assert not acts(closed, "complaint")


def test_corrections_that_are_passed_on_leave_no_copy_shut(year: OfficeYear) -> None:
    assert year.happened[place(year, COUNTER), "not_passed_on"] > 0
    told = office_year(replace(USUAL, knobs=replace(KNOBS, propagate="all")))
    assert not acts(told, "not_passed_on")
    assert not acts(told, "kept_shut")


def test_the_same_setting_gives_the_same_acts() -> None:
    first = office_year(USUAL).acts
    office_year.cache_clear()
    assert office_year(USUAL).acts == first


@pytest.mark.parametrize("slug", slugs())
def test_the_offices_of_every_system_have_a_year(slug: str) -> None:
    book, procedure = shipped(slug), procedure_for(slug)
    knobs = procedure.knobs if procedure.route == "exists" else None
    found = office_year(Setting(book, book, SEED, knobs))
    assert not found.columns.problems(vocabulary())
    heard = book.observers
    assert all(heard is None or office.id in heard for office in found.offices if office.source >= 0)

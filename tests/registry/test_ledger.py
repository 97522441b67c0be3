"""The ledger adds up to what the engine says of each citizen alone."""

from functools import cache

import numpy as np
import pytest

from registry.days import REFUSAL, refusing_doors
from registry.ledger import Costs
from registry.subjects import citizen
from registry.years import counted, hall, town_of, without_company
from scoring.engine import Explanation, explain, replay
from scoring.engine.columns import TownColumns
from scoring.selectors import shipped, vocabulary

CITIZENS, SEED = 60, 5
SYSTEMS = ("spc_defaulter_list", "suining_2010", "rail_air_2018", "pboc_file", "sesame_credit", "nosedive")


def town() -> TownColumns:
    return town_of(CITIZENS, SEED)


@cache
def costs(system: str) -> Costs:
    return counted(shipped(system), CITIZENS, SEED)


@cache
def lives(system: str) -> list[tuple[Explanation, Explanation]]:
    """Of every citizen: the year as it was, and without what lay on the wrong file."""
    book, words, found = shipped(system), vocabulary(), []
    for number in range(CITIZENS):
        seen, facts, wrong = (
            town().observations_of(number, words),
            town().facts_of(number, words),
            town().wrong_of(number),
        )
        own = [each for each in seen if each.id not in wrong]
        found.append(tuple(explain(book, rows, facts=facts, days=365, trace=False) for rows in (seen, own)))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("system", SYSTEMS)
def test_person_days_on_lists_are_the_days_of_the_lives(system: str) -> None:
    for row in costs(system).lists:
        days = [(row.id in was.lists, row.id in own.lists) for life in lives(system) for was, own in _days(life)]
        assert row.innocent == sum(was and not own for was, own in days)
        assert row.guilty == sum(was and own for was, own in days)


@pytest.mark.parametrize("system", SYSTEMS)
def test_person_days_before_a_door_are_the_days_of_the_lives(system: str) -> None:
    kinds = vocabulary().doors
    for row in costs(system).doors:
        no = REFUSAL[kinds[row.id].kind]
        days = [
            (was.doors[row.id] == no, own.doors[row.id] == no) for life in lives(system) for was, own in _days(life)
        ]
        assert row.days == sum(was for was, _ in days)
        assert row.innocent == sum(was and not own for was, own in days)


def _days(life: tuple[Explanation, Explanation]):  # type: ignore[no-untyped-def]
    return list(zip(life[0].settlements, life[1].settlements, strict=True))[1:]


def test_with_rules_about_others_too_the_days_are_those_of_the_replay() -> None:
    """A rule about relatives is told of them month by month: the lives are read from the hall's own file."""
    found, book = hall(shipped("tessamere"), CITIZENS, SEED), shipped("tessamere")
    people = [citizen(found, number).life for number in range(CITIZENS)]
    for row in counted(book, CITIZENS, SEED).lists:
        assert row.innocent + row.guilty == sum(row.id in day.lists for life in people for day in life.settlements[1:])
    for door in counted(book, CITIZENS, SEED).doors:
        no = REFUSAL[vocabulary().doors[door.id].kind]
        assert door.days == sum(day.doors[door.id] == no for life in people for day in life.settlements[1:])


def test_a_town_without_a_wrong_entry_has_no_innocent_day() -> None:
    from registry.ledger import costs as count

    clean = town().without_wrong()
    year = replay(shipped("tessamere"), clean)
    found = count(year, year)
    assert found.innocent == found.innocent_door_days == 0
    assert found.guilty > 0


def test_innocent_days_are_those_that_the_engine_s_own_comparison_counts() -> None:
    from scoring.engine import innocent_days

    assert costs("tessamere").innocent == innocent_days(shipped("tessamere"), town()).days


def test_where_no_rule_asks_about_others_nobody_is_hit_for_company() -> None:
    assert without_company(shipped("spc_defaulter_list")) is None
    kin = costs("spc_defaulter_list").kin
    assert (kin.asked, kin.affected, kin.days) == (False, 0, 0)


def test_company_s_days_vanish_with_the_rules_that_ask_for_it() -> None:
    kin = counted(shipped("tessamere"), CITIZENS, SEED).kin
    assert kin.asked
    assert kin.affected > 0
    alone = without_company(shipped("tessamere"))
    assert alone is not None
    assert without_company(alone) is None


def test_who_stands_beside_is_on_no_list_and_has_a_listed_relative() -> None:
    listed = replay(shipped("tessamere"), town()).on_any()
    relatives = town().relatives
    assert relatives is not None
    beside = [
        number
        for number in range(CITIZENS)
        if not listed[number] and any(listed[other] for other in relatives[number] if other >= 0)
    ]
    assert counted(shipped("tessamere"), CITIZENS, SEED).kin.beside == len(beside)


def test_doors_that_a_rulebook_only_opens_are_no_cost() -> None:
    assert "fast_lane" not in refusing_doors(shipped("suining_2010"))
    assert np.array(costs("no_system").public).sum() == 0

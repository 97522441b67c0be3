"""A correction changes what goes in; everything else is the engine's."""

from dataclasses import replace

import pytest
from cast import EVERYONE, LISTED, SEED, TOWN, by_lot
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.corrections import Correction, corrected
from registry.lives import DAYS, File, black_lists
from registry.offices import offices_of
from scoring.engine import Explanation, explain
from scoring.selectors import shipped, slugs

LAST = 40


def strike(entry: str, day: int = 0) -> Correction:
    return Correction("strike", "observation", entry, day)


def without(file: File, gone: set[str]) -> Explanation:
    kept = [seen for seen in file.observations if seen.id not in gone]
    return explain(file.rulebook, kept, facts=file.facts, days=LAST)


def what_stands(run: Explanation) -> list[tuple[object, ...]]:
    return [(day.standing, day.band, day.lists, dict(day.doors), day.entries, day.displays) for day in run.settlements]


def heaviest(file: File) -> str:
    """The entry that keeps this citizen on the list."""
    black = black_lists(file.rulebook)
    return next(each.id for each in file.observations if not black & set(without(file, {each.id}).last.lists))


@settings(max_examples=60, deadline=None)
@given(citizen=st.sampled_from(EVERYONE), seed=st.integers(1, 40), system=st.sampled_from(slugs()), data=st.data())
def test_a_struck_entry_equals_an_absent_one_on_every_day(
    citizen: str, seed: int, system: str, data: st.DataObject
) -> None:
    file = by_lot(citizen, seed, system)
    ids = [each.id for each in file.observations]
    gone = data.draw(st.sets(st.sampled_from(ids), max_size=4)) if ids else set()
    after = corrected(file, [strike(each) for each in sorted(gone)], LAST)
    absent = without(file, gone)
    assert what_stands(absent) == [
        (now.standing, now.band, now.lists, after.doors(now.day), now.entries, now.displays)
        for now in (after.at_home(day) for day in range(LAST + 1))
    ]


def test_before_the_decision_the_file_stands_as_filed() -> None:
    file = by_lot(LISTED)
    after = corrected(file, [strike(heaviest(file), 20)], LAST)
    for day in range(20):
        assert after.at_home(day) == after.as_filed(day)
    assert black_lists(file.rulebook) & set(after.at_home(19).lists)
    assert not black_lists(file.rulebook) & set(after.at_home(20).lists)


def test_the_first_ten_days_are_the_life_that_was_lived() -> None:
    file = by_lot(LISTED)
    after = corrected(file, [], LAST)
    assert [after.at_home(day) for day in range(DAYS + 1)] == list(file.explanation.settlements)


def test_a_copy_that_no_correction_reaches_keeps_its_doors_shut() -> None:
    file = by_lot(LISTED)
    alone, together = (
        corrected(file, [strike(heaviest(file), 20)], LAST, copies_follow=follow) for follow in (False, True)
    )
    assert alone.doors(30)["express_tram"] == "shut"
    assert together.doors(30)["express_tram"] == "open"
    assert alone.doors(30)["licence"] == together.doors(30)["licence"] == "open"
    took = {office.id: alone.took(office, 30) for office in alone.offices}
    assert took.pop("home")
    assert not any(took.values())


def test_an_entry_that_sleeps_while_it_is_looked_at_counts_again_afterwards() -> None:
    file = by_lot(LISTED)
    asleep = replace(strike(heaviest(file), 12), until_day=20)
    after = corrected(file, [asleep], LAST)
    listed = [day for day in range(11, LAST + 1) if black_lists(file.rulebook) & set(after.at_home(day).lists)]
    assert listed == [11, *range(20, LAST + 1)]


def test_a_rule_that_spares_a_citizen_equals_a_rule_that_is_off() -> None:
    file = by_lot(LISTED)
    rule = next(each for each in file.rulebook.rules if each.id == _rule_of(file, heaviest(file)))
    after = corrected(file, [Correction("exempt", "rule", rule.id, 0)], LAST)
    looks = [look.rule for day in range(LAST + 1) for look in (after.at_home(day).trace or _none()).looks]
    assert rule.id not in looks


def _rule_of(file: File, entry: str) -> str:
    looks = [look for day in file.explanation.settlements for look in (day.trace or _none()).looks]
    return next(look.rule for look in looks if look.observation == entry and look.fired)


def _none() -> object:
    raise AssertionError("a settlement without a trace")


@pytest.mark.parametrize("system", slugs())
def test_a_list_that_spares_a_citizen_never_holds_them(system: str) -> None:
    rulebook = shipped(system)
    for citizen in EVERYONE:
        file = by_lot(citizen, SEED, system)
        for name in set(file.explanation.lists) & black_lists(rulebook):
            after = corrected(file, [Correction("exempt", "listing", name, 15)], 30)
            assert name in after.at_home(14).lists
            assert name not in after.at_home(15).lists


def test_every_door_is_kept_by_one_office() -> None:
    for system in slugs():
        rulebook = shipped(system)
        kept = [door for office in offices_of(rulebook) for door in office.doors]
        assert sorted(kept) == sorted({line.door for line in rulebook.doors}), system


def test_the_towns_own_office_keeps_some_doors_and_others_copy_the_rest() -> None:
    offices = offices_of(shipped(TOWN))
    assert offices[0].home
    assert offices[0].doors
    assert len(offices) > 3

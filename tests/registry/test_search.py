"""Whom no choice saves is found by following every choice, not written down; and so is where all are fine."""

from itertools import product

import pytest
from cast import EVERYONE, SEED, by_lot

from registry import search as searching
from registry.lives import DAYS, allowed, black_listed, black_lists, open_file
from registry.search import search
from registry.walk import Made, Walk
from scoring.engine import Rulebook
from scoring.selectors import shipped, slugs


def documented(rulebook: Rulebook) -> bool:
    """Whether a rulebook tells of a system that existed, and its black lists rest on more than memory."""
    return rulebook.family != "fiction" and bool(black_lists(rulebook))


def test_there_is_somebody_whom_nothing_saves_under_a_documented_system() -> None:
    found = [
        (citizen, system)
        for system in ("spc_defaulter_list",)
        for citizen in EVERYONE
        if documented(shipped(system)) and search(citizen, SEED, shipped(system)).hopeless
    ]
    assert found


def test_of_whom_nothing_saves_not_even_chance_finds_a_way_out() -> None:
    """The same said by lives instead of by states: of many different lives by lot, none ends off the list."""
    rulebook = shipped("spc_defaulter_list")
    hopeless = next(citizen for citizen in EVERYONE if search(citizen, SEED, rulebook).hopeless)
    for life in some_lives(hopeless, rulebook, most=40):
        assert black_listed(open_file(hopeless, SEED, rulebook, life).explanation, DAYS)


def some_lives(citizen: str, rulebook: Rulebook, most: int) -> list[Made]:
    """Lives that take the first, the second, the third choice in every rhythm of two."""
    walk = Walk(citizen, SEED, rulebook)
    lives = set()
    for first, second, turn in product(range(4), range(4), range(3)):
        made: Made = ()
        state = walk.begin()
        for day in range(1, DAYS + 1):
            wish = first if (day + turn) % 3 else second
            made += tuple(options[wish % len(options)] for options in walk.options(day, state, made))
            state = walk.evening(day, state, made)
        lives.add(made)
    return sorted(lives, key=str)[:most]


@pytest.mark.parametrize("system", ["no_system", "suining_2010"])
def test_there_are_systems_under_which_all_thirteen_can_be_fine(system: str) -> None:
    for citizen in EVERYONE:
        saved = search(citizen, SEED, shipped(system)).saved
        assert saved is not None, citizen
        assert not black_listed(open_file(citizen, SEED, shipped(system), saved).explanation, DAYS), citizen


@pytest.mark.parametrize("system", ["tessamere", "spc_defaulter_list"])
def test_a_life_that_the_search_calls_saved_really_ends_off_the_list(system: str) -> None:
    for citizen in EVERYONE:
        outcome = search(citizen, SEED, shipped(system))
        if outcome.saved is None:
            assert outcome.complete, citizen
            assert black_listed(by_lot(citizen, SEED, system).explanation, DAYS), citizen
            continue
        file = open_file(citizen, SEED, shipped(system), outcome.saved)
        assert file.complete, citizen
        assert not black_listed(file.explanation, DAYS), citizen


def test_every_choice_of_a_saved_life_was_open_when_it_was_made() -> None:
    for citizen, system in (("yara", "tessamere"), ("joren", "spc_defaulter_list"), ("hector", "suining_2010")):
        saved = search(citizen, SEED, shipped(system)).saved or ()
        for count, made in enumerate(saved):
            file = open_file(citizen, SEED, shipped(system), saved[:count])
            assert file.scene is not None
            assert allowed(file, file.scene.choice(made.choice_id)), made


def test_a_search_that_was_cut_short_says_so_and_promises_nothing() -> None:
    outcome = search("davit", SEED, shipped("spc_defaulter_list"), most=1)
    assert (outcome.saved, outcome.complete, outcome.hopeless) == (None, False, False)


CASES = [(citizen, system) for citizen in ("davit", "hector", "yara") for system in ("tessamere", "spc_defaulter_list")]


@pytest.mark.parametrize(("citizen", "system"), [*CASES, ("pia", "suining_2010"), ("nadir", "debtor_ringback")])
def test_the_search_agrees_with_living_every_life_of_the_first_days(
    citizen: str, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An oracle that merges nothing: three days, every combination of choices, each file opened by itself."""
    days = 3
    monkeypatch.setattr(searching, "DAYS", days)
    saved = search(citizen, SEED, shipped(system)).saved is not None
    assert saved == any(not black_listed(explanation, days) for explanation in every_life(citizen, system, days))


def every_life(citizen: str, system: str, days: int, made: Made = ()):  # type: ignore[no-untyped-def]
    file = open_file(citizen, SEED, shipped(system), made)
    if file.day > days:
        yield file.explanation
        return
    for choice in file.scene.choices if file.scene else ():
        if allowed(file, choice):
            from town.events import Decision

            yield from every_life(citizen, system, days, (*made, Decision(file.day, file.scene.id, choice.id)))


def test_every_system_that_ships_can_be_searched() -> None:
    for system in slugs():
        assert search("ludmille", SEED, shipped(system)).complete, system

"""The stack on the officer's desk is drawn from the town: nothing in it is written, and the truth is the engine's."""

from dataclasses import replace

import numpy as np
import pytest

from appeals.officer.content import day
from appeals.officer.stack import CITIZENS, SHOWN, DeskFile, NoStack, _drawn, appeals_of, stack
from appeals.procedure.load import procedure_for
from appeals.procedure.model import Procedure
from registry.replays import reformed_year, year
from registry.residents import resident
from scoring.engine.columns import Array
from scoring.selectors import shipped

SEED, FILES = 4417, day().files
TOWN = shipped("tessamere")
USUAL = procedure_for("tessamere")


def first() -> tuple[DeskFile, ...]:
    return stack(TOWN, SEED, 0, FILES, USUAL)


def black(replay: object) -> Array:
    """Who is on a black list, [day, citizen], read off one run of the engine."""
    lists = [replay.listed[entry.id] for entry in TOWN.lists if entry.colour == "black"]  # type: ignore[attr-defined]
    return np.unpackbits(np.bitwise_or.reduce(lists), axis=1)


def test_the_same_seed_gives_the_same_stack() -> None:
    again = _drawn.__wrapped__(TOWN, SEED, 0, FILES, USUAL.knobs, USUAL.papers)  # worked out anew, not remembered
    assert again == first()
    assert len(again) == FILES
    assert [file.position for file in again] == list(range(FILES))


def test_another_seed_gives_another_stack() -> None:
    others = [file.citizen for file in stack(TOWN, 7, 0, FILES, USUAL)]
    assert others != [file.citizen for file in first()]


def test_the_next_shift_has_other_files() -> None:
    appeals = {(file.citizen, file.filed) for file in first()}
    assert not appeals & {(file.citizen, file.filed) for file in stack(TOWN, SEED, 1, FILES, USUAL)}


def test_every_file_is_an_appeal_that_the_town_filed_in_the_order_of_arrival() -> None:
    listings, filed = appeals_of(TOWN, SEED, USUAL.knobs)
    arrived = list(zip(listings.citizen[filed.of].tolist(), filed.time.astype(int).tolist(), strict=True))
    asked = [(file.citizen, file.filed) for file in first()]
    at = arrived.index(asked[0])
    assert arrived[at : at + FILES] == asked


@pytest.mark.parametrize("run", [0, 1])
def test_who_is_wrongly_listed_is_what_two_runs_of_the_engine_say(run: int) -> None:
    filed = black(year(TOWN, CITIZENS, SEED))
    clean = black(reformed_year(TOWN, TOWN, CITIZENS, SEED, clean=True))
    for file in stack(TOWN, SEED, run, FILES, USUAL):
        assert filed[file.listed_since, file.citizen]
        assert file.wrongly == (not clean[file.listed_since, file.citizen])


def test_the_days_left_are_days_on_the_list() -> None:
    filed = black(year(TOWN, CITIZENS, SEED))
    for file in first():
        assert filed[file.filed : file.filed + file.days_left + 1, file.citizen].all()


def test_an_entry_that_is_shown_counted_on_the_day_of_the_list() -> None:
    for file in first():
        known = resident(file.citizen, TOWN, TOWN, CITIZENS, SEED)
        looks = [look for each in known.before.settlements if each.trace for look in each.trace.looks if look.fired]
        counted = {(look.observation, look.rule, look.points) for look in looks}
        assert len(file.entries) <= SHOWN
        for entry in file.entries:
            assert (entry.id, entry.rule, entry.points) in counted
            assert entry.day <= file.listed_since
            expires = TOWN.rule(entry.rule).expires
            assert not expires or entry.day > file.listed_since - expires


def test_an_entry_is_wrong_where_the_town_knows_of_a_mistake() -> None:
    for file in (*first(), *stack(TOWN, SEED, 1, FILES, USUAL)):
        wrong = resident(file.citizen, TOWN, TOWN, CITIZENS, SEED).wrong
        assert [entry.wrong for entry in file.entries] == [entry.id in wrong for entry in file.entries]


def test_a_paper_speaks_about_who_it_was_and_is_as_strong_as_the_appeal() -> None:
    for file in first():
        assert (file.paper is None) == (file.strength == "none")
        if file.paper:
            assert (file.paper.proves, file.paper.strength) == ("identity", file.strength)


@pytest.mark.parametrize("slug", ["no_system", "nosedive"])
def test_where_a_system_has_no_path_there_is_no_stack(slug: str) -> None:
    with pytest.raises(NoStack):
        stack(shipped(slug), SEED, 0, FILES, procedure_for(slug))


def test_a_town_with_too_few_appeals_gives_no_stack() -> None:
    with pytest.raises(NoStack):
        stack(TOWN, SEED, 0, 100_000, USUAL)


def under(**turned: object) -> Procedure:
    return replace(USUAL, knobs=replace(USUAL.knobs, **turned))


@pytest.mark.parametrize("turned", [{"look": "fresh"}, {"hearing": True}, {"reviewer": "tribunal"}])
def test_another_procedure_meets_by_and_large_the_same_days_and_people(turned: dict[str, object]) -> None:
    usual = {file.citizen for run in (0, 1) for file in stack(TOWN, SEED, run, FILES, USUAL)}
    other = {file.citizen for run in (0, 1) for file in stack(TOWN, SEED, run, FILES, under(**turned))}
    assert len(usual & other) >= FILES


def test_of_the_same_citizen_a_knob_that_tells_nobody_anything_leaves_every_sign_as_it_was() -> None:
    usual = {file.citizen: file for file in first()}
    slower = stack(TOWN, SEED, 0, FILES, under(office_days=90))
    assert [file.signs for file in slower] == [usual[file.citizen].signs for file in slower]


def test_an_entry_that_its_record_does_not_fit_is_about_somebody_else_where_the_listing_is_wrong() -> None:
    for file in (*first(), *stack(TOWN, SEED, 1, FILES, USUAL)):
        if file.doubted:
            assert file.doubted.wrong == file.wrongly
        elif file.wrongly:
            assert file.wrong == 0  # a relative's


def test_whoever_was_told_no_reason_can_name_no_entry() -> None:
    assert {file.named for file in stack(TOWN, SEED, 0, FILES, under(reasons="none"))} == {None}


@pytest.mark.parametrize("reasons", ["code", "trace"])
def test_the_entry_that_the_claim_names_is_printed(reasons: str) -> None:
    files = [file for run in (0, 1) for file in stack(TOWN, SEED, run, FILES, under(reasons=reasons))]
    assert any(file.more for file in files)
    assert all(file.named in file.entries for file in files if file.named)


def test_a_record_that_does_not_fit_is_that_of_the_entry_named_where_it_can_be() -> None:
    for file in (*first(), *stack(TOWN, SEED, 1, FILES, USUAL)):
        if file.named and file.doubted and file.named.wrong == file.wrongly:
            assert file.doubted == file.named


def test_told_everything_the_wrongly_listed_name_what_is_wrong() -> None:
    files = [file for run in (0, 1) for file in stack(TOWN, SEED, run, FILES, under(reasons="trace"))]
    named = [file.named for file in files if file.wrongly and file.wrong]
    assert named
    assert all(entry and entry.wrong for entry in named)


def test_a_paper_that_the_office_does_not_take_is_given_back_and_does_not_lie_in_the_file() -> None:
    armed = [file for run in (0, 1) for file in stack(TOWN, SEED, run, FILES, USUAL) if file.paper]
    closed = replace(USUAL, papers=())
    bare = {file.citizen: file for run in (0, 1) for file in stack(TOWN, SEED, run, FILES, closed)}
    assert armed
    for file in armed:
        assert (bare[file.citizen].paper, bare[file.citizen].second) == (None, None)
        assert bare[file.citizen].refused == file.paper


def test_where_a_listing_lapses_early_fewer_days_are_left() -> None:
    for file in stack(TOWN, SEED, 0, FILES, under(expiry_days=20)):
        assert file.filed + file.days_left <= file.listed_since + 19

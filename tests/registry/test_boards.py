"""The public boards: every card comes from an engine run that anybody can repeat, and the boards leave nobody out."""

import pytest
from cast import EVERYONE, SEED, by_lot, decisions, seed_of_a_mistake, without_mistakes
from django.test import Client

from registry.boards import autoplay, register
from registry.lives import DAYS, allowed, open_file
from scoring.selectors import shipped

SYSTEMS = ("tessamere", "spc_defaulter_list", "suining_2010", "no_system")


def on_list(citizen: str, name: str, system: str, seed: int = SEED) -> list[int]:
    """The days on which a life by lot stands on a list."""
    settlements = by_lot(citizen, seed, system).explanation.settlements
    return [day for day in range(DAYS + 1) if name in settlements[day].lists]


@pytest.mark.parametrize("system", SYSTEMS)
def test_who_hangs_is_who_the_engine_listed_and_nobody_else(system: str) -> None:
    for board in register(SEED, shipped(system)).boards:
        listed = {citizen for citizen in EVERYONE if DAYS in on_list(citizen, board.id, system)}
        assert {entry.persona for entry in board.entries} == listed, board.id


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_days_on_a_card_are_the_days_of_the_trace(system: str) -> None:
    for board in register(SEED, shipped(system)).boards:
        for entry in board.entries:
            days = on_list(entry.persona, board.id, system)
            assert entry.days == len(days)
            assert entry.since in days
            assert entry.since == 0 or entry.since - 1 not in days


def test_a_card_says_how_long_the_list_itself_holds_it() -> None:
    rulebook = shipped("tessamere")
    for board in register(SEED, rulebook).boards:
        position = [kept.id for kept in rulebook.lists].index(board.id)
        for entry in board.entries:
            memory = by_lot(entry.persona, SEED).explanation.state.lists[position]
            bound = max(memory.hold, memory.put)
            assert entry.for_good == (bound >= 1_000_000_000)
            assert entry.until == (bound if DAYS <= bound < 1_000_000_000 else None)


@pytest.mark.parametrize("system", SYSTEMS)
def test_only_lists_that_the_system_posted_hang_in_the_hall(system: str) -> None:
    rulebook = shipped(system)
    assert {b.id for b in register(SEED, rulebook).boards} == {kept.id for kept in rulebook.lists if kept.posted}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_card_prints_a_code_of_the_rulebook_or_none(system: str) -> None:
    codes = {rule.reason_code for rule in shipped(system).rules} | {"–"}
    for board in register(SEED, shipped(system)).boards:
        assert {entry.code for entry in board.entries} <= codes


def test_innocent_days_are_those_that_only_wrong_entries_explain() -> None:
    seed = seed_of_a_mistake("yara")
    rulebook = shipped("tessamere")
    card = next(e for b in register(seed, rulebook).black for e in b.entries if e.persona == "yara")
    clean = without_mistakes(by_lot("yara", seed)).explanation.settlements
    board = next(b.id for b in register(seed, rulebook).black if card in b.entries)
    days = [day for day in on_list("yara", board, "tessamere", seed) if board not in clean[day].lists and day]
    assert card.innocent_days == len(days) > 0


def test_a_life_that_somebody_played_hangs_in_place_of_the_drawn_one() -> None:
    rulebook = shipped("tessamere")
    fewer = open_file("davit", SEED, rulebook, decisions("davit"))
    assert register(SEED, rulebook, fewer) == register(SEED, rulebook)
    nobody = open_file("davit", SEED, shipped("no_system"), decisions("davit", SEED, "no_system"))
    drawn = {e.persona for b in register(SEED, rulebook, nobody).black for e in b.entries}
    assert "davit" not in drawn
    assert "davit" in {e.persona for b in register(SEED, rulebook).black for e in b.entries}


@pytest.mark.parametrize("citizen", ["davit", "ludmille", "yara"])
def test_a_life_by_lot_makes_only_choices_that_the_doors_allow(citizen: str) -> None:
    rulebook = shipped("tessamere")
    made = autoplay(citizen, SEED, rulebook).decisions
    for count, each in enumerate(made):
        file = open_file(citizen, SEED, rulebook, made[:count])
        assert file.scene is not None
        assert allowed(file, file.scene.choice(each.choice_id))


@pytest.mark.django_db
def test_the_public_page_shows_a_name_a_portrait_a_code_and_nothing_else(client: Client) -> None:
    page = client.get("/register/", {"seed": str(SEED)}).content.decode()
    town = register(SEED, shipped("tessamere"))
    for board in town.boards:
        for entry in board.entries:
            assert f'<b class="d">{entry.name}</b><span class="code mono">{entry.code}</span>' in page
    assert f'<span class="d">{town.innocent_days}</span>' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"seed": "-1"}, "A seed is a whole number"),
        ({"seed": "1000000"}, "A seed is a whole number"),
        ({"seed": "9" * 5000}, "A seed is a whole number"),
        ({"seed": "ten"}, "A seed is a whole number"),
        ({"system": "narnia"}, "No system is called that"),
        ({"system": "\x00"}, "No system is called that"),
    ],
)
def test_what_the_public_page_cannot_show_is_said(client: Client, asked: dict[str, str], said: str) -> None:
    assert said in client.get("/register/", asked, follow=True).content.decode()

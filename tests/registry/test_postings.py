"""The boards of a whole town say of everybody what the engine says of that one citizen."""

from functools import cache

import numpy as np
import pytest

from registry.asked import Asked, Town
from registry.boards import _code
from registry.postings import NO_DAY
from registry.sheets import A_PAGE, codes, sheet
from registry.subjects import Subject, citizen
from registry.years import Hall, hall
from scoring.engine.model import FOREVER
from scoring.selectors import shipped, slugs

CITIZENS, SEED = 300, 11
SYSTEMS = ("tessamere", "spc_defaulter_list", "rail_air_2018", "suining_2010", "beijing_subway_2019", "debtor_ringback")


def town(system: str) -> Hall:
    return hall(shipped(system), CITIZENS, SEED)


@cache
def sample(system: str, board: str) -> list[tuple[int, Subject]]:
    """(row of the board, citizen) of up to a dozen on it."""
    found = town(system).board(board)
    assert found is not None
    rows = range(0, len(found), max(1, len(found) // 12))
    return [(row, citizen(town(system), int(found.citizen[row]))) for row in rows]


def boards() -> list[tuple[str, str]]:
    return [(system, board.id) for system in SYSTEMS for board in town(system).boards]


def there(subject: Subject, board: str) -> list[bool]:
    """Day by day: on this list, or shown at this place."""
    return [board in each.lists or board in each.displays for each in subject.life.settlements]


@pytest.mark.parametrize(("system", "board"), boards())
def test_who_hangs_hangs_by_the_engine_since_the_day_that_is_printed(system: str, board: str) -> None:
    posting = town(system).board(board)
    assert posting is not None
    for row, subject in sample(system, board):
        days = there(subject, board)
        since = int(posting.since[row])
        assert all(days[since:])
        assert since == 0 or not days[since - 1]


@pytest.mark.parametrize(("system", "board"), boards())
def test_who_does_not_hang_is_nowhere_in_the_engine_either(system: str, board: str) -> None:
    posting = town(system).board(board)
    assert posting is not None
    for number in np.setdiff1d(np.arange(CITIZENS), posting.citizen)[::37]:
        assert not there(citizen(town(system), int(number)), board)[-1]


@pytest.mark.parametrize(("system", "board"), boards())
def test_the_day_on_which_a_card_may_come_down_is_the_engine_s(system: str, board: str) -> None:
    found = town(system)
    posting = found.board(board)
    assert posting is not None
    for row, subject in sample(system, board):
        state = subject.life.state
        if posting.kind == "display":
            held = dict(state.displays)[board]
        else:
            memory = dict(zip((each.id for each in found.rulebook.lists), state.lists, strict=True))[board]
            held = max(memory.hold, memory.put)
        printed = FOREVER if held >= FOREVER else held if held >= found.town.days else NO_DAY
        assert int(posting.until[row]) == printed


@pytest.mark.parametrize(
    ("system", "board"), [(s, b) for s, b in boards() if b not in ("screen", "newspaper", "ringback")]
)
def test_the_code_on_a_card_is_that_of_the_same_life_told_alone(system: str, board: str) -> None:
    found = town(system)
    posting = found.board(board)
    assert posting is not None
    for row, subject in sample(system, board):
        alone = _code(found.rulebook, _Told(subject), board, int(posting.since[row]))
        assert codes(found)[int(posting.code[row])] == alone


class _Told:
    """A file, as far as a board's code asks for one."""

    def __init__(self, subject: Subject) -> None:
        self.explanation = subject.life


def test_a_card_on_the_screen_bears_the_code_of_a_rule_that_shows() -> None:
    found = town("tessamere")
    posting = found.board("screen")
    assert posting is not None
    for row, subject in sample("tessamere", "screen"):
        rule = found.rulebook.rules[int(posting.code[row])]
        settled = subject.life.settlements[int(posting.since[row])]
        assert settled.trace is not None
        assert rule.id in {look.rule for look in settled.trace.looks if look.fired}
        assert any(getattr(effect, "where", "") == "screen" for effect in rule.effects)


@pytest.mark.parametrize("system", ["tessamere", "spc_defaulter_list", "suining_2010"])
def test_wrongly_means_off_the_board_once_the_town_s_wrong_entries_are_struck(system: str) -> None:
    found = town(system)
    for board in found.boards:
        for row, subject in sample(system, board.id):
            if not found.rulebook.asks_associations:  # else a relative's wrong entry may be behind it
                clean = subject.clean
                still = board.id in clean.lists or board.id in clean.last.displays
                assert bool(found.wrongly[board.id][row]) == (not still)


@pytest.mark.parametrize("sort", ["since", "code", "number"])
def test_each_card_stands_on_one_sheet_only_whatever_the_order(sort: str) -> None:
    found = hall(shipped("tessamere"), 1000, SEED)
    board = found.board("blacklist")
    assert board is not None
    question = Asked(Town(found.rulebook, SEED, 1000), "blacklist", sort=sort)
    pages = sheet(found, board, question).pages
    seen = [card.number for page in range(1, pages + 1) for card in _sheet(found, question, page)]
    assert sorted(seen) == board.citizen.tolist()
    assert all(len(_sheet(found, question, page)) == A_PAGE for page in range(1, pages))


def _sheet(found: Hall, question: Asked, page: int):  # type: ignore[no-untyped-def]
    board = found.board("blacklist")
    assert board is not None
    return sheet(found, board, Asked(question.town, "blacklist", sort=question.sort, page=page)).cards


def test_newest_entries_come_first_and_equal_ones_by_number() -> None:
    found = town("tessamere")
    cards = _sheet(found, Asked(Town(found.rulebook, SEED, CITIZENS), "blacklist"), 1)
    assert [(-card.since, card.number) for card in cards] == sorted((-card.since, card.number) for card in cards)


def test_a_number_finds_its_one_card_and_a_code_all_of_its_own() -> None:
    found = town("tessamere")
    board = found.board("blacklist")
    assert board is not None
    of = Town(found.rulebook, SEED, CITIZENS)
    number = int(board.citizen[3])
    assert [card.number for card in sheet(found, board, Asked(of, "blacklist", q=str(number))).cards] == [number]
    code = codes(found)[int(board.code[0])]
    by_code = sheet(found, board, Asked(of, "blacklist", q=code))
    assert {card.code for card in by_code.cards} == {code}
    assert by_code.found == sum(codes(found)[each] == code for each in board.code.tolist())
    assert sheet(found, board, Asked(of, "blacklist", q="NOTHING")).found == 0


def test_every_system_that_ships_can_hang_its_boards() -> None:
    for system in slugs():
        found = hall(shipped(system), 60, SEED)
        assert {board.id for board in found.boards} >= {entry.id for entry in found.rulebook.lists}, system

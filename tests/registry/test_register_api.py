"""The register for other programs: the same cards as the pages, and a problem for every question without an answer."""

from typing import Any

import pytest
from django.test import Client

from registry.years import hall
from scoring.selectors import shipped

LIST = "/api/v1/registers/"


def get(client: Client, path: str = LIST, **asked: object) -> dict[str, Any]:
    response = client.get(path, {name: str(value) for name, value in asked.items()})
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def test_the_sheets_of_a_board_hold_each_citizen_once(client: Client) -> None:
    first = get(client, board="blacklist")
    sheets = [get(client, board="blacklist", page=page) for page in range(1, first["pages"] + 1)]
    numbers = [entry["number"] for sheet in sheets for entry in sheet["entries"]]
    board = hall(shipped("tessamere"), 1000, 4417).board("blacklist")
    assert board is not None
    assert sorted(numbers) == board.citizen.tolist()
    assert all(len(sheet["entries"]) <= 60 for sheet in sheets)


def test_a_card_says_what_the_board_prints_and_nothing_more(client: Client) -> None:
    card = get(client)["entries"][0]
    assert set(card) == {"number", "district", "code", "since", "until", "for_good", "url"}


def test_the_entry_s_own_address_says_what_the_board_leaves_out(client: Client) -> None:
    found = hall(shipped("tessamere"), 1000, 4417)
    board = found.board("blacklist")
    assert board is not None
    for row in (0, int(found.wrongly["blacklist"].argmax())):
        number = int(board.citizen[row])
        card = next(each for each in get(client, q=number)["entries"])
        entry = get(client, card["url"].split("?")[0])
        hung = next(each for each in entry["cards"] if each["board"] == "blacklist")
        assert (hung["code"], hung["since"], hung["until"]) == (card["code"], card["since"], card["until"])
        assert hung["wrongly"] == bool(found.wrongly["blacklist"][row])
        assert entry["wrong_entries"] == int(found.wrong_entries[number])
        assert entry["weighed"]


def test_a_citizen_with_a_name_has_one_and_circumstances(client: Client) -> None:
    entry = get(client, f"{LIST}entry/davit/")
    assert entry["name"] == "Davit Ossler"
    assert any(each["circumstance"] for each in entry["weighed"])


def test_a_system_without_lists_has_no_boards_and_no_entries(client: Client) -> None:
    found = get(client, system="no_system")
    assert (found["boards"], found["board"], found["entries"]) == ([], None, [])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("?seed=x", 400),
        ("?citizens=7", 400),
        ("?sort=name", 400),
        ("?system=narnia", 404),
        ("?board=narnia", 404),
        ("?page=0", 404),
        ("?page=99", 404),
        ("entry/1000/", 404),
        ("entry/narnia/", 404),
    ],
)
def test_a_question_without_an_answer_is_a_problem(client: Client, path: str, status: int) -> None:
    response = client.get(LIST + path)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]


def test_nothing_here_can_be_written(client: Client) -> None:
    assert client.post(LIST).status_code == 405

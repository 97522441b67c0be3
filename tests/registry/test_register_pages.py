"""The register's pages: what is asked is answered, in a sentence where it cannot be; who has no name gets none."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from registry import waiting as waits
from registry.boards import register
from registry.pages.tabs import label
from registry.years import Kept, Shelf, hall
from scoring.selectors import shipped, slugs
from town.content import load_content

SEED = 4417
PAGES = ("/register/", "/register/?curtain=1", "/register/ledger/", "/register/lenses/")
PEOPLE = ("/register/entry/15/", "/register/file/15/", "/register/entry/davit/", "/register/file/davit/")


def body(client: Client, path: str, **asked: object) -> str:
    response = client.get(path, {name: str(value) for name, value in asked.items()}, follow=True)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def test_every_card_bears_a_number_a_district_and_a_code_and_no_name(client: Client) -> None:
    page = body(client, "/register/", board="blacklist")
    cards = re.findall(r'<li class="lot-card.*?</li>', page, re.DOTALL)
    names = {part for person in load_content().personas.values() for part in person.name.split()}
    assert len(cards) == 60
    for card in cards:
        assert re.search(r"/register/entry/\d+/", card)
        assert not names & set(re.findall(r"\w+", card))


def test_the_front_row_and_the_town_s_board_are_two_runs_of_one_rulebook(client: Client) -> None:
    page = body(client, "/register/", seed=SEED)
    for board in register(SEED, shipped("tessamere")).boards:
        assert all(entry.name in page for entry in board.entries)
    for board in hall(shipped("tessamere"), 1000, SEED).boards:
        assert f'{label(board)} <span class="mono">{len(board)}</span>' in page


@pytest.mark.parametrize("system", slugs())
def test_every_system_has_its_boards_or_says_why_it_has_none(client: Client, system: str) -> None:
    page = body(client, "/register/", system=system)
    hung = [board for board in hall(shipped(system), 1000, SEED).boards if board.posted]
    assert ("lot-card" in page or "Nobody hangs here today" in page) == bool(hung)
    if not hung:
        assert "publishes no list" in page or "nobody collects anything" in page


@pytest.mark.parametrize(
    "system", ["no_system", "dutch_fraud_scorecard", "nosedive", "suining_2010", "village_points_store"]
)
@pytest.mark.parametrize("path", [*PAGES, *PEOPLE])
def test_every_page_opens_for_systems_with_and_without_lists(client: Client, system: str, path: str) -> None:
    page = body(client, path, system=system, seed=9, **({"curtain": 1} if "curtain" in path else {}))
    assert "<h1" in page


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/register/?system=narnia", 404, "No system is called that"),
        ("/register/?seed=-1", 400, "from 0 to 999,999"),
        ("/register/?seed=1e3", 400, "from 0 to 999,999"),
        ("/register/?citizens=12", 400, "1,000, 10,000 or 100,000"),
        ("/register/?page=0", 404, "counted from 1"),
        ("/register/?page=" + "9" * 400, 404, "counted from 1"),
        ("/register/?sort=name", 400, "ordered by"),
        ("/register/?board=narnia", 404, "No board of this system"),
        ("/register/?system=dutch_fraud_scorecard&board=investigation", 404, "hangs it nowhere"),
        ("/register/?q=" + "x" * 21, 400, "such as T-01"),
        ("/register/entry/1000/", 404, "go from 0 to 999"),
        ("/register/entry/" + "9" * 40 + "/", 404, "go from 0 to 999"),
        ("/register/entry/narnia/", 404, "Thirteen have a name"),
        ("/register/file/narnia/?system=nosedive", 404, "Thirteen have a name"),
        ("/register/lenses/?board=narnia", 404, "No board of this system"),
        ("/register/ledger/?shame=1&tells=101", 400, "from 0 to 100"),
        ("/register/ledger/?shame=1&lasts=x", 400, "from 1 to 365"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence_with_a_way_on(
    client: Client, path: str, status: int, said: str
) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == status
    assert said in page
    assert 'href="/register/"' in page


def test_a_page_beyond_the_end_leads_to_the_last(client: Client) -> None:
    response = client.get("/register/", {"page": "99", "sort": "code"})
    assert response.status_code == 302
    assert "page=4" in response["Location"]
    assert "sort=code" in response["Location"]


def test_a_search_that_finds_nobody_says_so_and_stays_a_page(client: Client) -> None:
    assert "Nobody on this board answers to that" in body(client, "/register/", q="Z-99")


@pytest.mark.parametrize("written", ["15", "No. 15", "no 15", " 0015 "])
def test_a_number_is_found_however_it_is_written(client: Client, written: str) -> None:
    page = body(client, "/register/", q=written)
    assert page.count('<li class="lot-card') == 1
    assert "/register/entry/15/" in page


def test_a_code_is_found_in_small_letters_too(client: Client) -> None:
    assert body(client, "/register/", q="t-01").count('<li class="lot-card') > 1


@pytest.mark.django_db
def test_no_page_of_the_register_asks_the_database(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        for path in (*PAGES, *PEOPLE):
            client.get(path)


def test_the_curtain_tells_the_right_person_from_the_wrong_one(client: Client) -> None:
    found = hall(shipped("tessamere"), 1000, SEED)
    board = found.board("blacklist")
    assert board is not None
    told = sum(
        body(client, "/register/", curtain=1, board="blacklist", page=page).count(
            "Only wrong entries explain this card"
        )
        for page in range(1, 5)
    )
    assert told == int(found.wrongly["blacklist"].sum()) > 0
    assert "Only wrong entries" not in body(client, "/register/", board="blacklist")


def test_an_entry_page_shows_the_rule_the_observation_and_the_source_of_what_put_it_there(client: Client) -> None:
    found = hall(shipped("tessamere"), 1000, SEED)
    board = found.board("blacklist")
    assert board is not None
    wrong = int(board.citizen[found.wrongly["blacklist"].argmax()])
    page = body(client, f"/register/entry/{wrong}/")
    assert "Only wrong entries explain this" in page
    for word in ("rule", "observation", "source"):
        assert f'<span class="k mono">{word}</span>' in page
    assert re.search(r"/rulebooks/tessamere/#rule-tes-\d+", page)


def test_a_file_lists_every_entry_once(client: Client) -> None:
    found = hall(shipped("tessamere"), 1000, SEED)
    page = body(client, "/register/file/15/")
    table = page.split('<table class="table entries">')[1].split("</table>")[0]
    assert table.count("<tr") - 1 == int((found.town.citizen == 15).sum())


# a year that has to be worked out first


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A shelf on which nothing is at hand and every year is large; the days that were told as done."""
    told: list[int] = []

    def make(rulebook, citizens, seed, progress=None):  # type: ignore[no-untyped-def]
        for day in range(0, 366, 73):
            if progress:
                progress("days", day, 365)
            told.append(day)
        return hall(rulebook, citizens, seed)

    shelf = Shelf(make, small=1, large=1)
    monkeypatch.setattr("registry.views.answers.halls", shelf)
    monkeypatch.setattr("registry.views.answers.LARGE", 10)
    monkeypatch.setattr("registry.views.answers.at_hand.__kwdefaults__", {"below": 10})
    yield told
    waits.settled()


def test_a_large_town_waits_kindly_and_then_opens(client: Client, slow: list[int]) -> None:
    response = client.get("/register/", {"seed": "77"})
    assert response.status_code == 202
    assert "The clerks are counting" in response.content.decode()
    waits.settled()
    assert slow[-1] == 365
    assert client.get("/register/", {"seed": "77"}).status_code == 200


def test_the_waiting_part_of_the_page_is_told_to_load_again_once_the_year_is_there(client: Client) -> None:
    response = client.get("/register/", headers={"HX-Request": "true", "HX-Target": "wait"})
    assert response["HX-Refresh"] == "true"


def test_work_that_failed_is_said_and_begun_again() -> None:
    calls: list[int] = []

    def make(*_: object) -> None:
        calls.append(1)
        raise ValueError("no")

    shelf, key = Shelf(make, small=1, large=1), (shipped("no_system"), 1000, 1)
    progress = waits.ask(shelf, key, inline=False)
    waits.settled()
    assert progress.failed
    waits.ask(shelf, key, inline=False)
    waits.settled()
    assert len(calls) == 2


def test_more_years_than_can_be_counted_soon_are_refused_with_a_sentence(
    client: Client, slow: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "MOST", 2)
    with waits._turn:  # the clerk is held up
        answers = [client.get("/register/", {"seed": str(seed)}) for seed in (81, 82, 83)]
        again = client.get("/register/", {"seed": "81"})
    assert [answer.status_code for answer in answers] == [202, 202, 503]
    assert "hands full" in answers[2].content.decode()
    assert again.status_code == 202  # asking twice is no second piece of work


def test_only_the_last_few_years_are_kept() -> None:
    kept = Kept(2)
    for number in range(5):
        kept.put(number, str(number))
    assert [kept.get(number) for number in range(5)] == [None, None, None, "3", "4"]

"""The turnstile before pages that are heavy for anybody: a few at once, and a sentence for the others."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from registry import turns


@pytest.fixture
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    taken = [turns._turns.acquire(timeout=1) for _ in range(turns.MOST)]
    yield
    for _ in taken:
        turns._turns.release()


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody_waits")
@pytest.mark.parametrize("address", ["/appeals/contest/?seed=77", "/elsewhere/?seed=77"])
def test_where_too_many_are_asked_for_it_is_said_and_other_pages_stay_open(address: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response["Retry-After"]) == (503, str(turns.AGAIN))
    assert "Ask again in a few seconds" in response.content.decode()
    assert Client().get("/about/").status_code == 200


def test_a_turn_is_given_back_when_the_page_fails() -> None:
    def fails(request: object) -> HttpResponse:
        raise ZeroDivisionError

    for _ in range(turns.MOST + 1):
        with pytest.raises(ZeroDivisionError):
            turns.in_turn(fails)(RequestFactory().get("/"))

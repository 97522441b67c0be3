"""Ludmille, who is on no list: from the landing page to the debrief, on a phone."""

from collections.abc import Callable

from cast import UNLISTED, by_lot
from playwright.sync_api import Page
from screens import PHONE
from walking import Visitor, reflows, words

from registry.lives import DAYS, black_listed


def test_an_unlisted_life_on_a_phone(open_browser: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    told: dict[str, str] = {}

    def look(page: Page, station: str) -> None:
        axe(page)
        reflows(page, station)
        told[station] = words(page)

    Visitor(open_browser(**PHONE), UNLISTED, look=look).go()
    assert not black_listed(by_lot(UNLISTED).explanation, DAYS)
    assert "You stop at your own face." not in told["register"]
    assert set(told) >= {"landing", "day", "bet", "register", "light", "box", "rewrite", "elsewhere", "debrief"}

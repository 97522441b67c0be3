"""Ludmille, who is on no list: the same way on a phone, with and without a script."""

from collections.abc import Callable

import pytest
from cast import UNLISTED, by_lot
from playwright.sync_api import Page
from walking import Visitor, reflows, words

from registry.lives import DAYS, black_listed

from conftest import PHONE  # isort: skip


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_an_unlisted_life_on_a_phone(open_browser: Callable[..., Page], axe: Callable, script: bool) -> None:
    told: dict[str, str] = {}

    def look(page: Page, station: str) -> None:
        told[station] = words(page)
        if script:
            axe(page)
            reflows(page, station)

    Visitor(open_browser(**PHONE, java_script_enabled=script), UNLISTED, look=look).go()
    assert not black_listed(by_lot(UNLISTED).explanation, DAYS)
    assert "You stop at your own face." not in told["register"]
    assert set(told) >= {"landing", "day", "bet", "register", "light", "box", "rewrite", "elsewhere", "debrief"}

"""Yara, listed for what her twin did; the seed is searched for, not chosen. On a phone."""

from collections.abc import Callable

from cast import MISTAKEN, by_lot, seed_of_a_mistake
from playwright.sync_api import Page, expect
from screens import PHONE
from walking import Visitor, words

from registry.boards import register
from registry.lives import DAYS


def test_a_mistaken_life_is_told_what_was_not_hers(open_browser: Callable[..., Page], axe: Callable) -> None:
    seed = seed_of_a_mistake(MISTAKEN)
    file = by_lot(MISTAKEN, seed)
    told: dict[str, str] = {}

    def look(page: Page, station: str) -> None:
        if station == "box":
            expect(page.locator(".cf li").first).to_be_visible()
        axe(page)
        told[station] = words(page)

    page = open_browser(**PHONE)
    visitor = Visitor(page, MISTAKEN, seed, look)
    visitor.begin()
    visitor.live()
    visitor.bet("data")
    visitor.register()
    visitor.cross()
    assert "You stop at your own face." in told["register"]
    assert str(register(seed, file.rulebook).innocent_days) in told["register"]
    assert "not yours" in told["light"]
    expect(page.locator("#trail")).to_be_visible()
    look(page, "box")
    assert "Strike what was not you" in told["box"]
    wrong = next(seen.day for seen in file.observations if seen.id in file.wrong and 1 <= seen.day <= DAYS)
    page.locator(f'.fall a[href="?day={wrong}#trail"]').click()
    expect(page.locator("#trail .card-paper.wrong").first).to_be_visible()
    axe(page)
    visitor.to_appeal()
    visitor.appeal()
    visitor.rewrite()
    visitor.elsewhere()
    visitor.debrief()

"""Davit, who is on the list whatever he does: from the landing page to the debrief, on a desktop."""

import re
from collections.abc import Callable
from typing import Any

from cast import LISTED, by_lot
from playwright.sync_api import Page, expect
from walking import Visitor, at, reflows, words

from play.models import Stage
from registry.lives import DAYS, black_listed
from registry.whatif import what_if
from scoring import display

Open = Callable[..., Page]
Axe = Callable[[Page], Any]


def test_a_listed_life_from_the_landing_page_to_the_debrief(open_browser: Open, axe: Axe) -> None:
    told: dict[str, str] = {}

    def look(page: Page, station: str) -> None:
        if station == "box":  # the part that is searched for arrives by itself
            expect(page.locator(".cf li").first).to_be_visible()
        axe(page)
        reflows(page, station)
        told[station] = words(page)

    Visitor(open_browser(), LISTED, look=look).go()
    file = by_lot(LISTED)
    assert black_listed(file.explanation, DAYS)
    assert "You stop at your own face." in told["register"]
    last = display.standing(file.rulebook, file.explanation.standing)
    assert last in told["box"]
    assert last in told["debrief"]
    assert "Reason: not stated" in told["notice"]
    assert f"seed {file.seed} · under Tessamere" in told["day"]
    lives = what_if(file).lives
    assert ("Nothing you did would have helped" in told["box"]) == bool(lives and lives.hopeless)


def test_a_day_is_opened_in_one_tap_and_its_rule_is_read_in_two(open_browser: Open, axe: Axe) -> None:
    page = open_browser()
    page.goto(f"/play/{at(page, Stage.BOX).pk}/box/")
    page.locator('.fall a[href^="?day=5#"]').click()
    expect(page.locator("#trail h2")).to_have_text("Day 5")
    axe(page)
    link = page.locator("#trail .code-link").first
    rule = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(f"/rulebooks/tessamere/#rule-{rule}$"))
    expect(page.locator(f"#rule-{rule}")).to_be_in_viewport()

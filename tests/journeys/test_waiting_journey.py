"""An edit that waits in line: the town that was drawn last stays where it is until the new one has come."""

from collections.abc import Callable
from threading import Event
from typing import Any

from playwright.sync_api import Page, expect
from screens import DESKTOP, PHONE
from test_town_journey import WATCH, edit, rested
from walking import at, reflows

from play.models import Stage

Open = Callable[..., Page]
Axe = Callable[[Page], Any]
TOP = "() => document.querySelector('#town .bands').getBoundingClientRect().top + scrollY"


def waiting_town(page: Page, number: str) -> None:
    """The pen after an edit that stands in line; what nobody in this process has scored yet."""
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    page.evaluate(WATCH)
    edit(page, number)
    expect(page.locator("#told #waiting")).to_have_count(1)


def test_the_dots_stay_dimmed_while_an_edit_waits_and_travel_when_it_has_come(
    open_browser: Open, axe: Axe, gate: Event
) -> None:
    page = open_browser(**DESKTOP)
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    page.evaluate(WATCH)
    stood = page.evaluate(TOP)
    edit(page, "71")
    expect(page.locator("#told #waiting")).to_contain_text("1 other edit comes first.")
    expect(page.locator("#town .bands")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#town .bnd .dots").first).to_have_css("opacity", "0.35")
    expect(page.locator("#live")).to_contain_text("1 other edit comes first.")
    assert abs(page.evaluate(TOP) - stood) <= 1  # nothing jumps
    axe(page)
    page.locator(".bnd .dots").first.click(position={"x": 100, "y": 8})  # a dot of before leads nowhere now
    edit(page, "72")
    expect(page.locator("#told #waiting")).to_have_count(1)
    assert page.url.endswith("/rewrite/")
    gate.set()
    expect(page.locator("#waiting")).to_have_count(0)
    assert len(rested(page)) == 1
    expect(page.locator("#town .bands")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#said")).to_contain_text("gain")
    expect(page.locator("#live")).to_contain_text("gain")


def test_where_nothing_may_move_the_dots_stay_and_then_stand_elsewhere(open_browser: Open, gate: Event) -> None:
    page = open_browser(**DESKTOP, reduced_motion="reduce")
    waiting_town(page, "73")
    expect(page.locator("#town .bands")).to_have_attribute("aria-busy", "true")
    gate.set()
    expect(page.locator("#waiting")).to_have_count(0)
    assert rested(page) == []


def test_on_a_phone_the_wait_is_told_by_the_hand(open_browser: Open, axe: Axe, gate: Event) -> None:
    page = open_browser(**PHONE)
    waiting_town(page, "74")
    expect(page.locator("#tally")).to_contain_text("1 other edit comes first.")
    axe(page)
    reflows(page, "a town that waits")
    gate.set()
    expect(page.locator("#tally")).to_contain_text("gain")


def test_a_town_that_was_not_drawn_yet_shows_how_far_it_is_in_a_box(open_browser: Open, gate: Event) -> None:
    page = open_browser(**DESKTOP)
    waiting_town(page, "75")
    page.reload()
    expect(page.locator("#town > .wait #waiting")).to_have_count(1)
    expect(page.locator("#town .bands")).to_have_count(0)
    gate.set()
    expect(page.locator("#town .bands")).to_have_count(1)

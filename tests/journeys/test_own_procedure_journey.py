"""A procedure of one’s own for one case: one knob turned, kept, and gone through; on a phone, without script."""

from collections.abc import Callable
from typing import Any

import pytest
from claims import PAPER, judgment
from playwright.sync_api import Page, expect
from screens import PHONE
from walking import at, reflows

from play.models import Stage

Open = Callable[..., Page]
Axe = Callable[[Page], Any]


def press(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(then)


def test_one_knob_turned_makes_it_ones_own_and_the_case_keeps_it(open_browser: Open, axe: Axe) -> None:
    page = open_browser(java_script_enabled=False, allowed=("422",), **PHONE)
    life = at(page, Stage.BOX)
    page.goto(f"/play/{life.pk}/appeal/")
    page.locator(f'input[value="observation:{judgment().id}"]').check()
    page.locator("select[name=ground-observation]").select_option("context")
    page.get_by_text("Turn its knobs: then it is a procedure of your own").click()
    page.get_by_label("Fee in quills").first.fill("free")
    page.get_by_role("button", name="Take a form for this").click()
    expect(page.get_by_text("'free' is no whole number.")).to_be_visible()
    expect(page.locator(f'input[value="observation:{judgment().id}"]')).to_be_checked()
    page.get_by_label("Fee in quills").first.fill("0")
    page.get_by_label("The entry sleeps while the appeal is pending").select_option("yes")
    page.get_by_label("Days that a complaint leaves the office to answer").fill("3")
    page.get_by_role("button", name="Take a form for this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not filed yet")
    expect(page.get_by_role("link", name="A procedure of your own")).to_be_visible()
    page.locator(f"input[value={PAPER}]").check()
    press(page, "File it", "It lies at the counter")
    press(page, "Let the days pass", "It is being looked at")
    expect(page.get_by_text("The entry sleeps until it is decided.")).to_be_visible()
    press(page, "Complain that it takes so long", "It is being looked at")
    page.get_by_role("link", name="Your complaint").click()
    expect(page.get_by_text("of your own")).to_be_visible()
    page.locator(".slip a").click()
    press(page, "Let the days pass", "Dismissed")
    expect(page.get_by_text("40 quills").first).to_be_visible()
    reflows(page, "dismissed under one's own")
    press(page, "Go on to the tribunal", "The tribunal has it")
    press(page, "Let the days pass", "The tribunal upheld it")
    expect(page.locator("#t-costs")).to_have_text("What it cost")
    page.goto(f"/play/{life.pk}/box/")
    expect(page.get_by_text("contested, upheld on day")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["/appeals/contest/?own=look-fresh.fee-0", "/appeals/contest/?system=no_system", "/appeals/contest/?own=moon"],
)
def test_the_pages_of_an_own_procedure_break_no_rule(open_browser: Open, axe: Axe, address: str) -> None:
    page = open_browser(allowed=("422",))
    page.goto(address)
    axe(page)
    reflows(page, address)

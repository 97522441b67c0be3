"""Listed, contested, dismissed; the tribunal upholds it; one office takes the correction and the others do not."""

import re
from collections.abc import Callable
from typing import Any

from cast import LISTED
from claims import PAPER, judgment
from playwright.sync_api import Page, expect
from screens import PHONE
from walking import at, reflows

from play.models import Stage

Open = Callable[..., Page]
Axe = Callable[[Page], Any]


def choose(page: Page) -> None:
    page.locator(f'input[value="observation:{judgment().id}"]').check()
    page.locator("select[name=ground-observation]").select_option("context")
    page.get_by_role("button", name="Take a form for this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not filed yet")


def press(page: Page, name: str, then: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(then)


def letter(page: Page, name: str, look: Callable[[str], None], stamp: str) -> None:
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("img", name=f"Stamp: {stamp}")).to_be_visible()
    look(name)
    page.locator(".slip a").click()


def test_listed_appealed_dismissed_upheld_above_and_taken_by_one_office(open_browser: Open, axe: Axe) -> None:
    page = open_browser()
    life = at(page, Stage.BOX)
    page.goto(f"/play/{life.pk}/box/")

    def look(station: str) -> None:
        axe(page)
        reflows(page, station)

    page.locator('main a.btn.hot[href$="/appeal/"]').click()
    expect(page.get_by_text("You are on the list, and what put you there can be contested.")).to_be_visible()
    look("appeal")
    choose(page)
    look("form")
    page.locator(f"input[value={PAPER}]").check()
    page.get_by_label("Ask that it should not count while you wait").check()
    press(page, "File it", "It lies at the counter")
    press(page, "Let the days pass", "It is being looked at")
    expect(page.locator(".ap-doors")).to_contain_text("Express tram")
    press(page, "Let the days pass", "Dismissed")
    look("dismissed")
    letter(page, "Decision on your appeal", look, "Dismissed")
    press(page, "Go on to the tribunal", "The tribunal has it")
    press(page, "Let the days pass", "The tribunal upheld it")
    letter(page, "Decision of the tribunal", look, "Upheld")
    offices = page.locator(".ap-offices > li")
    expect(offices.filter(has_text="Harbour Credit Bureau")).to_contain_text("The card is off the board.")
    expect(offices.filter(has_text="Tram Company")).to_contain_text("Holds its copy as it was.")
    expect(page.locator(".ap-doors")).to_contain_text("Express tram")
    expect(page.locator(".ap-doors")).not_to_contain_text("Licence")
    look("upheld")
    letter(page, "About our copy", look, "Noted")
    page.get_by_role("link", name="Back to your ten days").click()
    look("after")
    page.goto(f"/play/{life.pk}/register/")
    cards = page.locator(".cards-today li")
    expect(cards.filter(has_text="Harbour Credit Bureau")).to_contain_text("your card is off the board")
    expect(cards.filter(has_text="Tram Company")).to_contain_text("your card still hangs on its copy")
    look("the boards since")
    page.goto(f"/play/{life.pk}/appeal/")
    page.get_by_role("button", name="Hold the pen").click()
    expect(page).to_have_url(re.compile("/rewrite/"))


def test_without_script_on_a_phone_an_appeal_is_filed_and_answered(open_browser: Open) -> None:
    page = open_browser(java_script_enabled=False, **PHONE)
    life = at(page, Stage.BOX, LISTED)
    page.goto(f"/play/{life.pk}/appeal/")
    choose(page)
    page.locator("input[name=pay]").uncheck()
    press(page, "File it", "It lies at the counter")
    press(page, "Let the days pass", "Sent back to be mended")
    page.get_by_role("link", name="A fee is due").click()
    expect(page.get_by_role("img", name="Stamp: Fee due")).to_be_visible()
    page.locator(".slip a").click()
    press(page, "Hand it in", "It lies at the counter")
    press(page, "Let the days pass", "It is being looked at")
    press(page, "Let the days pass", "Dismissed")
    page.get_by_role("link", name="Search the other choices").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Recourse: what to do next time")


def test_letters_print_on_one_page(open_browser: Open) -> None:
    page = open_browser()
    life = at(page, Stage.BOX)
    page.goto(f"/play/{life.pk}/appeal/")
    choose(page)
    page.locator(f"input[value={PAPER}]").check()
    press(page, "File it", "It lies at the counter")
    press(page, "Let the days pass", "It is being looked at")
    press(page, "Let the days pass", "Dismissed")
    press(page, "Go on to the tribunal", "The tribunal has it")
    press(page, "Let the days pass", "The tribunal upheld it")
    links = [each.get_attribute("href") for each in page.locator(".ap-letter").all()]
    assert len(links) >= 5
    page.emulate_media(media="print")
    for link in links:
        page.goto(str(link))
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1, link
        for gone in page.locator(".trace, .slip .btn").all():
            expect(gone).to_be_hidden()


def test_the_pages_around_a_case_break_no_rule(open_browser: Open, axe: Axe) -> None:
    page = open_browser()
    for address in (
        "/appeals/",
        "/appeals/contest/",
        "/appeals/procedures/tessamere/",
        "/appeals/procedures/no_system/",
    ):
        page.goto(address)
        axe(page)
        reflows(page, address)

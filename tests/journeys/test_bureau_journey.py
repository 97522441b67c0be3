"""A scorecard for the Bureau in a browser: a weight is changed, offices fall, going back undoes it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from screens import DESKTOP, PHONE, on_screens
from walking import at, reflows

from play.models import Stage

Open = Callable[..., Page]
Axe = Callable[[Page], Any]
UNDER = ".chip.under"


def write(page: Page, name: str, value: str) -> None:
    field = page.locator(f'[id="{name}"]')
    with page.expect_response(lambda answer: "/bureau/" in answer.url):
        field.fill(value)
        field.blur()


@on_screens("desktop", "phone")
def test_a_learner_weighs_the_offices_and_goes_back(open_browser: Open, axe: Axe, screen: dict[str, Any]) -> None:
    page = open_browser(**screen)
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    page.get_by_role("link", name="Rate the offices").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rate the offices")
    issued = page.locator(UNDER).count()
    assert issued
    axe(page)
    reflows(page, "bureau")
    write(page, "off-01.points", "-90")
    expect(page).to_have_url(re.compile(r"off-01\.points=-90"))
    expect(page.locator("#changes li")).to_have_count(1)
    assert page.locator(UNDER).count() > issued
    expect(page.locator("#live")).to_contain_text("under supervision")
    expect(page.locator('[id="off-01.points"]')).to_have_value("-90")
    axe(page)
    page.go_back()
    expect(page.locator("#changes li")).to_have_count(0)
    expect(page.locator('[id="off-01.points"]')).to_have_value("-20")
    expect(page.locator(UNDER)).to_have_count(issued)


def test_a_file_is_two_clicks_from_the_list(open_browser: Open, axe: Axe) -> None:
    page = open_browser(**PHONE)
    page.goto("/bureau/")
    page.locator(UNDER, has_text="Face camera").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Face camera")
    page.locator(".events summary").first.click()
    expect(page.locator(".events details[open] .trail")).to_contain_text("source")
    axe(page)
    reflows(page, "bureau-office")


def test_what_cannot_be_read_is_said_beside_its_blank_while_the_rest_stands(open_browser: Open, axe: Axe) -> None:
    page = open_browser(**DESKTOP, allowed=("422",))
    page.goto("/bureau/")
    write(page, "off-01.points", "5000")
    expect(page.locator("#rated .faults")).to_contain_text("Write a whole number from -1000 to 1000.")
    expect(page.locator('[id="off-01.points"]')).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#t-off-01 .field-error")).to_be_visible()
    axe(page)
    write(page, "off-01.points", "-30")
    expect(page.locator("#rated .faults")).to_have_count(0)
    expect(page.locator('[id="off-01.points"]')).not_to_have_attribute("aria-invalid", "true")


def test_by_keyboard_alone_a_rule_is_switched_off(open_browser: Open) -> None:
    page = open_browser(**DESKTOP)
    page.goto("/bureau/")
    page.locator('[id="off-01.on"]').focus()
    with page.expect_response(lambda answer: "/bureau/" in answer.url):
        page.keyboard.press("Space")
    expect(page.locator("#changes")).to_contain_text("does not count")
    expect(page.locator('[id="off-01.on"]')).to_be_focused()


def test_without_a_script_the_form_leads_to_the_same_address(open_browser: Open) -> None:
    page = open_browser(**DESKTOP, java_script_enabled=False)
    page.goto("/bureau/")
    page.locator('[id="off-01.points"]').fill("-90")
    page.get_by_role("button", name="Rate them again").click()
    expect(page).to_have_url(re.compile(r"/bureau/\?system=tessamere&seed=\d+&off-01\.points=-90"))
    expect(page.locator("#changes li")).to_have_count(1)

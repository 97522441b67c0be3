"""Ways of reading: larger text, less motion, print, two tabs, the back button, an error page."""

from collections.abc import Callable

import pytest
from cast import SEED, life_at
from django.test import Client
from playwright.sync_api import Page, expect
from screens import PHONE
from walking import at, keep, reflows, sideways

from play.models import Life, Stage

Open = Callable[..., Page]
Axe = Callable[[Page], None]
RULEBOOKS = ["/rulebooks/", "/rulebooks/tessamere/"]
PUBLIC = ["/", "/play/", "/register/", *RULEBOOKS, "/about/", "/about/sources/", "/nowhere/"]
PUBLIC += ["/elsewhere/", "/register/ledger/"]  # other pages to read: test_systems_journey.py
PUBLIC += [
    "/register/lenses/",
    "/register/?curtain=1",
    "/appeals/",
    "/appeals/contest/",
    "/appeals/procedures/tessamere/",
]
STATIONS = {
    "day": Stage.LIVE,
    "bet": Stage.BET,
    "register": Stage.LISTED,
    "light": Stage.BOX,
    "box": Stage.BOX,
    "appeal": Stage.BOX,
    "rewrite": Stage.REWRITE,
    "elsewhere": Stage.ELSEWHERE,
    "debrief": Stage.DEBRIEF,
}


@pytest.mark.parametrize("station", STATIONS)
def test_the_largest_text_fits_the_narrowest_phone(open_browser: Open, axe: Axe, station: str) -> None:
    page = open_browser(**PHONE)
    life = at(page, STATIONS[station])
    keep(page, "gs-text", "larger")
    page.goto(f"/play/{life.pk}/{station}/")
    expect(page.locator("html")).to_have_attribute("data-text", "larger")
    reflows(page, f"{station} in larger text")
    axe(page)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_break_no_rule_and_reflow(open_browser: Open, axe: Axe, address: str) -> None:
    page = open_browser(**PHONE, allowed=("404",))
    page.goto(address)
    axe(page)
    reflows(page, address)


@pytest.mark.parametrize("address", ["/play/file/", "/play/{life}/out/", "/play/{life}/box/findings/"])
def test_pages_beside_the_way_break_no_rule_and_reflow(open_browser: Open, axe: Axe, address: str) -> None:
    page = open_browser()
    life = at(page, Stage.DEBRIEF)
    page.goto(address.format(life=life.pk))
    axe(page)
    reflows(page, address)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_the_text_grows_at_a_tap_and_stays_so(open_browser: Open, script: bool) -> None:
    page = open_browser(java_script_enabled=script)
    page.goto("/about/")
    for size in ("large", "larger", "normal", "large"):
        page.locator("[data-text-size] button").click()
        expect(page.locator("html")).to_have_attribute("data-text", size)
        assert page.url.endswith("/about/")
    page.goto("/rulebooks/")
    expect(page.locator("html")).to_have_attribute("data-text", "large")


def test_who_asked_for_less_motion_gets_none(open_browser: Open) -> None:
    page = open_browser(reduced_motion="reduce")
    life = at(page, Stage.LISTED)
    page.goto(f"/play/{life.pk}/register/")
    page.locator('form[action$="/next/"] .btn.hot').click()
    page.wait_for_url("**/light/")
    moving = "document.getAnimations().filter((each) => each.effect.getComputedTiming().duration > 1).length"
    assert page.evaluate(moving) == 0
    page.locator(".x-cta a").click()
    page.wait_for_url("**/box/**")
    assert page.evaluate(moving) == 0


def test_the_printed_debrief_is_the_sheet_alone(open_browser: Open) -> None:
    page = open_browser()
    life = at(page, Stage.DEBRIEF)
    page.goto(f"/play/{life.pk}/debrief/")
    expect(page.locator("header.bar")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("header.bar")).to_be_hidden()
    for form in page.locator("main form").all():
        expect(form).to_be_hidden()
    expect(page.get_by_text(str(SEED)).first).to_be_visible()
    assert sideways(page) <= 0


def test_the_back_button_shows_the_old_page_and_a_second_answer_is_told(open_browser: Open) -> None:
    page = open_browser()
    life = at(page, Stage.LIVE)
    page.goto(f"/play/{life.pk}/day/")
    page.locator("button.choice").nth(0).click()
    expect(page.locator("input[name=position]")).to_have_value("1")
    page.go_back()
    expect(page.locator("button.choice").nth(1)).to_be_visible()
    if page.locator("input[name=position]").input_value() == "0":  # else the browser fetched the page anew
        page.locator("button.choice").nth(1).click()
        expect(page.get_by_text("That page was of an earlier moment")).to_be_visible()
    expect(page.locator("input[name=position]")).to_have_value("1")
    assert life.decisions.count() == 1


def test_a_choice_tapped_twice_counts_once(open_browser: Open) -> None:
    page = open_browser(**PHONE)
    life = at(page, Stage.LIVE)
    page.goto(f"/play/{life.pk}/day/")
    page.locator("button.choice").first.dblclick(no_wait_after=True)
    expect(page.locator("input[name=position]")).to_have_value("1")
    assert life.decisions.count() == 1


def test_a_second_tab_goes_on_where_the_first_one_is(open_browser: Open) -> None:
    page = open_browser()
    life = at(page, Stage.LIVE)
    page.goto(f"/play/{life.pk}/day/")
    page.locator("button.choice").first.click()
    expect(page.locator("input[name=position]")).to_have_value("1")
    second = page.context.new_page()
    second.goto("/")
    second.get_by_role("link", name="Go on as").click()
    expect(second.locator("input[name=position]")).to_have_value("1")


def test_one_click_erases_everything(open_browser: Open) -> None:
    page = open_browser()
    at(page, Stage.DEBRIEF)
    page.goto("/play/file/")
    page.get_by_role("button", name="Erase my file now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Erased")
    assert "gs-file" not in {cookie["name"] for cookie in page.context.cookies()}
    assert not Life.objects.exists()


def test_somebody_else_s_life_is_a_page_that_says_how_to_go_on(open_browser: Open, axe: Axe) -> None:
    life = life_at(Client(), Stage.BOX)
    page = open_browser(allowed=("403",))
    page.goto(f"/play/{life.pk}/box/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This file is not yours to open")
    axe(page)
    page.locator("main a.btn.hot").click()
    expect(page.get_by_role("button", name="Begin as")).to_be_visible()

"""The town beside the pen: dots that move, a resident's file behind each, goals with a search, some years more."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from screens import DESKTOP, on_screens
from walking import at, reflows

from play.models import Stage

Open = Callable[..., Page]
Axe = Callable[[Page], Any]
WATCH = """() => { window.rests = [];
  document.addEventListener("town:rested", (event) => window.rests.push(event.detail)); }"""
SLOWEST = 30  # frames a second


def edit(page: Page, number: str) -> None:
    field = page.locator(".rl.on input.ed").first
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/rewrite/" in answer.url):
        field.fill(number)
        field.blur()


def rested(page: Page) -> list[dict[str, float]]:
    expect(page.locator("canvas.moving")).to_have_count(0)
    return list(page.evaluate("window.rests"))


def test_an_edit_moves_the_dots_and_a_dot_opens_a_file(open_browser: Open, axe: Axe) -> None:
    page = open_browser(**DESKTOP)
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    page.evaluate(WATCH)
    edit(page, "5")
    expect(page.locator("canvas.moving")).to_have_count(1)
    expect(page.locator(".bands.travels")).to_have_count(0)
    moved = rested(page)
    assert len(moved) == 1
    assert moved[0]["frames"] > 1
    assert moved[0]["busy"] / moved[0]["frames"] <= 1000 / SLOWEST  # a frame's work leaves room for so many a second
    expect(page.locator("#said")).to_contain_text("gain")
    expect(page.locator("#aims li")).to_have_count(3)
    axe(page)
    drawn = page.locator(".bnd .dots").first
    drawn.scroll_into_view_if_needed()
    drawn.click(position={"x": 100, "y": 8})
    page.wait_for_url("**/rewrite/resident/*/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Resident no.")
    entry = page.locator(".events summary").first
    entry.click()  # one click to the event; the next leads to the rule
    expect(page.locator(".events details[open] .trail .code-link").first).to_be_visible()
    axe(page)
    reflows(page, "resident")
    page.locator(".events details[open] .trail .code-link").first.click()
    expect(page).to_have_url(re.compile(r"/rulebooks/tessamere/#rule-"))


def test_with_reduced_motion_the_dots_stand_still(open_browser: Open) -> None:
    page = open_browser(**DESKTOP, reduced_motion="reduce")
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    page.evaluate(WATCH)
    edit(page, "5")
    expect(page.locator("#said")).to_contain_text("gain")
    assert rested(page) == []
    expect(page.locator(".bnd .dots").first).to_be_visible()


def test_the_table_of_residents_is_walked_by_keyboard(open_browser: Open, axe: Axe) -> None:
    page = open_browser(**DESKTOP)
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    edit(page, "5")
    page.get_by_role("link", name="gain", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Residents who gain")
    axe(page)
    reflows(page, "residents")
    page.locator(".folk th a").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Resident no.")
    page.get_by_role("link", name="Back to the pen").press("Enter")
    expect(page.locator("#pen")).to_be_visible()


@on_screens("phone", "desktop")
def test_goals_are_searched_and_years_are_run(open_browser: Open, axe: Axe, screen: dict[str, Any]) -> None:
    page = open_browser(**screen)
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    page.get_by_role("link", name="Why not, and what would").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three goals")
    expect(page.locator(".answers")).to_be_visible(timeout=120_000)
    expect(page.locator(".answers")).to_contain_text("None of them does it")
    expect(page.locator(".low-harm")).to_contain_text("A low-harm town is one edit away")
    axe(page)
    reflows(page, "goals")
    page.get_by_role("link", name="Back to the pen").click()
    page.get_by_role("link", name="Who wants a rule").click()
    page.get_by_role("button", name="The League for Animals").click()
    expect(page.locator("#ask-lob-04")).to_contain_text("tes-19 gives for the same act what this takes")
    axe(page)
    reflows(page, "lobby")
    page.get_by_role("link", name="Back to the pen").click()
    page.get_by_role("link", name="Some years more").click()
    expect(page.locator(".small-one").first).to_be_visible()
    page.get_by_label("Rewards end").select_option("3")
    page.get_by_role("button", name="Run the years again").click()
    expect(page.locator("main")).to_contain_text("Rewards end with year 3")
    axe(page)
    reflows(page, "drift")
    page.get_by_role("link", name="What if it all gets out").click()
    expect(page.locator(".said")).to_contain_text("Pooling makes a breach likelier")
    axe(page)
    reflows(page, "breach")

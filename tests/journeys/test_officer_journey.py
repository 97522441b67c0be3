"""The other chair: a shift without a quota and one with, beside each other; and one knob turned and compared."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from screens import PHONE, on_screens
from test_keyboard import press, tab_to
from walking import reflows

Open = Callable[..., Page]
Axe = Callable[[Page], Any]


def sit_down(page: Page, quota: str) -> None:
    page.goto("/appeals/officer/")
    page.locator(f"label:has(input[name=quota][value={quota}])").click()
    page.get_by_role("button", name="Sit down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("File 1 of 8")


def take(page: Page, what: str) -> None:
    """One step, and wait for the page that it leads to."""
    button = page.locator(f"button[name=step][value={what}]")
    with page.expect_navigation():
        button.click()


def work(page: Page, *whats: str) -> int:
    """The same steps on each file until the shift is over. How many files were decided."""
    decided = 0
    while "/after/" not in page.url:
        for what in whats:
            take(page, what)
        decided += 1
    expect(page.get_by_role("heading", level=1)).to_have_text("What the files did not show")
    return decided


def numbers(page: Page) -> dict[str, list[str]]:
    """The table of one's shifts, column by column, in the order in which they were begun."""
    table = page.locator("section:has(#both) table")
    names = table.locator("thead th").all_inner_texts()
    rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def test_both_shifts_beside_each_other(open_browser: Open, axe: Axe) -> None:
    page = open_browser()
    sit_down(page, "no")
    take(page, "look")
    take(page, "ask")
    expect(page.locator(".entries .seen").first).to_be_visible()
    axe(page)
    assert work(page, "dismiss") == 8
    page.get_by_role("button", name="The next stack, with a quota").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("File 1 of 8")
    decided = work(page, "look", "grant")
    assert decided < 8
    expect(page.locator("#both")).to_be_visible()
    told = numbers(page)
    assert told["Never opened"] == ["0", str(8 - decided)]
    assert told["Quota"] == ["without", "with"]
    whole, hasty = (told["Wrongly listed, left on"][n].split()[:3] for n in (0, 1))
    assert whole[0] == whole[2]  # all were dismissed
    assert int(hasty[0]) <= int(hasty[2])
    expect(page.locator("section:has(#both) .remark")).to_contain_text("ranges")
    axe(page)


def test_knobs_are_turned_and_the_shift_is_sat_under_them(open_browser: Open, axe: Axe) -> None:
    page = open_browser()
    page.goto("/appeals/knobs/")
    page.get_by_label("How they look").select_option("fresh")
    page.get_by_label("One can speak").select_option("yes")
    page.get_by_label("Who reviews").select_option("other_clerk")
    page.get_by_role("button", name="Sit in the officer’s chair under it").click()
    expect(page.get_by_label("A procedure of your own")).to_be_checked()
    axe(page)
    page.get_by_role("button", name="Sit down").click()
    expect(page.locator(".voice")).to_be_visible()
    expect(page.locator(".finding")).to_be_visible()
    expect(page.locator(".first-note")).to_have_count(0)
    expect(page.locator("button[value=look]")).to_have_count(0)
    axe(page)
    work(page, "dismiss")
    rows = page.locator("section:has(#elsewhere) tbody tr")
    expect(rows.first).to_contain_text("As at your desk")
    expect(rows).to_have_count(6)
    axe(page)
    page.get_by_role("link", name="Turn the knobs of this procedure").click()
    expect(page.locator(".k.turned label").first).to_have_text("Who reviews")


def test_a_file_is_as_thin_as_its_procedure_makes_it(open_browser: Open, axe: Axe) -> None:
    page = open_browser(**PHONE)
    page.goto("/appeals/officer/?own=reasons-none")
    page.get_by_role("button", name="Sit down").click()
    expect(page.locator(".entries")).to_have_count(0)
    expect(page.get_by_text("No reason was recorded.", exact=False).first).to_be_visible()
    expect(page.locator(".first-note")).to_be_visible()
    axe(page)
    reflows(page, "thin")


def test_from_a_life_to_the_chair_and_back(open_browser: Open, axe: Axe) -> None:
    page = open_browser()
    page.goto("/play/?seed=31")
    page.locator(
        "form[action='/play/begin/'] button[value=joren], form button[name=citizen][value=joren]"
    ).first.click()
    life = page.url.split("/play/")[1].split("/")[0]
    for address in ("/appeals/officer/", "/appeals/knobs/"):
        page.goto(address)
        expect(page.locator("input[name=seed]")).to_have_value("31")
        page.locator(".way-back a").first.click()
        expect(page).to_have_url(re.compile(f"/play/{life}/"))


def test_a_shift_on_a_phone(open_browser: Open, axe: Axe) -> None:
    page = open_browser(**PHONE)
    sit_down(page, "no")
    axe(page)
    reflows(page, "desk")
    work(page, "grant")
    axe(page)
    reflows(page, "after")


def test_a_shift_by_links_and_forms_alone(open_browser: Open) -> None:
    page = open_browser(**PHONE, java_script_enabled=False)
    sit_down(page, "yes")
    work(page, "look", "dismiss")
    expect(page.locator(".truths li")).to_have_count(8)
    expect(page.get_by_text("not opened").first).to_be_visible()


def test_a_file_is_decided_by_keyboard_alone(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/appeals/officer/")
    tab_to(page, "input[name=quota]")
    page.keyboard.press("ArrowDown")
    press(page, "main button.hot")
    expect(page.get_by_role("heading", level=1)).to_have_text("File 1 of 8")
    press(page, "button[value=look]")
    expect(page.locator(".entries .seen").first).to_be_visible()
    press(page, "button[value=grant]")
    expect(page.get_by_role("heading", level=1)).to_have_text("File 2 of 8")


@on_screens("desktop", "phone", argument="device")
def test_one_knob_is_turned_and_the_year_compared(open_browser: Open, axe: Axe, device: dict[str, Any]) -> None:
    page = open_browser(**device)
    page.goto("/appeals/knobs/")
    axe(page)
    reflows(page, "knobs")
    page.get_by_label("How they look").select_option("fresh")
    page.get_by_label("Citizens").select_option("1000")
    page.get_by_role("button", name="Run a year of appeals").click()
    expect(page.get_by_role("heading", name="What that did")).to_be_visible()
    expect(page.locator(".k.turned label")).to_have_text("How they look")
    assert page.locator(".said li").count() > 1
    axe(page)
    reflows(page, "year")
    page.get_by_role("link", name="Its numbers").click()
    expect(page.locator(".numbers > div").first).to_be_visible()
    axe(page)
    reflows(page, "model")

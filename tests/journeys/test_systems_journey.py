"""From the index to a system and on to Elsewhere, on a phone and on a desktop, with and without a script."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from screens import on_screens
from walking import reflows

Open = Callable[..., Page]
Axe = Callable[[Page], None]
SCREENS = on_screens("phone", "desktop")
TO_READ = ["claims", "myths", "tellings", "timeline", "dynamics", "data"]


@SCREENS
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_from_the_index_through_a_system_to_elsewhere(open_browser: Open, axe: Axe, screen: dict, script: bool) -> None:
    page = open_browser(**screen, java_script_enabled=script)
    page.goto("/rulebooks/")
    page.get_by_label("Place").select_option("netherlands")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".spines > li")).to_have_count(1)
    page.get_by_role("link", name="Dutch welfare").click()
    expect(page.get_by_role("heading", name="What the press said, what research says")).to_be_visible()
    page.get_by_role("link", name="Ten days under it").click()
    expect(page.locator("#pair")).to_be_visible()
    page.get_by_label("Whose ten days").select_option("hector")
    page.get_by_role("button", name="Live by lot").click()
    page.get_by_label("In the order of").select_option("doors")
    page.locator(".order").get_by_role("button", name="Show").click()
    expect(page.get_by_label("In the order of")).to_have_value("doors")
    expect(page.locator(".lede")).to_contain_text("Hector")
    if script:
        axe(page)
        reflows(page, "elsewhere")


@SCREENS
def test_a_week_is_edited_refused_mended_and_shown(open_browser: Open, axe: Axe, screen: dict) -> None:
    page = open_browser(**screen, allowed=("400",))
    page.goto("/elsewhere/?a=suining_2010&b=nosedive")
    axe(page)
    page.get_by_text("A week of your own").click()
    entries = page.get_by_label("Entries")
    week = json.loads(entries.input_value())
    entries.fill("{")
    page.get_by_role("button", name="Lay it under every system").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")
    axe(page)
    week["observations"] = [{"day": 2, "kind": "run_red_light_vehicle", "source": "plate_camera", "facts": {}}]
    page.get_by_label("Entries").fill(json.dumps(week))
    page.get_by_role("button", name="Lay it under every system").click()
    expect(page.locator(".lede")).to_contain_text("this person")
    page.get_by_label("Side by side").select_option("suining_2010")
    page.get_by_label("Beside it").select_option("suzhou_civility_2020")
    page.locator(".order").get_by_role("button", name="Show").click()
    expect(page.locator(".pr")).to_contain_text("−50")
    axe(page)


@SCREENS
@pytest.mark.parametrize("name", TO_READ)
def test_what_is_read_about_all_of_them_breaks_no_rule_and_reflows(
    open_browser: Open, axe: Axe, screen: dict, name: str
) -> None:
    page = open_browser(**screen)
    page.goto(f"/about/{name}/")
    axe(page)
    reflows(page, name)


def test_the_contents_of_a_page_can_be_touched_standing(open_browser: Open) -> None:
    page = open_browser(viewport={"width": 1080, "height": 1920}, has_touch=True)
    page.goto("/about/")
    heights = page.eval_on_selector_all(".contents a", "all => all.map(each => each.getBoundingClientRect().height)")
    assert heights
    assert min(heights) >= 54

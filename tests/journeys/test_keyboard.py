"""Without a mouse: from the landing page to the box by Tab, Space and Enter, seeing at each moment where one is."""

from collections.abc import Callable

from cast import SEED
from playwright.sync_api import Page, expect

from play.views.beginning import drawn
from registry.boards import autoplay
from registry.lives import DAYS
from scoring.selectors import shipped

MOST_TABS = 60
# What has the focus: whether it matches, and whether anybody could see that it has it.
FOCUSED = """(wanted) => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const label = here.closest("label");
  const seen = [style, label && getComputedStyle(label)].some((each) => each &&
    ((each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0) || each.boxShadow !== "none"));
  const box = here.getBoundingClientRect();
  return {matches: here.matches(wanted), seen, inside: box.bottom > 0 && box.top < innerHeight};
}"""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until something has the focus; it must be visible that it has."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUSED, wanted)
        if state["matches"]:
            assert state["seen"], f"{page.url}: nobody can see that {wanted} has the focus"
            assert state["inside"], f"{page.url}: {wanted} has the focus outside of the window"
            return
    raise AssertionError(f"{page.url}: {wanted} is not reached by {MOST_TABS} tabs")


def press(page: Page, wanted: str) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def test_ten_days_and_the_box_by_keyboard_alone(open_browser: Callable[..., Page]) -> None:
    page = open_browser()
    page.goto(f"/?seed={SEED}")
    press(page, "button.fare")
    page.wait_for_url("**/day/")
    file = autoplay(drawn(SEED).id, SEED, shipped("tessamere"))
    for position, made in enumerate(file.decisions):
        expect(page.locator("input[name=position]")).to_have_value(str(position))
        press(page, f'button[name=choice][value="{made.choice_id}"]')
        page.wait_for_load_state()
    page.wait_for_url("**/bet/")
    tab_to(page, "input[name=cause]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=cause]:checked")).to_have_count(1)
    press(page, "form[data-once] button.hot")
    page.wait_for_url("**/register/")
    press(page, 'form[action$="/next/"] .btn.hot')
    page.wait_for_url("**/light/")
    press(page, ".x-cta a")
    page.wait_for_url("**/box/**")
    press(page, f'.fall a[href^="?day={DAYS}#"]')
    expect(page.locator("#trail h2")).to_have_text(f"Day {DAYS}")


def test_the_first_tab_leads_past_the_bar_to_the_page(open_browser: Callable[..., Page]) -> None:
    page = open_browser()
    page.goto("/rulebooks/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_text_size_and_stepping_out_are_reached_by_keyboard(open_browser: Callable[..., Page]) -> None:
    page = open_browser()
    page.goto(f"/?seed={SEED}")
    press(page, "button.fare")
    page.wait_for_url("**/day/")
    press(page, "[data-text-size] button")
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    press(page, 'a[href$="/out/"]')
    expect(page.get_by_role("heading", level=1)).to_have_text("You have stepped out")
    press(page, "main a.btn.hot")
    page.wait_for_url("**/day/")

"""Bands, lists and doors under the pen: on a phone, by keyboard, and without a script."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from screens import DESKTOP, PHONE
from test_editor_journey import pen, settled
from test_keyboard import tab_to
from walking import reflows

from play.edits import apply_steps
from play.models import Life
from scoring.engine import Rulebook
from scoring.selectors import shipped

HOME = shipped("tessamere")
LEFT = ("htmx:sendAbort", "htmx:afterRequest")


def now(life: Life) -> Rulebook:
    life.refresh_from_db()
    return apply_steps(HOME, life.draft)


def test_a_band_a_list_and_a_door_are_rewritten_on_a_phone_and_undone(
    open_browser: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_browser(allowed=LEFT, **PHONE)
    life = pen(page)

    page.goto(f"/play/{life.pk}/rewrite/bands/")
    axe(page)
    reflows(page, "the bands")
    page.locator("#split-2").click()
    expect(page.locator("[name='b.3.from']")).to_be_visible()
    page.locator("[name='b.3.label']").fill("nearly out")
    page.keyboard.press("Tab")
    expect(page.locator("#reads")).to_contain_text("Band C2 (nearly out) goes from 900 to 919.")
    page.locator("#save-part").click()
    page.wait_for_url("**/rewrite/?all=1**")
    assert [band.id for band in now(life).bands] == ["A", "B", "C", "C2", "D"]

    page.goto(f"/play/{life.pk}/rewrite/list/blacklist/")
    axe(page)
    reflows(page, "a list")
    page.locator("label", has=page.locator("#bands-C2")).click()
    expect(page.locator("#reads")).to_contain_text("C2 (nearly out)")
    page.locator("#f-notice").fill("7")
    page.locator("#save-part").click()
    page.wait_for_url("**/rewrite/?all=1**")
    entry = next(entry for entry in now(life).lists if entry.id == "blacklist")
    assert (entry.enter, entry.notice_days) == ({3, 4}, 7)

    page.goto(f"/play/{life.pk}/rewrite/door/0/")
    axe(page)
    reflows(page, "a door")
    page.locator("#add-case").click()
    page.locator("[name='d.2.0.kind']").select_option("standing_at_most")
    expect(page.locator("input[name='d.2.0.value']")).to_be_visible()
    settled(page)
    page.locator("input[name='d.2.0.value']").fill("700")
    page.keyboard.press("Tab")
    expect(page.locator("#reads")).to_contain_text("or stands at 700 or less")
    page.locator("#save-part").click()
    page.wait_for_url("**/rewrite/?all=1**")
    assert now(life).doors[0].when[-1].standing_at_most == 700

    for left in ("2", "1", "0"):
        page.locator("#undo").click()
        expect(page.locator("#acts")).to_have_attribute("data-steps", left)
        settled(page)
    assert now(life) == HOME


def test_a_band_is_split_and_named_by_keyboard_alone(open_browser: Callable[..., Page]) -> None:
    page = open_browser(allowed=LEFT, **DESKTOP)
    life = pen(page)
    page.goto(f"/play/{life.pk}/rewrite/bands/")
    tab_to(page, "#split-0")
    page.keyboard.press("Enter")
    expect(page.locator("[name='b.1.id']")).to_be_visible()
    tab_to(page, "[name='b.1.label']")
    page.keyboard.press("Control+A")
    page.keyboard.type("second best")
    tab_to(page, "#save-part")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rewrite/?all=1**")
    assert [band.label for band in now(life).bands][:2] == ["good standing", "second best"]


def test_without_a_script_a_list_is_added_and_shuts_a_door(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False, **PHONE)
    life = pen(page)
    page.goto(f"/play/{life.pk}/rewrite/new-list/")
    page.locator("#f-label").fill("Those who whistle")
    page.locator("label", has=page.locator("#bands-B")).click()
    page.locator("#save-part").click()
    assert [entry.label for entry in now(life).lists][-1] == "Those who whistle"

    page.goto(f"/play/{life.pk}/rewrite/new-door/")
    page.locator("#f-door").select_option("bike")
    page.locator("#f-state").select_option("shut")
    page.locator("[name='d.0.0.value']").select_option(label="“Those who whistle”")
    page.locator("#save-part").click()
    line = now(life).doors[-1]
    assert (line.door, line.state, line.when[0].list) == ("bike", "shut", "own-list-1")

    page.locator("#undo").click()
    assert len(now(life).doors) == len(HOME.doors)

"""Hold the pen: an edit, a rule of one's own, undo, redo, a link, a file; by mouse, by keyboard, without a script."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from screens import on_screens
from test_keyboard import tab_to
from walking import at, reflows

from play.edits import apply_steps
from play.models import Life, Stage
from scoring.selectors import shipped
from scoring.sharing import as_yaml

HOME = shipped("tessamere")
LEFT = ("htmx:sendAbort", "htmx:afterRequest")  # what follows an edit, left before it came
EDITS = re.compile(r"/rewrite/\?size=")


def pen(page: Page) -> Life:
    life = at(page, Stage.REWRITE)
    page.goto(f"/play/{life.pk}/rewrite/")
    return life


def settled(page: Page) -> None:
    """A form that was exchanged listens again: a script is quicker than any hand."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def fill_in(page: Page) -> None:
    """Crossing on red by night costs twenty points."""
    page.get_by_label("What the rule is about, in a line").fill("Crossing on red by night")
    page.locator("summary", has_text="On the road").click()
    page.locator("label", has=page.locator("#on-cross_on_red")).click()
    expect(page.locator("#reads")).to_contain_text("crossed on red")
    page.get_by_role("button", name="Add a condition").click()
    page.locator('[name="w.0.fact"]').select_option("hour")
    expect(page.locator("#reads")).to_contain_text("hour of the day")
    settled(page)
    page.locator('[name="w.0.op"]').select_option("between")
    expect(page.locator('[name="w.0.value"]')).to_have_count(2)
    page.locator('[name="w.0.value"]').first.fill("22")
    page.locator('[name="w.0.value"]').last.fill("6")
    page.keyboard.press("Tab")


@on_screens("phone", "desktop")
def test_guess_edit_add_undo_redo_share_and_import(
    open_browser: Callable[..., Page], axe: Callable[[Page], None], tmp_path: Path, screen: dict[str, Any]
) -> None:
    page = open_browser(allowed=("422", *LEFT), **screen)
    life = pen(page)
    axe(page)
    page.get_by_role("button", name="newcomers").click()
    expect(page.locator("#bet-pen")).to_contain_text("newcomers")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(".rl.on [data-step='-1']").first.click()
    expect(page.locator("#undo")).not_to_have_attribute("aria-disabled", "true")
    expect(page.locator("details[data-after='1']")).to_have_attribute("open", "")

    page.locator("#new-rule").click()
    axe(page)
    fill_in(page)
    expect(page.locator("#reads")).to_contain_text("is between 22 and 6 o'clock: take 10 points")
    reflows(page, "a rule")
    page.locator("#save-rule").click()
    page.wait_for_url("**/rewrite/?all=1**")
    expect(page.locator("#r-own-01")).to_have_count(1)

    page.locator("#undo").click()
    expect(page.locator("#r-own-01")).to_have_count(0)
    page.locator("#redo").click()
    expect(page.locator("#r-own-01")).to_have_count(1)
    life.refresh_from_db()
    assert apply_steps(HOME, life.draft).rules[-1].id == "own-01"

    page.locator("#history").click()
    axe(page)
    page.get_by_label("Why?").fill("Nights are not for counting")
    page.get_by_role("button", name="Save it as a reform").click()
    page.wait_for_url("**/rulebooks/shared/**")
    expect(page.locator(".why")).to_have_text("Nights are not for counting")
    axe(page)
    reflows(page, "a shared rule set")

    page.goto(f"/play/{life.pk}/rewrite/history/")
    mine = tmp_path / "mine.yaml"
    mine.write_text(as_yaml(HOME).replace("- cross_on_red", "- cross_on_rde", 1))
    page.get_by_label("A file of YAML or JSON").set_input_files(mine)
    page.get_by_role("button", name="Bring this file").click()
    expect(page.get_by_role("cell", name="The kind of act 'cross_on_rde' is unknown.")).to_be_visible()
    axe(page)
    mine.write_text(as_yaml(HOME).replace("The Standing Ordinance of Tessamere", "Mine", 1))
    page.get_by_label("A file of YAML or JSON").set_input_files(mine)
    page.get_by_role("button", name="Bring this file").click()
    page.wait_for_url("**/rewrite/")
    expect(page.locator("#r-own-01")).to_have_count(0)
    page.locator("#undo").click()
    expect(page.locator("#r-own-01")).to_have_count(1)


def test_an_edit_by_keyboard_alone(open_browser: Callable[..., Page]) -> None:
    page = open_browser(allowed=LEFT)
    life = pen(page)
    tab_to(page, "#skip-bet")
    page.keyboard.press("Enter")
    expect(page.locator("#skip-bet")).to_have_count(0)
    tab_to(page, ".rl.on input.ed")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#undo")).not_to_have_attribute("aria-disabled", "true")
    life.refresh_from_db()
    assert len(life.draft) == 1
    tab_to(page, "#undo")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")
    life.refresh_from_db()
    assert life.draft == []


def test_a_rule_is_written_without_a_script(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    life = pen(page)
    page.locator("#new-rule").click()
    page.get_by_label("What the rule is about, in a line").fill("Anything at all at the clinic")
    page.get_by_role("button", name="Add a condition").click()
    page.locator('[name="w.0.fact"]').select_option("place")
    page.get_by_role("button", name="Show how it reads").last.click()
    page.locator('[name="w.0.value"]').select_option("clinic")
    page.locator("#save-rule").click()
    page.wait_for_url("**/rewrite/**")
    life.refresh_from_db()
    rule = apply_steps(HOME, life.draft).rules[-1]
    assert (rule.id, rule.on) == ("own-01", ())
    page.locator("#undo").click()
    life.refresh_from_db()
    assert life.draft == []


def test_an_edit_that_does_not_arrive_is_said_and_stays_in_its_box(open_browser: Callable[..., Page]) -> None:
    page = open_browser(allowed=("ERR_CONNECTION_FAILED", "htmx:sendError", *LEFT))
    life = pen(page)
    page.get_by_role("button", name="Skip the guess").click()
    expect(page.locator("#skip-bet")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    field = page.locator(".rl.on input.ed").first
    page.route(EDITS, lambda route: route.abort("connectionfailed"))
    field.fill("7")
    field.press("Tab")
    expect(page.locator("#unreached")).to_be_visible()
    expect(field).to_have_value("7")
    page.unroute(EDITS)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        field.press("Enter")
    expect(page.locator("#unreached")).to_be_hidden()
    life.refresh_from_db()
    assert len(life.draft) == 1

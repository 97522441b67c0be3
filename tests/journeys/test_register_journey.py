"""The register walked through by somebody who only wanted to look: board, curtain, card, file, ledger, lenses."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from screens import PHONE, on_screens
from walking import reflows, sideways

from registry.years import hall
from scoring.selectors import shipped

SEED = 4417
Open = Callable[..., Page]


def the_wrong_one() -> int:
    """A citizen who hangs only because of wrong entries."""
    found = hall(shipped("tessamere"), 1000, SEED)
    board = found.board("blacklist")
    assert board is not None
    return int(board.citizen[found.wrongly["blacklist"].argmax()])


@on_screens("desktop", "phone")
def test_from_the_board_to_the_truth_of_one_card(
    open_browser: Open, axe: Callable[[Page], None], screen: dict[str, Any]
) -> None:
    page = open_browser(**screen)
    page.goto(f"/register/?seed={SEED}")
    expect(page.locator(".lot-card")).to_have_count(60)
    axe(page)
    reflows(page, "boards")

    page.get_by_role("link", name="Redlist", exact=False).first.click()
    expect(page.locator(".board.wall h3")).to_have_text("Redlist")

    number = the_wrong_one()
    page.get_by_role("link", name="Blacklist", exact=False).first.click()
    expect(page.locator(".board.wall h3")).to_have_text("Blacklist")
    page.get_by_label("Number or code").fill(str(number))
    page.get_by_role("button", name="Look up").click()
    expect(page.locator(".lot-card")).to_have_count(1)
    assert "Only wrong entries" not in page.inner_text("main")

    page.get_by_role("link", name="hold this sheet against the light").click()
    expect(page.locator("body")).to_have_attribute("data-skin", "glass")
    axe(page)
    reflows(page, "curtain")
    expect(page.locator(".lot-truth")).to_contain_text("Only wrong entries explain this card.")
    page.locator(".lot-card a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"No. {number}")
    expect(page.locator(".verdict")).to_contain_text("Only wrong entries explain this")
    axe(page)
    reflows(page, "entry")

    page.get_by_role("link", name="Open the whole file").click()
    expect(page.locator(".entries")).to_be_visible()
    axe(page)
    reflows(page, "file")


def test_the_ledger_and_the_lenses_and_the_model_that_can_be_switched_off(
    open_browser: Open, axe: Callable[[Page], None]
) -> None:
    page = open_browser(**PHONE)
    page.goto("/register/ledger/")
    expect(page.get_by_text("innocent-person-days", exact=True)).to_be_visible()
    page.get_by_role("button", name="Count it too").click()
    expect(page.get_by_text("private refusals")).to_be_visible()
    axe(page)
    reflows(page, "ledger")
    page.get_by_role("link", name="Leave it out").click()
    expect(page.get_by_text("private refusals")).to_have_count(0)
    page.get_by_role("link", name="Two lenses").click()
    expect(page.locator(".people")).to_have_count(2)
    axe(page)
    reflows(page, "lenses")
    assert sideways(page) == 0


def test_without_script_the_boards_can_be_searched_and_turned(open_browser: Open) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/register/?board=blacklist")
    page.locator(".pager a", has_text="2").click()
    expect(page.locator(".pager [aria-current]")).to_contain_text("2")
    page.get_by_label("Number or code").fill("T-01")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator(".lot-card .code").first).to_have_text("T-01")
    assert set(page.locator(".lot-card .code").all_inner_texts()) == {"T-01"}

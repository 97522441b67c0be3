"""The whole way without JavaScript: by links and forms alone, for three people."""

from collections.abc import Callable

import pytest
from cast import LISTED, MISTAKEN, SEED, UNLISTED, seed_of_a_mistake
from playwright.sync_api import Page, expect
from screens import DESKTOP, PHONE
from walking import Visitor, at, words

from play.models import Stage
from scoring import display

STATIONS = [
    "landing", "choose", "day", "bet", "register", "light", "box", "appeal", "rewrite", "elsewhere", "debrief",
]  # fmt: skip


@pytest.mark.parametrize(
    ("citizen", "device"), [(LISTED, DESKTOP), (UNLISTED, PHONE), (MISTAKEN, PHONE)], ids=["listed", "not", "mistaken"]
)
def test_a_life_by_links_and_forms_alone(open_browser: Callable[..., Page], citizen: str, device: dict) -> None:
    told: dict[str, str] = {}
    page = open_browser(**device, java_script_enabled=False)
    seed = seed_of_a_mistake(citizen) if citizen == MISTAKEN else SEED
    visitor = Visitor(page, citizen, seed, lambda page, station: told.update({station: words(page)}))
    visitor.go()
    assert [station for station in told if station != "notice"] == STATIONS
    last = display.standing(visitor.file.rulebook, visitor.file.explanation.standing)
    assert last in told["box"]
    assert last in told["debrief"]


def test_the_five_findings_are_a_page_of_their_own_without_a_script(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(f"/play/{at(page, Stage.BOX).pk}/box/")
    page.locator(".cf-wait a").click()
    expect(page.get_by_text("Nothing you did would have helped").first).to_be_visible()

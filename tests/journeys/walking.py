"""How a visitor walks through a life: by the buttons that a page shows, at each station the same questions asked."""

from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin

from cast import LISTED, SEED, by_lot, life_at
from django.test import Client
from playwright.sync_api import Page, expect

from play.models import Life, Stage
from registry.lives import File

Look = Callable[[Page, str], None]


def nothing(page: Page, station: str) -> None:
    """Look at nothing."""


class Visitor:
    """One walk from the landing page to the debrief. `look` is called at every station with its name."""

    def __init__(self, page: Page, citizen: str, seed: int = SEED, look: Look = nothing) -> None:
        self.page, self.citizen, self.seed, self.look = page, citizen, seed, look
        self.file: File = by_lot(citizen, seed)

    def go(self) -> None:
        self.begin()
        self.live()
        self.bet("rules")
        self.register()
        self.cross()
        self.box()
        self.appeal()
        self.rewrite()
        self.elsewhere()
        self.debrief()

    def begin(self) -> None:
        self.page.goto(f"/?seed={self.seed}")
        expect(self.page.get_by_role("button", name="Begin as")).to_be_visible()
        self.look(self.page, "landing")
        self.page.get_by_role("link", name="Choose a citizen").click()
        expect(self.page.locator(".stamps button")).to_have_count(14)
        self.look(self.page, "choose")
        self.page.locator(f'button[name=citizen][value="{self.citizen}"]').click()

    def live(self) -> None:
        """Every decision of the life by lot, clicked; the page must tell the scene that the engine foresaw."""
        noticed = False
        for position, made in enumerate(self.file.decisions):
            choice = self.page.locator(f'button[name=choice][value="{made.choice_id}"]')
            expect(self.page.locator("input[name=position]")).to_have_value(str(position))
            expect(choice).to_be_visible()
            if position == 0:
                self.look(self.page, "day")
            elif not noticed and self.page.locator(".notice").count():
                self.look(self.page, "notice")
                noticed = True
            choice.click()
        self.page.wait_for_url("**/bet/")

    def bet(self, cause: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("What moved your standing most?")
        self.look(self.page, "bet")
        self.page.locator(f"label:has(input[value={cause}])").click()
        self.page.locator("form[data-once] button.hot").click()

    def register(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text("The Public Register")
        self.look(self.page, "register")
        self.on()

    def cross(self) -> None:
        self.page.wait_for_url("**/light/")
        expect(self.page.locator(".x-cta a")).to_be_visible()
        self.look(self.page, "light")
        self.page.locator(".x-cta a").click()
        self.page.wait_for_url("**/box/**")

    def box(self) -> None:
        expect(self.page.locator("#trail")).to_be_visible()
        self.look(self.page, "box")
        self.to_appeal()

    def to_appeal(self) -> None:
        self.page.locator('main a.btn.hot[href$="/appeal/"]').click()

    def appeal(self) -> None:
        """Look at what could be contested, and go on without it."""
        self.page.wait_for_url("**/appeal/")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.look(self.page, "appeal")
        self.page.locator('form[action$="/next/"] button').click()

    def rewrite(self) -> None:
        self.page.wait_for_url("**/rewrite/**")
        expect(self.page.locator("#pen")).to_be_visible()
        self.look(self.page, "rewrite")
        self.on()

    def elsewhere(self) -> None:
        self.page.wait_for_url("**/elsewhere/**")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.look(self.page, "elsewhere")
        self.on()

    def debrief(self) -> None:
        self.page.wait_for_url("**/debrief/**")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.look(self.page, "debrief")

    def on(self) -> None:
        """The one button that leads to the next station."""
        self.page.locator('form[action$="/next/"] .btn.hot').click()


def at(page: Page, stage: Stage, citizen: str = LISTED) -> Life:
    """A life at a station, handed to this browser."""
    client = Client()
    life = life_at(client, stage, citizen=citizen)
    page.goto("/about/")
    keep(page, "gs-file", client.cookies["gs-file"].value)
    return life


def keep(page: Page, name: str, value: str) -> None:
    """Give this browser a cookie for the whole site."""
    page.context.add_cookies([{"name": name, "value": value, "url": urljoin(page.url, "/")}])


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def reflows(page: Page, station: str) -> None:
    """At 320 pixels nothing scrolls sideways."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": 320, "height": 640})
    wide = sideways(page)
    page.set_viewport_size(size)
    assert wide <= 0, f"{station} scrolls sideways by {wide} px at 320"


def words(page: Page) -> str:
    return unescape(page.locator("main").inner_text())

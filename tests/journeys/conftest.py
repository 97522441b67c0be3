"""Journeys in Debian's Chromium: what a browser complains of, and what leaves the site, fails the journey."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from screens import DESKTOP

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds; a page takes a fraction of one second where nothing else is going on
expect.set_options(timeout=PATIENCE)
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
  (event) => console.error("policy:", event.violatedDirective, event.blockedURI))"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All in this folder are journeys, and need a browser."""
    missing = pytest.mark.skip(reason="Chromium is not installed here (sh scripts/browser.sh): no browser journeys")
    for item in items:
        if "/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)
            if not shutil.which("chromium"):
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@dataclass
class Watch:
    """What a page should not do, as it is seen doing it."""

    site: str
    troubles: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()

    def over(self, context: BrowserContext) -> None:
        context.on("console", lambda message: self._said(message.type, message.text))
        context.on("weberror", lambda error: self.troubles.append(f"uncaught: {error.error}"))
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not any(each in text for each in self.allowed):
            self.troubles.append(f"console {kind}: {text}")

    def _asked(self, url: str) -> None:
        if urlparse(url).scheme.startswith(("http", "ws")) and not url.startswith(self.site):
            self.troubles.append(f"leaves the site: {url}")

    def _failed(self, url: str, why: str) -> None:
        expected = ("ERR_ABORTED", *self.allowed)  # a page left before it was whole
        if not any(each in why for each in expected):
            self.troubles.append(f"did not arrive: {url} ({why})")


Open = Callable[..., Page]


@pytest.fixture
def open_browser(browser: Browser, live_server: Any) -> Iterator[Open]:
    """Opens a page of a fresh browser: no cookie, no cache. `allowed`: parts of complaints that are expected."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_one(*, allowed: tuple[str, ...] = (), **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **{**DESKTOP, **options})
        context.set_default_timeout(PATIENCE)
        watch = Watch(live_server.url, allowed=allowed)
        watch.over(context)
        if options.get("java_script_enabled", True):
            context.add_init_script(TELL_VIOLATIONS)
        contexts.append(context)
        watches.append(watch)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    troubles = [trouble for watch in watches for trouble in watch.troubles]
    assert not troubles, "\n".join(troubles)


def settled(page: Page) -> None:
    """Waits until what moves has come to rest."""
    page.evaluate(
        """() => Promise.allSettled(document.getAnimations()
             .filter((each) => each.effect.getComputedTiming().endTime < 10000).map((each) => each.finished))"""
    )


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that a page breaks none of axe's rules."""
    rules = Axe()

    def check(page: Page) -> None:
        settled(page)
        found = rules.run(page).response["violations"]
        told = [f"{each['id']}: {node['target']} {node['html'][:120]}" for each in found for node in each["nodes"]]
        assert not told, f"{page.url}\n" + "\n".join(told)

    return check

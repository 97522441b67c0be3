"""The first load is light enough for a slow line, measured at the door of the real server."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from screens import DESKTOP, PHONE

ROOT = Path(__file__).parents[2]
MOST_BYTES = 150 * 1024


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`make play` without its virtual environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE", "REDIS"))}
    environment = {**kept, "DATA_DIR": str(tmp_path_factory.mktemp("data")), "PORT": "0"}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    found = re.search(r"http://localhost:(\d+)/", server.stdout.readline())
    assert found
    yield f"http://127.0.0.1:{found[1]}"
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=20)


def weigh(page: Page) -> Callable[[], float]:
    """Counts bytes as they come over the line."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    parts: list[float] = []
    line.on("Network.loadingFinished", lambda event: parts.append(event["encodedDataLength"]))
    return lambda: sum(parts)


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_landing_page_with_everything_is_at_most_150_kb(browser: Browser, served: str, device: dict) -> None:
    context = browser.new_context(**device)
    page = context.new_page()
    weight = weigh(page)
    page.goto(f"{served}/?seed=4417", wait_until="networkidle")
    expect(page.get_by_role("button", name="Begin as")).to_be_visible()
    assert 10_000 < weight() <= MOST_BYTES
    context.close()


def test_from_the_landing_page_to_the_first_decision_is_one_click(browser: Browser, served: str) -> None:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(served)
    page.get_by_role("button", name="Begin as").click()
    expect(page.locator("button.choice").first).to_be_visible(timeout=10_000)
    context.close()

"""What is worked out ahead: in order, beside the page, and never at its cost."""

import logging
from threading import current_thread, main_thread

import pytest

from registry.ahead import ahead, settled


def test_work_is_done_in_order_and_beside_the_page() -> None:
    done: list[object] = []
    ahead(done.append, 1)
    ahead(lambda: done.append(current_thread() is main_thread()))
    settled()
    assert done == [1, False]


def test_what_goes_wrong_is_logged_and_the_next_is_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[object] = []
    with caplog.at_level(logging.ERROR, logger="registry.ahead"):
        ahead(int, "no number")
        ahead(done.append, 2)
        settled()
    assert done == [2]
    assert "Nothing was worked out ahead" in caplog.text

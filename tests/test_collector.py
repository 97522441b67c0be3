"""What a process reads once and keeps is put out of the collector's reach; what comes and goes is not."""

import gc
from collections.abc import Iterator

import pytest

from config import warm


@pytest.fixture(autouse=True)
def _the_collector_as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_a_process_that_warms_up_looks_through_everything_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(warm, "ahead", lambda work, *_: asked.append(work))
    warm.warm()
    assert gc.get_threshold() == (warm.YOUNG, warm.MIDDLING, warm.OLD)
    assert asked[-1] is warm._leave_be, "what is read last must be read before it is left alone"


def test_what_was_read_is_left_alone_and_what_comes_later_is_not() -> None:
    kept = [["read once"] for _ in range(1000)]
    warm._leave_be()
    assert gc.get_freeze_count() > len(kept)
    later = [["read later"]]
    assert any(each is later for each in gc.get_objects())
    assert not any(each is kept for each in gc.get_objects())


def test_circles_are_still_found() -> None:
    warm._leave_be()
    circle: list[object] = []
    circle.append(circle)
    del circle
    assert gc.collect() >= 1

"""What the next page will need, worked out while this one is read. One thread; a page never waits for it.

Everything here is a pure function with a bounded cache: when the work is late, the page does it itself.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any


@cache
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead")


def ahead(work: Callable[..., Any], *arguments: Any) -> None:
    """Do this when there is time. What goes wrong is seen when a page asks for it."""
    _worker().submit(work, *arguments)

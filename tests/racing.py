"""Several taps at the same moment, on SQLite here and on PostgreSQL where one answers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections


def both(test: Any) -> Any:
    rows = ["sqlite", pytest.param("postgresql", marks=pytest.mark.services)]
    return pytest.mark.parametrize("database", rows, indirect=True)(test)


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Run tasks in threads of their own, all let go at the same moment; what each returned."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            gate.wait(timeout=20)
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, task) for task in tasks]]

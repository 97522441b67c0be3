"""Shared by all tests. Nothing touches a database unless a test asks for one, and nothing leaves this machine."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

# Playwright's synchronous API keeps an event loop running in the thread that also asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("DATA_DIR", os.path.join(os.path.dirname(__file__), "..", "var", "tests"))


class LeavesTheMachine(Exception):
    """A test tried to reach another computer."""


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):  # a Unix socket has a path
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in {"localhost", ""}


@pytest.fixture(autouse=True, scope="session")
def nothing_leaves_this_machine() -> Iterator[None]:
    patch = pytest.MonkeyPatch()

    def guarded(name: str) -> None:
        connect = getattr(socket.socket, name)

        def only_here(self: socket.socket, address: Any) -> Any:
            if not _is_here(address):
                raise LeavesTheMachine(f"{address}: tests reach this machine only")
            return connect(self, address)

        patch.setattr(socket.socket, name, only_here)

    guarded("connect")
    guarded("connect_ex")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database of this process alone: several runs may go on at once.

    SQLite gets a file, not memory: the journeys' server and the threads of the races open it for themselves.
    """
    from django.db import connection

    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        test["NAME"] = f"test_good_standing_{os.getpid()}"


@pytest.fixture
def database(request: pytest.FixtureRequest, transactional_db: None) -> str:
    """Runs a test only on the database it names."""
    from django.db import connection

    if connection.vendor != request.param:
        pytest.skip(f"this run is on {connection.vendor}; DATABASE_URL names another for {request.param}")
    return str(request.param)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Every town of 1,000 counts as one whose edits stand in line; the one worker is held until the gate opens."""
    from play.pages import town_waiting
    from registry.runs import Runs

    event, runs = Event(), Runs(1)
    monkeypatch.setattr(town_waiting, "MIDDLE", 1000)
    monkeypatch.setattr(town_waiting, "PATIENCE", {town_waiting.LARGE: 0.01, 1000: 0.01})
    monkeypatch.setattr(town_waiting, "A_MOMENT", 0.01)
    monkeypatch.setattr(town_waiting, "runs", runs)
    runs.ask("held", lambda: event.wait(60), "somebody else")
    yield event
    event.set()

"""`make play`: one process, one line, one page; a busy port in one sentence; Ctrl-C ends it, connections or not."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until the line stands; under 3 on a machine with nothing else to do


def start(folder: Path, *, port: str = "0") -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE", "REDIS"))}
    environment = {**kept, "DATA_DIR": str(folder), "PORT": port, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_line(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    ready, _, _ = select.select([server.stdout], [], [], PATIENCE)
    assert ready, "nothing was printed"
    return server.stdout.readline()


def end(server: "subprocess.Popen[str]", number: int = signal.SIGINT) -> tuple[int, float, str]:
    """The exit code, the seconds it took, and what was said."""
    began = time.monotonic()
    server.send_signal(number)
    _, said = server.communicate(timeout=20)
    return server.returncode, time.monotonic() - began, said


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple["subprocess.Popen[str]", str, Path]]:
    folder = tmp_path_factory.mktemp("installation")
    server = start(folder)
    line = first_line(server)
    yield server, line, folder
    if server.poll() is None:
        end(server, signal.SIGKILL)


def port_of(line: str) -> int:
    found = re.search(r"http://localhost:(\d+)/", line)
    assert found, line
    return int(found[1])


def test_it_prints_one_line_with_the_address_and_serves_the_first_page(
    opened: tuple["subprocess.Popen[str]", str, Path],
) -> None:
    _, line, _ = opened
    asked = HTTPConnection("127.0.0.1", port_of(line), timeout=20)
    asked.request("GET", "/")
    answer = asked.getresponse()
    assert answer.status == 200
    assert b"Live ten days in Tessamere" in answer.read()
    assert "Ctrl-C closes it" in line
    asked.close()


def test_drawings_and_fonts_are_served_without_a_step_before(
    opened: tuple["subprocess.Popen[str]", str, Path],
) -> None:
    asked = HTTPConnection("127.0.0.1", port_of(opened[1]), timeout=20)
    for address in ("/static/css/base.css", "/static/mark.svg", "/static/js/page.js"):
        asked.request("GET", address)
        answer = asked.getresponse()
        answer.read()
        assert answer.status == 200, address
    asked.close()


def refused(folder: Path, *, port: str = "0") -> tuple[str, str]:
    """What a start that must not succeed prints and says."""
    server = start(folder, port=port)
    try:
        out, said = server.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        end(server, signal.SIGKILL)
        raise
    assert server.returncode != 0
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
    return out, said


def test_a_busy_port_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        out, said = refused(tmp_path, port=str(port))
    assert out == ""
    assert f"Port {port} on 127.0.0.1 can't be used" in said
    assert "PORT=" in said


def test_ctrl_c_ends_it_within_five_seconds_and_what_was_begun_is_there_afterwards(tmp_path: Path) -> None:
    """Although a connection is kept open, and a request is never finished."""
    first = start(tmp_path)
    port = port_of(first_line(first))
    cookies, life = begin_by_hand(port)
    kept = HTTPConnection("127.0.0.1", port, timeout=20)
    kept.request("GET", "/healthz", headers={"Connection": "keep-alive"})
    assert kept.getresponse().read()
    half = socket.create_connection(("127.0.0.1", port), timeout=20)
    half.sendall(b"GET / HTTP/1.1\r\n")
    code, seconds, said = end(first)
    kept.close()
    half.close()
    assert (code, said) == (0, "")
    assert seconds < 5
    second = start(tmp_path)
    try:
        asked = HTTPConnection("127.0.0.1", port_of(first_line(second)), timeout=20)
        asked.request("GET", f"{life}day/", headers={"Cookie": cookies})
        answer = asked.getresponse()
        assert answer.status == 200
        assert b'name="position" value="0"' in answer.read()
        asked.close()
    finally:
        end(second)


def begin_by_hand(port: int) -> tuple[str, str]:
    """The cookies of a browser that has begun a life, and the life's address."""
    asked = HTTPConnection("127.0.0.1", port, timeout=20)
    asked.request("GET", "/")
    answer = asked.getresponse()
    page = answer.read().decode()
    form = (answer.getheader("Set-Cookie") or "").split(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    body = f"seed=1&citizen=oke&csrfmiddlewaretoken={token[1]}"
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": form}
    asked.request("POST", "/play/begin/", body, kind)
    answer = asked.getresponse()
    answer.read()
    assert answer.status == 302
    where = re.match(r"(/play/[0-9a-f-]{36}/)day/", answer.getheader("Location") or "")
    assert where
    file = (answer.getheader("Set-Cookie") or "").split(";")[0]
    asked.close()
    return f"{form}; {file}", where[1]


@pytest.mark.parametrize("port", ["many", "70000", "-1"])
def test_a_port_that_is_none_is_said_in_one_sentence(port: str) -> None:
    with pytest.raises(CommandError, match=r"^PORT is .*; it must be a number up to 65535\.$"):
        call_command("serve", port=port)


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder")
    _, said = refused(taken)
    assert str(taken) in said
    assert "DATA_DIR" in said


def setup(tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", "scripts/setup.sh", "requirements.txt"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VENV": str(tmp_path / "venv"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_python_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = setup(tmp_path, PYTHON=str(tmp_path / "no-python"))
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_make_names_its_two_commands() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "make play" in shown
    assert "make test" in shown

"""The product's own server as a child process, and what it uses of the machine: for benches."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

HERTZ, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Office:
    port: int
    pid: int

    @property
    def memory(self) -> float:
        """MB that the process holds in memory now; 0 where the system does not tell."""
        told = self._proc("statm").split()
        return int(told[1]) * PAGE / 1e6 if told else 0.0

    @property
    def processor(self) -> float:
        """Seconds of processor time since it began, all threads together."""
        return sum(int(each) for each in self._proc("stat").rpartition(")")[2].split()[11:13]) / HERTZ

    def _proc(self, name: str) -> str:
        path = Path(f"/proc/{self.pid}/{name}")
        return path.read_text(encoding="ascii", errors="replace") if path.exists() else ""


@contextmanager
def opened(port: int = 0) -> Iterator[Office]:
    """`manage.py serve` with a database of its own, as `make play` starts it; closed at the end."""
    manage = str(settings.BASE_DIR / "manage.py")
    with TemporaryDirectory(prefix="good-standing-") as folder:
        child = subprocess.Popen(  # noqa: S603  (this program itself)
            [sys.executable, manage, "serve", "--host", "127.0.0.1", "--port", str(port)],
            env={**_environment(), "DATA_DIR": folder},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Office(_port_said(child), child.pid)
        finally:
            child.terminate()
            child.wait()


def _environment() -> dict[str, str]:
    """Without what would lead the child to another database."""
    return {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}


def _port_said(child: "subprocess.Popen[str]") -> int:
    for line in child.stdout or ():
        found = re.search(r"http://[^/]+:(\d+)/", line)
        if found:
            return int(found[1])
    raise RuntimeError("The server did not open; it says why above.")

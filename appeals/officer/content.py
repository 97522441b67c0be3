"""What a shift is made of: how many files, how long each step takes, and what comes between."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.engine import DocumentError, Fault
from scoring.engine.reader import read

FILE = Path(__file__).resolve().parents[1] / "content" / "officer.yaml"
STEPS = ("read", "look", "ask", "refer")
NUMBERS = ("files", "day_minutes")
MOST = 1000


@dataclass(frozen=True)
class Interruption:
    id: str
    minutes: int
    text: str


@dataclass(frozen=True)
class Day:
    """One shift. Minutes are simulated; no clock runs."""

    files: int
    minutes: int
    step: dict[str, int]  # minutes of each of STEPS
    interruptions: tuple[Interruption, ...]


@cache
def day() -> Day:
    return parse(FILE.read_bytes(), FILE.name)


def parse(text: bytes, name: str) -> Day:
    """Raises DocumentError with every fault."""
    data = read(text, name).data
    if not isinstance(data, dict) or set(data) != {*NUMBERS, "minutes", "interruptions"}:
        keys = ", ".join((*NUMBERS, "minutes", "interruptions"))
        raise DocumentError([Fault(name, "", "", f"Exactly these keys are expected: {keys}.", "Add or delete keys.")])
    faults = [_number(name, f"/{key}", data[key]) for key in NUMBERS]
    faults += _faults_of_steps(name, data["minutes"]) + _faults_of_interruptions(name, data["interruptions"])
    found = [fault for fault in faults if fault]
    if found:
        raise DocumentError(found)
    rows = tuple(Interruption(row["id"], row["minutes"], row["text"]) for row in data["interruptions"])
    return Day(data["files"], data["day_minutes"], dict(data["minutes"]), rows)


def _number(name: str, path: str, value: Any) -> Fault | None:
    if type(value) is int and 1 <= value <= MOST:
        return None
    return Fault(name, "", path, f"{value!r} is no whole number from 1 to {MOST}.", "Write one.")


def _faults_of_steps(name: str, rows: Any) -> list[Fault | None]:
    if not isinstance(rows, dict) or set(rows) != set(STEPS):
        return [Fault(name, "", "/minutes", "Each step has its minutes.", "Write " + ", ".join(STEPS) + ".")]
    return [_number(name, f"/minutes/{key}", value) for key, value in rows.items()]


def _faults_of_interruptions(name: str, rows: Any) -> list[Fault | None]:
    if not isinstance(rows, list):
        return [Fault(name, "", "/interruptions", "A list is expected.", "Write  interruptions:  and a list.")]
    faults: list[Fault | None] = []
    for index, row in enumerate(rows):
        path = f"/interruptions/{index}"
        if not isinstance(row, dict) or set(row) != {"id", "minutes", "text"}:
            faults.append(Fault(name, "", path, "An interruption has id, minutes and text.", "Write these three."))
        else:
            faults.append(_number(name, f"{path}/minutes", row["minutes"]))
            faults += [_text(name, f"{path}/{key}", row[key]) for key in ("id", "text")]
    return faults


def _text(name: str, path: str, value: Any) -> Fault | None:
    if isinstance(value, str) and value.strip():
        return None
    return Fault(name, "", path, f"{value!r} is no text.", "Write a sentence, or a name for the id.")

"""What a shift is made of: how many files, how long each step takes, what comes between, and what a file can say."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.engine import DocumentError, Fault
from scoring.engine.reader import read

FILE = Path(__file__).resolve().parents[1] / "content" / "officer.yaml"
STEPS = ("read", "look", "hear", "ask", "refer")
NUMBERS = ("files", "day_minutes")
SAYINGS = ("notes", "accounts", "denials")
KEYS = (*NUMBERS, "minutes", "interruptions", *SAYINGS)
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
    notes: tuple[str, ...] = ()  # of the desk that made the entry: on every file alike
    accounts: tuple[str, ...] = ()  # heard, and something can be asked after; may hold {day}
    denials: tuple[str, ...] = ()  # heard, and nothing comes of it


@cache
def day() -> Day:
    return parse(FILE.read_bytes(), FILE.name)


def parse(text: bytes, name: str) -> Day:
    """Raises DocumentError with every fault."""
    data = read(text, name).data
    if not isinstance(data, dict) or set(data) != set(KEYS):
        keys = ", ".join(KEYS)
        raise DocumentError([Fault(name, "", "", f"Exactly these keys are expected: {keys}.", "Add or delete keys.")])
    faults = [_number(name, f"/{key}", data[key]) for key in NUMBERS]
    faults += _faults_of_steps(name, data["minutes"]) + _faults_of_interruptions(name, data["interruptions"])
    faults += [fault for key in SAYINGS for fault in _faults_of_sayings(name, key, data[key])]
    found = [fault for fault in faults if fault]
    if found:
        raise DocumentError(found)
    rows = tuple(Interruption(row["id"], row["minutes"], row["text"]) for row in data["interruptions"])
    sayings = {key: tuple(data[key]) for key in SAYINGS}
    return Day(data["files"], data["day_minutes"], dict(data["minutes"]), rows, **sayings)


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


def _faults_of_sayings(name: str, key: str, rows: Any) -> list[Fault | None]:
    if not isinstance(rows, list) or not rows:
        return [Fault(name, "", f"/{key}", "A list of sentences is expected.", f"Write  {key}:  and a list.")]
    return [_text(name, f"/{key}/{index}", row) for index, row in enumerate(rows)]


def _text(name: str, path: str, value: Any) -> Fault | None:
    if not isinstance(value, str) or not value.strip():
        return Fault(name, "", path, f"{value!r} is no text.", "Write a sentence, or a name for the id.")
    if "{" in value.replace("{day}", "") or "}" in value.replace("{day}", ""):
        return Fault(name, "", path, "Only {day} can stand in braces.", "Delete the other braces.")
    return None

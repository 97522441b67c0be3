"""A learner for benches: lives ten days by lot, comes to the pen, and edits one number after another."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter, sleep

from play.management.browser import Answer, Browser, fields

SYSTEM = "tessamere"
ASKS_AGAIN = 0.6  # seconds, as the page does
GIVES_UP = 300  # seconds


class Lost(Exception):
    """A page answered what no learner should see."""


@dataclass
class Measured:
    """Seconds and bytes of each edit, and how often a server said that it was too busy."""

    repainted: list[float] = field(default_factory=list)  # until dots and numbers are there
    answered: list[float] = field(default_factory=list)  # until the edit itself is answered
    harm: list[float] = field(default_factory=list)  # until innocent-person-days are there as well
    wire: list[int] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)


class Editor:
    """One browser, one life. Not shared between threads."""

    def __init__(self, port: int, number: int, seed: int) -> None:
        self.browser = Browser("127.0.0.1", port)
        self.chance = random.Random(number)  # noqa: S311  (no secret)
        self.turn = number
        self.seed = seed
        self.measured = Measured()
        self.first: Answer | None = None  # the pen's page
        self.size = 0
        self._life = ""
        self._base = ""
        self._numbers: list[dict[str, str]] = []

    def live(self) -> None:
        """Ten days by the pages' own forms, then the stations up to the pen."""
        self.browser.get(f"/play/?seed={self.seed}")
        page = self.browser.post("/play/begin/", {"citizen": "lot", "seed": str(self.seed), "system": SYSTEM})
        found = re.search(r'name="position" value="(\d+)"', page.text)
        while found:
            choices = [each["value"] for each in fields(page.text, "button") if each.get("name") == "choice"]
            self._life = self._life or self._life_of(page.text)
            page = self.browser.post(
                f"{self._life}day/", {"position": found[1], "choice": self.chance.choice(choices)}
            )  # fmt: skip
            found = re.search(r'name="position" value="(\d+)"', page.text)
        self.browser.post(f"{self._life}bet/", {"cause": "rules"})
        for station in ("4", "5"):
            page = self.browser.post(f"{self._life}next/", {"to": station})
        if page.status != 200:
            raise Lost(f"A life did not come to the pen: {page.status}.")

    def _life_of(self, page: str) -> str:
        found = re.search(r'"(/play/[0-9a-f-]{36}/)', page)
        if found is None:
            raise Lost("No life was begun.")
        return found[1]

    def look(self, size: int) -> float:
        """Open the pen beside a town of a size. Seconds until the town is there."""
        self.size = size
        begun = perf_counter()
        page = self.first = self.browser.get(f"{self._life}rewrite/?size={size}")
        self._read_base(page.text)
        self._numbers = [each for each in fields(page.text, "input") if "ed" in each.get("class", "").split()]
        self._wait(page, begun)
        return perf_counter() - begun

    def edit(self) -> None:
        """Turn one number a step up, a few steps each; then read what the page asks for by itself."""
        self.turn += 1
        number = self._numbers[(self.turn // 3) % len(self._numbers)]
        value = min(int(number["value"]) + 1 + self.turn % 3, int(number["data-high"]))
        self.send({number["name"]: str(value)})

    def undo(self) -> None:
        self.send({"do": "undo"})

    def send(self, form: dict[str, str]) -> None:
        begun = perf_counter()
        answer = self.browser.post(f"{self._life}rewrite/?size={self.size}", {"base": self._base, **form}, part=True)
        if answer.status != 200:
            self.measured.refused[answer.status] += 1
            return
        self._read_base(answer.text)
        self.measured.answered.append(answer.seconds)
        wire = answer.wire + self._wait(answer, begun)
        self.measured.repainted.append(perf_counter() - begun)
        wire += self._part("examples").wire + self._harm()
        self.measured.harm.append(perf_counter() - begun)
        self.measured.wire.append(wire)

    def _harm(self) -> int:
        """Asked for until it is there."""
        part, wire = self._part("harm"), 0
        while 'aria-busy="true"' in part.text:
            wire += part.wire
            sleep(ASKS_AGAIN)
            part = self._part("harm")
        return wire + part.wire

    def _wait(self, answer: Answer, begun: float) -> int:
        """Ask again while the town is being worked out, as the page does. Bytes on the wire."""
        wire = 0
        while "<progress" in answer.text:
            if perf_counter() - begun > GIVES_UP:
                raise Lost(f"A town of {self.size} was not there after {GIVES_UP} seconds.")
            sleep(ASKS_AGAIN)
            answer = self._part("town")
            wire += answer.wire
        if 'class="bands"' not in answer.text:
            raise Lost(f"The pen answered {answer.status} without a town.")
        return wire

    def _part(self, name: str) -> Answer:
        answer = self.browser.get(f"{self._life}rewrite/{name}/?size={self.size}", part=True)
        if answer.status != 200:
            self.measured.refused[answer.status] += 1
        return answer

    def _read_base(self, text: str) -> None:
        found = [each["value"] for each in fields(text, "input") if each.get("name") == "base"]
        if not found:
            raise Lost("The pen’s form names no state.")
        self._base = found[-1]

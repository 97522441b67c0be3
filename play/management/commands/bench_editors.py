"""Twenty learners at the pen at once, against the product's own server: one JSON object a line."""

import json
import os
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from threading import Barrier, Thread
from time import monotonic, sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from play.management.editor import GIVES_UP, Editor, Measured
from play.management.office import Office, opened
from registry.replays import ON_OFFER

SEED = 4417
UNDOS = 100
BURSTS = 3


class Command(BaseCommand):
    help = "Print how long edits take while many learners edit at once. Starts a server of its own; stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--citizens", type=int, nargs="*", default=list(ON_OFFER), choices=ON_OFFER)
        parser.add_argument("--editors", type=int, default=20)
        parser.add_argument("--seeds", type=int, help="different seeds among them; as many as editors by default")
        parser.add_argument("--seconds", type=float, default=40, help="of editing at a human pace, for each size")
        parser.add_argument("--thought", type=float, default=10, help="seconds between a learner's edits, on average")
        parser.add_argument("--bursts", type=int, default=BURSTS, help="rounds in which all edit at the same moment")

    def handle(self, *_: Any, **options: Any) -> None:
        editors, seeds = options["editors"], options["seeds"] or options["editors"]
        with opened() as office:
            everybody = [Editor(office.port, number, SEED + number % seeds) for number in range(editors)]
            each_does(everybody, Editor.live)
            self._tell("editors", editors, seeds=seeds, thought=options["thought"], load=os.getloadavg()[0])
            for citizens in options["citizens"]:
                self._size(office, everybody, citizens, options)
            self._undo(office, everybody[0], options["citizens"][0])

    def _size(self, office: Office, everybody: Sequence[Editor], citizens: int, options: dict[str, Any]) -> None:
        before, used = office.memory, office.processor
        looks: list[float] = []
        each_does(everybody, lambda editor: looks.append(editor.look(citizens)))
        pages = [len(editor.first.text) for editor in everybody if editor.first]
        wires = [editor.first.wire for editor in everybody if editor.first]
        each = round(1000 * (office.processor - used) / len(looks))
        self._tell(
            f"editors_look_{citizens}",
            ms(looks),
            p95=p95(looks),
            page=max(pages),
            wire=max(wires),
            processor=each,
            load=round(os.getloadavg()[0], 1),
        )
        self._phase(office, everybody, f"editors_edit_{citizens}", paced(options["seconds"], options["thought"]))
        if options["bursts"]:
            self._phase(office, everybody, f"editors_burst_{citizens}", burst(len(everybody), options["bursts"]))
        self._tell(f"editors_memory_{citizens}", round(office.memory), unit="MB", before=round(before))

    def _phase(self, office: Office, everybody: Sequence[Editor], name: str, work: Callable[[Editor], None]) -> None:
        for editor in everybody:
            editor.measured = Measured()
        begun, used = monotonic(), office.processor
        each_does(everybody, work)
        passed, used = monotonic() - begun, office.processor - used
        found = [editor.measured for editor in everybody]
        times = [time for each in found for time in each.repainted]
        answers = [time for each in found for time in each.answered]
        harms = [time for each in found for time in each.harm]
        refused = sum((each.refused for each in found), Counter())
        if not times:
            raise CommandError(f"{name}: no edit was answered; refused: {dict(refused)}.")
        self._tell(
            name, ms(times), p95=p95(times), most=round(1000 * max(times)), n=len(times), answered_p95=p95(answers),
            harm=ms(harms), harm_p95=p95(harms), wire=max(wire for each in found for wire in each.wire),
            refused=dict(refused), busy=refused[503], cores=round(used / passed, 2),
            processor=round(1000 * used / len(times)), load=round(os.getloadavg()[0], 1),
        )  # fmt: skip

    def _undo(self, office: Office, editor: Editor, citizens: int) -> None:
        """A hundred edits taken back one by one: twice for caches to fill, then the same again, which is measured."""
        editor.look(citizens)
        turn = editor.turn
        for measured in (False, False, True):
            before, editor.turn = office.memory, turn
            for _ in range(UNDOS):
                editor.edit()
            for _ in range(UNDOS):
                editor.undo()
            if measured:
                grown = round(office.memory - before, 1)
                self._tell("editors_undo_growth", grown, unit="MB", n=UNDOS, memory=round(office.memory))

    def _tell(self, name: str, value: float, **more: Any) -> None:
        self.stdout.write(json.dumps({"name": name, "value": value, "unit": "ms", **more}))
        self.stdout.flush()


def ms(times: Sequence[float]) -> float:
    return round(1000 * median(times), 1)


def p95(times: Sequence[float]) -> float:
    return round(1000 * (quantiles(times, n=20)[-1] if len(times) > 1 else times[0]), 1)


def paced(seconds: float, thought: float) -> Callable[[Editor], None]:
    """Edit, think, edit: everybody begins somewhere within a thought, and no two thoughts are of one length."""

    def work(editor: Editor) -> None:
        until = monotonic() + seconds
        sleep(editor.chance.uniform(0, min(thought, seconds / 2)))
        while monotonic() < until:
            editor.edit()
            sleep(editor.chance.uniform(0.5, 1.5) * thought)

    return work


def burst(editors: int, rounds: int) -> Callable[[Editor], None]:
    """All at the same moment."""
    together = Barrier(editors, timeout=GIVES_UP)

    def work(editor: Editor) -> None:
        for _ in range(rounds):
            together.wait()
            editor.edit()

    return work


def each_does(everybody: Sequence[Editor], work: Callable[[Editor], None]) -> None:
    """All at once, each in a thread. What one can't do is said, once all have come to an end."""
    failed: list[Exception] = []

    def one(editor: Editor) -> None:
        try:
            work(editor)
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=one, args=(editor,), daemon=True) for editor in everybody]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise CommandError(f"{len(failed)} of {len(threads)} learners did not come through: {failed[0]!r}")

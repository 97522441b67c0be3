"""Years that are quickly made: a few within their requests, the rest in the line, none of them twice."""

from threading import Event, Thread
from time import monotonic, sleep

from registry import waiting as waits
from registry.years import Shelf
from scoring.selectors import shipped


def test_only_a_few_requests_work_a_year_out_themselves_and_the_others_are_told_how_far_it_is() -> None:
    gate, begun, town = Event(), [], shipped("no_system")

    def make(_rulebook: object, _citizens: int, seed: int, _progress: object) -> int:
        begun.append(seed)
        gate.wait(10)
        return seed

    shelf = Shelf(make, small=20, large=1)
    at_work = [
        Thread(target=waits.ask, args=(shelf, (town, 1000, seed)), kwargs={"inline": True})
        for seed in range(waits.MOST_INLINE)
    ]
    for thread in at_work:
        thread.start()
    until = monotonic() + 10
    while len(begun) < waits.MOST_INLINE and monotonic() < until:
        sleep(0.01)
    late = waits.ask(shelf, (town, 1000, 99), inline=True)
    gate.set()
    for thread in at_work:
        thread.join()
    waits.settled()
    assert isinstance(late, waits.Progress)
    assert waits.ask(shelf, (town, 1000, 99), inline=True) == 99
    assert sorted(begun) == [*range(waits.MOST_INLINE), 99]

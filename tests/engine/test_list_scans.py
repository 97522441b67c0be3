"""A list moved forward for everybody at once, held to one citizen and one day at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.by_day import Event, by_day
from scoring.engine.list_scan import ListScan
from scoring.engine.model import FOREVER, ListDef
from scoring.engine.put_on import last_days, wanted_by_rules
from scoring.engine.state import BEFORE

CITIZENS, DAYS = 11, 24
happenings = st.lists(st.tuples(st.integers(0, DAYS), st.integers(0, CITIZENS - 1)), max_size=14)
puts_of = st.lists(st.tuples(happenings, st.sampled_from((1, 2, 5, 30, None))), min_size=1, max_size=3)
masks = st.lists(st.lists(st.booleans(), min_size=CITIZENS, max_size=CITIZENS), min_size=DAYS + 1, max_size=DAYS + 1)


def event(what: str, happens: list[tuple[int, int]], days: int | None = None) -> Event:
    day, citizen = np.array(sorted(happens), np.int64).reshape(-1, 2).T
    return Event(what, "black", days, by_day(day, citizen, DAYS))


def bits(on: np.ndarray) -> np.ndarray:
    return np.packbits(on, axis=1)


def plain(wanted: np.ndarray) -> np.ndarray:
    return np.unpackbits(wanted, axis=1, count=CITIZENS).astype(bool)


def last_put(puts, offs) -> np.ndarray:
    """The last day that rules want, day by day: what a day begins holds from that day, whoever is taken off on it."""
    last = [BEFORE] * CITIZENS
    result = np.zeros((DAYS + 1, CITIZENS), np.int64)
    for day in range(DAYS + 1):
        for when, citizen in offs:
            if when == day:
                last[citizen] = BEFORE
        for happens, days in puts:
            for when, citizen in happens:
                if when == day:
                    last[citizen] = max(last[citizen], FOREVER if days is None else day + days - 1)
        result[day] = last
    return result


def put(puts, offs) -> np.ndarray:
    return last_put(puts, offs) >= np.arange(DAYS + 1)[:, None]


def stays(entry: ListDef, wanted: np.ndarray, offs) -> np.ndarray:
    """Who is on it, as settlement has it for one citizen."""
    result = np.zeros_like(wanted)
    for citizen in range(CITIZENS):
        on, hold, since = False, -1, FOREVER
        for day in range(DAYS + 1):
            off = (day, citizen) in offs
            want = bool(wanted[day, citizen])
            since = min(day, FOREVER if off else since) if want else FOREVER
            was = on and not off
            on = (want and (was or day - since >= entry.notice_days)) or (was and day <= hold)
            if on and not was:
                hold = day + entry.minimum_days - 1
            if on:
                since = FOREVER
            result[day, citizen] = on
    return result


def listed(minimum: int, notice: int) -> ListDef:
    fields = {"id": "black", "minimum_days": minimum, "notice_days": notice}
    entry = object.__new__(ListDef)
    for name, value in fields.items():
        object.__setattr__(entry, name, value)
    return entry


@given(puts_of, happenings)
def test_whom_rules_want_is_as_if_every_day_had_been_looked_at(puts, offs):
    events = [event("put_on", happens, days) for happens, days in puts]
    taken = [event("take_off", offs)] if offs else []
    assert np.array_equal(plain(wanted_by_rules(events, taken, CITIZENS, DAYS)), put(puts, offs))
    for today in (0, DAYS // 2, DAYS):
        assert np.array_equal(last_days(events, taken, CITIZENS, today), last_put(puts, offs)[today])


@given(
    masks, puts_of, happenings, st.sampled_from((1, 2, 6)), st.sampled_from((0, 0, 3)), st.integers(1, DAYS), st.data()
)
def test_a_list_is_as_if_every_day_of_every_citizen_had_been_settled(masks, puts, offs, minimum, notice, cut, data):
    entry, banded = listed(minimum, notice), np.array(masks)
    ruled, taken = data.draw(st.booleans()), data.draw(st.booleans())
    scan = ListScan(entry, np.ones(CITIZENS, bool), DAYS)
    for happens, days in puts if ruled else ():
        scan.expect(event("put_on", happens, days))
    if taken:
        scan.expect(event("take_off", offs))
    for first, last in ((0, 0), (1, cut), (cut + 1, DAYS)):
        if first <= last:
            scan.settle(first, last, bits(banded[first : last + 1]))
    gone = offs if taken else []
    wanted = banded | put(puts, gone) if ruled else banded
    assert np.array_equal(plain(scan.bits), stays(entry, wanted, set(gone)))
    assert np.array_equal(scan.on, stays(entry, wanted, set(gone))[-1])


@given(masks, puts_of)
def test_nobody_who_is_not_scored_is_on_a_list(masks, puts):
    scored = np.arange(CITIZENS) % 2 == 0
    scan = ListScan(listed(3, 0), scored, DAYS)
    for happens, days in puts:
        scan.expect(event("put_on", happens, days))
    scan.settle(0, DAYS, bits(np.array(masks)))
    everybody = stays(listed(3, 0), np.array(masks) | put(puts, []), set())
    assert np.array_equal(plain(scan.bits), everybody & scored)


def test_a_rule_that_puts_somebody_on_later_in_the_year_is_heard():
    scan = ListScan(listed(1, 0), np.ones(CITIZENS, bool), DAYS)
    scan.expect(event("put_on", [(2, 3)], 2))
    scan.settle(0, 9, None)
    scan.expect(event("put_on", [(12, 4)], None))
    scan.settle(10, DAYS, None)
    assert np.flatnonzero(plain(scan.bits)[:, 3]).tolist() == [2, 3]
    assert np.flatnonzero(plain(scan.bits)[:, 4]).tolist() == list(range(12, DAYS + 1))


def test_how_long_a_stay_binds_is_told_as_of_the_day_that_is_settled():
    scan = ListScan(listed(4, 0), np.ones(CITIZENS, bool), DAYS)
    scan.expect(event("put_on", [(2, 3), (8, 3)], 2))
    scan.settle(0, 5, None)
    assert (scan.put[3], scan.hold[3], scan.put[4], scan.hold[4]) == (3, 5, BEFORE, BEFORE)
    scan.settle(6, 9, None)
    assert (scan.put[3], scan.hold[3]) == (9, 11)


def test_a_list_that_nothing_wants_anybody_on_is_empty():
    scan = ListScan(listed(5, 0), np.ones(CITIZENS, bool), DAYS)
    scan.settle(0, DAYS, None)
    assert not scan.bits.any()

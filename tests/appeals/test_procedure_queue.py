"""The line at the counter against results that are known: Erlang, Pollaczek and Khinchine, Little."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeals.procedure.queue import erlang_c_wait, pollaczek_khinchine_wait, stand_in_line

MANY = 200_000


def arrivals(rate: float, count: int = MANY, seed: int = 1) -> np.ndarray:
    return np.cumsum(np.random.default_rng(seed).exponential(1 / rate, count))


def agrees(waits: np.ndarray, known: float) -> None:
    """Within three standard errors, taken from the means of fifty stretches of the run; and these are small."""
    stretches = waits.reshape(50, -1).mean(axis=1)
    error = float(stretches.std(ddof=1)) / 50**0.5
    assert error < 0.06 * known
    assert abs(float(waits.mean()) - known) < 3 * error


@pytest.mark.parametrize(("clerks", "busy"), [(1, 0.5), (1, 0.8), (3, 0.7), (8, 0.85)])
def test_with_exponential_work_the_wait_is_erlang_s(clerks: int, busy: float) -> None:
    rate = busy * clerks
    work = np.random.default_rng(2).exponential(1, MANY)
    line = stand_in_line(arrivals(rate), work, clerks)
    agrees(line.days - work, erlang_c_wait(rate, 1, clerks))


@pytest.mark.parametrize("spread", [0.0, 0.5])
def test_with_one_clerk_and_any_work_the_wait_is_pollaczek_s_and_khinchine_s(spread: float) -> None:
    work = np.random.default_rng(3).uniform(1 - spread, 1 + spread, MANY)
    line = stand_in_line(arrivals(0.7), work, 1)
    agrees(line.days - work, pollaczek_khinchine_wait(0.7, 1, 1 + spread**2 / 3))


def test_erlang_s_formula_by_hand() -> None:
    assert erlang_c_wait(0.5, 1, 1) == pytest.approx(1)  # one clerk, half busy: one mean service
    assert erlang_c_wait(1, 1, 2) == pytest.approx(1 / 3)
    assert erlang_c_wait(2, 1, 2) == float("inf")
    assert pollaczek_khinchine_wait(0.5, 1, 2) == pytest.approx(erlang_c_wait(0.5, 1, 1))


times = st.lists(st.floats(0, 50, allow_nan=False), min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(times, st.integers(1, 4), st.floats(0.1, 60), st.randoms(use_true_random=False))
def test_little_s_law_holds_exactly_on_every_run(came: list[float], clerks: int, days: float, random: object) -> None:
    arrived = np.sort(np.array(came))
    work = np.array([random.uniform(0, 9) for _ in came])  # type: ignore[attr-defined]
    line = stand_in_line(arrived, work, clerks, until=arrived + days)
    steps = np.unique(np.concatenate((line.arrived, line.left)))
    in_line = line.waiting_at(steps)[:-1]  # constant between two steps
    assert float((in_line * np.diff(steps)).sum()) == pytest.approx(float(line.days.sum()), abs=1e-6)
    assert line.waiting_at(steps[-1:])[0] == 0


def test_first_come_first_served() -> None:
    line = stand_in_line(np.array([0.0, 0.1, 0.2]), np.array([5.0, 1.0, 1.0]), 1)
    assert line.left.tolist() == pytest.approx([5, 6, 7])


def test_two_clerks_open_two_files() -> None:
    line = stand_in_line(np.array([0.0, 0.1, 0.2]), np.array([5.0, 1.0, 1.0]), 2)
    assert line.left.tolist() == pytest.approx([5, 1.1, 2.1])


def test_what_nobody_opened_by_the_deadline_is_answered_by_silence_and_takes_no_time() -> None:
    arrived = np.array([0.0, 0.1, 6.0])
    line = stand_in_line(arrived, np.array([5.0, 5.0, 1.0]), 1, until=arrived + 3)
    assert line.served.tolist() == [True, False, True]
    assert line.left.tolist() == pytest.approx([5, 3.1, 7])


def test_a_case_once_opened_is_finished_after_the_deadline() -> None:
    line = stand_in_line(np.array([0.0]), np.array([9.0]), 1, until=np.array([3.0]))
    assert line.served.all()
    assert line.left.tolist() == [9]


def test_a_line_without_a_clerk_or_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a clerk"):
        stand_in_line(np.array([0.0]), np.array([1.0]), 0)
    with pytest.raises(ValueError, match="order of arrival"):
        stand_in_line(np.array([1.0, 0.0]), np.array([1.0, 1.0]), 1)


def test_an_empty_line_is_a_line() -> None:
    assert len(stand_in_line(np.array([]), np.array([]), 1).left) == 0

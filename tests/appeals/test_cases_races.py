"""Two hands at the same moment on one case, on SQLite here and on PostgreSQL where one answers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from claims import PAPER, opened, seq, waited
from django.db import connection, connections

from appeals.claims.models import Case, Event
from appeals.claims.selectors import docket_of
from appeals.claims.services import Stale, complain, erase_cases, file, second_instance, wait, withdraw
from appeals.procedure.states import Refused

HANDS = 4


@pytest.fixture
def database(request: pytest.FixtureRequest, transactional_db: None) -> str:
    """Runs a test only on the database it names."""
    if connection.vendor != request.param:
        pytest.skip(f"this run is on {connection.vendor}; DATABASE_URL names another for {request.param}")
    return str(request.param)


def both(test: Any) -> Any:
    rows = ["sqlite", pytest.param("postgresql", marks=pytest.mark.services)]
    return pytest.mark.parametrize("database", rows, indirect=True)(test)


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Run tasks in threads of their own, all let go at the same moment; what each returned, or why it was refused."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            gate.wait(timeout=20)
            return task()
        except (Refused, Stale, Case.DoesNotExist) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, task) for task in tasks]]


def kinds(case: Case) -> list[str]:
    return list(Event.objects.filter(case=case).values_list("kind", flat=True))


@both
def test_filed_many_times_at_once_is_filed_once(database: str) -> None:
    case = opened()
    at_once(*(lambda: file(case=case, seq=0, papers=[PAPER], pay=True) for _ in range(HANDS)))
    assert kinds(case) == ["file"]


@both
def test_opened_many_times_at_once_is_one_case(database: str) -> None:
    opened_ = at_once(*(opened for _ in range(HANDS)))
    assert Case.objects.count() == 1
    assert sum(isinstance(each, Refused) for each in opened_) == HANDS - 1


@both
def test_decided_many_times_at_once_is_decided_once(database: str) -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case)
    at_once(*(lambda: wait(case=case, seq=2) for _ in range(HANDS)))
    assert kinds(case) == ["file", "accept", "dismiss"]


@both
def test_withdrawn_and_decided_at_once_one_of_them_stands(database: str) -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case)
    at_once(lambda: wait(case=case, seq=2), lambda: withdraw(case=case, seq=2))
    assert kinds(case) in (["file", "accept", "dismiss"], ["file", "accept", "withdraw"])
    docket_of(Case.objects.get(pk=case.pk))  # and it can be read


@both
def test_two_tabs_that_go_on_go_on_once(database: str) -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case, 2)
    now = seq(case)
    at_once(*(lambda: second_instance(case=case, seq=now, pay=True) for _ in range(HANDS)))
    assert kinds(case).count("go_on") == 1


@both
def test_complained_of_and_decided_at_once_one_comes_first_and_nothing_is_half_written(database: str) -> None:
    case = opened()
    file(case=case, seq=0, papers=[PAPER], pay=True)
    waited(case)
    at_once(lambda: wait(case=case, seq=2), lambda: complain(case=case, seq=2), lambda: complain(case=case, seq=2))
    decided, asked = ["file", "accept", "dismiss"], ["file", "accept", "complain", "complaint_noted"]
    assert kinds(case) in (decided, asked)
    assert docket_of(Case.objects.get(pk=case.pk)).seq == len(kinds(case))


@both
def test_erased_while_it_is_filed_nothing_is_left_half(database: str) -> None:
    case = opened()
    at_once(lambda: file(case=case, seq=0, pay=True), lambda: erase_cases(holder=case.holder))
    assert not Case.objects.exists()
    assert not Event.objects.exists()

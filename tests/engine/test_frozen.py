"""The engine's frozen classes behave as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from scoring.engine import frozen


@frozen.dataclass(frozen=True, slots=True)
class Fine:
    amount: int
    reason: str = "late"
    told: list[str] = dataclasses.field(default_factory=list, compare=False)


@frozen.dataclass(frozen=True, eq=False)
class Alone:
    amount: int


@frozen.dataclass(frozen=True, slots=True)
class Nothing:
    """Without a field."""


@dataclasses.dataclass(frozen=True, slots=True)
class StandardFine:
    amount: int
    reason: str = "late"
    told: list[str] = dataclasses.field(default_factory=list, compare=False)


BOTH = pytest.mark.parametrize("made", [Fine, StandardFine])


@BOTH
def test_fields_are_given_by_position_by_name_or_by_default(made):
    assert made(3) == made(amount=3, reason="late", told=[])
    assert (made(3, "loud").amount, made(3, "loud").reason, made(3).told) == (3, "loud", [])


@BOTH
def test_every_instance_has_its_own_list(made):
    assert made(3).told is not made(3).told


@BOTH
@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1, "a", [], 4), {}), ((1,), {"amount": 2}), ((1,), {"sum": 2})]
)
def test_too_few_too_many_twice_and_unknown_are_refused(made, values, named):
    made(1)
    with pytest.raises(TypeError):
        made(*values, **named)


def test_the_first_instance_is_refused_as_the_later_ones_are():
    @frozen.dataclass(frozen=True)
    class New:
        amount: int

    with pytest.raises(TypeError, match="amount"):
        New()
    assert New(2).amount == 2


@BOTH
def test_nothing_can_be_written_or_deleted(made):
    fine = made(3)
    with pytest.raises(dataclasses.FrozenInstanceError, match="'amount'"):
        fine.amount = 4
    with pytest.raises(dataclasses.FrozenInstanceError, match="'amount'"):
        del fine.amount
    assert fine.amount == 3


def test_what_is_compared_decides_equality_and_hash():
    assert Fine(3, told=["x"]) == Fine(3)
    assert hash(Fine(3, told=["x"])) == hash(Fine(3))
    assert Fine(3) != Fine(4)
    assert Fine(3) != StandardFine(3)
    assert Nothing() == Nothing()
    assert len({Fine(3), Fine(3), Fine(4), Nothing(), Nothing()}) == 3


def test_without_equality_only_the_same_object_is_equal():
    one = Alone(3)
    assert one == one
    assert one != Alone(3)
    assert len({one, Alone(3)}) == 2


def test_it_says_what_it_holds():
    assert repr(Fine(3)) == repr(StandardFine(3)).replace("Standard", "") == "Fine(amount=3, reason='late', told=[])"


@BOTH
def test_it_can_be_replaced_copied_pickled_and_matched(made):
    fine = made(3, "loud")
    assert dataclasses.replace(fine, amount=4) == made(4, "loud")
    assert dataclasses.asdict(fine) == {"amount": 3, "reason": "loud", "told": []}
    assert copy.deepcopy(fine) == fine
    assert pickle.loads(pickle.dumps(fine)) == fine  # noqa: S301
    match fine:
        case made(amount, reason):
            assert (amount, reason) == (3, "loud")
    assert not hasattr(fine, "__dict__")


def test_a_class_that_changes_is_not_for_it():
    with pytest.raises(AssertionError, match="standard library"):
        frozen.dataclass(frozen=False)

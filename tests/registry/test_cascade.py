"""What no rule ordered is a model: open, seeded, and nothing where nobody is posted."""

from dataclasses import replace

import numpy as np
import pytest

from registry.cascade import Model, cascade, model, parameters
from town.population import make_town

TOWN = make_town(400, 3)
DAYS = 365


def posted(first: int, last: int, people: int = 40) -> np.ndarray:
    public = np.zeros((DAYS + 1, TOWN.citizens), bool)
    public[first : last + 1, :people] = True
    return public


def run(public: np.ndarray, clean: np.ndarray | None = None, **changes: int):  # type: ignore[no-untyped-def]
    return cascade(public, public if clean is None else clean, TOWN.friends, replace(model(), **changes), 9)


def test_nobody_posted_means_nobody_refused() -> None:
    found = run(posted(10, 9))
    assert (found.posted, found.knowing, found.refusals, found.days) == (0, 0, 0, 0)


@pytest.mark.parametrize("never", ["readers", "sees", "refuses"])
def test_where_nobody_looks_sees_or_refuses_there_is_no_refusal(never: str) -> None:
    assert run(posted(10, 200), **{never: 0}).refusals == 0


def test_if_everybody_reads_sees_and_refuses_each_acquaintance_does_once() -> None:
    found = run(posted(10, 200), readers=100, sees=1000, tells=0, refuses=100)
    ties = {(person, int(friend)) for person in range(40) for friend in TOWN.friends[person] if friend >= 0}
    assert found.knowing == found.refusals == len(ties)


def test_a_refusal_begins_the_day_after_and_ends_with_the_year() -> None:
    found = run(posted(DAYS - 10, DAYS), readers=100, sees=1000, tells=0, refuses=100, lasts=180)
    assert found.days == found.refusals * 10


def test_days_after_the_card_came_down_are_told_apart() -> None:
    found = run(posted(10, 19), readers=100, sees=1000, tells=0, refuses=100, lasts=30)
    assert found.days == found.refusals * 30
    assert found.after == found.refusals * 21  # read on day 10, the card hung nine days more


def test_telling_others_only_adds() -> None:
    alone, told = run(posted(10, 200), tells=0), run(posted(10, 200), tells=50)
    assert told.knowing > alone.knowing


def test_the_innocent_are_those_who_hung_only_for_wrong_entries_on_the_day_they_were_read() -> None:
    public = posted(10, 200)
    clean = public.copy()
    clean[:, :10] = False
    some, nobody, everybody = run(public, clean), run(public), run(public, np.zeros_like(public))
    assert 0 < some.innocent_refusals < some.refusals
    assert nobody.innocent_refusals == 0
    assert everybody.innocent_refusals == everybody.refusals
    assert everybody.innocent_days == everybody.days


def test_the_same_seed_gives_the_same_refusals_and_another_seed_others() -> None:
    again = cascade(posted(10, 200), posted(10, 200), TOWN.friends, model(), 9)
    assert again == run(posted(10, 200))
    assert cascade(posted(10, 200), posted(10, 200), TOWN.friends, model(), 10) != again


def test_every_number_of_the_model_is_named_and_lies_within_its_range() -> None:
    assert {each.id for each in parameters()} == set(Model.__dataclass_fields__)
    assert all(each.least <= each.value <= each.most and each.label and each.unit for each in parameters())

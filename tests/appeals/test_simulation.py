"""A town's year of appeals: what each policy does to whom, in a town of the engine's."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeals.procedure.compare import compare_knobs, turned
from appeals.procedure.listings import listings_of
from appeals.procedure.load import procedure_for
from appeals.procedure.model import KNOBS, Knobs, KnobSpec, knobs_from
from appeals.procedure.result import Result
from appeals.procedure.simulation import Cancelled, simulate
from registry.replays import innocent, reformed_year, year
from scoring.selectors import shipped, slugs

SEED, CITIZENS = 4417, 4000
HOME = procedure_for("tessamere").knobs
PLENTY = 40  # clerks, so that no line stands between a knob and its effect


@cache
def town(knobs: Knobs | None = HOME, staff: int | None = PLENTY) -> Result:
    return simulate(shipped("tessamere"), CITIZENS, SEED, knobs, staff=staff)


def with_(staff: int | None = PLENTY, **knobs: object) -> Result:
    return town(replace(HOME, **knobs), staff)  # type: ignore[arg-type]


@pytest.mark.parametrize("slug", slugs())
def test_wrongful_days_are_the_engine_s_under_every_rulebook(slug: str) -> None:
    book = shipped(slug)
    result = simulate(book, 400, SEED, None)
    known = innocent(book, book, 400, SEED)
    assert (result.innocent.engine, result.innocent.left) == (known.days, known.days)
    assert result.keeps_list == any(entry.colour == "black" for entry in book.lists)


def test_listings_are_the_runs_of_wrongful_and_of_rightful_days() -> None:
    book = shipped("tessamere")
    filed, clean = year(book, 300, SEED), reformed_year(book, book, 300, SEED, clean=True)
    found = listings_of(filed, clean)
    wrong, right = np.zeros((366, 300), bool), np.zeros((366, 300), bool)
    for citizen, first, last, is_wrong in zip(found.citizen, found.first, found.last, found.wrong, strict=True):
        side = wrong if is_wrong else right
        assert not side[max(first - 1, 0) : last + 2, citizen].any()  # runs of one kind never touch
        side[first : last + 1, citizen] = True
    for day in range(366):
        was, should = filed.listed_on("blacklist", day), clean.listed_on("blacklist", day)
        assert (wrong[day] == (was & ~should)).all()
        assert (right[day] == (was & should)).all()


def values_of(spec: KnobSpec) -> st.SearchStrategy[object]:
    if spec.choices:
        return st.sampled_from(spec.choices)
    if spec.low is None or spec.high is None:
        return st.booleans()
    return st.one_of(st.integers(spec.low, spec.high), *([st.none()] if spec.may_be_empty else []))


policies = st.fixed_dictionaries({name: values_of(spec) for name, spec in KNOBS.items()}).map(knobs_from)


@settings(max_examples=120, deadline=None)
@given(policies, st.sampled_from([None, 1, PLENTY]))
def test_the_accounts_add_up_under_every_policy(policy: Knobs, staff: int | None) -> None:
    book = shipped("tessamere")
    result = simulate(book, 1000, SEED, policy, staff=staff)
    for days in (result.innocent, result.guilty):
        assert days.engine == days.left + days.freed + days.stayed + days.spared
        assert min(days.left, days.freed, days.stayed, days.spared) >= 0
    assert result.innocent.engine == innocent(book, book, 1000, SEED).days
    assert result.filed == result.granted + result.dismissed + result.pending
    assert result.granted == result.innocent_freed + result.guilty_freed
    assert result.by_silence <= result.late
    groups = result.incomes.values()
    assert sum(group.filed for group in groups) == result.filed
    assert sum(group.fees for group in groups) == result.fees == result.filed * policy.fee
    assert sum(group.wrongly_listed for group in groups) == result.wrongly_listed
    assert sum(group.never_filed for group in groups) == result.never_filed
    assert sum(group.freed for group in groups) == result.innocent_freed
    assert len(result.backlog) == 52
    assert min(result.backlog) >= 0


def test_the_same_seed_gives_the_same_year() -> None:
    again = simulate(shipped("tessamere"), CITIZENS, SEED, HOME, staff=PLENTY)
    assert again.to_dict() == town().to_dict()
    assert simulate(shipped("tessamere"), CITIZENS, SEED + 1, HOME, staff=PLENTY).to_dict() != town().to_dict()


def test_without_a_path_nobody_files_and_nobody_is_freed() -> None:
    none = town(None)
    assert (none.filed, none.granted, none.hours, none.innocent.freed) == (0, 0, 0, 0)
    assert none.never_filed == none.wrongly_listed
    assert none.waited_median is None


def test_a_higher_fee_keeps_the_poor_away_more_than_the_rich() -> None:
    free, dear = with_(fee=0), with_(fee=60)
    kept = {label: dear.incomes[label].filed / free.incomes[label].filed for label in ("low", "middle", "high")}
    assert kept["low"] < kept["middle"] < kept["high"]
    assert dear.innocent_days_left > free.innocent_days_left
    assert dear.never_filed > free.never_filed


def test_a_stay_spares_the_innocent_and_frees_the_guilty_meanwhile() -> None:
    stay = with_(stay=True)
    assert stay.innocent_days_left < town().innocent_days_left
    assert stay.guilty_free_days > town().guilty_free_days
    assert stay.filed > town().filed


def test_notice_spares_both_before_anybody_decides() -> None:
    notice = with_(notice_days=14)
    assert notice.innocent_days_left < town().innocent_days_left
    assert notice.guilty_free_days > town().guilty_free_days
    assert notice.never_filed < town().never_filed


def test_grace_and_expiry_shorten_everybody_s_listing() -> None:
    for policy in ({"grace_days": 7}, {"expiry_days": 10}):
        result = with_(**policy)
        assert result.innocent.spared > 0
        assert result.guilty.spared > result.innocent.spared


def test_more_notice_spares_more() -> None:
    left = [with_(notice_days=days).innocent_days_left for days in (0, 5, 15, 45)]
    assert left == sorted(left, reverse=True)


def test_another_desk_a_fresh_look_and_a_hearing_free_more_of_the_innocent() -> None:
    for policy in ({"reviewer": "other_clerk"}, {"look": "fresh"}, {"hearing": True}, {"burden": "office"}):
        assert with_(**policy).innocent_freed > town().innocent_freed, policy


def test_reasons_let_more_people_ask_and_be_right() -> None:
    freed = [with_(reasons=reasons).innocent_freed for reasons in ("none", "code", "trace")]
    asked = [with_(reasons=reasons).filed for reasons in ("none", "code", "trace")]
    assert freed == sorted(freed)
    assert asked[0] < asked[1] < asked[2]


def test_where_the_office_must_prove_it_more_of_the_guilty_go_free() -> None:
    assert with_(burden="office").guilty_freed > town().guilty_freed


def test_looking_longer_costs_hours() -> None:
    assert with_(look="fresh").hours > town().hours
    assert with_(second_instance=False).hours < town().hours


def test_a_second_instance_and_a_court_free_some_and_keep_others_waiting() -> None:
    one, two, three = with_(second_instance=False), town(), with_(court=True)
    assert one.innocent_freed < two.innocent_freed < three.innocent_freed
    assert one.waited_p90 is not None
    assert three.waited_p90 is not None
    assert three.waited_p90 > one.waited_p90


def test_a_correction_that_stays_at_home_leaves_copies() -> None:
    assert town().copies_days == town().innocent.freed > 0
    assert with_(propagate="all").copies_days == 0


def test_too_few_clerks_make_a_line_and_silence_its_answer() -> None:
    slow = with_(1, look="fresh", fee=0)
    assert slow.by_silence > 0
    assert max(slow.backlog) > max(with_(look="fresh", fee=0).backlog)
    assert slow.innocent_days_left > with_(look="fresh", fee=0).innocent_days_left


def test_where_silence_grants_haste_frees_innocent_and_guilty_alike() -> None:
    hasty = {"look": "fresh", "fee": 0, "office_days": 7}
    refused, granted = with_(1, **hasty), with_(1, **hasty, late_rule="grant")
    assert granted.innocent_freed > refused.innocent_freed
    assert granted.guilty_freed > refused.guilty_freed


def test_a_turned_knob_meets_the_same_people() -> None:
    """With a lower fee everybody asks who asked before: each group can only grow."""
    before, after = with_(fee=20), with_(fee=10)
    assert all(after.incomes[label].filed >= before.incomes[label].filed for label in before.incomes)


def test_progress_is_told_and_never_goes_back() -> None:
    told: list[tuple[int, int]] = []
    simulate(shipped("tessamere"), 300, SEED, HOME, progress=lambda done, total: told.append((done, total)) is None)
    done = [each for each, _ in told]
    assert done == sorted(done)
    assert told[-1] == (100, 100)


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        simulate(shipped("tessamere"), 300, SEED, HOME, progress=lambda done, _: done < 85)


def test_an_office_without_a_clerk_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a clerk"):
        simulate(shipped("tessamere"), 300, SEED, HOME, staff=0)


def test_a_comparison_says_what_changed_and_for_whom() -> None:
    found = compare_knobs(town(), with_(stay=True))
    by_id = {change.id: change for change in found.changes}
    assert by_id["innocent_days_left"].better is True
    assert by_id["guilty_free_days"].better is None
    assert by_id["innocent_days_left"].by == with_(stay=True).innocent_days_left - town().innocent_days_left
    assert any("Innocent people were spared" in sentence for sentence in found.sentences)
    assert all(sentence.endswith(".") for sentence in found.sentences)


def test_a_comparison_says_when_nothing_changed() -> None:
    assert compare_knobs(town(), town()).sentences == ("This changed nothing for anybody.",)


def test_two_towns_are_not_compared() -> None:
    with pytest.raises(ValueError, match="one town"):
        compare_knobs(town(), simulate(shipped("tessamere"), 300, SEED, HOME))


def test_turned_knobs_are_named() -> None:
    assert turned(HOME, replace(HOME, fee=0, stay=True)) == ("fee", "stay")


def test_a_result_is_plain_data() -> None:
    row = town().to_dict()
    assert row["backlog"] == list(town().backlog)
    assert row["incomes"]["low"]["filed"] == town().incomes["low"].filed
    assert row["guilty_free_days"] == town().guilty.engine - town().guilty.left

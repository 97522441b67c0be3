"""Comparisons of a town, and what would have had to be different for one citizen."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.engine import Observation, compare, counterfactual, explain, innocent_days, reform, replay
from scoring.engine.columns import columns_from
from scoring.engine.comparison import rate
from tests.engine.strategies import VOCABULARY
from tests.engine.test_worked import bill, blood, crossing, judgment


def by_kind(harbour, file, **more):
    findings = counterfactual(harbour, file, facts={}, days=10, **more)
    assert [finding.kind for finding in findings] == ["acts", "circumstances", "data", "rules", "procedure"]
    return {finding.kind: finding for finding in findings}


def test_who_is_free_needs_no_change(harbour):
    findings = by_kind(harbour, [crossing(1)])
    assert all(finding.found and finding.changes == () for finding in findings.values())


def test_one_other_choice_is_preferred_to_two(harbour):
    file = [bill(2, 100), crossing(3), bill(4, 10)]
    choices = {3: [("wait", [])], 2: [("pay on time", [])], 4: [("pay on time", [])]}
    acts = by_kind(harbour, file, alternatives=choices)["acts"]
    assert acts.found
    assert [change["day"] for change in acts.changes] == [2]
    assert acts.standing == 930
    assert acts.exhaustive


def test_when_no_choice_frees_the_answer_is_none(harbour):
    acts = by_kind(harbour, [judgment(0), crossing(3)], alternatives={3: [("wait", [])]})["acts"]
    assert (acts.found, acts.exhaustive, acts.changes) == (False, True, ())


def test_what_was_excused_and_what_was_wrong_are_asked_apart(harbour):
    file = [bill(2, 30, "mine"), bill(3, 10, "sisters"), bill(4, 30, "hospital")]
    findings = by_kind(harbour, file, wrong={"sisters"}, excused={"hospital"})
    assert not findings["data"].found
    assert [change["strike"] for change in findings["circumstances"].changes] == ["hospital"]


def test_the_smallest_number_in_a_rule_that_frees(harbour):
    rules = by_kind(harbour, [bill(2, 100), bill(3, 10)])["rules"]
    change = rules.changes[0]
    assert (change["rule"], change["old"], change["new"]) == ("h-2", 10, 11)
    freed = reform(harbour, {change["path"]: change["new"]}, "")
    life = explain(freed, [bill(2, 100), bill(3, 10)], facts={}, days=10)
    assert (life.standing, life.lists) == (rules.standing, rules.lists) == (900, ())


def test_notice_frees_who_recovers_in_time(harbour):
    procedure = by_kind(harbour, [bill(7, 50, "one"), bill(7, 20, "two")])["procedure"]
    assert procedure.changes == ({"procedure": "notice", "days": 5},)


def test_a_hearing_frees_who_had_a_reason(harbour):
    file = [bill(1, 100, "one"), bill(1, 30, "two")]
    procedure = by_kind(reform(harbour, {"/rules/1/expires": 365}, ""), file, excused={"one"})["procedure"]
    assert procedure.changes in (({"procedure": "hearing", "struck": ["one"]},), ({"procedure": "notice", "days": 10},))


def test_the_goal_can_be_another(harbour):
    findings = counterfactual(
        harbour, [crossing(1)], facts={}, days=10, wrong={"crossing-1-12"}, goal=lambda life: life.band == "A"
    )
    data = next(finding for finding in findings if finding.kind == "data")
    assert (data.found, data.band, data.standing) == (True, "A", 1000)


# comparing


@pytest.fixture
def town():
    """Forty citizens: one pays late, one crosses, one gives blood, one has another's judgment on file."""
    rows = [(1, bill(2, 100)), (1, bill(3, 20)), (2, crossing(2)), (3, blood(2)), (4, judgment(4))]
    halves = np.array([0] * 35 + [1] * 5, np.uint8)
    return columns_from(
        rows,
        [{}] * 40,
        VOCABULARY,
        days=30,
        groups={"half": (["many", "few"], halves)},
        wrong=frozenset({"judgment-4"}),
    )


def test_winners_losers_moves_and_newly_listed_with_named_examples(harbour, town):
    harsher = reform(harbour, {"/rules/0/effects/0/points": -150, "/rules/1/effects/0/points/each": -5}, "")
    result = compare(replay(harbour, town), replay(harsher, town), town, innocent=True)
    assert (result.winners.number, result.winners.examples) == (1, (1,))
    assert (result.losers.number, result.losers.examples) == (1, (2,))
    assert result.unaffected.number == 38
    assert (result.newly_listed.examples, result.newly_freed.examples) == ((2,), (1,))
    assert [(a, b, who.number) for a, b, who in result.moves] == [("B", "C", 1), ("C", "B", 1)]
    assert [side.number for side in result.doors["express_tram"]] == [2, 2]
    assert [side.days for side in result.innocent] == [27, 27]
    assert result.innocent[0].citizens.examples == (4,)
    assert result.to_dict()["listed"][0]["number"] == 2


def test_groups_have_rates_with_noise_and_small_ones_are_marked(harbour, town):
    same = replay(harbour, town)
    many, few = compare(same, same, town).groups
    assert (many.before.number, many.before.of, many.before.small) == (2, 35, False)
    assert (few.before.number, few.before.of, few.before.small) == (0, 5, True)
    assert 0 < many.before.low < many.before.share < many.before.high < 1
    assert few.before.high > 0.4  # nobody of five says little


def test_the_interval_of_nobody_at_all_says_nothing():
    assert (rate(0, 0).low, rate(0, 0).high) == (0.0, 1.0)


def test_innocent_days_alone(harbour, town):
    assert innocent_days(harbour, town).days == 27


def test_a_count_leads_to_one_persons_explanation(harbour, town):
    result = replay(harbour, town)
    citizen = int(np.flatnonzero(result.on_any())[0])
    file = town.observations_of(citizen, VOCABULARY)
    life = explain(harbour, file, facts=town.facts_of(citizen, VOCABULARY), days=town.days)
    assert life.standing == result.standing[citizen] == 860
    assert town.wrong_of(4)
    assert town.problems(VOCABULARY) == []


def test_sums_that_would_not_fit_a_small_number_are_kept_in_a_larger_one(harbour):
    rows = [(0, Observation(f"b{i}", 1, "donate_blood", "blood_centre")) for i in range(3_000)]
    rich = reform(
        harbour,
        {
            "/rules/2/effects/0/points": 1_000_000,
            "/scale/ceiling": 100_000_000,
            "/bands/0/to": 100_000_000,
        },
        "",
    )
    town = columns_from(rows, [{}], VOCABULARY, days=5)
    assert replay(rich, town).standing.tolist() == [100_000_000]
    assert explain(rich, [o for _, o in rows], facts={}, days=5, trace=False).standing == 100_000_000

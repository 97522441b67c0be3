"""Worked cases that read as sentences. The harbour office is tests/engine/rulebooks/harbour.yaml."""

from __future__ import annotations

from copy import deepcopy

import pytest

from scoring.engine import Observation, explain, from_document, run_examples, settle, start


def crossing(day, hour=12, name="", **more):
    facts = {"hour": hour, "place": "market", **more}
    return Observation(name or f"crossing-{day}-{hour}", day, "cross_on_red", "face_camera", facts)


def bill(day, late, name=""):
    return Observation(name or f"bill-{day}", day, "late_utility_bill", "utility_billing", {"days_late": late})


def blood(day):
    return Observation(f"blood-{day}", day, "donate_blood", "blood_centre")


def judgment(day, able=True):
    return Observation(f"judgment-{day}", day, "unpaid_court_judgment", "court_register", {"able_to_pay": able})


def life(rulebook, *observations, days=10, **facts):
    return explain(rulebook, observations, facts=facts, days=days)


@pytest.fixture
def changed(harbour, vocabulary):
    """The harbour rulebook with some parts exchanged."""

    def change(**parts):
        document = deepcopy(harbour.document)
        for path, value in parts.items():
            here = document
            *keys, last = path.split("__")
            for key in keys:
                here = here[int(key)] if key.isdigit() else here[key]
            here[int(last) if last.isdigit() else last] = value
        return from_document(document, vocabulary=vocabulary)

    return change


def standings(explanation):
    return [end.standing for end in explanation.settlements]


def test_the_examples_of_the_rulebook_hold(harbour):
    assert run_examples(harbour) == []


def test_an_example_that_does_not_hold_says_so(changed):
    wrong = changed(examples__1__expect={"standing": 951, "band": "A", "doors": {"express_tram": "shut"}})
    lines = [str(difference) for difference in run_examples(wrong)]
    assert lines[0] == "example 'Crossing once by day': standing should be 951, but is 950."
    assert len(lines) == 3


def test_who_has_nothing_on_file_stands_at_the_start_every_day(harbour):
    assert set(standings(life(harbour))) == {1000}


def test_both_ends_of_a_range_count(harbour):
    assert life(harbour, crossing(1, 6)).standing == 950
    assert life(harbour, crossing(1, 21)).standing == 950
    assert life(harbour, crossing(1, 5)).standing == 1000
    assert life(harbour, crossing(1, 22)).standing == 1000


def test_hours_of_the_night_go_past_midnight(changed):
    night = changed(rules__0__when={"fact": "hour", "op": "between", "value": [22, 6]})
    assert [life(night, crossing(1, hour)).standing for hour in (21, 22, 0, 6, 7)] == [1000, 950, 950, 950, 1000]


def test_a_third_crossing_in_a_block_of_thirty_days_is_free(harbour):
    explanation = life(harbour, crossing(1), crossing(2), crossing(30), crossing(31), days=31)
    assert standings(explanation)[30] == 900
    assert explanation.standing == 900  # day 31: the first expires, the fourth begins a new block
    assert explanation.settlements[30].trace.lost_to_limit == -50


def test_points_leave_after_their_days(harbour):
    seen = standings(life(harbour, crossing(2), days=33))
    assert seen[1:3] == [1000, 950]
    assert seen[31:33] == [950, 1000]  # a hit of day 2 that counts 30 days is alive on days 2 to 31


def test_points_per_unit_round_down_and_stop_at_the_cap(harbour):
    assert [life(harbour, bill(1, late)).standing for late in (9, 10, 19, 20, 365)] == [1000, 980, 980, 960, 900]


def test_a_band_puts_on_the_list_and_the_list_keeps_for_its_minimum_stay(changed):
    short = changed(rules__1__expires=2)
    explanation = life(short, bill(1, 365), bill(1, 50, "another"), days=7)
    assert standings(explanation)[:4] == [1000, 800, 800, 1000]
    assert [day for day, end in enumerate(explanation.settlements) if end.lists] == [1, 2, 3, 4, 5]
    change = explanation.settlements[1].trace.list_changes[0]
    assert (change.change, change.why, change.by) == ("entered", "band", ("C",))
    assert explanation.settlements[6].trace.list_changes[0].why == "ended"


def test_notice_gives_days_before_the_listing(changed):
    noticed = changed(lists__0__notice_days=3)
    assert [bool(end.lists) for end in life(noticed, bill(1, 365), bill(2, 50), days=6).settlements] == [False] * 5 + [
        True
    ] * 2


def test_a_list_shuts_the_express_and_the_trace_names_the_line(harbour):
    end = life(harbour, judgment(3)).settlements[3]
    assert end.doors["express_tram"] == "shut"
    doors = {change.door: change for change in end.trace.door_changes}
    assert (doors["express_tram"].before, doors["express_tram"].line) == ("open", 0)
    assert doors["screen"].after == "shut"
    assert end.entries == ("judgment",)


def test_taking_off_ends_the_stay_but_not_a_listing_of_the_same_day(harbour):
    off = life(harbour, judgment(1), blood(3))
    assert [bool(end.lists) for end in off.settlements[:5]] == [False, True, True, False, False]
    assert off.settlements[3].trace.list_changes[0].why == "taken_off"
    assert life(harbour, judgment(3), blood(3)).lists == ("black",)


def test_a_list_pulls_onto_its_joint_list(changed):
    both = [{"id": "black", "label": "Blacklist", "colour": "black", "joint": ["copy"], "minimum_days": 2}]
    both.append({"id": "copy", "label": "Copy", "colour": "black", "minimum_days": 20})
    explanation = life(changed(lists=both), judgment(1), blood(5))
    assert explanation.settlements[4].lists == ("black", "copy")
    assert explanation.settlements[5].lists == ("copy",)  # the correction did not reach the copy


def test_a_held_band_is_no_better_than_it_says_and_ends(changed):
    held = changed(rules__2__effects=[{"set_band": {"band": "B", "days": 3}}], rules__2__expires=None)
    assert [end.band for end in life(held, blood(1), days=5).settlements] == ["A", "B", "B", "B", "A", "A"]


def test_without_consent_there_is_no_standing(changed):
    asked = changed(consent="opt_in", doors=[{"door": "fast_lane", "state": "open", "when": [{"scored": False}]}])
    explanation = life(asked, judgment(1), consents=False)
    assert (explanation.standing, explanation.band, explanation.lists) == (None, None, ())
    assert explanation.doors["fast_lane"] == "open"
    assert explanation.settlements[1].trace.unseen[0].why == "consent"


def test_what_an_office_does_not_observe_is_not_looked_at(changed):
    explanation = life(changed(observers=["court_register"]), crossing(1))
    assert explanation.standing == 1000
    assert explanation.settlements[1].trace.unseen[0].why == "source"


def test_what_is_on_file_at_the_start_counts_from_its_own_day(harbour):
    explanation = life(harbour, crossing(-20), judgment(-100), judgment(-40), days=20)
    assert standings(explanation)[0] == 950
    assert explanation.settlements[0].lists == ("black",)
    assert standings(explanation)[9:11] == [950, 1000]
    assert explanation.settlements[0].entries == ("judgment", "judgment")


def test_stars_are_a_mean_with_a_prior(changed):
    rated = [
        {
            "id": "s",
            "text": "Rated",
            "on": ["peer_rating"],
            "effects": [{"stars": {"value": "stars", "weight": "rater_weight"}}],
        }
    ]
    scale = {
        "kind": "stars",
        "start": 420,
        "floor": 0,
        "ceiling": 500,
        "divisor": 100,
        "higher_is": "better",
        "prior_weight": 20,
    }
    stars = changed(scale=scale, bands=[], lists=[], doors=[], rules=rated, examples=[
        {"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(3)
    ])  # fmt: skip
    one = Observation("r", 1, "peer_rating", "peer_app", {"stars": 1, "rater_weight": 10})
    assert life(stars, one).standing == (420 * 20 + 100 * 10) // 30 == 313


def test_a_scorecard_shows_each_bin_and_each_multiplier(changed):
    card = changed(
        scale={"kind": "scorecard", "start": 100, "floor": 0, "ceiling": 999, "higher_is": "better"},
        bands=[], lists=[], doors=[], rules=[],
        examples=[{"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(3)],
        characteristics=[{
            "id": "c-1", "text": "Inquiries", "otherwise": 5,
            "of": {"fact": "inquiries_12m", "count": {"on": ["late_utility_bill"], "days": 3}},
            "bins": [{"to": 0, "points": 61}, {"from": 1, "to": 3, "points": 31}],
        }],
        multipliers=[
            {"id": "m-1", "text": "Carer", "when": {"fact": "carer", "op": "is", "value": True}, "percent": 150}
        ],
    )  # fmt: skip
    explanation = life(card, bill(1, 5), inquiries_12m=1, carer=True)
    assert standings(explanation)[:5] == [146, 146, 146, 146, 146]  # 31 × 150 % = 46.5, rounded down once
    seen = explanation.settlements[1].trace.characteristics[0]
    assert (seen.value, seen.counted, seen.bin, seen.points, seen.best) == (2, 1, 1, 31, 61)
    assert explanation.settlements[1].trace.multipliers[0].condition.ok
    assert explanation.settlements[4].trace.characteristics[0].counted == 0


def test_associations_hold_from_the_first_day_of_their_month(changed):
    company = changed(
        rules__0__when={"fact": "friends_standing", "op": "at_most", "value": 500},
        rules__0__at_most={"times": 9, "days": 30},
    )
    months = {1: {"friends_standing": 400}}
    explanation = explain(company, [crossing(30), crossing(31)], facts={}, days=31, associations=months)
    assert standings(explanation)[30:] == [1000, 950]


def test_a_rule_that_did_not_fire_says_what_it_wanted_and_saw(harbour):
    look = life(harbour, crossing(1, 5)).settlements[1].trace.looks[0]
    assert (look.rule, look.outcome, look.points) == ("h-1", "not_fired", 0)
    first, second = look.condition.parts
    assert (first.fact, first.wanted, first.seen, first.ok) == ("hour", (6, 21), 5, False)
    assert second.ok  # looked at although the answer was known
    assert (second.form, second.parts[0].wanted, second.parts[0].seen) == ("not", "online", "market")


def test_principal_reasons_come_heaviest_first(harbour):
    explanation = life(harbour, crossing(1), bill(2, 100), judgment(3), blood(4))
    assert [reason.id for reason in explanation.reasons] == ["h-4", "h-2", "h-1"]
    assert explanation.reasons[2].reason_code == "H1"
    assert life(harbour, crossing(1), days=40).reasons == ()  # expired: it weighs no longer


def test_a_day_can_be_settled_alone_and_states_can_be_compared(harbour):
    state, _ = settle(harbour, start(harbour, {}), 0, [], {})
    one, end = settle(harbour, state, 1, [crossing(1, 8), bill(1, 20)], {}, trace=False)
    other, _ = settle(harbour, state, 1, [bill(1, 20), crossing(1, 15)], {})
    assert one == other
    assert len({one, other}) == 1
    assert (end.standing, end.trace) == (910, None)


def test_an_observation_of_a_settled_day_is_refused(harbour):
    state, _ = settle(harbour, start(harbour, {}), 3, [], {})
    with pytest.raises(ValueError, match="day 2"):
        settle(harbour, state, 4, [crossing(2)], {})

"""Two replays side by side: who is better off, who worse, by what, and how that is told."""

from __future__ import annotations

import json

import numpy as np
import pytest

from scoring.engine import Observation, columns_from, compare, innocent_days, replay
from scoring.engine.comparison import GroupLine, InnocentDays, changed, innocent_of
from scoring.engine.rates import Count, rate
from tests.engine.offices import BANDS, bill, blood, listed, rule, scale
from tests.engine.strategies import VOCABULARY

NOBODY = Count(0, ())


def town_of(*rows, citizens=4, facts=None, days=10, **more):
    return columns_from(rows, facts or [{}] * citizens, VOCABULARY, days=days, **more)


def result(town, before, after, **more):
    return compare(replay(before, town), replay(after, town), town, **more)


def who(before, after, town):
    """Who is better and who is worse off."""
    return [np.flatnonzero(side).tolist() for side in changed(replay(before, town), replay(after, town))]


LATE = rule("late", "late_utility_bill", points=-20)
GIFT = rule("gift", "donate_blood", points=20)
BLACK, RED = listed("black"), listed("red", colour="red")
PUT_BLACK = rule("black", "late_utility_bill", put_on={"list": "black", "days": None})
PUT_RED = rule("red", "donate_blood", put_on={"list": "red", "days": None})
TOWN = town_of((1, bill(2)), (2, blood(2)))


@pytest.mark.parametrize(
    ("higher_is", "better", "worse"), [("better", [2], [1]), ("worse", [1], [2]), ("neither", [], [])]
)
def test_by_number_alone_who_is_better_off_depends_on_what_a_higher_number_is(office, higher_is, better, worse):
    kind = scale(higher_is=higher_is)
    before, after = (office(rules, scale=kind, bands=[]) for rules in ([], [LATE, GIFT]))
    assert who(before, after, TOWN) == [better, worse]
    assert who(after, before, TOWN) == [worse, better]


def test_a_black_list_comes_before_the_number_and_a_red_one_is_a_gain(office):
    lists = [BLACK, RED]
    before = office([PUT_BLACK], lists)
    after = office(
        [rule("late", "late_utility_bill", points=-60), PUT_RED, rule("g", "donate_blood", points=-60)], lists
    )
    assert who(before, after, TOWN) == [[1, 2], []]
    assert who(after, before, TOWN) == [[], [1, 2]]


def test_a_black_list_comes_before_a_red_one(office):
    both = rule("red", "late_utility_bill", put_on={"list": "red", "days": None})
    assert who(office([], [BLACK, RED]), office([PUT_BLACK, both], [BLACK, RED]), TOWN) == [[], [1]]


def held(band):
    return rule("held", "late_utility_bill", set_band={"band": band, "days": None})


def test_a_band_comes_before_the_number(office):
    """Held in the lower band, with more points than before."""
    more = rule("more", "late_utility_bill", points=30)
    assert who(office([]), office([held("low"), more]), TOWN) == [[], [1]]
    assert who(office([held("low"), more]), office([]), TOWN) == [[1], []]


def test_bands_of_other_names_are_not_compared_and_neither_are_those_without_a_better_end(office):
    other = [{**band, "id": f"other-{band['id']}"} for band in BANDS]
    more = rule("more", "late_utility_bill", points=30)
    assert who(office([]), office([held("other-low"), more], bands=other), TOWN) == [[1], []]
    kind = scale(higher_is="neither")
    assert who(office([], scale=kind), office([held("low")], scale=kind), TOWN) == [[], []]


def test_who_has_no_standing_on_one_side_is_neither_better_nor_worse_off(office):
    facts = [{"consents": False}] * 4
    asked = office([LATE, GIFT], consent="opt_in")
    town = town_of((1, bill(2)), (2, blood(2)), facts=facts)
    assert who(asked, office([LATE, GIFT]), town) == [[], []]
    assert who(office([LATE, GIFT]), asked, town) == [[], []]


# moves, bands, lists and doors


def test_moves_name_the_band_before_and_after_and_none_for_who_has_none(office):
    facts = [{}, {}, {}, {"consents": False}]
    town = town_of((1, bill(2)), (2, blood(2)), facts=facts)
    found = result(town, office([]), office([LATE], consent="opt_in"))
    assert found.moves == (("high", "low", Count(1, (1,))), ("high", None, Count(1, (3,))))
    assert found.bands == ({"high": 4, "low": 0}, {"high": 2, "low": 1})
    back = result(town, office([LATE], consent="opt_in"), office([]))
    assert back.moves == (("low", "high", Count(1, (1,))), (None, "high", Count(1, (3,))))


def test_moves_between_bands_of_different_number_name_both(office):
    three = [
        {"id": "top", "label": "Top", "from": 61, "to": 100},
        {"id": "high", "label": "High", "from": 50, "to": 60},
        {"id": "low", "label": "Low", "from": 0, "to": 49},
    ]
    found = result(TOWN, office([]), office([LATE, GIFT], bands=three))
    assert found.moves == (("high", "top", Count(1, (2,))), ("high", "low", Count(1, (1,))))
    nothing = result(TOWN, office([]), office([LATE, GIFT], bands=[]))
    assert nothing.moves == (("high", None, Count(4, (0, 1, 2))),)


def test_lists_are_counted_by_name_on_both_sides_also_where_only_one_side_has_them(office):
    other = rule("put", "donate_blood", put_on={"list": "other", "days": None})
    before, after = office([PUT_BLACK], [BLACK, RED]), office([PUT_BLACK, other], [listed("other"), BLACK])
    found = result(TOWN, before, after)
    assert found.by_list == {
        "black": (Count(1, (1,)), Count(1, (1,))),
        "red": (NOBODY, NOBODY),
        "other": (NOBODY, Count(1, (2,))),
    }
    assert list(found.by_list) == ["black", "red", "other"]
    assert found.listed == (Count(1, (1,)), Count(2, (1, 2)))
    assert (found.newly_listed, found.newly_freed) == (Count(1, (2,)), NOBODY)
    assert found.days_listed == (9, 18)
    back = result(TOWN, after, before)
    assert (back.newly_listed, back.newly_freed) == (NOBODY, Count(1, (2,)))


def test_days_on_a_red_list_are_no_days_on_a_list(office):
    assert result(TOWN, office([PUT_RED], [RED]), office([PUT_BLACK], [BLACK])).days_listed == (0, 9)


def test_doors_that_a_line_of_either_side_names_are_counted_when_shut_and_a_rate_when_there_is_none(office):
    low = {"when": [{"bands": ["low"]}]}
    tram = {"door": "express_tram", "state": "shut", **low}
    loan = {"door": "loan_rate", "state": "none", **low}
    dear = {"door": "loan_rate", "state": "high", "when": [{"bands": ["high"]}]}
    lane = {"door": "fast_lane", "state": "open", "when": [{"bands": ["high"]}]}
    found = result(TOWN, office([LATE], doors=[tram]), office([LATE], doors=[loan, dear, lane]))
    assert found.doors == {
        "express_tram": (Count(1, (1,)), NOBODY),
        "fast_lane": (Count(4, (0, 1, 2)), Count(1, (1,))),
        "loan_rate": (NOBODY, Count(1, (1,))),
    }


# groups


def test_groups_have_their_shares_before_and_after_and_who_was_moved(office):
    groups = {
        "half": (["one", "other"], np.array([0, 0, 1, 1], np.uint8)),
        "all": (["everybody", "nobody"], np.zeros(4, np.uint8)),
    }
    town = town_of((1, bill(2)), (2, blood(2)), (3, blood(2)), groups=groups)
    before, after = office([PUT_BLACK], [BLACK]), office([GIFT, rule("x", "donate_blood", points=-30)], [BLACK])
    found = result(town, before, after)
    assert found.groups == (
        GroupLine("half", "one", rate(1, 2), rate(0, 2), 1, 0),
        GroupLine("half", "other", rate(0, 2), rate(0, 2), 0, 2),
        GroupLine("all", "everybody", rate(1, 4), rate(0, 4), 1, 2),
        GroupLine("all", "nobody", rate(0, 0), rate(0, 0), 0, 0),
    )


# innocent days


MINE = bill(2, name="mine")
ANOTHERS = Observation("another", 4, "late_utility_bill", "utility_billing")


def test_innocent_days_are_those_that_would_not_have_been_without_what_is_wrong(office):
    """The first was put on a black list for another's act, the second for an act of their own and another's."""
    book = office([PUT_BLACK], [BLACK])
    town = town_of((0, ANOTHERS), (1, MINE), (1, ANOTHERS), wrong=frozenset({"another"}))
    assert innocent_days(book, town) == InnocentDays(7, Count(1, (0,)))
    assert result(town, book, office([], [BLACK]), innocent=True).innocent == (
        InnocentDays(7, Count(1, (0,))),
        InnocentDays(0, NOBODY),
    )
    assert result(town, office([], [BLACK]), book, innocent=True).innocent[1].days == 7
    assert result(town, book, book).innocent is None


def test_innocent_days_of_a_larger_town_are_those_of_each_of_its_citizens(office):
    innocent = (0, 9, 17)
    town = town_of(*((who, ANOTHERS) for who in innocent), (3, MINE), citizens=20, wrong=frozenset({"another"}))
    assert innocent_days(office([PUT_BLACK], [BLACK]), town) == InnocentDays(3 * 7, Count(3, innocent))


def test_on_two_lists_at_once_a_day_is_one_day_and_red_lists_do_not_count(office):
    second = rule("second", "late_utility_bill", put_on={"list": "second", "days": 3})
    red = rule("red", "late_utility_bill", put_on={"list": "red", "days": None})
    town = town_of((0, ANOTHERS), wrong=frozenset({"another"}))
    book = office([PUT_BLACK, second, red], [BLACK, listed("second"), RED])
    assert innocent_days(book, town).days == 7
    assert innocent_days(office([red], [RED]), town) == InnocentDays(0, NOBODY)


def test_who_is_listed_with_or_without_the_wrong_act_is_not_counted(office):
    book = office([PUT_BLACK], [BLACK])
    wrong = town_of((0, MINE), (0, ANOTHERS), wrong=frozenset({"another"}))
    clean = replay(book, wrong.without_wrong())
    assert innocent_of(replay(book, wrong), clean) == InnocentDays(0, NOBODY)


# telling


def test_a_comparison_is_told_whole(office):
    groups = {"half": (["one", "other"], np.array([0, 0, 1, 1], np.uint8))}
    town = town_of((1, MINE), (2, blood(2)), groups=groups)
    tram = {"door": "express_tram", "state": "shut", "when": [{"list": "black"}]}
    before, after = office([LATE], [BLACK], doors=[tram]), office([PUT_BLACK, GIFT], [BLACK], doors=[tram])
    told = result(town, before, after, innocent=True).to_dict()
    nobody, second, third = (
        {"number": 0, "examples": []},
        {"number": 1, "examples": [1]},
        {"number": 1, "examples": [2]},
    )
    two = {"number": 2, "examples": [0, 3]}
    none = {"days": 0, "citizens": nobody}
    assert told == {
        "before": before.digest,
        "after": after.digest,
        "citizens": 4,
        "winners": third,
        "losers": second,
        "unaffected": two,
        "moves": [{"from": "low", "to": "high", **second}],
        "bands": [{"high": 3, "low": 1}, {"high": 4, "low": 0}],
        "newly_listed": second,
        "newly_freed": nobody,
        "listed": [nobody, second],
        "by_list": {"black": [nobody, second]},
        "days_listed": [0, 9],
        "doors": {"express_tram": [nobody, second]},
        "groups": [
            {
                "group": "half",
                "label": label,
                "before": rate(0, 2).to_dict(),
                "after": rate(listed_after, 2).to_dict(),
                "winners": winners,
                "losers": losers,
            }
            for label, listed_after, winners, losers in (("one", 1, 0, 1), ("other", 0, 1, 0))
        ],
        "innocent": [none, none],
    }
    assert json.loads(json.dumps(told)) == told
    assert result(town, before, after).to_dict()["innocent"] is None


def test_innocent_days_are_told_with_named_examples():
    told = InnocentDays(7, Count(1, (3,))).to_dict()
    assert told == {"days": 7, "citizens": {"number": 1, "examples": [3]}}

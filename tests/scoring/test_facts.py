"""The rulebooks say what the notes say: every number, every effect, and no marker stronger than it may be."""

import re

import pytest
from facts import copy

from scoring.differences import differences
from scoring.lines import lines
from scoring.selectors import shipped, slugs

RANK = {"fictionalised": 0, "recalled": 1, "reported": 2, "documented": 3}
KINDS = {each.rule: each.kind for each in differences()}
FACTS = [fact for fact in copy("rules") if fact["system"] in slugs()]
PLAYED = [fact for fact in FACTS if KINDS.get(fact["id"]) not in ("left_out", "other_part")]
SAME = [fact for fact in PLAYED if fact["id"] not in KINDS]


def named(facts):
    return pytest.mark.parametrize("fact", facts, ids=lambda fact: fact["id"])


def row_of(fact) -> dict:
    document = shipped(fact["system"]).document
    parts = [row for key in ("rules", "characteristics", "multipliers") for row in document.get(key, [])]
    return next(row for row in parts if row["id"].removesuffix("b") == fact["id"] or fact["id"] == row["id"])


def line_of(fact):
    return next(line for line in lines(shipped(fact["system"])) if line.id == fact["id"])


def rank(marker: str, evidence: str | None) -> int:
    return min(RANK[marker], RANK["recalled"]) if evidence == "recalled" else RANK[marker]


def numbers(row: dict) -> list[int]:
    """Every number of points that a line can give."""
    found = [part["points"] for part in row.get("bins", [])]
    for effect in row.get("effects", []):
        points = effect.get("points")
        found += [points["each"] if isinstance(points, dict) else points] if points is not None else []
    return found


def number_is_ours(row: dict) -> bool:
    """Whether the line gives points, a mark or a term that no source states."""
    terms = [part for effect in row.get("effects", []) for part in effect.values() if isinstance(part, dict)]
    counted = numbers(row) or any({"value", "days"} & set(part) for part in terms)
    return bool(counted) and not row.get("number_stated", False)


def test_all_rules_of_the_notes_are_in_the_copy() -> None:
    assert len(copy("rules")) == 163
    assert len({fact["id"] for fact in copy("rules")}) == 163


def test_every_rule_of_the_notes_is_played_or_stands_among_the_differences() -> None:
    played = {line.id for slug in slugs() for line in lines(shipped(slug))}
    for fact in FACTS:
        assert (fact["id"] in played) != (KINDS.get(fact["id"]) in ("left_out", "other_part")), fact["id"]


def test_no_difference_is_listed_for_a_rule_that_nobody_knows() -> None:
    assert set(KINDS) <= {fact["id"] for fact in FACTS}
    for each in differences():
        assert each.system == next(fact["system"] for fact in FACTS if fact["id"] == each.rule)


@named([fact for fact in SAME if isinstance(fact["points"], int)])
def test_a_number_of_the_notes_is_the_number_of_the_rulebook(fact) -> None:
    assert fact["points"] in numbers(row_of(fact))


@named([fact for fact in SAME if isinstance(fact["points"], list)])
def test_where_the_notes_give_a_span_the_rulebook_stays_within_it(fact) -> None:
    low, high = sorted(fact["points"])
    found = numbers(row_of(fact))
    assert found
    assert all(low <= points <= high for points in found)


@named([fact for fact in PLAYED if fact["points"] is None])
def test_a_number_that_no_source_gives_is_never_called_stated(fact) -> None:
    row = row_of(fact)
    assert not (numbers(row) and row.get("number_stated"))


@named([fact for fact in PLAYED if fact["number"] in ("recalled", "invented")])
def test_a_number_from_memory_or_of_ours_is_never_called_stated(fact) -> None:
    assert not row_of(fact).get("number_stated")


WANTED = {
    "ban:180d": {"put_on": {"days": 180}},
    "ban:365d": {"put_on": {"days": 365}},
    "ban:until_paid": {"put_on": {"days": None}},
    "blacklist": {"put_on": {}},
    "display": {"display": {"where": "screen"}},
    "not_listed": {"take_off": {}},
    "record": {"record": {}},
    "record:2y": {"put_on": {"days": 730}},
    "record:5y": {"record": {"days": 1825}},
    "record:guardian": {"record": {}},
    "redlist": {"put_on": {"list": "red"}},
    "repair": {"take_off": {}},
    "ringback": {"display": {"where": "ringback"}},
    "set_band:C": {"set_band": {"band": "C"}},
    "weight_by_rater": {"stars": {"weight": "rater_weight"}},
}


@named([fact for fact in SAME if fact["effect"] in WANTED])
def test_an_effect_that_is_no_number_is_the_effect_of_the_rulebook(fact) -> None:
    ((effect, wanted),) = WANTED[fact["effect"]].items()
    found = [each[effect] for each in row_of(fact)["effects"] if effect in each]
    assert found, fact["effect"]
    for key, value in wanted.items():
        shown = [each if isinstance(each, str) else each[key] for each in found]
        assert value in shown


@named([fact for fact in SAME if (fact["effect"] or "").startswith("multiplier:")])
def test_a_multiplier_is_that_of_the_notes(fact) -> None:
    assert row_of(fact)["percent"] == round(100 * float(fact["effect"].split(":")[1]))


def test_every_effect_of_the_notes_is_held_to_something() -> None:
    """No effect slips through: it is compared above, is plain points, or stands among the differences."""
    plain = {None, "none", "rate", "tier", "multiplier:1.5", "record:1-5y"}
    assert {fact["effect"] for fact in SAME} <= plain | set(WANTED)


def test_a_span_of_years_on_record_is_kept_within() -> None:
    (fact,) = [fact for fact in SAME if fact["effect"] == "record:1-5y"]
    days = [effect["put_on"]["days"] for effect in row_of(fact)["effects"] if "put_on" in effect]
    assert days
    assert all(365 <= each <= 5 * 365 for each in days)


@named(PLAYED)
def test_no_line_has_a_stronger_marker_than_the_notes(fact) -> None:
    line = line_of(fact)
    assert rank(line.evidence.marker, line.evidence.evidence) <= rank(fact["marker"], fact["evidence"])
    assert (fact["evidence"] == "recalled") <= (line.evidence.evidence == "recalled" or fact["id"] == "ron-02")


@named(PLAYED)
def test_a_part_of_a_rule_has_no_stronger_marker_than_the_rule(fact) -> None:
    for line in lines(shipped(fact["system"])):
        if re.fullmatch(rf"{fact['id']}[a-z]", line.id):
            assert rank(line.evidence.marker, line.evidence.evidence) <= rank(fact["marker"], fact["evidence"]), line.id


@pytest.mark.parametrize("slug", [slug for slug in slugs() if slug != "tessamere"])
def test_a_line_that_the_notes_do_not_hold_says_what_it_is(slug: str) -> None:
    known = {fact["id"] for fact in FACTS}
    for line in lines(shipped(slug)):
        if line.id not in known and line.id.rstrip("bcdef") not in known:
            assert line.evidence.note or line.note, line.id


@pytest.mark.parametrize("mapped", copy("mappings"), ids=lambda each: f"{each['system']}/{each['action']}")
def test_no_act_shows_a_stronger_marker_than_the_rule_behind_it(mapped) -> None:
    """An act may be only an analogy of what a source names; then its line is marked lower, or calls its number ours."""
    behind = {fact["id"]: fact for fact in FACTS}.get(mapped["rule"])
    for line in lines(shipped(mapped["system"])):
        if line.id != mapped["rule"] or mapped["action"] not in getattr(line, "on", ()) or not line.enabled:
            continue
        shown = rank(line.evidence.marker, line.evidence.evidence)
        assert behind is None or shown <= rank(behind["marker"], behind["evidence"])
        assert number_is_ours(row_of({"id": line.id, "system": mapped["system"]})) or shown <= RANK[mapped["marker"]]


@pytest.mark.parametrize(
    "scale", [each for each in copy("scales") if each["id"] in slugs()], ids=lambda each: each["id"]
)
def test_scales_and_limits_are_those_of_the_notes(scale) -> None:
    book = shipped(scale["id"])
    times = book.scale.divisor
    if isinstance(scale["start"], int | float) and book.scale.kind not in ("record", "scorecard"):
        assert book.scale.start == round(scale["start"] * times)
    limits = {(band.id.lower(), band.low) for band in book.bands} | {("", band.low) for band in book.bands}
    for band in scale["bands"]:
        if isinstance(band["min"], int) and scale["id"] not in ("schufa_old",):
            assert ("", band["min"] * times) in limits, band["id"]

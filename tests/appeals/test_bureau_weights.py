"""An address writes a scorecard: differences only, each taken back alone, and a sentence for what cannot be read."""

import pytest

from appeals.bureau.own_rules import OWN, choices
from appeals.bureau.weights import fields, read_weights
from appeals.bureau.words import scorecard, vocabulary
from scoring.engine.model import Points


def test_an_address_that_says_nothing_is_the_scorecard_as_issued() -> None:
    assert read_weights({}).scorecard is scorecard()
    assert not read_weights({}).said


def test_every_blank_of_the_form_as_issued_says_nothing() -> None:
    sent = {name: str(blank.value) for name, blank in fields().items()}
    assert read_weights(sent).scorecard is scorecard()


def test_a_number_is_written_where_it_stands() -> None:
    written = read_weights({"off-01.points": "−40", "off-01.days": "30", "off-06.times": "2", "off-14.on": "1"})
    rule = written.scorecard.rule("off-01")
    assert rule.effects == (Points(-40),)
    assert rule.expires == 30
    limit = written.scorecard.rule("off-06").at_most
    assert limit
    assert limit.times == 2
    assert written.scorecard.rule("off-14").enabled
    assert written.said == {"off-01.points": "-40", "off-01.days": "30", "off-06.times": "2", "off-14.on": "1"}
    assert not written.errors


def test_the_same_address_makes_the_same_scorecard() -> None:
    asked = {"off-03.points": "-1", "below": "700"}
    assert read_weights(asked).scorecard == read_weights(asked).scorecard != scorecard()


def test_what_an_address_says_can_be_said_again() -> None:
    asked = {"off-02.on": "0", "hear.audit": "0", "noted": "900", "own2.kind": "answered", "own2.test": "days.at_least",
             "own2.value": "10", "own2.points": "-7"}  # fmt: skip
    once = read_weights(asked)
    again = read_weights(once.said)
    assert again.said == once.said
    assert again.scorecard == once.scorecard


def test_bands_meet_where_a_limit_is_moved() -> None:
    bands = read_weights({"below": "700", "noted": "800"}).scorecard.bands
    assert [(band.low, band.high) for band in bands] == [(800, 1000), (700, 799), (0, 699)]


@pytest.mark.parametrize("text", ["abc", "", "1.5", "99999999", "-1001", "٣", "1e3", "<b>"])
def test_what_is_no_fitting_number_is_said_and_the_rest_stands(text: str) -> None:
    written = read_weights({"off-01.points": text, "off-02.points": "-11"})
    assert "Write a whole number from -1000 to 1000." in written.errors["off-01.points"]
    assert written.scorecard.rule("off-01").effects == scorecard().rule("off-01").effects
    assert written.scorecard.rule("off-02").effects == (Points(-11),)


@pytest.mark.parametrize("asked", [{"below": "960"}, {"noted": "800"}, {"below": "900", "noted": "900"}])
def test_limits_that_cross_both_stand_as_issued(asked: dict[str, str]) -> None:
    written = read_weights(asked)
    assert any("is not below" in words for words in written.errors.values())
    assert written.scorecard is scorecard()


def test_a_source_that_is_not_heard_reaches_no_rule() -> None:
    assert "box" not in (read_weights({"hear.box": "0"}).scorecard.observers or ())
    nobody = read_weights({f"hear.{name}": "0" for name in vocabulary().sources}).scorecard
    assert nobody.observers == frozenset()


# rules of one's own


def test_a_rule_of_ones_own_stands_last_and_reads_as_a_sentence() -> None:
    asked = {"own1.kind": "answered", "own1.test": "reasons.none", "own1.points": "-30", "own1.days": "60"}
    rule = read_weights(asked).scorecard.rules[-1]
    assert (rule.id, rule.on, rule.effects, rule.expires) == ("own-1", ("answered",), (Points(-30),), 60)


def test_all_places_for_rules_of_ones_own_can_be_filled() -> None:
    asked = {f"own{number}.kind": "complaint" for number in range(1, OWN + 1)}
    assert len(read_weights(asked).scorecard.rules) == len(scorecard().rules) + OWN


@pytest.mark.parametrize(
    ("asked", "where", "words"),
    [
        ({"own1.kind": "theft"}, "own1.kind", "Choose an act from the list."),
        (
            {"own1.kind": "complaint", "own1.test": "days.at_least", "own1.value": "3"},
            "own1.test",
            "never written down",
        ),
        ({"own1.kind": "answered", "own1.test": "mood.bad"}, "own1.test", "Nothing of that name can be asked."),
        ({"own1.kind": "answered", "own1.test": "days.at_least"}, "own1.value", "Write a whole number from 0 to 365."),
        ({"own1.kind": "answered", "own1.points": "5000"}, "own1.points", "does not fit here"),
        ({"own1.kind": "answered", "own1.days": "0"}, "own1.days", "Write a whole number from 1 to 3650."),
    ],
)
def test_a_rule_that_cannot_be_read_is_left_out_and_said(asked: dict[str, str], where: str, words: str) -> None:
    written = read_weights(asked)
    assert words in written.errors[where]
    assert written.scorecard is scorecard()


def test_every_test_that_is_offered_makes_a_rule_with_some_act() -> None:
    for name, choice in choices().items():
        kind = next(
            kind
            for kind in vocabulary().kinds.values()
            if choice.fact.owner == "citizen" or choice.fact.id in kind.asks
        )
        written = read_weights({"own1.kind": kind.id, "own1.test": name, "own1.value": "1"})
        assert not written.errors, name
        assert written.scorecard.rules[-1].facts == (choice.fact,)

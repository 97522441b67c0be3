"""How an appeal moves: what may follow what, and that nothing else may."""

from pathlib import Path

import pytest

from appeals.procedure.diagram import with_diagram
from appeals.procedure.model import Knobs
from appeals.procedure.states import (
    BY,
    EVENTS,
    GRANTED,
    LETTERS,
    OPEN,
    START,
    STATES,
    TRANSITIONS,
    WAITING,
    Refused,
    events_from,
    fold,
    next_state,
    open_events,
)

DOCS = Path(__file__).resolve().parents[2] / "docs" / "appeals.md"


def test_from_the_counter_through_both_instances_to_court() -> None:
    way = ["file", "accept", "hear", "dismiss", "go_on", "dismiss", "go_to_court", "grant"]
    assert fold(way) == "court_granted"


def test_a_filing_that_is_sent_back_can_be_mended() -> None:
    assert fold(["file", "find_defect", "mend", "accept"]) == "pending"


def test_every_state_can_be_reached() -> None:
    reached, new = {START}, {START}
    while new:
        new = {row.to for row in TRANSITIONS if row.source in new} - reached
        reached |= new
    assert reached == set(STATES)


def test_no_state_has_two_arrows_for_one_event() -> None:
    keys = [(row.source, row.event) for row in TRANSITIONS]
    assert len(keys) == len(set(keys))


def test_every_pair_of_state_and_event_moves_or_is_refused_with_a_sentence() -> None:
    table = {(row.source, row.event): row.to for row in TRANSITIONS}
    for state in STATES:
        for event in EVENTS:
            if (state, event) in table:
                assert next_state(state, event) == table[state, event]
                continue
            with pytest.raises(Refused, match=r"^This appeal cannot .+: .+\.$"):
                next_state(state, event)


@pytest.mark.parametrize(
    ("state", "event", "said"),
    [
        ("granted", "dismiss", "This appeal cannot be dismissed: it was upheld."),
        ("pending", "file", "This appeal cannot be filed: it is being looked at."),
        ("withdrawn", "grant", "This appeal cannot be upheld: it was withdrawn."),
        ("draft", "brew", "This appeal cannot do “brew”: it has not been filed yet."),
    ],
)
def test_a_refusal_says_why(state: str, event: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        next_state(state, event)
    assert str(caught.value) == said


def test_whoever_waits_can_withdraw() -> None:
    for state in WAITING:
        assert "withdraw" in events_from(state, "citizen")


def test_what_is_upheld_or_withdrawn_is_over() -> None:
    over = {"granted", "withdrawn", "out_of_time", "second_granted", "court_granted", "court_dismissed"}
    assert all(not events_from(state) for state in over)
    assert not OPEN & over
    assert {"granted", "partly"} <= GRANTED


def test_only_known_hands_move_an_appeal_and_the_citizen_never_decides() -> None:
    assert {row.by for row in TRANSITIONS} == set(BY)
    assert not {"grant", "dismiss"} & {row.event for row in TRANSITIONS if row.by == "citizen"}


def test_at_least_twelve_letters_are_sent() -> None:
    assert len(LETTERS) == len(set(LETTERS)) >= 12


def test_a_procedure_without_a_tribunal_or_a_court_ends_at_the_desk() -> None:
    assert open_events("dismissed", Knobs(second_instance=False), "citizen") == ()
    assert open_events("dismissed", Knobs(second_instance=True), "citizen") == ("go_on",)
    assert open_events("dismissed", Knobs(court=True, second_instance=False), "citizen") == ("go_to_court",)


def test_only_the_office_itself_can_take_up_what_it_has_dismissed() -> None:
    assert events_from("dismissed", "office") == ("look_again",)
    assert next_state("dismissed", "look_again") == "pending"
    assert "look_again" not in events_from("second_dismissed")


def test_a_court_comes_after_the_tribunal() -> None:
    both = Knobs(second_instance=True, court=True)
    assert open_events("dismissed", both, "citizen") == ("go_on",)
    assert open_events("second_dismissed", both) == ("go_to_court",)


def test_silence_means_one_thing() -> None:
    assert "silence_dismisses" in open_events("pending", Knobs(late_rule="dismiss"), "clock")
    assert open_events("pending", Knobs(late_rule="grant"), "clock") == ("silence_grants",)


def test_the_diagram_in_the_docs_is_the_table() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert page == with_diagram(page), "Run: python -m appeals.procedure.diagram docs/appeals.md"

"""How an appeal moves: one table of states and events. Nothing else knows what may follow what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from appeals.procedure.model import Knobs


class Refused(Exception):
    """Something that cannot be done now. The message is a sentence for whoever tried."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow. `by` is who can do it; `letter` is what the claimant receives, None where nothing is sent."""

    source: str
    event: str
    to: str
    by: str
    letter: str | None = None


BY = ("citizen", "office", "tribunal", "court", "clock")
START = "draft"

TRANSITIONS: tuple[Transition, ...] = (
    Transition("draft", "file", "filed", "citizen"),
    Transition("draft", "drop", "withdrawn", "citizen"),
    Transition("filed", "accept", "pending", "office", "receipt"),
    Transition("filed", "find_defect", "defect", "office", "defect"),
    Transition("filed", "find_late", "out_of_time", "office", "out_of_time"),
    Transition("filed", "withdraw", "withdrawn", "citizen", "withdrawn"),
    Transition("defect", "mend", "filed", "citizen"),
    Transition("defect", "withdraw", "withdrawn", "citizen", "withdrawn"),
    Transition("defect", "lapse", "dismissed", "clock", "dismissed_for_defect"),
    Transition("pending", "ask_for_papers", "info_wanted", "office", "request"),
    Transition("pending", "hear", "heard", "office", "invitation"),
    Transition("pending", "grant", "granted", "office", "upheld"),
    Transition("pending", "grant_in_part", "partly", "office", "partial"),
    Transition("pending", "dismiss", "dismissed", "office", "dismissal"),
    Transition("pending", "silence_grants", "granted", "clock", "upheld_by_silence"),
    Transition("pending", "silence_dismisses", "dismissed", "clock", "dismissed_by_silence"),
    Transition("pending", "withdraw", "withdrawn", "citizen", "withdrawn"),
    Transition("info_wanted", "hand_in", "pending", "citizen"),
    Transition("info_wanted", "lapse", "pending", "clock"),
    Transition("info_wanted", "withdraw", "withdrawn", "citizen", "withdrawn"),
    Transition("heard", "grant", "granted", "office", "upheld"),
    Transition("heard", "grant_in_part", "partly", "office", "partial"),
    Transition("heard", "dismiss", "dismissed", "office", "dismissal"),
    Transition("heard", "silence_grants", "granted", "clock", "upheld_by_silence"),
    Transition("heard", "silence_dismisses", "dismissed", "clock", "dismissed_by_silence"),
    Transition("heard", "withdraw", "withdrawn", "citizen", "withdrawn"),
    Transition("dismissed", "look_again", "pending", "office", "taken_up"),
    Transition("dismissed", "go_on", "second_pending", "citizen", "second_receipt"),
    Transition("partly", "go_on", "second_pending", "citizen", "second_receipt"),
    Transition("second_pending", "grant", "second_granted", "tribunal", "second_upheld"),
    Transition("second_pending", "dismiss", "second_dismissed", "tribunal", "second_dismissal"),
    Transition("second_pending", "withdraw", "withdrawn", "citizen", "withdrawn"),
    Transition("dismissed", "go_to_court", "court_pending", "citizen", "court_receipt"),
    Transition("second_dismissed", "go_to_court", "court_pending", "citizen", "court_receipt"),
    Transition("court_pending", "grant", "court_granted", "court", "judgment_for"),
    Transition("court_pending", "dismiss", "court_dismissed", "court", "judgment_against"),
    Transition("court_pending", "withdraw", "withdrawn", "citizen", "withdrawn"),
)

STATES: tuple[str, ...] = tuple(dict.fromkeys(state for row in TRANSITIONS for state in (row.source, row.to)))
EVENTS: tuple[str, ...] = tuple(dict.fromkeys(row.event for row in TRANSITIONS))
# Sent beside a decision or about one; they move nothing.
NOTICES = (
    "fee_wanted",
    "stay_granted",
    "stay_refused",
    "copy_not_corrected",
    "complaint_noted",
    "complaint_taken",
    "stay_ordered",
    "other_desk",
)
STAYS = ("stay_granted", "stay_ordered")  # from then on the entry sleeps until the next decision
LETTERS: tuple[str, ...] = (*dict.fromkeys(row.letter for row in TRANSITIONS if row.letter), *NOTICES)

SILENCE = {"grant": "silence_grants", "dismiss": "silence_dismisses"}
GRANTED = frozenset({"granted", "partly", "second_granted", "court_granted"})
WAITING = frozenset({"filed", "defect", "pending", "info_wanted", "heard", "second_pending", "court_pending"})
OPEN = WAITING | {START}  # the claimant can still do something, and no second appeal may stand beside it

_TABLE = {(row.source, row.event): row for row in TRANSITIONS}

# Why not: what the sentence says of a state in which an event cannot happen.
_NOW = {
    "draft": "it has not been filed yet",
    "filed": "it lies at the counter and nobody has opened it",
    "defect": "it was sent back to be mended",
    "pending": "it is being looked at",
    "info_wanted": "the office waits for papers",
    "heard": "it has been heard and waits for a decision",
    "granted": "it was upheld",
    "partly": "it was upheld in part",
    "dismissed": "it was dismissed",
    "withdrawn": "it was withdrawn",
    "out_of_time": "it came too late",
    "second_pending": "the tribunal has it",
    "second_granted": "the tribunal upheld it",
    "second_dismissed": "the tribunal dismissed it",
    "court_pending": "the court has it",
    "court_granted": "the court upheld it",
    "court_dismissed": "the court dismissed it",
}
_WANTED = {
    "file": "be filed",
    "drop": "be dropped",
    "accept": "be accepted",
    "find_defect": "be sent back",
    "find_late": "be refused as late",
    "withdraw": "be withdrawn",
    "mend": "be mended",
    "lapse": "lapse",
    "ask_for_papers": "be put aside for papers",
    "hear": "be heard",
    "grant": "be upheld",
    "grant_in_part": "be upheld in part",
    "dismiss": "be dismissed",
    "silence_grants": "be upheld by silence",
    "silence_dismisses": "be dismissed by silence",
    "hand_in": "take more papers",
    "look_again": "be taken up again",
    "go_on": "go to the tribunal",
    "go_to_court": "go to court",
}


def transition(state: str, event: str) -> Transition:
    """The arrow for an event. Raises Refused with a sentence where there is none."""
    found = _TABLE.get((state, event))
    if found is None:
        wanted, now = _WANTED.get(event, f"do “{event}”"), _NOW.get(state, f"“{state}” is no state")
        raise Refused(f"This appeal cannot {wanted}: {now}.")
    return found


def next_state(state: str, event: str) -> str:
    """The state after an event. Raises Refused."""
    return transition(state, event).to


def fold(events: Iterable[str]) -> str:
    """The state after all these events, from a draft on. Raises Refused at the first that cannot follow."""
    state = START
    for event in events:
        state = next_state(state, event)
    return state


def events_from(state: str, by: str | None = None) -> tuple[str, ...]:
    """What can happen next, or what one party can do next."""
    return tuple(row.event for row in TRANSITIONS if row.source == state and by in (None, row.by))


def allowed(state: str, event: str, knobs: Knobs) -> bool:
    """Whether a procedure knows this step. A court comes after the tribunal, where there is one."""
    if event == "hear":
        return knobs.hearing
    if event == "go_on":
        return knobs.second_instance
    if event == "go_to_court":
        return knobs.court and not (state == "dismissed" and knobs.second_instance)
    if event in ("silence_grants", "silence_dismisses"):
        return event == SILENCE[knobs.late_rule]
    return True


def open_events(state: str, knobs: Knobs, by: str | None = None) -> tuple[str, ...]:
    """What can happen next under this procedure."""
    return tuple(event for event in events_from(state, by) if allowed(state, event, knobs))

"""The buttons of the pen: what each of them does to the rulebook, as a step of edits."""

from typing import Any

from play.drafts import INSERT, MOVE, TAKE_OUT, Step
from play.naming import step_between, without_list
from scoring.engine import Rulebook
from scoring.selectors import vocabulary

REPEAL, PUT_BACK, STOP, COLLECT = "repeal", "putback", "stop", "collect"
REMOVE, COPY, UP, DOWN, RESTORE = "remove", "copy", "up", "down", "restore"
OWN, OWN_LIST = "own-", "own-list-"  # begin the ids of rules and of lists that the learner adds
UNLIST, UNDOOR, DOOR_UP, DOOR_DOWN = "unlist", "undoor", "doorup", "doordown"
MOST_DIGITS = 7  # of the number in an id


def number_of(rule_id: str) -> int:
    digits = rule_id.removeprefix(OWN)
    return int(digits) if digits != rule_id and digits.isdecimal() and len(digits) <= MOST_DIGITS else 0


def new_id(now: Rulebook, given: int) -> str:
    """An id that no rule of this draft has had, not even one that was removed."""
    return f"{OWN}{max([given, *(number_of(rule.id) for rule in now.rules)]) + 1:02d}"


def position_of(now: Rulebook, rule_id: str) -> int:
    """Where a rule stands; −1 where there is none of this id."""
    return next((place for place, rule in enumerate(now.rules) if rule.id == rule_id), -1)


def _switch(enabled: bool) -> Any:
    def switch(now: Rulebook, what: str, _given: int) -> Step:
        """One rule by its id, or all of them: repeal the system."""
        return [
            [f"/rules/{position}/enabled", enabled]
            for position, rule in enumerate(now.rules)
            if what in (rule.id, "all") and rule.enabled != enabled
        ]

    return switch


def _listen(heard: bool) -> Any:
    def listen(now: Rulebook, what: str, _given: int) -> Step:
        """Take a source out of what the office reads, or let it in again."""
        sources = vocabulary().sources
        if what not in sources:
            return []
        before = set(now.observers if now.observers is not None else sources)
        after = before | {what} if heard else before - {what}
        return [["/observers", sorted(after) if after != set(sources) else "all"]] if after != before else []

    return listen


def _move(by: int) -> Any:
    def move(now: Rulebook, what: str, _given: int) -> Step:
        """One place up or down; at the end of the book nothing happens."""
        place = position_of(now, what)
        there = place + by
        return [[f"{MOVE}/rules/{place}", there]] if place >= 0 and 0 <= there < len(now.rules) else []

    return move


def _remove(now: Rulebook, what: str, _given: int) -> Step:
    place = position_of(now, what)
    return [[f"{TAKE_OUT}/rules/{place}", None]] if place >= 0 else []


def _copy(now: Rulebook, what: str, given: int) -> Step:
    """The same rule once more, under an id of its own, just below."""
    place = position_of(now, what)
    if place < 0:
        return []
    return [[f"{INSERT}/rules/{place + 1}", {**now.document["rules"][place], "id": new_id(now, given)}]]


def restore(base: Rulebook, now: Rulebook, what: str) -> Step:
    """A rule in force that was removed, where it stood or at the end."""
    place = position_of(base, what)
    if place < 0 or position_of(now, what) >= 0:
        return []
    return [[f"{INSERT}/rules/{min(place, len(now.rules))}", base.document["rules"][place]]]


def unlist(now: Rulebook, what: str, _given: int = 0) -> Step:
    """Remove a list, and what would do nothing without it."""
    return step_between(now.document, without_list(now.document, what))


def _door_at(now: Rulebook, what: str) -> int:
    place = int(what) if what.isascii() and what.isdecimal() and len(what) < 3 else -1
    return place if place < len(now.doors) else -1


def _undoor(now: Rulebook, what: str, _given: int) -> Step:
    place = _door_at(now, what)
    return [[f"{TAKE_OUT}/doors/{place}", None]] if place >= 0 else []


def _move_door(by: int) -> Any:
    def move(now: Rulebook, what: str, _given: int) -> Step:
        """Of the lines of one door the first that holds decides: past the next line of the same door."""
        place = _door_at(now, what)
        same = [index for index, line in enumerate(now.doors) if place >= 0 and line.door == now.doors[place].door]
        there = same.index(place) + by if place >= 0 else -1
        return [[f"{MOVE}/doors/{place}", same[there]]] if 0 <= there < len(same) else []

    return move


BUTTONS = {
    REPEAL: _switch(False), PUT_BACK: _switch(True), STOP: _listen(False), COLLECT: _listen(True),
    REMOVE: _remove, COPY: _copy, UP: _move(-1), DOWN: _move(1),
    UNLIST: unlist, UNDOOR: _undoor, DOOR_UP: _move_door(-1), DOOR_DOWN: _move_door(1),
}  # fmt: skip

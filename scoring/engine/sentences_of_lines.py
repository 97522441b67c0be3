"""Characteristics, multipliers, lists, bands and doors as sentences with blanks."""

from __future__ import annotations

from scoring.engine import model as m
from scoring.engine.sentences import (
    Part,
    choice,
    condition_parts,
    either,
    joined,
    listed_with_or,
    lower,
    number,
    period,
    text,
)
from scoring.engine.shapes import MAX_POINTS
from scoring.engine.vocabulary import Value, Vocabulary


def characteristic_sentence(part: m.Characteristic, position: int, vocabulary: Vocabulary) -> list[Part]:
    """Inquiries in 12 months: 60 points for 0 or less, 30 points for 1 to 3, otherwise 0 points."""
    path = f"/characteristics/{position}"
    parts = [text(f"{part.text}: ")]
    for index, one in enumerate(part.bins):
        here = f"{path}/bins/{index}"
        parts += [
            number(one.points, f"{here}/points", "Points", -MAX_POINTS, MAX_POINTS, "points"),
            text(f"{_points(one.points)} for "),
        ]
        parts += [*_bin_parts(part, one, here), text(", ")]
    otherwise = number(part.otherwise, f"{path}/otherwise", "Otherwise", -MAX_POINTS, MAX_POINTS, "points")
    parts += [text("otherwise "), otherwise, text(_points(part.otherwise))]
    if part.count_on:
        kinds = either([f"“{lower(vocabulary.kinds[kind].past)}”" for kind in part.count_on])
        window = period(part.count_days, f"{path}/of/count/days", "Days that count")
        parts += [text(f"; what counts is {kinds} in the last "), *window]
    return joined([*parts, text(".")])


def _bin_parts(part: m.Characteristic, one: m.Bin, path: str) -> list[Part]:
    if one.values is not None:
        options: list[tuple[Value, str]] = [(True, "true"), (False, "false")]
        if part.fact is not None and part.fact.type == "enum":
            options = [(one_of.id, lower(one_of.label)) for one_of in part.fact.values]
        return listed_with_or([choice(v, f"{path}/is/{i}", part.text, options) for i, v in enumerate(one.values)])
    low, high = (part.fact.min, part.fact.max) if part.fact and not part.count_on else (0, MAX_POINTS)
    start = None if one.low is None else number(one.low, f"{path}/from", "From", low, high)
    end = None if one.high is None else number(one.high, f"{path}/to", "To", low, high)
    if start is not None:
        return [start, text(" or more")] if end is None else [start, text(" to "), end]
    return [end, text(" or less")] if end is not None else [text("anything")]


def multiplier_sentence(factor: m.Multiplier, position: int) -> list[Part]:
    """When …: multiply by 150 percent."""
    path = f"/multipliers/{position}"
    percent = number(factor.percent, f"{path}/percent", "Percent", 0, 1000, "percent")
    condition = condition_parts(factor.when, f"{path}/when")
    return joined([text("When "), *condition, text(": take "), percent, text(" percent of the sum.")])


def list_sentence(entry: m.ListDef, rulebook: m.Rulebook) -> list[Part]:
    """Who falls into band C is put on the Blacklist for at least 30 days."""
    position = next(i for i, row in enumerate(rulebook.document["lists"]) if row["id"] == entry.id)
    path = f"/lists/{position}"
    parts = [text(f"The {entry.colour} list “{entry.label}”: ")]
    if entry.enter:
        row = rulebook.document["lists"][position]["enter"]["bands"]
        options = [(band.id, f"{band.id} ({band.label})") for band in rulebook.bands]
        blanks = [choice(name, f"{path}/enter/bands/{i}", "Band", options) for i, name in enumerate(row)]
        parts += [text("whoever falls into band "), *listed_with_or(blanks), text(" is entered")]
    else:
        parts.append(text("only a rule enters anybody"))
    if entry.notice_days:
        notice = number(entry.notice_days, f"{path}/notice_days", "Days of notice", 0, 3650, "days")
        parts += [text(" after "), notice, text(f"{_days(entry.notice_days)} of notice")]
    if entry.minimum_days:
        stay = number(entry.minimum_days, f"{path}/minimum_days", "Minimum stay", 0, 36_500, "days")
        parts += [text("; the stay is at least "), stay, text(_days(entry.minimum_days))]
    if entry.joint:
        labels = {other.id: other.label for other in rulebook.lists}
        names = " and ".join(f"“{labels[name]}”" for name in entry.joint)
        parts.append(text(f"; who is on it is also on {names}"))
    return joined([*parts, text(".")])


def door_sentence(line: m.DoorLine, position: int, rulebook: m.Rulebook) -> list[Part]:
    """The express tram is shut for whoever is on the list “Blacklist”."""
    door = rulebook.vocabulary.doors[line.door]
    path = f"/doors/{position}"
    state = choice(line.state, f"{path}/state", "State", [(name, name) for name in door.states])
    parts = [text(f"{door.label} is "), state, text(" for whoever ")]
    for index, test in enumerate(line.when):
        parts += [text(", or ")] if index else []
        parts += _door_test(test, f"{path}/when/{index}", rulebook)
    return joined([*parts, text(".")])


def _door_test(test: m.DoorTest, path: str, rulebook: m.Rulebook) -> list[Part]:
    floor, ceiling, unit = rulebook.scale.floor, rulebook.scale.ceiling, rulebook.scale.unit
    found: list[list[Part]] = []
    if test.list is not None:
        options = [(entry.id, f"“{entry.label}”") for entry in rulebook.lists]
        found.append([text("is on the list "), choice(test.list, f"{path}/list", "List", options)])
    if test.bands is not None:
        names = [rulebook.bands[index].id for index in sorted(test.bands)]
        found.append([text(f"is in band {either(names)}")])
    if test.display is not None:
        where = {
            "screen": "is shown on the street screen",
            "newspaper": "is printed in the newspaper",
            "ringback": "is announced to callers",
        }
        found.append([text(where[test.display])])
    if test.standing_at_most is not None:
        blank = number(test.standing_at_most, f"{path}/standing_at_most", "At most", floor, ceiling, unit)
        found.append([text("stands at "), blank, text(" or less")])
    if test.standing_at_least is not None:
        blank = number(test.standing_at_least, f"{path}/standing_at_least", "At least", floor, ceiling, unit)
        found.append([text("stands at "), blank, text(" or more")])
    if test.entries_at_least is not None:
        blank = number(test.entries_at_least, f"{path}/entries_at_least", "Entries", 1, 10_000, "entries")
        found.append([text("has "), blank, text(" or more entries on record")])
    if test.scored is not None:
        found.append([text("has a standing" if test.scored else "has no standing")])
    return [part for index, one in enumerate(found) for part in ([text(" and "), *one] if index else one)]


def _points(count: int) -> str:
    return " point" if abs(count) == 1 else " points"


def _days(count: int) -> str:
    return " day" if count == 1 else " days"

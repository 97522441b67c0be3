"""From the written document to the rulebook that runs: names, ranges, order and reach."""

from __future__ import annotations

from typing import Any

from scoring.engine import model as m
from scoring.engine.build_rules import build_rules
from scoring.engine.build_scorecard import build_scorecard
from scoring.engine.builder import Builder
from scoring.engine.document import BandShape, DoorShape, DoorWhenShape, ListShape, RulebookShape, ScaleShape


def build(shape: RulebookShape, document: dict[str, Any], b: Builder) -> m.Rulebook:
    """Resolve everything. Faults are left in the builder; the result only counts when there are none."""
    evidence = b.evidence(shape.evidence)
    scale = _scale(shape.scale, evidence, b)
    bands = _bands(shape.bands, scale, evidence, b)
    lists = _lists(shape.lists, bands, evidence, b)
    characteristics, multipliers = build_scorecard(shape, scale, evidence, b)
    observers = None
    if shape.observers != "all":
        observers = frozenset(b.names(("observers",), shape.observers, b.vocabulary.sources, "source"))
    return m.Rulebook(
        **_texts(shape),
        evidence=evidence,
        observers=observers,
        disclosure=m.Disclosure(
            shape.disclosure.told, shape.disclosure.text, b.evidence(shape.disclosure.evidence, evidence)
        ),
        appeal=m.Appeal(
            shape.appeal.route,
            shape.appeal.text,
            shape.appeal.days,
            b.evidence(shape.appeal.evidence, evidence),
        ),
        scale=scale,
        bands=bands,
        characteristics=characteristics,
        multipliers=multipliers,
        rules=build_rules(shape, scale, bands, lists, evidence, b),
        lists=lists,
        doors=tuple(_door(i, door, shape, bands, evidence, b) for i, door in enumerate(shape.doors)),
        vocabulary=b.vocabulary,
        document=document,
    )


def _texts(shape: RulebookShape) -> dict[str, Any]:
    names = (
        "id",
        "title",
        "short",
        "family",
        "place",
        "years",
        "operator",
        "summary",
        "why_it_matters",
        "outcome",
    )
    return {name: getattr(shape, name) for name in (*names, "parent", "why", "consent")}


def _scale(shape: ScaleShape, evidence: m.Evidence, b: Builder) -> m.Scale:
    path = ("scale",)
    if shape.floor > shape.ceiling:
        b.fault((*path, "floor"), "The floor is above the ceiling.", "Write the smaller number as floor.")
    elif not shape.floor <= shape.start <= shape.ceiling:
        b.fault(
            (*path, "start"),
            f"{shape.start} is outside {shape.floor} to {shape.ceiling}.",
            "Start between floor and ceiling.",
        )
    if (shape.kind == "stars") != (shape.prior_weight is not None):
        remedy = "Write  prior_weight: 20." if shape.kind == "stars" else "Delete it."
        b.fault((*path, "prior_weight"), "prior_weight belongs to the stars scale, and only there.", remedy)
    if shape.expiry == "refund" and shape.kind not in ("points", "balance"):
        message = f"A {shape.kind} scale is read afresh every day; nothing can be taken back from it."
        b.fault((*path, "expiry"), message, "Write  expiry: window.")
    return m.Scale(
        shape.kind,
        shape.start,
        shape.floor,
        shape.ceiling,
        shape.unit,
        shape.divisor,
        shape.higher_is,
        shape.expiry,
        shape.prior_weight or 1,
        b.evidence(shape.evidence, evidence),
    )


def _bands(shapes: list[BandShape], scale: m.Scale, evidence: m.Evidence, b: Builder) -> tuple[m.Band, ...]:
    b.unique(("bands",), [shape.id for shape in shapes], "band")
    bands = tuple(
        m.Band(shape.id, shape.label, shape.from_, shape.to, b.evidence(shape.evidence, evidence)) for shape in shapes
    )
    for index, band in enumerate(bands):
        if band.low > band.high:
            b.fault(
                ("bands", index, "from"),
                f"{band.low} is more than {band.high}.",
                "Write the smaller one first.",
            )
    if bands and not b.faults:
        _cover(bands, scale, b)
    return bands


def _cover(bands: tuple[m.Band, ...], scale: m.Scale, b: Builder) -> None:
    lows = [band.low for band in bands]
    rising = lows == sorted(lows)
    if scale.higher_is != "neither" and len(bands) > 1 and rising != (scale.higher_is == "worse"):
        b.fault(("bands",), "The bands are not written best first.", "Turn their order round.")
        return
    order = sorted(range(len(bands)), key=lambda index: bands[index].low)
    expected = scale.floor
    for index in order:
        if bands[index].low != expected:
            what = "leave a gap" if bands[index].low > expected else "overlap"
            b.fault(
                ("bands", index, "from"),
                f"The bands {what} before {bands[index].low}.",
                f"Write  from: {expected}.",
            )
            return
        expected = bands[index].high + 1
    if expected != scale.ceiling + 1:
        b.fault(("bands", order[-1], "to"), "The bands do not end at the ceiling.", f"Write  to: {scale.ceiling}.")


def _lists(
    shapes: list[ListShape], bands: tuple[m.Band, ...], evidence: m.Evidence, b: Builder
) -> tuple[m.ListDef, ...]:
    ids = [shape.id for shape in shapes]
    b.unique(("lists",), ids, "list")
    positions = {band.id: index for index, band in enumerate(bands)}
    built = []
    for index, shape in enumerate(shapes):
        path = ("lists", index)
        entering = b.names((*path, "enter", "bands"), shape.enter.bands, positions, "band") if shape.enter else ()
        built.append(
            m.ListDef(
                shape.id,
                shape.label,
                shape.colour,
                frozenset(positions[name] for name in entering),
                shape.minimum_days,
                shape.notice_days,
                shape.posted,
                b.names((*path, "joint"), shape.joint, ids, "list"),
                b.evidence(shape.evidence, evidence),
            )
        )
    return _joint_order(built, b)


def _joint_order(lists: list[m.ListDef], b: Builder) -> tuple[m.ListDef, ...]:
    """A list before those it pulls its members onto. A ring of lists could never be left, so it is refused."""
    waiting, ordered = list(lists), []
    while waiting:
        pulled = {name for entry in waiting for name in entry.joint}
        free = [entry for entry in waiting if entry.id not in pulled]
        if not free:
            index = lists.index(waiting[0])
            ring = " and ".join(entry.id for entry in waiting)
            b.fault(("lists", index, "joint"), f"{ring} keep each other listed for ever.", "Break the ring.")
            return tuple(lists)
        ordered += free
        waiting = [entry for entry in waiting if entry.id in pulled]
    return tuple(ordered)


def _door(
    index: int,
    shape: DoorShape,
    rulebook: RulebookShape,
    bands: tuple[m.Band, ...],
    evidence: m.Evidence,
    b: Builder,
) -> m.DoorLine:
    path = ("doors", index)
    if b.known((*path, "door"), shape.door, b.vocabulary.doors, "door"):
        states = b.vocabulary.doors[shape.door].states
        b.known((*path, "state"), shape.state, states, "state")
    tests = tuple(_door_test((*path, "when", i), when, rulebook, bands, b) for i, when in enumerate(shape.when))
    return m.DoorLine(shape.door, shape.state, tests, shape.note, b.evidence(shape.evidence, evidence))


def _door_test(
    path: tuple[str | int, ...],
    shape: DoorWhenShape,
    rulebook: RulebookShape,
    bands: tuple[m.Band, ...],
    b: Builder,
) -> m.DoorTest:
    positions = {band.id: index for index, band in enumerate(bands)}
    if shape.list is not None:
        b.known((*path, "list"), shape.list, [entry.id for entry in rulebook.lists], "list")
    chosen = None
    if shape.bands is not None:
        chosen = frozenset(positions[name] for name in b.names((*path, "bands"), shape.bands, positions, "band"))
    if rulebook.scale.kind == "record":
        for key in ("standing_at_most", "standing_at_least"):
            if getattr(shape, key) is not None:
                b.fault((*path, key), "A record has no number.", "Ask for entries_at_least or a list.")
    return m.DoorTest(
        shape.list,
        chosen,
        shape.display,
        shape.standing_at_most,
        shape.standing_at_least,
        shape.entries_at_least,
        shape.scored,
    )

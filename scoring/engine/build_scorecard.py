"""Characteristics with their bins, and multipliers, resolved."""

from __future__ import annotations

from math import gcd, prod

from scoring.engine import model as m
from scoring.engine.builder import Builder, Path
from scoring.engine.document import BinShape, CharacteristicShape, RulebookShape
from scoring.engine.vocabulary import Fact

OWNERS = ("citizen", "association")
FAR = 10**12
REACH = 2**60  # what a 64-bit array can hold with room to spare


def build_scorecard(
    shape: RulebookShape, scale: m.Scale, evidence: m.Evidence, b: Builder
) -> tuple[tuple[m.Characteristic, ...], tuple[m.Multiplier, ...]]:
    for key in ("characteristics", "multipliers"):
        parts = getattr(shape, key)
        b.unique((key,), [part.id for part in parts], "line")
        if parts and scale.kind != "scorecard":
            b.fault((key,), f"A {scale.kind} scale has no {key}.", "Write  kind: scorecard  in the scale.")
    characteristics = tuple(
        _characteristic(("characteristics", index), part, evidence, b)
        for index, part in enumerate(shape.characteristics)
    )
    multipliers = []
    for index, part in enumerate(shape.multipliers):
        b.rule = part.id
        when = b.condition(("multipliers", index, "when"), part.when, OWNERS)
        if when is not None:
            source = b.evidence(part.evidence, evidence)
            multipliers.append(m.Multiplier(part.id, part.text, when, part.percent, source))
    b.rule = ""
    _check_reach(characteristics, multipliers, b)
    return characteristics, tuple(multipliers)


def _check_reach(parts: tuple[m.Characteristic, ...], factors: list[m.Multiplier], b: Builder) -> None:
    most = sum(
        max(abs(bin_.points) for bin_ in (*part.bins, m.Bin(part.otherwise, None, None, None))) for part in parts
    )
    if most * prod(max(part.percent // gcd(part.percent, 100), 1) for part in factors) > REACH:
        b.fault(("multipliers",), "The product of the multipliers is too large.", "Use fewer or smaller percents.")


def _characteristic(path: Path, shape: CharacteristicShape, evidence: m.Evidence, b: Builder) -> m.Characteristic:
    b.rule = shape.id
    fact = b.fact((*path, "of", "fact"), shape.of.fact, OWNERS) if shape.of.fact else None
    kinds: tuple[str, ...] = ()
    if shape.of.count:
        kinds = b.names((*path, "of", "count", "on"), shape.of.count.on, b.vocabulary.kinds, "kind of act")
        if fact and fact.type != "int":
            b.fault(
                (*path, "of", "fact"),
                f"A count cannot be added to '{fact.id}'.",
                "Use a fact that is a number.",
            )
    known = shape.of.fact is None or fact is not None
    numeric = fact is None or fact.type == "int"
    bins = tuple(_bin((*path, "bins", i), part, fact, numeric, b) for i, part in enumerate(shape.bins) if known)
    if not b.faults:
        _disjoint(path, bins, b)
    days = shape.of.count.days if shape.of.count else 0
    source = b.evidence(shape.evidence, evidence)
    return m.Characteristic(shape.id, shape.text, fact, kinds, days, bins, shape.otherwise, source)


def _bin(path: Path, shape: BinShape, fact: Fact | None, numeric: bool, b: Builder) -> m.Bin:
    if shape.is_ is not None:
        if fact is None or numeric:
            b.fault(
                (*path, "is"),
                "A number falls into a bin by from / to.",
                "Write  {from: 1, to: 3, points: 30}.",
            )
        else:
            for index, value in enumerate(shape.is_):
                b.fits((*path, "is", index), fact, value)
        return m.Bin(shape.points, None, None, tuple(shape.is_))
    if not numeric:
        b.fault(path, "This fact has no order, so from / to cannot be asked.", "Write  {is: [ … ], points: 30}.")
    if shape.from_ is not None and shape.to is not None and shape.from_ > shape.to:
        b.fault((*path, "from"), f"{shape.from_} is more than {shape.to}.", "Write the smaller number first.")
    return m.Bin(shape.points, shape.from_, shape.to, None)


def _disjoint(path: Path, bins: tuple[m.Bin, ...], b: Builder) -> None:
    for index, one in enumerate(bins):
        for other in bins[:index]:
            if _touch(one, other):
                b.fault((*path, "bins", index), "Two bins take the same value.", "Move their edges apart.")
                return


def _touch(one: m.Bin, other: m.Bin) -> bool:
    if one.values is not None and other.values is not None:
        return bool(set(one.values) & set(other.values))
    low = max(-FAR if part.low is None else part.low for part in (one, other))
    high = min(FAR if part.high is None else part.high for part in (one, other))
    return low <= high

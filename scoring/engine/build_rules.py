"""Rules and their effects, resolved."""

from __future__ import annotations

from scoring.engine import model as m
from scoring.engine.builder import Builder, Path
from scoring.engine.document import RulebookShape, RuleShape
from scoring.engine.effects import EffectShape, PointsPerShape, StarsShape
from scoring.engine.shapes import MAX_POINTS
from scoring.engine.vocabulary import Fact

OWNERS = ("observation", "citizen", "association")


def build_rules(
    shape: RulebookShape,
    scale: m.Scale,
    bands: tuple[m.Band, ...],
    lists: tuple[m.ListDef, ...],
    evidence: m.Evidence,
    b: Builder,
) -> tuple[m.Rule, ...]:
    b.unique(("rules",), [rule.id for rule in shape.rules], "rule")
    effects = _Effects(scale, bands, lists, b)
    built = []
    for index, rule in enumerate(shape.rules):
        b.rule = rule.id
        built.append(_rule(("rules", index), rule, effects, evidence, b))
    b.rule = ""
    return tuple(built)


def _rule(path: Path, shape: RuleShape, effects: _Effects, evidence: m.Evidence, b: Builder) -> m.Rule:
    if shape.expires is not None and not any(e.points is not None or e.stars is not None for e in shape.effects):
        b.fault((*path, "expires"), "Nothing in this rule can expire that way.", "Give days to the effect itself.")
    return m.Rule(
        id=shape.id,
        text=shape.text,
        on=b.names((*path, "on"), shape.on, b.vocabulary.kinds, "kind of act"),
        when=b.condition((*path, "when"), shape.when, OWNERS),
        effects=tuple(
            effect
            for index, one in enumerate(shape.effects)
            if (effect := effects.build((*path, "effects", index), one)) is not None
        ),
        expires=shape.expires,
        at_most=m.AtMost(shape.at_most.times, shape.at_most.days) if shape.at_most else None,
        enabled=shape.enabled,
        reason_code=shape.reason_code,
        number_stated=shape.number_stated,
        descends_from=tuple(shape.descends_from),
        note=shape.note,
        evidence=b.evidence(shape.evidence, evidence),
    )


class _Effects:
    """Builds effects for one rulebook's scale, bands and lists."""

    def __init__(self, scale: m.Scale, bands: tuple[m.Band, ...], lists: tuple[m.ListDef, ...], b: Builder) -> None:
        self.scale = scale
        self.bands = {band.id: index for index, band in enumerate(bands)}
        self.lists = [entry.id for entry in lists]
        self.b = b

    def build(self, path: Path, shape: EffectShape) -> m.Effect | None:
        if shape.points is not None:
            return self._points((*path, "points"), shape.points)
        if shape.stars is not None:
            return self._stars((*path, "stars"), shape.stars)
        if shape.record is not None:
            return m.Record(shape.record.entry, shape.record.days)
        if shape.display is not None:
            return m.Display(shape.display.where, shape.display.days)
        return self._standing(path, shape)

    def _standing(self, path: Path, shape: EffectShape) -> m.Effect | None:
        if shape.set_band is not None:
            if not self.b.known((*path, "set_band", "band"), shape.set_band.band, self.bands, "band"):
                return None
            return m.SetBand(self.bands[shape.set_band.band], shape.set_band.days)
        if shape.put_on is not None:
            self.b.known((*path, "put_on", "list"), shape.put_on.list, self.lists, "list")
            return m.PutOn(shape.put_on.list, shape.put_on.days)
        if shape.take_off is not None:
            self.b.known((*path, "take_off", "list"), shape.take_off.list, self.lists, "list")
            return m.TakeOff(shape.take_off.list)
        self.b.fault(path, "The effect is empty.", "Write what it does, such as  points: -20.")
        return None

    def _points(self, path: Path, shape: int | PointsPerShape) -> m.Effect | None:
        if self.scale.kind in ("record", "stars"):
            remedy = "Use record or put_on." if self.scale.kind == "record" else "Use stars."
            self.b.fault(path, f"A {self.scale.kind} scale has no points.", remedy)
        if isinstance(shape, int):
            return m.Points(shape)
        fact = self.b.fact((*path, "per"), shape.per, OWNERS, ("int",))
        if fact is None:
            return None
        most = max(abs(fact.min // shape.every * shape.each), abs(fact.max // shape.every * shape.each))
        if shape.cap is None and most > MAX_POINTS:
            self.b.fault(path, f"This can reach {most:,} points; {MAX_POINTS:,} is the most.", "Give it a cap.")
        return m.PointsPer(fact, shape.every, shape.each, shape.cap)

    def _stars(self, path: Path, shape: StarsShape) -> m.Effect | None:
        if self.scale.kind != "stars":
            self.b.fault(path, "Stars belong to a stars scale.", "Write  kind: stars  in the scale, or use points.")
        value = self._star_part((*path, "value"), shape.value)
        weight = self._star_part((*path, "weight"), shape.weight)
        return None if value is None or weight is None else m.Stars(value, weight)

    def _star_part(self, path: Path, part: int | str) -> int | Fact | None:
        if isinstance(part, int):
            return part
        fact = self.b.fact(path, part, OWNERS, ("int",))
        if fact is not None and fact.min < 0:
            self.b.fault(path, f"'{part}' can be less than 0.", "Use a fact that starts at 0 or above.")
        return fact

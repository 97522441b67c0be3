"""One rulebook as a chapter of a reference book: every line with its evidence."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from scoring import display
from scoring.engine import Rulebook
from scoring.engine import model as m
from scoring.pages import sentences
from scoring.pages.ancestors import Ancestor, ancestors
from scoring.pages.evidence import Grounds, grounds
from scoring.pages.words import COLOURS, STATES, word

LIFETIME = 100 * 365  # days; an effect of this length stands for one without an end


@dataclass(frozen=True)
class RuleLine:
    id: str
    text: str
    looks_at: str
    condition: str
    effects: tuple[str, ...]
    limits: tuple[str, ...]
    enabled: bool
    reason_code: str
    number_is_ours: bool
    term_is_ours: bool
    grounds: Grounds
    ancestors: tuple[Ancestor, ...]


@dataclass(frozen=True)
class BandLine:
    id: str
    label: str
    shape: str
    low: str
    high: str
    grounds: Grounds


@dataclass(frozen=True)
class ListLine:
    id: str
    label: str
    colour: str
    entry: str
    stay: tuple[str, ...]
    grounds: Grounds


@dataclass(frozen=True)
class DoorLine:
    anchor: str
    label: str
    state: str
    when: str
    grounds: Grounds


@dataclass(frozen=True)
class Book:
    """Everything below the title of a rulebook's page."""

    rules: tuple[RuleLine, ...]
    bands: tuple[BandLine, ...]
    lists: tuple[ListLine, ...]
    doors: tuple[DoorLine, ...]
    observers: tuple[str, ...] | None
    parts: dict[str, Grounds] = field(default_factory=dict)  # whole, scale, disclosure, appeal


def book(rulebook: Rulebook) -> Book:
    sources = rulebook.vocabulary.sources
    return Book(
        rules=tuple(_rule(rulebook, rule, row) for rule, row in zip(rulebook.rules, _rows(rulebook), strict=True)),
        bands=tuple(_band(rulebook, band) for band in rulebook.bands),
        lists=tuple(_list(rulebook, entry) for entry in rulebook.lists),
        doors=tuple(_door(rulebook, line, index) for index, line in enumerate(rulebook.doors)),
        observers=tuple(sources[name].label for name in sources if name in rulebook.observers)
        if rulebook.observers is not None
        else None,
        parts={
            "whole": grounds(rulebook.evidence),
            "scale": grounds(rulebook.scale.evidence),
            "disclosure": grounds(rulebook.disclosure.evidence),
            "appeal": grounds(rulebook.appeal.evidence),
        },
    )


def _rows(rulebook: Rulebook) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = rulebook.document["rules"]
    return rows


def own_grounds(evidence: m.Evidence, row: dict[str, Any], note: str | None = None) -> Grounds:
    """A line without evidence of its own stands on the rulebook's; the rulebook's note is not said again on each."""
    if "evidence" in row:
        return grounds(evidence, note)
    return grounds(m.Evidence(evidence.marker, evidence.evidence, evidence.sources, None), note)


def _rule(rulebook: Rulebook, rule: m.Rule, row: dict[str, Any]) -> RuleLine:
    vocabulary = rulebook.vocabulary
    counted = any(isinstance(effect, m.Points | m.PointsPer | m.Stars) for effect in rule.effects)
    ours = not rule.number_stated and rule.evidence.marker != "fictionalised"
    return RuleLine(
        id=rule.id,
        text=rule.text,
        looks_at=sentences.kinds(rule.on, vocabulary),
        condition=sentences.condition(rule.when) if rule.when else "",
        effects=sentences.effects(rulebook, rule),
        limits=sentences.limits(rule),
        enabled=rule.enabled,
        reason_code=rule.reason_code or "",
        number_is_ours=counted and ours,
        term_is_ours=ours and not counted and any(_lasts(effect) for effect in rule.effects),
        grounds=own_grounds(rule.evidence, row, rule.note),
        ancestors=ancestors(rule.descends_from),
    )


def _lasts(effect: m.Effect) -> bool:
    """Whether an effect ends by itself within a lifetime."""
    days = getattr(effect, "days", None)
    return days is not None and days < LIFETIME


def band_name(band: m.Band) -> str:
    """Letter and word; where the id is the word itself, the word alone."""
    return f"{band.id} {band.label}" if band.id.isupper() else band.label


def _band(rulebook: Rulebook, band: m.Band) -> BandLine:
    sign = display.band_sign(rulebook, band.id)
    numbers = display.number(rulebook, band.low), display.number(rulebook, band.high)
    return BandLine(band.id, band_name(band), sign.shape if sign else "", *numbers, grounds(band.evidence))


def _list(rulebook: Rulebook, entry: m.ListDef) -> ListLine:
    labels = [f"“{rulebook.bands[position].label}”" for position in sorted(entry.enter)]
    joint = [f"“{sentences.list_label(rulebook, name)}”" for name in entry.joint]
    stay = []
    if entry.notice_days:
        stay.append(_("Notice of %(days)s before entry.") % {"days": sentences.days(entry.notice_days)})
    if entry.minimum_days:
        stay.append(_("A stay of at least %(days)s.") % {"days": sentences.days(entry.minimum_days)})
    if joint:
        stay.append(_("Whoever is on it is also on %(lists)s.") % {"lists": ", ".join(joint)})
    by_band = _("Entered from the band %(bands)s.") % {"bands": ", ".join(labels)}
    return ListLine(
        entry.id, entry.label, word(COLOURS, entry.colour), by_band if labels else _("Entered by a rule."),
        tuple(stay), grounds(entry.evidence),
    )  # fmt: skip


def _door(rulebook: Rulebook, line: m.DoorLine, index: int) -> DoorLine:
    return DoorLine(
        anchor=f"door-{index + 1}",
        label=rulebook.vocabulary.doors[line.door].label,
        state=word(STATES, line.state),
        when=_(", or ").join(sentences.door_test(rulebook, test) for test in line.when),
        grounds=grounds(line.evidence, line.note),
    )

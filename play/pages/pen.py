"""The rewrite page: the rulebook as sentences with blanks, and the town that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from play.pages.dots import ACROSS, MOST, STEP, Band, groups_of, paths
from registry.boards import neighbours
from registry.lives import DAYS, File
from registry.replays import SIZES, comparison, innocent, reformed_year, town_of, year
from scoring import display
from scoring.bills import Bill, bill_for
from scoring.engine import Rulebook, explain, lint, sentence
from scoring.engine.model import Rule
from scoring.engine.reforms import value_at
from scoring.engine.remarks import without_effect
from scoring.pages.evidence import Grounds, grounds
from scoring.selectors import vocabulary
from town.content import load_content

NEIGHBOURS = 2


@dataclass(frozen=True)
class Blank:
    """A number that can be changed. `value` is as the page shows it: the verb carries the sign of points."""

    path: str
    value: int
    low: int
    high: int
    label: str
    was: int
    bill: int | None
    error: str = ""

    @property
    def changed(self) -> bool:
        return self.value != self.was


@dataclass(frozen=True)
class Row:
    """One rule on the galley."""

    position: int
    id: str
    parts: tuple[Any, ...]
    enabled: bool
    grounds: Grounds
    remarks: tuple[str, ...]
    changed: bool
    in_force: str
    bill: str
    yours: str


@dataclass
class Desk:
    """What lies on the table: the rulebook in force, the reform, the bill, and what was typed wrongly."""

    file: File
    reform: Rulebook
    size: int
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def baseline(self) -> Rulebook:
        return self.file.rulebook

    @property
    def bill(self) -> Bill | None:
        return bill_for(self.baseline)

    @property
    def edited(self) -> bool:
        return self.reform.document != self.baseline.document


def pen_page(desk: Desk) -> dict[str, Any]:
    met = met_rules(desk.file)
    remarks = _remarks(desk)
    rows = {rule.id: _row(desk, position, rule, remarks) for position, rule in enumerate(desk.reform.rules)}
    return {
        "desk": desk,
        "first": [rows[name] for name in met[:1]],
        "met": [rows[name] for name in met[1:]],
        "others": _by_domain(desk.reform, [row for name, row in rows.items() if name not in met]),
        "sources": _sources(desk),
        "bill": desk.bill,
        "sizes": SIZES,
        **town_page(desk),
    }


def met_rules(file: File) -> list[str]:
    """The rules that met this citizen, heaviest first; with none, the first rule of the book."""
    weights: dict[str, int] = {}
    for settlement in file.explanation.settlements:
        for look in settlement.trace.looks if settlement.trace else ():
            if look.fired:
                weights[look.rule] = weights.get(look.rule, 0) + abs(look.points)
    met = sorted(weights, key=lambda name: (-weights[name], name))
    return met or [rule.id for rule in file.rulebook.rules[:1]]


def _by_domain(rulebook: Rulebook, rows: list[Row]) -> list[tuple[str, list[Row]]]:
    kinds = load_content().kinds
    found: dict[str, list[Row]] = {}
    for row in rows:
        on = rulebook.rules[row.position].on
        found.setdefault(kinds[on[0]].domain if on else _("everything"), []).append(row)
    return sorted(found.items())


def _row(desk: Desk, position: int, rule: Rule, remarks: Mapping[str, list[str]]) -> Row:
    was = desk.baseline.rules[position]
    parts = tuple(_part(desk, part) for part in sentence(rule, vocabulary(), rulebook=desk.reform))
    bill = desk.bill.rulebook.rules[position] if desk.bill else None
    return Row(
        position=position,
        id=rule.id,
        parts=parts,
        enabled=rule.enabled,
        grounds=grounds(rule.evidence),
        remarks=tuple(remarks.get(rule.id, ())) if rule != was else (),
        changed=rule != was,
        in_force=_short(desk.baseline, was),
        bill=_short(desk.bill.rulebook, bill) if desk.bill and bill else "",
        yours=_short(desk.reform, rule) if rule.enabled else _("repealed"),
    )


def _part(desk: Desk, part: dict[str, Any]) -> Any:
    """A piece of text, or a blank."""
    if part.get("type") != "int":
        return part.get("text") or _chosen(part)
    path, value = part["path"], int(part["blank"])
    points = "shown" in part
    was = int(value_at(desk.baseline, path))
    bill = int(value_at(desk.bill.rulebook, path)) if desk.bill else None
    return Blank(
        path=path,
        value=abs(value) if points else value,
        low=0 if points else int(part["min"]),
        high=500 if points else int(part["max"]),
        label=part["label"],
        was=abs(was) if points else was,
        bill=abs(bill) if points and bill is not None else bill,
        error=desk.errors.get(path, ""),
    )


def _chosen(part: dict[str, Any]) -> str:
    labels = {str(row["value"]): row["label"] for row in part.get("options", ())}
    values = part["blank"] if isinstance(part["blank"], list) else [part["blank"]]
    return str(_(" or ").join(labels.get(str(value), str(value)) for value in values))


def _short(rulebook: Rulebook, rule: Rule) -> str:
    """What a rule gives, in one figure for the three columns."""
    for part in sentence(rule, vocabulary(), rulebook=rulebook):
        if "shown" in part:
            return display.signed(rulebook, int(part["blank"]))
    return _("on") if rule.enabled else _("off")


def _remarks(desk: Desk) -> dict[str, list[str]]:
    """What is odd about edited rules, in the engine's words."""
    found: dict[str, list[str]] = {}
    if desk.edited:
        for remark in lint(desk.reform, town_of(desk.size, desk.file.seed)):
            found.setdefault(remark.rule, []).append(remark.message)
    return found


def _sources(desk: Desk) -> list[dict[str, Any]]:
    """The sources that observed this life, and whether the office still listens to them."""
    sources = load_content().sources
    heard = desk.reform.observers
    used = dict.fromkeys(row.observation.source for row in desk.file.life.seen)
    in_force = desk.baseline.observers
    return [
        {"id": name, "label": sources[name].label, "heard": heard is None or name in heard}
        for name in used
        if in_force is None or name in in_force
    ]


def town_page(desk: Desk) -> dict[str, Any]:
    """The town under the three rulebooks."""
    seed, size = desk.file.seed, desk.size
    before = year(desk.baseline, size, seed)
    after = reformed_year(desk.reform, desk.baseline, size, seed)
    compared = comparison(desk.baseline, desk.reform, size, seed)
    clean = innocent(desk.baseline, size, seed).days, innocent(desk.reform, size, seed).days
    return {
        "bands": _bands(desk),
        "across": ACROSS * STEP,
        "per_dot": max(1, size // MOST),
        "compared": compared,
        "moves": [_move(desk, *move) for move in compared.moves],
        "nobody": desk.edited and without_effect(before, after),
        "innocent_days": clean,
        "groups": [_group(line) for line in compared.groups],
        "fair": _fair(compared, clean[1]),
        "lives": _lives(desk),
        "doors": [
            {"label": load_content().doors[name].label, "before": pair[0].number, "after": pair[1].number}
            for name, pair in compared.doors.items()
            if pair[0].number != pair[1].number
        ],
    }


def _bands(desk: Desk) -> list[Band]:
    seed, size = desk.file.seed, desk.size
    before = groups_of(year(desk.baseline, size, seed))
    after = groups_of(reformed_year(desk.reform, desk.baseline, size, seed))
    bill = groups_of(reformed_year(desk.bill.rulebook, desk.baseline, size, seed)) if desk.bill else None
    found = []
    for index, (name, label, shape) in enumerate(_names(desk.baseline)):
        still, risen, fallen, height = paths(before, after, index)
        found.append(
            Band(
                name,
                label,
                shape,
                int((before == index).sum()),
                int((bill == index).sum()) if bill is not None else None,
                int((after == index).sum()),
                still,
                risen,
                fallen,
                ACROSS * STEP,
                max(height, STEP),
            )
        )
    return found


def _names(rulebook: Rulebook) -> list[tuple[str, str, str]]:
    if not rulebook.bands:
        return [("–", _("on no list"), "a"), ("×", _("listed"), "d")]
    signs = [display.band_sign(rulebook, band.id) for band in rulebook.bands]
    return [(sign.id, sign.label, sign.shape) for sign in signs if sign]


def _move(desk: Desk, old: str | None, new: str | None, count: Any) -> dict[str, Any]:
    return {"old": old or _("none"), "new": new or _("none"), "number": count.number}


def _group(line: Any) -> dict[str, Any]:
    """One line of the table by group, in per cent."""
    return {
        "group": line.group,
        "label": line.label,
        "small": line.after.small,
        "before": _percent(line.before.share),
        "after": _percent(line.after.share),
        "low": _percent(line.after.low),
        "high": _percent(line.after.high),
    }


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _fair(compared: Any, innocent_days: int) -> bool:
    """Low harm: no innocent day on a black list, and no group listed more than chance would explain."""
    share = compared.listed[1].number / compared.citizens
    groups = [line.after for line in compared.groups if not line.after.small]
    return innocent_days == 0 and all(rate.low <= share <= rate.high or rate.number == 0 for rate in groups)


def _lives(desk: Desk) -> list[dict[str, Any]]:
    """Three named lives: this one, and the two neighbours whom the reform moves most (or else two neighbours)."""
    own = desk.file
    lives = [
        _life(desk, neighbour)
        for neighbour in neighbours(own.seed, own.rulebook)
        if neighbour.persona.id != own.persona.id
    ]
    lives.sort(key=lambda life: (-abs(life["change"]), life["name"]))
    return [_life(desk, own), *lives[:NEIGHBOURS]]


def _life(desk: Desk, file: File) -> dict[str, Any]:
    now = explain(desk.reform, file.observations, facts=file.facts, days=DAYS, trace=False).last
    was = file.explanation.settlements[DAYS]
    return {
        "id": file.persona.id,
        "name": file.persona.name,
        "was": _written(desk.baseline, was),
        "now": _written(desk.reform, now),
        "change": (now.standing or 0) - (was.standing or 0),
        "listed": (bool(was.lists), bool(now.lists)),
        "own": file is desk.file,
    }


def _written(rulebook: Rulebook, settlement: Any) -> str:
    number = settlement.standing if rulebook.scale.has_number else len(settlement.entries)
    return f"{display.standing(rulebook, number if settlement.scored else None)} {settlement.band or ''}".strip()

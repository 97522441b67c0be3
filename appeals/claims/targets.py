"""What a citizen can contest, on which ground, with which papers, and what is true of it. Pure; nothing is stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from appeals.procedure.model import REMEDIES, Procedure
from appeals.procedure.office import MEANT
from appeals.procedure.papers import Paper, papers_for
from registry.corrections import Correction
from registry.deeds import effect
from registry.lives import DAYS, File, black_lists
from scoring.engine.trace import Look
from town.content import load_content
from town.events import Seen

KINDS = ("observation", "identity", "listing", "rule")
GROUNDS_OF = {
    "observation": ("not_me", "not_so", "context", "out_of_time"),
    "identity": ("not_me",),
    "listing": ("disproportionate",),
    "rule": ("rule_wrong", "disproportionate"),
}
HEAVY = ("put_on", "record", "set_band", "display")


class NoTarget(LookupError):
    """Nothing of this name weighs against this citizen, or not on this ground."""


@dataclass(frozen=True)
class Target:
    """observation: one entry. identity: all that one source filed. listing: a black list. rule: one that counted."""

    kind: str
    id: str

    def to_dict(self) -> dict[str, str]:
        return {"kind": self.kind, "id": self.id}


def targets_of(file: File) -> list[Target]:
    """Everything that weighs against a citizen at the end of the life: entries first, in the order of days."""
    looked = list(against(file))
    entries = list(dict.fromkeys(look.observation for look in looked))
    sources = list(dict.fromkeys(_row(file, each).observation.source for each in entries))
    mistaken = [each for each in sources if load_content().sources[each].mistakes]
    lists = [entry.id for entry in file.rulebook.lists if entry.id in black_lists(file.rulebook)]
    return [
        *(Target("observation", each) for each in entries),
        *(Target("identity", each) for each in mistaken),
        *(Target("listing", each) for each in lists if each in file.explanation.lists),
        *(Target("rule", each) for each in dict.fromkeys(look.rule for look in looked)),
    ]


def against(file: File) -> Iterator[Look]:
    """Every rule that fired against the citizen, day by day."""
    worse = -1 if file.rulebook.scale.higher_is == "better" else 1
    for settlement in file.explanation.settlements:
        for look in settlement.trace.looks if settlement.trace else ():
            if look.fired and (look.points * worse > 0 or _heavy(look) or _low_stars(file, look)):
                yield look


def _heavy(look: Look) -> bool:
    return any(name.startswith(HEAVY) for name in look.effects)


def _low_stars(file: File, look: Look) -> bool:
    return bool(look.stars and look.stars[0] < file.rulebook.scale.start * look.stars[1])


def find(file: File, kind: str, id_: str) -> Target:
    """Raises NoTarget."""
    target = Target(kind, id_)
    if target not in targets_of(file):
        raise NoTarget(id_)
    return target


def grounds_of(target: Target, procedure: Procedure) -> tuple[str, ...]:
    """The grounds that fit this target and that the procedure hears."""
    return tuple(ground for ground in GROUNDS_OF[target.kind] if ground in procedure.grounds)


def rows_of(file: File, target: Target) -> list[Seen]:
    """The entries that a target is about."""
    if target.kind == "observation":
        return [_row(file, target.id)]
    counted = {look.observation: look.rule for look in against(file)}
    rows = [row for row in file.life.seen if row.observation.id in counted]
    if target.kind == "identity":
        return [row for row in rows if row.observation.source == target.id]
    if target.kind == "rule":
        of_rule = {look.observation for look in against(file) if look.rule == target.id}
        return [row for row in rows if row.observation.id in of_rule]
    return rows


def _row(file: File, entry: str) -> Seen:
    return next(row for row in file.life.seen if row.observation.id == entry)


def truth_of(file: File, target: Target, ground: str) -> str:
    """What is true, in the office's words (TRUTHS). Of several truths the one that the ground is about."""
    if target.kind in ("listing", "rule"):
        return "right"
    found = [truth for row in rows_of(file, target) for truth in _truths(row)]
    return next((truth for truth in MEANT.get(ground, ()) if truth in found), found[0] if found else "right")


def _truths(row: Seen) -> tuple[str, ...]:
    how = effect(row)
    if how == "wrong_person":
        return ("wrong_person",)
    if how == "stale":
        return ("did_not_happen", "expired")
    if how == "misread":
        return ("did_not_happen",)
    return ("circumstance",) if row.truth.circumstance else ()


def papers_of(file: File, target: Target, procedure: Procedure) -> tuple[Paper, ...]:
    """The papers that this citizen can get about it and the office accepts."""
    found = {
        paper.id: paper
        for row in rows_of(file, target)
        for paper in papers_for(row.observation, row.truth, file.facts)
        if paper.id in procedure.papers
    }
    return tuple(found.values())


def last_day_of(file: File, target: Target) -> int:
    """The day of the newest thing it is about: from then the days for filing count."""
    if target.kind == "listing":
        return next(day for day in range(DAYS + 1) if target.id in file.explanation.settlements[day].lists)
    return max(row.observation.day for row in rows_of(file, target))


def granted(file: File, target: Target, ground: str, day: int) -> tuple[Correction, ...]:
    """What an upheld appeal changes from a day on. Of a source's entries those go that were not this citizen's; where
    all of them were, the office has erred, and all of them go."""
    kind = REMEDIES[ground]
    if target.kind == "listing":
        return (Correction(kind, "listing", target.id, day),)
    if target.kind == "rule":
        return (Correction(kind, "rule", target.id, day),)
    rows = rows_of(file, target)
    gone = _mistaken(rows) or rows
    return tuple(Correction(kind, "observation", row.observation.id, day) for row in gone)


def in_part(file: File, target: Target) -> bool:
    """Whether some of what is contested stays: entries of that source which are the citizen's own."""
    rows = rows_of(file, target)
    return target.kind == "identity" and 0 < len(_mistaken(rows)) < len(rows)


def _mistaken(rows: list[Seen]) -> list[Seen]:
    if len(rows) == 1:
        return rows
    return [row for row in rows if effect(row) == "wrong_person"]


def asleep(file: File, target: Target, ground: str, day: int) -> tuple[Correction, ...]:
    """What a stay puts to sleep until it is decided: everything that is contested."""
    if target.kind in ("listing", "rule"):
        return granted(file, target, ground, day)
    return tuple(Correction("strike", "observation", row.observation.id, day) for row in rows_of(file, target))

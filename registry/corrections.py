"""What a decision on an appeal changes, and what follows: inputs change from a day on, and the engine runs again.

Pure. Nothing is patched by hand: on each day the file stands as one run of the engine has it, with those entries struck
and those rules off that are struck or off on that day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from registry.lives import File
from registry.offices import Office, offices_of
from scoring.engine import REMOVE, Explanation, Observation, Rulebook, Settlement, explain, reform

Kind = Literal["strike", "exempt", "remit"]
Of = Literal["observation", "rule", "listing"]


@dataclass(frozen=True)
class Correction:
    """strike: an entry counts no more. exempt: an entry, a rule or a list spares this citizen. remit: a rule rests for
    this citizen while the council has it. In force from the settlement of `from_day` until before that of `until_day`.
    """

    kind: Kind
    of: Of
    id: str
    from_day: int
    until_day: int | None = None

    def holds(self, day: int) -> bool:
        return self.from_day <= day and (self.until_day is None or day < self.until_day)


@dataclass(frozen=True)
class Aftermath:
    """Days 0 to `last`, as filed and as corrected. Days are settlements: what is set on the evening of a day."""

    filed: Explanation
    corrections: tuple[Correction, ...]
    runs: Mapping[tuple[Correction, ...], Explanation]
    copies_follow: bool

    @property
    def last(self) -> int:
        return self.filed.last.day

    @property
    def offices(self) -> tuple[Office, ...]:
        return offices_of(self.filed.rulebook)

    def at_home(self, day: int) -> Settlement:
        """What the office that makes the entries holds after this day."""
        return self.runs[_in_force(self.corrections, day)].settlements[day]

    def as_filed(self, day: int) -> Settlement:
        """What would be held had nothing been corrected; also what a copy holds that no correction reaches."""
        return self.filed.settlements[day]

    def held_by(self, office: Office, day: int) -> Settlement:
        return self.at_home(day) if office.home or self.copies_follow else self.as_filed(day)

    def doors(self, day: int) -> dict[str, str]:
        """Every door after this day, each as the office that keeps it holds the file."""
        found = dict(self.at_home(day).doors)
        for office in self.offices:
            held = self.held_by(office, day).doors
            found.update({door: held[door] for door in office.doors})
        return found

    def took(self, office: Office, day: int) -> bool:
        """Whether this office holds the file as it has been corrected by this day."""
        return self.held_by(office, day) == self.at_home(day)


def corrected(
    file: File,
    corrections: Sequence[Correction],
    until_day: int,
    *,
    copies_follow: bool = True,
    later: Sequence[Observation] = (),
) -> Aftermath:
    """The file of a whole life until `until_day`. `later`: what was filed after its last day, as asking itself is."""
    changes = tuple(corrections)
    seen = (*file.observations, *(each for each in later if each.day <= until_day))
    states = {_in_force(changes, day) for day in range(until_day + 1)}
    runs = {state: _run(file, seen, state, until_day) for state in states}
    filed = runs.get(()) or _run(file, seen, (), until_day)
    return Aftermath(filed, changes, runs, copies_follow)


def _in_force(corrections: Sequence[Correction], day: int) -> tuple[Correction, ...]:
    return tuple(each for each in corrections if each.holds(day))


def _run(file: File, seen: Sequence[Observation], state: tuple[Correction, ...], days: int) -> Explanation:
    gone = {each.id for each in state if each.of == "observation"}
    rules = frozenset(each.id for each in state if each.of == "rule")
    lists = frozenset(each.id for each in state if each.of == "listing")
    rulebook = spared(file.rulebook, rules, lists) if rules or lists else file.rulebook
    kept = [each.strike() if each.id in gone else each for each in seen]
    return explain(rulebook, kept, facts=file.facts, days=days)


@lru_cache(maxsize=64)
def spared(rulebook: Rulebook, rules: frozenset[str], lists: frozenset[str]) -> Rulebook:
    """The rulebook as it is read for somebody whom these rules and lists spare."""
    edits: dict[str, Any] = {}
    for index, entry in enumerate(rulebook.document.get("lists") or ()):
        if entry["id"] in lists and "enter" in entry:
            edits[f"/lists/{index}/enter"] = REMOVE
    for index, rule in enumerate(rulebook.document.get("rules") or ()):
        edits |= _edits_of(index, rule, off=rule["id"] in rules, lists=lists)
    return reform(rulebook, edits, why="an exemption")


def _edits_of(index: int, rule: Mapping[str, Any], *, off: bool, lists: frozenset[str]) -> dict[str, Any]:
    """A rule that only lists is off; of one that does more, the listing alone is left out."""
    kept = [effect for effect in rule["effects"] if effect.get("put_on", {}).get("list") not in lists]
    if off or not kept:
        return {f"/rules/{index}/enabled": False}
    return {f"/rules/{index}/effects": kept} if len(kept) < len(rule["effects"]) else {}

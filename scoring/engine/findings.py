"""What would have had to be different: in acts, circumstances, data, rules or procedure. Or nothing that helps.

Each finding says whether the search was exhaustive; where it was not, "not found" does not mean "impossible".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from scoring.engine.explanation import Associations, Explanation, explain
from scoring.engine.model import Rulebook
from scoring.engine.observation import Observation
from scoring.engine.reforms import reform
from scoring.engine.rule_edits import Edit, edited, smallest_edit
from scoring.engine.vocabulary import Value

KINDS = ("acts", "circumstances", "data", "rules", "procedure")
MOST_SETS = 600  # lives tried for one finding

Goal = Callable[[Explanation], bool]
Alternative = tuple[
    str, Sequence[Observation]
]  # what would have been done instead, and what that would have put on file


@dataclass(frozen=True)
class Finding:
    """The smallest change of one kind that reaches the goal."""

    kind: str
    found: bool
    changes: tuple[dict[str, Any], ...] = ()
    standing: int | None = None
    band: str | None = None
    lists: tuple[str, ...] = ()
    exhaustive: bool = True
    tried: int = 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "found": self.found,
            "changes": list(self.changes),
            "standing": self.standing,
            "band": self.band,
            "lists": list(self.lists),
            "exhaustive": self.exhaustive,
            "tried": self.tried,
        }


@dataclass
class Case:
    """One citizen's file, and the question asked about it."""

    rulebook: Rulebook
    observations: list[Observation]
    facts: Mapping[str, Value]
    days: int
    goal: Goal
    associations: Associations | None = None
    tried: int = field(default=0)

    def live(self, observations: Iterable[Observation] | None = None, rulebook: Rulebook | None = None) -> Explanation:
        self.tried += 1
        return explain(
            rulebook or self.rulebook,
            self.observations if observations is None else observations,
            facts=self.facts,
            days=self.days,
            associations=self.associations,
            trace=False,
        )


def best_band_goal(rulebook: Rulebook) -> Goal:
    """Without a black list: the best band."""
    best = rulebook.bands[0].id if rulebook.bands else None
    return lambda life: life.band == best


def default_goal(rulebook: Rulebook, now: Explanation | None = None) -> Goal:
    """Not on any black list at the end; where there is none, a better band than now."""
    black = {entry.id for entry in rulebook.lists if entry.colour == "black"}
    if black:
        return lambda life: not black & set(life.lists)
    names = [band.id for band in rulebook.bands]
    if now is None or now.band is None:
        return lambda life: True
    here = names.index(now.band)
    return lambda life: life.band is None or here == 0 or names.index(life.band) < here


def counterfactual(
    rulebook: Rulebook,
    observations: Iterable[Observation],
    *,
    facts: Mapping[str, Value],
    days: int,
    wrong: Collection[str] = (),
    excused: Collection[str] = (),
    alternatives: Mapping[int, Sequence[Alternative]] | None = None,
    associations: Associations | None = None,
    goal: Goal | None = None,
) -> list[Finding]:
    """Five findings, in the order of KINDS. When the goal is already reached, each is found with no change."""
    filed = list(observations)
    case = Case(rulebook, filed, facts, days, goal or (lambda life: True), associations)
    now = case.live()
    case.goal = goal or default_goal(rulebook, now)
    if case.goal(now):
        return [_reached(kind, now, (), case) for kind in KINDS]
    return [
        _acts(case, alternatives or {}),
        _struck("circumstances", case, [o for o in filed if o.id in excused and not o.struck]),
        _struck("data", case, [o for o in filed if o.id in wrong and not o.struck]),
        _rules(case),
        _procedure(case, set(excused)),
    ]


def _reached(
    kind: str, life: Explanation, changes: Iterable[dict[str, Any]], case: Case, *, exhaustive: bool = True
) -> Finding:
    lists = tuple(life.lists)
    return Finding(kind, True, tuple(changes), life.standing, life.band, lists, exhaustive, case.tried)


def _none(kind: str, case: Case, *, exhaustive: bool = True) -> Finding:
    return Finding(kind, False, exhaustive=exhaustive, tried=case.tried)


# acts: another choice on some days


def _acts(case: Case, alternatives: Mapping[int, Sequence[Alternative]]) -> Finding:
    """Fewest days on which another choice would have been made; among equals, the earliest days."""
    case.tried = 0
    for size in range(1, len(alternatives) + 1):
        for chosen in combinations(sorted(alternatives), size):
            for picks in product(*(alternatives[day] for day in chosen)):
                if case.tried >= MOST_SETS:
                    return _none("acts", case, exhaustive=False)
                instead = [o for _, put in picks for o in put]
                life = case.live([o for o in case.observations if o.day not in chosen] + instead)
                if case.goal(life):
                    changes = [
                        {"day": day, "instead": name, "observations": [o.to_dict() for o in put]}
                        for day, (name, put) in zip(chosen, picks, strict=True)
                    ]
                    return _reached("acts", life, changes, case)
    return _none("acts", case)


# circumstances and data: some observations absent


def _struck(kind: str, case: Case, candidates: Sequence[Observation]) -> Finding:
    """Fewest observations struck; among equals, the earliest."""
    case.tried = 0
    for size in range(1, len(candidates) + 1):
        for chosen in combinations(candidates, size):
            if case.tried >= MOST_SETS:
                return _all_struck(kind, case, candidates)
            life = case.live(_without(case.observations, chosen))
            if case.goal(life):
                changes = [{"strike": o.id, "day": o.day, "kind": o.kind, "source": o.source} for o in chosen]
                return _reached(kind, life, changes, case)
    return _none(kind, case)


def _all_struck(kind: str, case: Case, candidates: Sequence[Observation]) -> Finding:
    """Too many sets to try: at least say whether striking everything would do."""
    life = case.live(_without(case.observations, candidates))
    if not case.goal(life):
        return _none(kind, case, exhaustive=False)
    changes = [{"strike": o.id, "day": o.day, "kind": o.kind, "source": o.source} for o in candidates]
    return _reached(kind, life, changes, case, exhaustive=False)


def _without(observations: Iterable[Observation], struck: Collection[Observation]) -> list[Observation]:
    ids = {o.id for o in struck}
    return [o for o in observations if o.id not in ids]


# rules: one number in one rule, band or list


def _rules(case: Case) -> Finding:
    """The single number whose change, in proportion, is smallest."""
    case.tried = 0

    kinds = {o.kind for o in case.observations if not o.struck}

    def frees(edit: Edit) -> bool:
        changed = edited(case.rulebook, edit)
        return changed is not None and case.goal(case.live(rulebook=changed))

    edit, exhaustive = smallest_edit(case.rulebook, kinds, frees)
    if edit is None:
        return _none("rules", case, exhaustive=exhaustive)
    life = case.live(rulebook=edited(case.rulebook, edit))
    return _reached("rules", life, [edit.to_dict()], case, exhaustive=exhaustive)


# procedure: the same rules, applied with notice or with an ear


def _procedure(case: Case, excused: set[str]) -> Finding:
    """In turn: days of notice before a listing, no minimum stay, excused entries struck on the day after."""
    case.tried = 0
    lists = case.rulebook.document.get("lists") or []
    for notice in (1, 2, 3, 5, 7, 10, 14, 30):
        edits: dict[str, Any] = {f"/lists/{i}/notice_days": notice for i in range(len(lists))}
        if edits and case.goal(life := case.live(rulebook=reform(case.rulebook, edits))):
            return _reached("procedure", life, [{"procedure": "notice", "days": notice}], case)
    stays = {f"/lists/{i}/minimum_days": 0 for i, entry in enumerate(lists) if entry.get("minimum_days")}
    if stays and case.goal(life := case.live(rulebook=reform(case.rulebook, stays))):
        return _reached("procedure", life, [{"procedure": "no_minimum_stay"}], case)
    heard = [o for o in case.observations if o.id in excused and not o.struck]
    if heard and case.goal(life := case.live(_without(case.observations, heard))):
        change = {"procedure": "hearing", "struck": [o.id for o in heard]}
        return _reached("procedure", life, [change], case)
    return _none("procedure", case)

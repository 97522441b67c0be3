"""A year of the offices: what they did, as observations about them, from a town's year and its appeals.

Nothing is drawn here but what a watcher happens to open: the mistakes are those of the town, the answers those of the
simulated procedure. The same setting gives the same year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from appeals.bureau.acts import Act, Notes
from appeals.bureau.answers import Answers, answers_of, note_answers
from appeals.bureau.desks import audit_of, note_desks
from appeals.bureau.offices import RatedOffice, rated_offices
from appeals.bureau.setting import CITIZENS, Setting
from appeals.bureau.words import vocabulary
from appeals.procedure.listings import listings_of
from registry.replays import reformed_year
from scoring.engine import Replay, TownColumns, columns_from
from scoring.engine.columns import Array


@dataclass(frozen=True, eq=False)
class OfficeYear:
    """`happened` counts acts by office and kind, seen or not. `columns` is what the engine replays."""

    setting: Setting
    offices: tuple[RatedOffice, ...]
    acts: tuple[Act, ...]
    happened: Mapping[tuple[int, str], int]
    columns: TownColumns
    filed: Replay
    clean: Replay
    answers: Answers

    def of(self, office: int) -> list[Act]:
        """What is on one office's file, in the order of days."""
        return sorted((act for act in self.acts if act.office == office), key=lambda act: act.observation.day)


@lru_cache(maxsize=16)
def office_year(setting: Setting) -> OfficeYear:
    filed, clean = (
        reformed_year(setting.rulebook, setting.baseline, CITIZENS, setting.seed, clean=side) for side in (False, True)
    )
    town = filed.town
    offices = rated_offices(setting.rulebook, town, path=setting.knobs is not None)
    answers = answers_of(setting, listings_of(filed, clean), town)
    notes = Notes()
    note_desks(notes, offices, town, audit_of(town, setting.seed))
    note_answers(notes, offices, town, answers, setting.seed)
    acts = tuple(notes.acts)
    return OfficeYear(
        setting, offices, acts, notes.happened, columns_of(offices, acts, town.days), filed, clean, answers
    )


def columns_of(offices: tuple[RatedOffice, ...], acts: tuple[Act, ...], days: int) -> TownColumns:
    """The offices as a small town: what is not so is marked, as a wrong entry about a citizen is."""
    return columns_from(
        [(act.office, act.observation) for act in acts],
        [office.facts for office in offices],
        vocabulary(),
        days=days,
        groups={"office": _kinds(offices)},
        wrong=frozenset(act.observation.id for act in acts if not act.so),
    )


def _kinds(offices: tuple[RatedOffice, ...]) -> tuple[tuple[str, ...], Array]:
    names = tuple(dict.fromkeys(office.kind for office in offices))
    return names, np.array([names.index(office.kind) for office in offices], np.uint8)

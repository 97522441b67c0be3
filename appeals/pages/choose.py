"""What can be contested in one file, on which grounds; and whose file it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from appeals.claims.targets import KINDS, Target, grounds_of, targets_of
from appeals.pages import words
from appeals.pages.own import Under, under_of, under_page
from appeals.procedure.above import Above
from appeals.procedure.model import Knobs, Procedure
from appeals.procedure.own import own_from
from registry.boards import neighbours
from registry.corrections import Correction, corrected
from registry.lives import DAYS, File, black_listed
from scoring.engine import Rulebook
from town.content import load_content


@dataclass(frozen=True)
class Line:
    kind: str
    id: str
    text: str
    decisive: bool  # without it the citizen would be on no black list

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Group:
    label: str
    lines: tuple[Line, ...]
    grounds: tuple[tuple[str, str], ...]
    kind: str
    ground: str = ""  # what was chosen in a form that came back


def choose_page(file: File, under: Under | None = None, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
    """`under`: the procedure that is asked for. `sent`: a form that comes back, with what was chosen in it."""
    sent = sent or {}
    under = under or under_of({}, file.rulebook.id)
    offered = under.procedure if under.procedure.open else own_from(file.rulebook.id, Knobs(), Above())
    return {
        "file": file,
        "procedure": under.office,
        "groups": groups(file, offered, sent),
        "picked": sent.get("target", ""),
        "here": urlencode({"seed": file.seed, "system": file.rulebook.id, "citizen": file.persona.id}),
        **under_page(under),
        "listed": black_listed(file.explanation, DAYS),
        "shut": shut_doors(file),
    }


def groups(file: File, procedure: Procedure, sent: Mapping[str, str]) -> list[Group]:
    """By kind of target, what decides a listing first; only what some ground of this procedure fits."""
    found = []
    for kind in KINDS:
        targets = [target for target in targets_of(file) if target.kind == kind]
        grounds = grounds_of(targets[0], procedure) if targets else ()
        if grounds:
            lines = [Line(kind, each.id, _said(file, each), _decisive(file, each)) for each in targets]
            pairs = tuple((ground, str(words.GROUNDS[ground])) for ground in grounds)
            first = tuple(sorted(lines, key=lambda each: not each.decisive))
            found.append(Group(str(words.KINDS[kind]), first, pairs, kind, sent.get(f"ground-{kind}", "")))
    return found


def _said(file: File, target: Target) -> str:
    return load_content().sources[target.id].label if target.kind == "identity" else words.contested(file, target)


def _decisive(file: File, target: Target) -> bool:
    if target.kind != "observation" or not black_listed(file.explanation, DAYS):
        return False
    struck = corrected(file, [Correction("strike", "observation", target.id, 0)], DAYS)
    return not black_listed(struck.runs[struck.corrections], DAYS)


def shut_doors(file: File) -> list[str]:
    """Ordinary doors that are shut at the end of the life."""
    doors = load_content().doors.values()
    return [each.label for each in doors if each.kind == "ordinary" and file.explanation.doors[each.id] == "shut"]


def harmed(file: File) -> bool:
    """Whether there is anything to contest for: a black list, or a door shut."""
    return bool(targets_of(file)) and (black_listed(file.explanation, DAYS) or bool(shut_doors(file)))


def listed_neighbours(seed: int, rulebook: Rulebook, but: str = "") -> list[File]:
    """Who of the thirteen is harmed at this seed: those on a black list first."""
    found = [file for file in neighbours(seed, rulebook) if file.persona.id != but and harmed(file)]
    return sorted(found, key=lambda file: not black_listed(file.explanation, DAYS))

"""Procedures and papers as they are written: strict YAML, and for whatever is wrong the file, the key and the remedy.

What a rulebook says about its own path stays in the rulebook; a procedure's file adds knobs and never repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from appeals.procedure.above import ABOVE, above_from
from appeals.procedure.model import GROUNDS, KNOBS, WHO, Procedure, faults_of_knobs, knobs_from
from appeals.procedure.papers import papers
from appeals.procedure.spec import faults_of
from scoring.engine import DocumentError, Fault
from scoring.engine.model import Appeal, Evidence
from scoring.engine.reader import read

FOLDER = Path(__file__).resolve().parents[1] / "procedures"
RULEBOOKS = Path(__file__).resolve().parents[2] / "scoring" / "rulebooks"
NOT_RULEBOOKS = {"sources"}
DEFAULT = "tessamere"

NEEDED = ("label", "standard", "grounds", "who_may_file", "documented", "knobs")
OPTIONAL = ("papers", "required", "file_within_days", "days", "supervisor", "above")
OURS = Evidence("fictionalised", None, (), "Written by a learner.")


class UnknownProcedure(LookupError):
    """No procedure has this name."""


def procedures() -> tuple[Procedure, ...]:
    """The procedure of every rulebook that ships, the town's own first."""
    return tuple(procedure_for(slug) for slug in slugs())


@cache
def slugs() -> tuple[str, ...]:
    found = sorted(path.stem for path in RULEBOOKS.glob("*.yaml") if path.stem not in NOT_RULEBOOKS)
    return tuple(sorted(found, key=lambda slug: slug != DEFAULT))


@cache
def procedure_for(rulebook: str) -> Procedure:
    """The path that a rulebook leaves, or the sentence that there is none. Raises UnknownProcedure, DocumentError."""
    if rulebook not in slugs():
        raise UnknownProcedure(rulebook)
    appeal, title = _appeal_of(rulebook)
    if appeal.route != "exists":
        return _closed(rulebook, title, appeal)
    path = FOLDER / f"{rulebook}.yaml"
    if not path.is_file():
        raise DocumentError([Fault(path.name, "", "", "The rulebook has a path and no procedure.", f"Write {path}.")])
    return parse(path.read_bytes(), path.name, system=rulebook, appeal=appeal)


def load_procedure(name: str | Path) -> Procedure:
    """A procedure by its rulebook's slug, or from a file. Raises UnknownProcedure, DocumentError."""
    path = Path(name)
    if path.suffix != ".yaml":
        return procedure_for(str(name))
    if path.parent == FOLDER:
        return procedure_for(path.stem)
    if not path.is_file():
        raise UnknownProcedure(str(name))
    return parse(path.read_bytes(), path.name)


def parse(text: bytes | str, name: str, *, system: str | None = None, appeal: Appeal | None = None) -> Procedure:
    """One document. Without a rulebook's appeal it is the learner's own. Raises DocumentError with every fault."""
    data = read(text, name).data
    faults = _faults(data, name, appeal)
    if faults:
        raise DocumentError(faults)
    knobs = dict(data["knobs"])
    documented = tuple(data["documented"])
    if appeal is not None and "days" in data:
        knobs[data["days"]] = appeal.days
    return Procedure(
        id=system or Path(name).stem,
        label=data["label"],
        system=system,
        route="exists",
        text=appeal.text if appeal else data["standard"],
        standard=data["standard"],
        grounds=tuple(data["grounds"]),
        who_may_file=tuple(data["who_may_file"]),
        papers=tuple(data.get("papers", papers())),
        required=tuple(data.get("required", ())),
        file_within_days=data.get("file_within_days"),
        evidence=appeal.evidence if appeal else OURS,
        documented=documented,
        knobs=knobs_from(knobs, name),
        supervisor=data.get("supervisor", ""),
        above=above_from(data.get("above", {}), name),
    )


def _closed(slug: str, title: str, appeal: Appeal) -> Procedure:
    """No path: nobody may file, nothing is accepted, and the rulebook's sentence says what was read."""
    route: Any = appeal.route
    return Procedure(
        slug, title, slug, route, appeal.text, "", (), (), (), (), None, appeal.evidence, (), knobs_from({})
    )


def _appeal_of(slug: str) -> tuple[Appeal, str]:
    """The block `appeal` of a rulebook and its title, read without the rest."""
    data = read((RULEBOOKS / f"{slug}.yaml").read_bytes(), f"{slug}.yaml").data
    row, cited = data["appeal"], data["appeal"]["evidence"]
    sources = tuple(cited.get("sources") or ())
    evidence = Evidence(cited["marker"], cited.get("evidence"), sources, cited.get("note"))
    return Appeal(row["route"], row["text"], row.get("days"), evidence), str(data["short"])


def _faults(data: Any, name: str, appeal: Appeal | None) -> list[Fault]:
    if not isinstance(data, dict):
        return [Fault(name, "", "", "A mapping is expected.", "Write  key: value.")]
    known = (*NEEDED, *OPTIONAL)
    remedy = "Delete it, or write one of: " + ", ".join(known) + "."
    faults = [Fault(name, "", f"/{key}", f"'{key}' is no key here.", remedy) for key in data if key not in known]
    faults += [
        Fault(name, "", f"/{key}", f"'{key}' is missing.", f"Write  {key}: ….") for key in NEEDED if key not in data
    ]
    faults += _faults_of_words(data, name)
    faults += _faults_of_knobs(data, name, appeal)
    faults += _faults_of_above(data, name)
    return faults


def _faults_of_above(data: Mapping[str, Any], name: str) -> list[Fault]:
    above, supervisor = data.get("above", {}), data.get("supervisor")
    if not isinstance(above, dict):
        return [Fault(name, "", "/above", "'above' is no mapping.", "Write  above: {second_fee: 40}.")]
    faults = faults_of(ABOVE, above, name, "/above")
    if bool(supervisor) != (above.get("supervisor_days") is not None):
        message = "A supervisor and the days that a complaint leaves the office belong together."
        faults.append(Fault(name, "", "/supervisor", message, "Write  supervisor  and  above: {supervisor_days: 14}."))
    return faults


def _faults_of_words(data: Mapping[str, Any], name: str) -> list[Fault]:
    faults = [
        Fault(name, "", f"/{key}", f"'{key}' is no text.", "Write a sentence.")
        for key in ("label", "standard", "supervisor")
        if key in data and (not isinstance(data[key], str) or not data[key].strip())
    ]
    lists = {"grounds": GROUNDS, "who_may_file": WHO, "papers": papers(), "required": papers(), "documented": KNOBS}
    for key, words in lists.items():
        if key in data:
            faults += _faults_of_list(name, key, data[key], tuple(words))
    return faults


def _faults_of_list(name: str, key: str, value: Any, words: tuple[str, ...]) -> list[Fault]:
    if not isinstance(value, list):
        return [Fault(name, "", f"/{key}", f"'{key}' is no list.", f"Write  {key}: [{words[0]}].")]
    remedy = "Write some of: " + ", ".join(words) + "."
    wrong = [(index, each) for index, each in enumerate(value) if each not in words or value.index(each) < index]
    faults = [Fault(name, "", f"/{key}/{index}", f"{each!r} cannot stand here.", remedy) for index, each in wrong]
    if not value and key in ("grounds", "who_may_file"):
        faults.append(Fault(name, "", f"/{key}", f"'{key}' is empty.", remedy))
    return faults


def _faults_of_knobs(data: Mapping[str, Any], name: str, appeal: Appeal | None) -> list[Fault]:
    knobs, faults = data.get("knobs", {}), []
    if not isinstance(knobs, dict):
        return [Fault(name, "", "/knobs", "'knobs' is no mapping.", "Write  knobs: {fee: 0}.")]
    faults += faults_of_knobs(knobs, name, "/knobs")
    within = data.get("file_within_days")
    if within is not None and (not isinstance(within, int) or isinstance(within, bool) or within < 1):
        faults.append(Fault(name, "", "/file_within_days", f"{within!r} is no number of days.", "Write 1 or more."))
    if "days" in data:
        faults += _faults_of_days(data["days"], knobs, name, appeal)
    return faults


def _faults_of_days(knob: Any, knobs: Mapping[str, Any], name: str, appeal: Appeal | None) -> list[Fault]:
    """`days` says which knob the rulebook's own number of days is."""
    if knob not in ("office_days", "notice_days"):
        return [Fault(name, "", "/days", f"{knob!r} is no knob of days.", "Write office_days or notice_days.")]
    if knob in knobs:
        return [Fault(name, "", f"/knobs/{knob}", "The rulebook gives this number.", "Delete it here.")]
    if appeal is None or appeal.days is None:
        return [Fault(name, "", "/days", "No rulebook gives a number of days.", f"Delete it; write knobs: {knob}.")]
    return []

"""What else in a rulebook names a band or a list, and what becomes of it where that one is renamed, joined or gone."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from play.drafts import TAKE_OUT, Document, Step

Names = Mapping[str, Sequence[str]]  # a name of before, and what stands for it now


def with_bands(document: Document, bands: list[Document], names: Names) -> Document:
    """The document with other bands. What named a band names those that came of it: a list and a door all of them, a
    rule and an example the best."""
    now = {**deepcopy(document), "bands": bands}
    for entry in now.get("lists") or ():
        if entry.get("enter"):
            entry["enter"]["bands"] = _all(entry["enter"]["bands"], names)
    for line in now.get("doors") or ():
        for test in line["when"]:
            if test.get("bands"):
                test["bands"] = _all(test["bands"], names)
    for effect in _effects(now, "set_band"):
        effect["band"] = _best(effect["band"], names)
    for example in now["examples"]:
        if example["expect"].get("band") is not None:
            example["expect"]["band"] = _best(example["expect"]["band"], names)
    return now


def _all(named: Sequence[str], names: Names) -> list[str]:
    return list(dict.fromkeys(new for old in named for new in names.get(old, (old,))))


def _best(named: str, names: Names) -> str:
    return next(iter(names.get(named, (named,))), named)


def without_list(document: Document, name: str) -> Document:
    """The document without a list. Who was put on it or taken off it by a rule is so no more; a rule that did nothing
    else goes too, and a line of a door that asked for nothing else."""
    now = deepcopy(document)
    now["lists"] = [entry for entry in now.get("lists") or () if entry["id"] != name]
    for entry in now["lists"]:
        if name in entry.get("joint", ()):
            entry["joint"].remove(name)
    for rule in now["rules"]:
        rule["effects"] = [effect for effect in rule["effects"] if not _names_list(effect, name)]
    now["rules"] = [rule for rule in now["rules"] if rule["effects"]]
    for line in now.get("doors") or ():
        line["when"] = [test for test in line["when"] if test.get("list") != name]
    now["doors"] = [line for line in now.get("doors") or () if line["when"]]
    for example in now["examples"]:
        if name in (example["expect"].get("lists") or ()):
            example["expect"]["lists"].remove(name)
    return now


def _names_list(effect: Document, name: str) -> bool:
    return any(effect.get(key, {}).get("list") == name for key in ("put_on", "take_off"))


def _effects(document: Document, kind: str) -> list[Document]:
    return [effect[kind] for rule in document["rules"] for effect in rule["effects"] if kind in effect]


def step_between(before: Document, after: Document) -> Step:
    """The edits that lead from one document to another whose rules are the same or fewer, in their order."""
    step: Step = []
    kept: dict[str, Any] = {rule["id"]: rule for rule in after["rules"]}
    for position, rule in enumerate(before["rules"]):
        if rule["id"] in kept and kept[rule["id"]] != rule:
            step.append([f"/rules/{position}", kept[rule["id"]]])
    for position, rule in reversed(list(enumerate(before["rules"]))):
        if rule["id"] not in kept:
            step.append([f"{TAKE_OUT}/rules/{position}", None])
    for key in ("bands", "lists", "doors", "examples"):
        if after.get(key, []) != before.get(key, []):
            step.append([f"/{key}", after.get(key, [])])
    return step

"""Worked examples: every name in them must exist before they can be run."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.engine.builder import Builder, Path
from scoring.engine.document import ExampleShape, RulebookShape
from scoring.engine.vocabulary import Value


def check_examples(shape: RulebookShape, b: Builder) -> None:
    for index, example in enumerate(shape.examples):
        _example(("examples", index), example, shape, b)


def _example(path: Path, example: ExampleShape, shape: RulebookShape, b: Builder) -> None:
    _facts((*path, "facts"), example.facts, ("citizen", "association"), b)
    for index, seen in enumerate(example.observations):
        here = (*path, "observations", index)
        b.known((*here, "kind"), seen.kind, b.vocabulary.kinds, "kind of act")
        b.known((*here, "source"), seen.source, b.vocabulary.sources, "source")
        _facts((*here, "facts"), seen.facts, ("observation",), b)
        if seen.day > example.days:
            b.fault((*here, "day"), f"Day {seen.day} comes after the last day.", f"Write  days: {seen.day}.")
    expect, here = example.expect, (*path, "expect")
    if expect.band is not None:
        b.known((*here, "band"), expect.band, [band.id for band in shape.bands], "band")
    for index, name in enumerate(expect.lists or ()):
        b.known((*here, "lists", index), name, [entry.id for entry in shape.lists], "list")
    for name, state in (expect.doors or {}).items():
        if b.known((*here, "doors", name), name, b.vocabulary.doors, "door"):
            b.known((*here, "doors", name), state, b.vocabulary.doors[name].states, "state")


def _facts(path: Path, facts: Mapping[str, Value], owners: tuple[str, ...], b: Builder) -> None:
    for name, value in facts.items():
        fact = b.fact((*path, name), name, owners)
        if fact is not None:
            b.fits((*path, name), fact, value)

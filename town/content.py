"""The vocabulary of Tessamere and its thirteen citizens, read and checked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scoring.engine.faults import VocabularyError
from scoring.engine.vocabulary import DEFAULT, Vocabulary, load_vocabulary
from town.reading import ContentError, ContentFault, RowType, read_rows, read_yaml
from town.shapes import DoorRow, FactRow, KindRow, OnFileRow, PersonaRow, PlaceRow, SourceRow, Value

CITIZEN = ("citizen", "association")
Problem = tuple[str, str, str, str]  # item, key, message, remedy


@dataclass(frozen=True)
class Content:
    """Everything the content files say. `vocabulary` is the part that rulebooks share."""

    vocabulary: Vocabulary
    kinds: Mapping[str, KindRow]
    sources: Mapping[str, SourceRow]
    facts: Mapping[str, FactRow]
    doors: Mapping[str, DoorRow]
    places: Mapping[str, PlaceRow]
    personas: Mapping[str, PersonaRow]

    def persona(self, name: str) -> PersonaRow:
        if name not in self.personas:
            raise ValueError(f"No citizen is called '{name}'. Choose one of: {', '.join(self.personas)}.")
        return self.personas[name]

    def citizen_facts(self, persona: str) -> dict[str, Value]:
        """All citizen and association facts of a persona, defaults filled in."""
        defaults = {fact.id: fact.default for fact in self.facts.values() if fact.owner in CITIZEN}
        return {**defaults, **self.persona(persona).facts}


def load_content(folder: Path | str = DEFAULT) -> Content:
    """Read and check the content files of a folder. Raises ContentError with every fault."""
    return _load(Path(folder))


@lru_cache(maxsize=4)
def _load(folder: Path) -> Content:
    facts = _read(folder, "facts", FactRow)  # before the engine reads them: our message names the key
    content = Content(
        kinds=_read(folder, "kinds", KindRow),
        sources=_read(folder, "sources", SourceRow),
        facts=facts,
        doors=_read(folder, "doors", DoorRow),
        places=_read(folder, "places", PlaceRow),
        personas=_read(folder, "personas", PersonaRow),
        vocabulary=_vocabulary(folder),
    )
    faults = [ContentFault(f"{name}.yaml", *problem) for name, check in _CHECKS.items() for problem in check(content)]
    if faults:
        raise ContentError(faults)
    return content


def _vocabulary(folder: Path) -> Vocabulary:
    try:
        return load_vocabulary(folder)
    except VocabularyError as error:
        raise ContentError(
            ContentFault(Path(fault.file).name, fault.rule, fault.key, fault.message, fault.remedy)
            for fault in error.faults
        ) from error


def _read(folder: Path, name: str, shape: type[RowType]) -> dict[str, RowType]:
    data = read_yaml(folder / f"{name}.yaml")
    rows = read_rows(f"{name}.yaml", data.get(name) if isinstance(data, dict) else data, shape)
    return {getattr(row, "id"): row for row in rows}  # noqa: B009  (Row itself has no id)


def unknown(item: str, key: str, names: Iterable[str], known: Mapping[str, object]) -> Iterator[Problem]:
    """A problem for every name that no content file knows."""
    for name in names:
        if name not in known:
            yield item, key, f"'{name}' is unknown.", f"Write one of: {', '.join(known)}."


def fact_problems(
    content: Content, item: str, key: str, facts: Mapping[str, Value], allowed: Iterable[str]
) -> Iterator[Problem]:
    """Facts that do not belong here or hold a value they cannot hold."""
    allowed = list(allowed)
    for name, value in facts.items():
        if name not in allowed:
            yield item, f"{key}.{name}", f"'{name}' cannot stand here.", f"Facts allowed: {', '.join(allowed)}."
        elif problem := content.vocabulary.facts[name].problem(value):
            yield item, f"{key}.{name}", *problem


def _kinds(content: Content) -> Iterator[Problem]:
    asked = [fact.id for fact in content.facts.values() if fact.owner == "observation"]
    for kind in content.kinds.values():
        yield from unknown(kind.id, "sources", [seen.id for seen in kind.sources], content.sources)
        yield from unknown(kind.id, "asks", kind.asks, dict.fromkeys(asked))
        yield from unknown(kind.id, "usual", kind.usual, dict.fromkeys(kind.asks))
        yield from unknown(kind.id, "places", kind.places, content.places)
        yield from _usual(content, kind)
        if kind.detection > 100:
            yield kind.id, "sources", "The sources see more than 100 per cent together.", "Lower one of them."


def _usual(content: Content, kind: KindRow) -> Iterator[Problem]:
    for name, usual in kind.usual.items():
        fact = content.facts.get(name)
        if fact is None or (fact.type == "int") != isinstance(usual, list):
            yield kind.id, f"usual.{name}", "A number has two ends, a yes or no one percent.", "Write [1, 6] or 30."
        elif isinstance(usual, list):
            low, high = usual
            if not (fact.min or 0) <= low <= high <= (fact.max or 0):
                yield kind.id, f"usual.{name}", f"{low} to {high} is no part of its range.", "Correct the ends."


def _sources(content: Content) -> Iterator[Problem]:
    for source in content.sources.values():
        ids = [error.id for error in source.errors]
        if len(ids) != len(set(ids)):
            yield source.id, "errors", "An error id stands twice.", "Give one another id."
        if source.error_rate and not source.mistakes:
            yield source.id, "error_rate", "No error of this source can happen.", "Set the rate to 0 or add one."


def _facts(content: Content) -> Iterator[Problem]:
    places = list(content.places)
    for fact in content.facts.values():
        if fact.type == "int" and (fact.min is None or fact.max is None):
            yield fact.id, "min", "A number needs a range.", "Write min and max."
        if fact.type == "enum" and not fact.values:
            yield fact.id, "values", "An enum needs values.", "Write values: [{id, label}]."
        if problem := content.vocabulary.facts[fact.id].problem(fact.default):
            yield fact.id, "default", *problem
        if fact.id == "place" and [value.id for value in fact.values or ()] != places:
            yield fact.id, "values", "The places differ from places.yaml.", "Write the same ids in the same order."


def _doors(content: Content) -> Iterator[Problem]:
    for door in content.doors.values():
        spoken = content.vocabulary.doors[door.id]
        if door.default != spoken.default or set(door.states) != set(spoken.states):
            yield door.id, "states", f"A door of kind {door.kind} is otherwise.", f"States: {spoken.states}."


def _personas(content: Content) -> Iterator[Problem]:
    allowed = [fact.id for fact in content.facts.values() if fact.owner in CITIZEN]
    for persona in content.personas.values():
        yield from fact_problems(content, persona.id, "facts", persona.facts, allowed)
        yield from unknown(persona.id, "friends", persona.friends + persona.relatives, content.personas)
        if persona.facts.get("age", persona.age) != persona.age:
            yield persona.id, "facts.age", "The age differs from the fact.", "Make them equal."
        for entry in persona.start_observations:
            yield from _on_file(content, persona.id, entry)
        for act in persona.routine:
            yield from unknown(persona.id, "routine", [act.act], content.kinds)
            if act.act in content.kinds:
                asks = content.kinds[act.act].asks
                yield from fact_problems(content, persona.id, f"routine.{act.act}", act.facts, asks)


def _on_file(content: Content, persona: str, entry: OnFileRow) -> Iterator[Problem]:
    key = f"start_observations.{entry.kind}"
    kind = content.kinds.get(entry.kind)
    if kind is None:
        yield persona, key, f"'{entry.kind}' is unknown.", "Write a kind of kinds.yaml."
        return
    sources = {seen.id: content.sources[seen.id] for seen in kind.sources}
    yield from unknown(persona, key, [entry.source], sources)
    yield from fact_problems(content, persona, key, entry.facts, kind.asks)
    if entry.source in sources and entry.truth.error is not None:
        errors = {error.id: error for error in sources[entry.source].errors}
        yield from unknown(persona, f"{key}.truth.error", [entry.truth.error], errors)
    if not entry.truth.act and entry.truth.error is None:
        yield persona, f"{key}.truth", "It was somebody else, but no error is named.", "Write the error's id."


_CHECKS: Mapping[str, Callable[[Content], Iterator[Problem]]] = {
    "kinds": _kinds,
    "sources": _sources,
    "facts": _facts,
    "doors": _doors,
    "personas": _personas,
}

"""What each source supports: lines of rulebooks, claims, events and whatever else names it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from scoring import cards, claims, dynamics, effects, inputs, myths, switches, tellings, timeline
from scoring.lines import lines
from scoring.references import references
from scoring.selectors import shipped, slugs


@dataclass(frozen=True)
class Support:
    """One thing that rests on a source. A rulebook, or `kind` says which file of content holds it."""

    kind: str
    id: str
    parts: tuple[str, ...] = ()  # of a rulebook: rules by id, or the name of another part

    @property
    def sort(self) -> tuple[str, str]:
        return self.kind, self.id


@cache
def supports() -> Mapping[str, tuple[Support, ...]]:
    """Source → everything that names it; an empty tuple where nothing does."""
    found: dict[str, list[Support]] = {name: [] for name in references()}
    for name, support in (*_of_rulebooks(), *_of_content()):
        found.setdefault(name, []).append(support)
    return {name: tuple(named) for name, named in found.items()}


def unused() -> tuple[str, ...]:
    """Sources that nothing names."""
    return tuple(name for name, named in supports().items() if not named)


def _of_rulebooks() -> Iterator[tuple[str, Support]]:
    for slug in slugs():
        for name in shipped(slug).sources_used:
            yield name, Support("rulebook", slug, parts_of(slug, name))


def parts_of(slug: str, source: str) -> tuple[str, ...]:
    """Which lines of a rulebook name a source: ids of its rules and criteria first, then names of other parts."""
    book = shipped(slug)
    ids = [line.id for line in lines(book) if source in line.evidence.sources]
    other = [part for part in ("scale", "bands", "lists", "doors", "disclosure", "appeal")
             if source in _named_in(book.document.get(part))]  # fmt: skip
    return (*ids, *other)


def _named_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = set(value.get("sources", ())) if "marker" in value else set()
        return own.union(*(_named_in(inner) for inner in value.values()))
    return set().union(*(_named_in(inner) for inner in value)) if isinstance(value, list) else set()


def _of_content() -> Iterator[tuple[str, Support]]:
    for card in cards.context_cards():
        yield from _each("card", card.id, card.evidence.sources)
    for claim in claims.claims():
        yield from _each("claim", claim.id, (claim.article, *claim.sources))
    for myth in myths.myths():
        yield from _each("myth", myth.id, myth.sources)
    for position, event in enumerate(timeline.timeline(), 1):
        yield from _each("event", str(position), event.sources)
    for dynamic in dynamics.dynamics():
        yield from _each("dynamic", dynamic.id, (*dynamic.articles, *dynamic.sources))
    for source in inputs.inputs():
        yield from _each("input", source.id, (*source.named_in, *source.sources))
    for effect in effects.effects():
        yield from _each("effect", effect.about, effect.sources)
    for switch in switches.switches():
        yield from _each("switch", switch.rulebook, switch.sources)
    for telling in tellings.tellings():
        yield from _each("telling", telling.id, telling.sources)


def _each(kind: str, name: str, sources: Iterable[str]) -> Iterator[tuple[str, Support]]:
    for source in dict.fromkeys(sources):
        yield source, Support(kind, name)

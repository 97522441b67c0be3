"""Where the town's rules come from: a rule of a rulebook that ships, or a documented one that is only named here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scoring.engine import Rulebook
from scoring.lines import lines
from scoring.selectors import shipped, slugs


@dataclass(frozen=True)
class Ancestor:
    id: str
    system: str
    text: str
    slug: str = ""  # empty: no line of a rulebook that ships


NAMED_ONLY = {
    ancestor.id: ancestor
    for ancestor in (
        Ancestor("pbo-03", "People’s Bank of China credit file, since 2006", "Wrong entry: dispute in person"),
        Ancestor("ron-07", "Rongcheng personal credit points, before 2021", "Having a son serving in the army"),
    )
}


@cache
def _shipped_lines() -> Mapping[str, Ancestor]:
    found = {}
    for slug in slugs():
        book = shipped(slug)
        for line in lines(book):
            found[line.id] = Ancestor(line.id, book.short, line.text, slug)
    return found


def ancestors(ids: tuple[str, ...]) -> tuple[Ancestor, ...]:
    """The rules that a rule descends from, in the order in which it names them."""
    known = {**NAMED_ONLY, **_shipped_lines()}
    return tuple(known.get(name) or Ancestor(name, "", name) for name in ids)


def unknown_ancestors(rulebook: Rulebook) -> list[tuple[str, str]]:
    """Rules that name an ancestor which nothing here knows, with its id."""
    named = [(rule.id, name) for rule in rulebook.rules for name in rule.descends_from]
    return [(rule, name) for rule, name in named if name not in NAMED_ONLY and name not in _shipped_lines()]

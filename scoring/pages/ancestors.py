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
    slug: str = ""  # empty: no rulebook of that system ships


_TOURISM = "National Tourism Administration, record of uncivilised behaviour, China 2015"
_SUBWAY = "Beijing subway conduct rules, 2019"
_VILLAGE = "Village points store, Zuolan, Chongqing, since 2020"
_YANJI = "Yanji “morality bank”, Jilin, 2015"
_CREDIT_CHINA = "Enterprise database and Credit China lists, since 2014"

NAMED_ONLY = {
    ancestor.id: ancestor
    for ancestor in (
        Ancestor("bjs-01", _SUBWAY, "Eating, taking extra seats, loud sound, fare fraud, after a warning is ignored"),
        Ancestor("bjs-02", _SUBWAY, "Repair by volunteering in the station"),
        Ancestor("cre-01", _CREDIT_CHINA, "Filing taxes on time: red list"),
        Ancestor("cre-03", _CREDIT_CHINA, "Wage arrears, pollution, phone scams, tax evasion: black lists by issue"),
        Ancestor("env-01", "Enterprise environmental credit, China since 2013", "Emission above the limit"),
        Ancestor("foo-01", "Restaurant food-safety faces, China since 2012", "Hygiene fault at inspection"),
        Ancestor("jin-01", "Jinan dog-keeping points, Shandong, 2017", "No leash, no clean-up, noise: first time"),
        Ancestor("loy-01", "Loyalty tiers and marketing scores, worldwide", "Buy more, get a better tier"),
        Ancestor("pbo-03", "People’s Bank of China credit file, since 2006", "Wrong entry: dispute in person"),
        Ancestor("ron-07", "Rongcheng personal credit points, before 2021", "Having a son serving in the army"),
        Ancestor("tou-01", _TOURISM, "Nine tourist offences"),
        Ancestor("tou-03", _TOURISM, "A minor without supervision: the guardian is recorded"),
        Ancestor("tou-04", _TOURISM, "Up to two years on the register; the first person listed got ten"),
        Ancestor("vil-01", _VILLAGE, "Keeping the yard clean"),
        Ancestor("vil-02", _VILLAGE, "Volunteer work"),
        Ancestor("vil-03", _VILLAGE, "Mediating a quarrel between villagers"),
        Ancestor("yan-01", _YANJI, "Collecting plastic bags from the street"),
        Ancestor("yan-02", _YANJI, "Handing in a lost wallet"),
        Ancestor("yan-03", _YANJI, "Giving blood"),
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

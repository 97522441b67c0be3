"""Ten days as they are laid under every system: a life, or entries that somebody has written or edited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from registry.deeds import Deed, deeds, never_seen
from registry.elsewhere import Run, everywhere, run
from registry.lives import DAYS, File, black_lists
from scoring.engine import Observation, explain
from scoring.engine.vocabulary import Value
from scoring.selectors import shipped, slugs
from scoring.switches import reading

WORSE = frozenset({"shut", "high", "none"})  # states of a door that somebody with nothing on file does not find


@dataclass(frozen=True)
class Harm:
    """What ten days cost there. Days are days on a black list; `innocent` those without anything of one's own."""

    innocent: int
    listed: int
    closed: tuple[tuple[str, str], ...]  # doors and rates, with their state

    @property
    def any(self) -> bool:
        return bool(self.listed or self.closed)


@dataclass(frozen=True)
class Week:
    """`own` is the system a life was lived under, "" for entries alone. `wrong` are entries of somebody else's acts."""

    name: str
    observations: Sequence[Observation]
    facts: Mapping[str, Value]
    runs: Sequence[Run]
    deeds: Sequence[Deed]
    missed: Sequence[Deed] = ()
    own: str = ""
    wrong: frozenset[str] = field(default_factory=frozenset)

    @property
    def early(self) -> bool:
        """Whether something was on file before day 1."""
        return any(seen.day <= 0 for seen in self.observations)

    @cached_property
    def harms(self) -> Mapping[str, Harm]:
        """By system."""
        return {each.rulebook.id: self.harm(each) for each in self.runs}

    def harm(self, each: Run) -> Harm:
        closed = tuple((door, state) for door, state in each.doors if state in WORSE)
        return Harm(self._innocent(each) if each.days_listed and self.wrong else 0, each.days_listed, closed)

    def under(self, name: str) -> Run | None:
        """One run of the page by the name of its system, or a run under another reading of a rulebook."""
        book = reading(name)
        if book is not None:
            return run(book, self.observations, self.facts)
        return next((each for each in self.runs if each.rulebook.id == name), None)

    def _innocent(self, each: Run) -> int:
        """Days on a black list that would be none if entries of somebody else's acts were struck."""
        true = [seen for seen in self.observations if seen.id not in self.wrong]
        return len(self._days(each, self.observations) - self._days(each, true))

    def _days(self, each: Run, observations: Sequence[Observation]) -> set[int]:
        black = black_lists(each.rulebook)
        found = explain(each.rulebook, observations, facts=self.facts, days=DAYS, trace=False).settlements
        return {day for day in range(1, DAYS + 1) if black & set(found[day].lists)}


def of_file(file: File, struck: frozenset[str] = frozenset()) -> Week:
    """A life, with what nobody saw and what was filed wrongly; without entries that appeals have struck."""
    kept = [seen for seen in file.observations if seen.id not in struck]
    found = [deed for deed in deeds(file.life) if not deed.entries or not struck.issuperset(deed.entries)]
    return Week(
        file.persona.name, kept, file.facts, everywhere(file, struck), found, never_seen(file.life),
        file.rulebook.id, file.wrong - struck,
    )  # fmt: skip


def of_entries(name: str, observations: Sequence[Observation], facts: Mapping[str, Value]) -> Week:
    """Entries alone. Nobody knows whether they are true, so none counts as wrong."""
    runs = tuple(run(shipped(slug), observations, facts) for slug in slugs())
    found = tuple(Deed(seen.day, seen.kind, (seen.id,), days=(seen.day,)) for seen in observations)
    return Week(name, observations, facts, runs, tuple(sorted(found, key=lambda deed: deed.day)))

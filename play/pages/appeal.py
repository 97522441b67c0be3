"""Act 5 in a life: what of one's own can be contested, or else a neighbour's; and the cases of this life."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from appeals.claims.models import Case
from appeals.claims.selectors import aftermath, cases_of, docket_of, matter_of
from appeals.letters.line import in_a_line
from appeals.pages.choose import choose_page, harmed, listed_neighbours
from appeals.pages.outcome import outcome_of
from appeals.pages.own import Under
from appeals.pages.words import STATES, contested
from play.models import Life
from registry.lives import EditionError, File, black_lists

MOST_NEIGHBOURS = 5


@dataclass(frozen=True)
class Brief:
    """One case of this life in two lines."""

    id: UUID
    name: str
    own: bool
    what: str
    state: str
    won: bool
    filed: bool
    line: str  # how it was decided, when, and the reason as it was given; "" before it was filed
    was: str
    now: str
    took: tuple[str, ...]
    copies: tuple[str, ...]


def appeal_page(life: Life, file: File, under: Under, asked: Mapping[str, str]) -> dict[str, Any]:
    """`asked`: the address, or a form that comes back. Its `citizen` is a neighbour; without one it is oneself."""
    people = whose(file)
    who = next((each for each in people if each.persona.id == asked.get("citizen", "")), people[0] if people else None)
    return {
        "life": life,
        "own": file,
        "people": people,
        "procedure": under.office,
        "under": under,
        "cases": briefs(life, file),
        **(choose_page(who, under, asked) if who else {"file": None}),
    }


def whose(file: File) -> list[File]:
    """Oneself where there is something to contest; then neighbours of the same seed."""
    others = listed_neighbours(file.seed, file.rulebook, but=file.persona.id)[:MOST_NEIGHBOURS]
    return [file, *others] if harmed(file) else others


def briefs(life: Life, file: File) -> list[Brief]:
    """The cases of this life that can still be read, in the order of opening."""
    return [brief for case in cases_of(life.holder, life.pk) if (brief := _brief(case, file)) is not None]


@dataclass(frozen=True)
class Copy:
    """Where this citizen's card hangs after an appeal: at the office that made the entry, or on another's copy."""

    label: str
    home: bool
    listed: bool


def cards_today(life: Life, file: File) -> list[Copy]:
    """What each office has of this citizen since the last appeal that was upheld; [] where none was."""
    won = [case for case in cases_of(life.holder, life.pk) if case.persona == file.persona.id and docket_of(case).won]
    if not won:
        return []
    try:
        after = aftermath(won[-1])
    except EditionError:
        return []
    black, day = black_lists(file.rulebook), after.last
    return [
        Copy(office.label, office.home, bool(black & set(after.held_by(office, day).lists))) for office in after.offices
    ]


def struck_entries(life: Life, file: File) -> frozenset[str]:
    """Ids of this citizen's own entries that appeals of this life have struck for good."""
    found: set[str] = set()
    for case in cases_of(life.holder, life.pk):
        if case.persona != file.persona.id:
            continue
        try:
            changes = aftermath(case).corrections
        except EditionError:
            continue
        found |= {each.id for each in changes if each.of == "observation" and each.until_day is None}
    return frozenset(found)


def _brief(case: Case, file: File) -> Brief | None:
    try:
        matter = matter_of(case)
    except EditionError:
        return None
    docket = docket_of(case)
    found = outcome_of(matter, docket)
    return Brief(
        id=case.pk,
        name=matter.file.persona.name,
        own=case.persona == file.persona.id,
        what=contested(matter.file, matter.target),
        state=str(STATES[docket.state]),
        won=docket.won,
        filed=docket.filed_on is not None,
        line=in_a_line(matter, docket),
        was=found["was"],
        now=found["now"],
        took=tuple(each.label for each in found["offices"] if each.took),
        copies=tuple(each.label for each in found["offices"] if not each.took),
    )

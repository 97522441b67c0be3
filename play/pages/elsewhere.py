"""The matrix of act 7: one life in columns, every system in rows, each on its own scale. No system is set above another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from play.pages.short_acts import short
from play.pages.tickets import Drawing, drawing
from play.pages.trail import rule_url
from registry.deeds import Deed, deeds, never_seen
from registry.elsewhere import Mark, Run, everywhere
from registry.lives import File
from scoring import display
from scoring.display import BandSign
from scoring.engine import Rulebook
from scoring.pages.evidence import Mark as Evidence
from scoring.pages.evidence import marks as evidence_of
from scoring.pages.words import DISPLAYS, FAMILIES, SCALES, STATES, word
from town.content import load_content
from town.scenes import load_scenes

MOST_COLUMNS = 12
MOST_UNSEEN = 3
MOST_DOORS = 2
SHAPES = {"listed": "c", "moved": "b", "level": "b", "untouched": "a", "none": ""}
STOCKS = {"points": 1, "balance": 1, "record": 2, "stars": 3, "scorecard": 3}


@dataclass(frozen=True)
class Column:
    label: str
    when: str
    note: str  # how the entry is wrong; "" where it is true
    seen: bool


@dataclass(frozen=True)
class Cell:
    """What one act cost there. look: against | gain | stamp | zero | blank | unseen."""

    look: str
    text: str
    stamps: tuple[str, ...]
    title: str
    url: str
    wrong: bool


@dataclass(frozen=True)
class Result:
    shape: str
    text: str
    band: BandSign | None
    word: str
    detail: str


@dataclass(frozen=True)
class Line:
    """One act that counted, on the ticket."""

    label: str
    when: str
    note: str
    cell: Cell


@dataclass(frozen=True)
class Row:
    slug: str
    short: str
    place: str
    scale: str
    own: bool  # the system this life was lived under
    cells: tuple[Cell, ...]
    rest: str  # what the columns do not hold: other acts, the ends of the scale, points that ran out
    result: Result
    before: str
    evidence: tuple[Evidence, ...]
    stock: int
    drawing: Drawing
    counted: tuple[Line, ...]
    apart: bool  # one of the three whose tickets stand below the table


@dataclass(frozen=True)
class Shelf:
    """One family of systems."""

    id: str
    word: str
    rows: tuple[Row, ...]


def elsewhere_page(file: File, family: str = "") -> dict[str, Any]:
    runs = everywhere(file)
    all_deeds = deeds(file.life)
    chosen = columns(file, runs, all_deeds)
    apart = {run.rulebook.id for run in three_apart(runs, file)}
    shelves = []
    for each in FAMILIES:
        rows = tuple(
            row(file, run, chosen, all_deeds, apart=run.rulebook.id in apart)
            for run in runs
            if run.rulebook.family == each and family in ("", each)
        )
        if rows:
            shelves.append(Shelf(each, word(FAMILIES, each), rows))
    return {
        "columns": [column(deed) for deed in chosen],
        "shelves": shelves,
        "rests": any(row.rest for shelf in shelves for row in shelf.rows),
        "count": len(runs),
        "sentence": sentence(file, runs),
        "caveat": caveat(file),
        "families": [(each, word(FAMILIES, each)) for each in FAMILIES if any(r.rulebook.family == each for r in runs)],
        "family": family if shelves else "",
    }


def sentence(file: File, runs: Sequence[Run]) -> str:
    """What the runs say together, counted in the words of the last column."""
    untouched = sum(verdict(run) in ("untouched", "none") for run in runs)
    listed = sum(verdict(run) == "listed" for run in runs)
    earlier = any(seen.day <= 0 for seen in file.observations)
    traceless = (
        _("these ten days, and what was on file before them, leave no trace")
        if earlier
        else _("these ten days leave no trace")
    )
    return _("Nothing %(name)s did has changed. Under %(n)s of %(all)s systems %(traceless)s; under %(m)s %(name)s ends on a list.") % {
        "name": file.persona.name,
        "n": untouched,
        "all": len(runs),
        "traceless": traceless,
        "m": listed or pgettext("number of systems", "none"),
    }  # fmt: skip


def caveat(file: File) -> str:
    """What an exchange of rulebooks can't show: some days went as they did because a door was shut."""
    scenes = load_scenes()
    driven = sum(
        any(each.door is not None or each.listed is not None for each in scenes[made.scene_id].when)
        for made in file.decisions
    )
    if not driven:
        return _("Only the rulebook is exchanged. Nobody can say how else the days would have gone under it.")
    return ngettext(
        "Only the rulebook is exchanged. %(n)s of %(all)s scenes came about because of a door or a list of %(system)s; elsewhere that day would have gone otherwise.",
        "Only the rulebook is exchanged. %(n)s of %(all)s scenes came about because of a door or a list of %(system)s; elsewhere those days would have gone otherwise.",
        driven,
    ) % {"n": driven, "all": len(file.decisions), "system": file.rulebook.short}  # fmt: skip


# columns


def columns(file: File, runs: Sequence[Run], all_deeds: Sequence[Deed]) -> list[Deed]:
    """The acts on which any system moved, those of most consequence first to be chosen, and acts that nobody saw."""
    moved = [deed for deed in all_deeds if any(mark_of(run, deed) for run in runs)]
    unseen = list(never_seen(file.life))[: max(MOST_UNSEEN, MOST_COLUMNS - len(moved))]
    weight = {id(deed): consequence(file, runs, deed) for deed in moved}
    kept = sorted(moved, key=lambda deed: -weight[id(deed)])[: MOST_COLUMNS - len(unseen)]
    return sorted([*kept, *unseen], key=lambda deed: deed.days[0])


def consequence(file: File, runs: Sequence[Run], deed: Deed) -> int:
    """In how many systems an act counted; a list, a display and a wrong entry weigh more. Never a sum of scales."""
    found = [(run, mark) for run in runs if (mark := mark_of(run, deed))]
    tags = {(run.rulebook.id, what) for run, mark in found for what, _which in mark.tags}
    own = any(run.rulebook.id == file.rulebook.id for run, _mark in found)
    heavy = sum(3 for _slug, what in tags if what == "put_on") + sum(1 for _slug, what in tags if what == "display")
    return 2 * len(found) + 2 * heavy + own + (8 if deed.error == "wrong_person" else 0)


def column(deed: Deed) -> Column:
    notes = {
        "wrong_person": _("not this person"),
        "stale": _("filed once more"),
        "misread": _("misread"),
    }
    return Column(label(deed), when(deed), notes.get(deed.error, ""), bool(deed.entries))


def label(deed: Deed) -> str:
    return short(deed.kind, load_content().kinds[deed.kind].past)


def when(deed: Deed) -> str:
    if deed.day <= 0:
        return _("before day 1")
    if len(deed.days) > 2:
        return ngettext("%(n)s day", "%(n)s days", len(deed.days)) % {"n": len(deed.days)}
    if len(deed.days) == 2:
        return _("days %(first)s and %(second)s") % {"first": deed.days[0], "second": deed.days[1]}
    return _("day %(day)s") % {"day": deed.day}


def mark_of(run: Run, deed: Deed) -> Mark | None:
    """What all entries of one act did together."""
    found = [run.marks[entry] for entry in deed.entries if entry in run.marks]
    if not found:
        return None
    tags = list(dict.fromkeys(tag for mark in found for tag in mark.tags))
    lines = list(dict.fromkeys(line for mark in found for line in mark.lines))
    return Mark(found[0].day, sum(mark.points for mark in found), tags, lines)


# rows


def row(file: File, run: Run, chosen: Sequence[Deed], all_deeds: Sequence[Deed], *, apart: bool) -> Row:
    book = run.rulebook
    cells = tuple(cell(run, deed) for deed in chosen)
    counted = tuple(
        Line(head.label, head.when, head.note, cell(run, deed))
        for deed in all_deeds
        if mark_of(run, deed)
        for head in (column(deed),)
    )
    return Row(
        slug=book.id,
        short=book.short,
        place=place(book),
        scale=word(SCALES, book.scale.kind),
        own=book.id == file.rulebook.id,
        cells=cells,
        rest=rest(run, chosen),
        result=result(run),
        before=display.number(book, run.levels[0]) if book.scale.has_number and run.scored else "",
        evidence=evidence_of(book.evidence),
        stock=STOCKS[book.scale.kind],
        drawing=drawing(run),
        counted=counted,
        apart=apart,
    )


def place(book: Rulebook) -> str:
    """Where and when, without the clauses that the system's own page adds."""
    where = book.place.partition(";")[0].partition(",")[0].partition(" in ")[0]
    years = book.years.partition(";")[0].partition(":")[0].partition(" (")[0]
    return f"{where} · {years}"


def cell(run: Run, deed: Deed) -> Cell:
    if not deed.entries:
        return Cell("unseen", "", (), _("not seen by anybody"), "", wrong=False)
    mark = mark_of(run, deed)
    if mark is None:
        asked = deed.kind in asked_kinds(run.rulebook) and run.scored
        title = _("looked at, nothing came of it") if asked else _("not in this rulebook")
        return Cell("zero" if asked else "blank", "0" if asked else "·", (), title, "", wrong=False)
    book = run.rulebook
    against = mark.points > 0 if book.scale.higher_is == "worse" else mark.points < 0
    look = "against" if against else "gain" if mark.points else "stamp"
    stamps = list(dict.fromkeys(stamp(book, what, which) for what, which in mark.tags))
    text = display.signed(book, mark.points) if mark.points else stamps.pop(0)
    url = rule_url(book.id, mark.lines[0]) if mark.lines else ""
    return Cell(look, text, tuple(stamps), title_of(book, mark), url, wrong=bool(deed.error))


def asked_kinds(book: Rulebook) -> frozenset[str]:
    """Kinds of act that a line of the rulebook names."""
    named = [kind for rule in book.rules if rule.enabled for kind in rule.on]
    return frozenset([*named, *(kind for part in book.characteristics for kind in part.count_on)])


def title_of(book: Rulebook, mark: Mark) -> str:
    """The lines that did it, as the rulebook words them."""
    texts = {line.id: line.text for line in (*book.rules, *book.characteristics)}
    return "; ".join(f"{texts[line]} ({line})" for line in mark.lines)


def stamp(book: Rulebook, what: str, which: str) -> str:
    if what == "put_on":
        colours = {entry.id: entry.colour for entry in book.lists}
        return pgettext("stamp", "list") if colours[which] == "black" else pgettext("stamp", "red list")
    return {
        "record": pgettext("stamp", "entry"),
        "take_off": pgettext("stamp", "off list"),
        "set_band": which,
        "display": {
            "screen": pgettext("stamp", "screen"),
            "newspaper": pgettext("stamp", "paper"),
            "ringback": pgettext("stamp", "ringback"),
        }.get(which, which),
    }[what]


def rest(run: Run, chosen: Sequence[Deed]) -> str:
    """The difference between the cells and the result, so that every row can be added up."""
    if not run.scored or not run.rulebook.scale.has_number:
        return ""
    shown = sum(mark.points for deed in chosen if (mark := mark_of(run, deed)))
    left = run.levels[-1] - run.levels[0] - shown
    return display.signed(run.rulebook, left) if left else ""


# results


def verdict(run: Run) -> str:
    """listed | moved | level | untouched | none. The words of the last column, and what the sentence counts."""
    if run.black:
        return "listed"
    if not run.scored or run.rulebook.family == "none":
        return "none"
    if run.moved:
        return "moved"
    return "level" if run.marks else "untouched"


def result(run: Run) -> Result:
    book, how = run.rulebook, verdict(run)
    words = {
        "listed": _("listed"),
        "moved": _("moved"),
        "level": _("back at the start"),
        "untouched": _("untouched"),
        "none": _("no score"),
    }
    band = display.band_sign(book, run.band)
    return Result(SHAPES[how], standing(run), band, words[how], detail(run))


def standing(run: Run) -> str:
    if run.rulebook.family == "none":
        return _("nothing")
    return display.standing(run.rulebook, run.levels[-1] if run.scored else None)


def detail(run: Run) -> str:
    """One line on what follows from it there."""
    book = run.rulebook
    if not run.scored:
        return _("never agreed to be scored")
    if run.lists:
        labels = {entry.id: entry.label for entry in book.lists}
        return get_text_list([labels[name] for name in run.lists], _("and"))
    if run.displays:
        return _("shown %(where)s") % {"where": get_text_list([word(DISPLAYS, each) for each in run.displays], _("and"))}
    if run.days_listed:
        return ngettext("on a list for %(n)s day", "on a list for %(n)s days", run.days_listed) % {"n": run.days_listed}
    if run.doors:
        return "; ".join(door(*each) for each in run.doors[:MOST_DOORS])
    if not run.marks and book.scale.kind == "scorecard":
        return _("scored for who, not for what was done")
    return _("the scale was full") if run.full and run.marks else ""


def door(name: str, state: str) -> str:
    return f"{load_content().doors[name].label}: {word(STATES, state)}"


def three_apart(runs: Sequence[Run], file: File) -> list[Run]:
    """Of three ways of keeping count (a sum, a record, a mean or a card) the system in which most acts counted."""
    found = []
    for stock in (1, 2, 3):
        kin = [run for run in runs if STOCKS[run.rulebook.scale.kind] == stock and run.rulebook.id != file.rulebook.id]
        found += sorted(kin, key=lambda run: -len(run.marks))[:1]
    return found

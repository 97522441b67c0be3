"""One system as a row of the matrix and as a ticket: what each act cost there, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from play.pages.elsewhere_cells import Cell, cell, evidence
from play.pages.elsewhere_columns import column, mark_of
from play.pages.elsewhere_week import Harm, Week
from play.pages.tickets import Drawing, drawing
from registry.deeds import Deed
from registry.elsewhere import Run
from scoring import display
from scoring.display import BandSign
from scoring.engine import Rulebook
from scoring.pages.evidence import Mark as Evidence
from scoring.pages.words import CONSENT, DISPLAYS, ROUTES, SCALES, STATES, TOLD, word
from town.content import load_content

MOST_DOORS = 2
SHAPES = {"listed": "c", "moved": "b", "level": "b", "untouched": "a", "none": ""}
STOCKS = {"points": 1, "balance": 1, "record": 2, "stars": 3, "scorecard": 3}


@dataclass(frozen=True)
class Manners:
    """How an office deals with people: whether it asks, what it tells them, and how one objects."""

    consent: str
    told: str
    told_text: str
    route: str
    route_text: str


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
    harm: Harm
    closed: str  # the doors that closed, in words
    manners: Manners


def row(run: Run, chosen: Sequence[Deed], week: Week, *, trail: str = "", apart: bool = False) -> Row:
    """`trail` is the address of the opened box, for the system under which this life was lived."""
    book, harm = run.rulebook, week.harm(run)
    counted = [(column(deed), cell(run, deed, trail)) for deed in week.deeds if mark_of(run, deed)]
    return Row(
        slug=book.id,
        short=book.short,
        place=place(book),
        scale=scale_of(book),
        own=bool(trail),
        cells=tuple(cell(run, deed, trail) for deed in chosen),
        rest=rest(run, chosen),
        result=result(run),
        before=display.number(book, run.levels[0]) if book.scale.has_number and run.scored else "",
        evidence=evidence(run),
        stock=STOCKS[book.scale.kind],
        drawing=drawing(run),
        counted=tuple(Line(head.label, head.when, head.note, each) for head, each in counted),
        apart=apart,
        harm=harm,
        closed="; ".join(door(*each) for each in harm.closed),
        manners=manners(book),
    )


def place(book: Rulebook) -> str:
    """Where and when, without the clauses that the system's own page adds."""
    where = book.place.partition(";")[0].partition(",")[0].partition(" in ")[0]
    years = book.years.partition(";")[0].partition(":")[0].partition(" (")[0]
    return f"{where} · {years}"


def scale_of(book: Rulebook) -> str:
    """What is counted there."""
    if not book.scale.has_number:
        return pgettext("scale", "record")
    kind = f"{word(SCALES, book.scale.kind)}, " if book.scale.kind == "scorecard" else ""
    return f"{kind}{book.scale.unit}"


def rest(run: Run, chosen: Sequence[Deed]) -> str:
    """The difference between the cells and the result, so that every row can be added up."""
    if not run.scored or not run.rulebook.scale.has_number:
        return ""
    shown = sum(mark.points for deed in chosen if (mark := mark_of(run, deed)))
    left = run.levels[-1] - run.levels[0] - shown
    return display.signed(run.rulebook, left) if left else ""


def manners(book: Rulebook) -> Manners:
    return Manners(
        word(CONSENT, book.consent), word(TOLD, book.disclosure.told), book.disclosure.text,
        word(ROUTES, book.appeal.route), book.appeal.text,
    )  # fmt: skip


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
    if not run.rulebook.scale.has_number and not run.levels[-1] and (run.lists or run.displays):
        return _("a list") if run.lists else _("a display")
    return display.standing(run.rulebook, run.levels[-1] if run.scored else None)


def detail(run: Run) -> str:
    """One line on what follows from it there."""
    book = run.rulebook
    if not run.scored:
        return _("never agreed to be scored")
    if run.lists:
        labels = {entry.id: entry.label for entry in book.lists}
        return listing([labels[name] for name in run.lists])
    if run.displays:
        return _("shown %(where)s") % {"where": listing([word(DISPLAYS, each) for each in run.displays])}
    if run.days_listed:
        return ngettext("on a list for %(n)s day", "on a list for %(n)s days", run.days_listed) % {"n": run.days_listed}
    if run.doors:
        return "; ".join(door(*each) for each in run.doors[:MOST_DOORS])
    if not run.marks and any(part.fact and part.fact.owner == "citizen" for part in book.characteristics):
        return _("scored for who, not for what was done")
    return _("the scale was full") if run.full and run.marks else ""


def listing(words: list[str]) -> str:
    return str(get_text_list(words, _("and")))


def door(name: str, state: str) -> str:
    return f"{load_content().doors[name].label}: {word(STATES, state)}"

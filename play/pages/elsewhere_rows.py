"""One system as a row of the matrix and as a ticket: what each act cost there, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from play.pages.elsewhere_columns import column, mark_of
from play.pages.tickets import Drawing, drawing
from play.pages.trail import rule_url
from registry.deeds import Deed
from registry.elsewhere import Mark, Run
from scoring import display
from scoring.display import BandSign
from scoring.engine import Rulebook
from scoring.lines import lines
from scoring.pages.evidence import Mark as Evidence
from scoring.pages.evidence import marks as evidence_of
from scoring.pages.words import DISPLAYS, SCALES, STATES, word
from town.content import load_content

MOST_DOORS = 2
SHAPES = {"listed": "c", "moved": "b", "level": "b", "untouched": "a", "none": ""}
STOCKS = {"points": 1, "balance": 1, "record": 2, "stars": 3, "scorecard": 3}


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


def row(run: Run, chosen: Sequence[Deed], all_deeds: Sequence[Deed], *, trail: str = "", apart: bool = False) -> Row:
    """`trail` is the address of the opened box, for the system under which this life was lived."""
    book = run.rulebook
    counted = [(column(deed), cell(run, deed, trail)) for deed in all_deeds if mark_of(run, deed)]
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
        evidence=evidence_of(book.evidence),
        stock=STOCKS[book.scale.kind],
        drawing=drawing(run),
        counted=tuple(Line(head.label, head.when, head.note, each) for head, each in counted),
        apart=apart,
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


def cell(run: Run, deed: Deed, trail: str = "") -> Cell:
    if not deed.entries:
        return Cell("unseen", "", (), _("not seen by anybody"), "", wrong=False)
    mark = mark_of(run, deed)
    if mark is None:
        asked = deed.kind in asked_kinds(run.rulebook) and run.scored
        title = _("looked at, nothing came of it") if asked else _("not in this rulebook")
        return Cell("zero" if asked else "blank", "0" if asked else "·", (), title, "", wrong=False)
    book = run.rulebook
    against = mark.points > 0 if book.scale.higher_is == "worse" else mark.points < 0
    stamps = list(dict.fromkeys(stamp(book, what, which) for what, which in mark.tags))
    if mark.points:
        look, text = "against" if against else "gain", display.signed(book, mark.points)
    else:  # entries of one act may also cancel each other out: stars given and stars taken
        look, text = ("stamp", stamps.pop(0)) if stamps else ("zero", "±0")
    url = f"{trail}?day={mark.day}#trail" if trail else rule_url(book.id, mark.lines[0])
    return Cell(look, text, tuple(stamps), title_of(book, mark), url, wrong=bool(deed.error))


@lru_cache(maxsize=128)
def asked_kinds(book: Rulebook) -> frozenset[str]:
    """Kinds of act that a line of the rulebook names."""
    named = [kind for rule in book.rules if rule.enabled for kind in rule.on]
    return frozenset([*named, *(kind for part in book.characteristics for kind in part.count_on)])


def title_of(book: Rulebook, mark: Mark) -> str:
    """The lines that did it, as the rulebook words them."""
    texts = texts_of(book)
    return "; ".join(f"{texts[line]} ({line})" for line in mark.lines)


@lru_cache(maxsize=128)
def texts_of(book: Rulebook) -> dict[str, str]:
    return {line.id: line.text for line in lines(book)}


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
            "ringback": pgettext("stamp", "tone"),
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

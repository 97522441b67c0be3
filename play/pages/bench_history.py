"""How a draft came to be: its states with what each changed, and the reforms that were saved from it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from play.drafts import tokens
from play.edits import apply_steps
from play.models import Life
from play.pages.bench_desk import Desk
from play.pages.bench_said import said
from scoring.engine import Rulebook, from_document
from scoring.models import RulebookVersion
from scoring.selectors import shipped, slugs
from scoring.sharing import share_name

MOST_STATES = 20  # on the page; each still has its address
MOST_CHANGES = 12
DAY = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class State:
    """One state of the draft."""

    token: str
    number: int
    changes: tuple[str, ...]
    now: bool
    undone: bool


@dataclass(frozen=True)
class Saved:
    """A reform that was saved here."""

    name: str
    title: str
    why: str
    when: str


def changes(before: Rulebook, after: Rulebook) -> tuple[str, ...]:
    """What differs, in sentences; of many the first ones, and how many more."""
    found = [each.words for each in said(before, after)]
    if [rule.id for rule in before.rules] != [rule.id for rule in after.rules] and not found:
        found = [_("The rules stand in another order.")]
    rest = len(found) - MOST_CHANGES
    if rest > 0:
        more = ngettext("and %(n)s change more", "and %(n)s changes more", rest) % {"n": rest}
        found = [*found[:MOST_CHANGES], more]
    return tuple(found)


def history_page(desk: Desk, life: Life) -> dict[str, Any]:
    return {
        "changes": changes(desk.baseline, desk.reform) if desk.edited else (),
        "states": _states(desk, life),
        "more": max(0, len(life.draft) + len(life.undone) - MOST_STATES),
        "saved": _saved(life),
        "systems": [(slug, shipped(slug).title) for slug in slugs()],
    }


def _states(desk: Desk, life: Life) -> list[State]:
    """The latest first."""
    chain, here = [*life.draft, *life.undone], len(desk.steps)
    last = min(len(chain), here + MOST_STATES // 2)
    first = max(0, last - MOST_STATES)
    names = tokens(chain)
    books = {place: apply_steps(desk.home, chain[:place]) for place in range(max(0, first - 1), last + 1)}
    found = []
    for place in range(last, first - 1, -1):
        said_here = changes(books[place - 1], books[place]) if place else (_("As it is in force."),)
        found.append(State(names[place], place, said_here, place == here, place > len(life.draft)))
    return found


def _saved(life: Life) -> list[Saved]:
    kept = {row.digest: row for row in RulebookVersion.objects.filter(digest__in=life.pen.get("saved", []))}
    rows = [kept[digest] for digest in reversed(life.pen.get("saved", [])) if digest in kept]
    return [Saved(share_name(row.digest), row.slug, row.why, row.kept_at.strftime(DAY)) for row in rows]


def as_reform(desk: Desk, why: str) -> Rulebook:
    """The draft with its reason and its parent. Raises RulebookError."""
    document = {**desk.reform.document, "parent": desk.baseline.digest, "why": why}
    return from_document(document, file=desk.baseline.id, vocabulary=desk.baseline.vocabulary)

"""What is chosen before a shift: a town, its rulebook, and the procedure that is laid over its appeals."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from appeals.officer.terms import Term, terms
from appeals.procedure.load import UnknownProcedure, procedure_for, procedures
from appeals.procedure.model import OWN, Procedure
from appeals.procedure.own import code_of, own_procedure
from scoring.engine import DocumentError
from scoring.selectors import DEFAULT, shipped, slugs

SEED, MAX_SEED = 4417, 999_999


class BadChoice(ValueError):
    """The message is a sentence: what cannot be, and how to mend it."""


@dataclass(frozen=True)
class Offer:
    """One procedure that one can sit under. `own`: the code of the learner's."""

    id: str
    system: str
    label: str
    marker: str
    terms: tuple[Term, ...]
    differs: tuple[Term, ...]  # from the chosen one's


@dataclass(frozen=True)
class Choice:
    system: str
    seed: int
    quota: bool
    procedure: Procedure
    code: str  # of the learner's own procedure; "" for a documented one


@cache
def listing_systems() -> tuple[tuple[str, str], ...]:
    """Slug and name of every system that keeps a black list: without one there is nothing to correct."""
    found = [(slug, shipped(slug)) for slug in slugs()]
    return tuple((slug, book.short) for slug, book in found if any(row.colour == "black" for row in book.lists))


def read(asked: Mapping[str, str], *, system: str = DEFAULT, seed: int = SEED) -> Choice:
    """What a form or an address asks for; what it leaves out is as given here. Raises BadChoice."""
    book = asked.get("system") or system
    if book not in slugs():
        raise BadChoice(_("No system has that name. Choose one from the list."))
    if book not in dict(listing_systems()):
        raise BadChoice(_("That system keeps no list, so nobody asks to be taken off one. Choose one from the list."))
    code = asked.get("own", "")
    name = asked.get("procedure") or (f"{OWN}{book}" if code else _usual(book))
    if not name.startswith(OWN):
        code = ""
    return Choice(book, _seed(asked.get("seed", str(seed))), asked.get("quota") == "yes", _named(name, code), code)


def offers(choice: Choice) -> list[Offer]:
    """The chosen one's own first, then every documented path; which is chosen says Choice.procedure."""
    found = [each for each in procedures() if each.open]
    if choice.code:
        found = [choice.procedure, *found]
    usual = terms(choice.procedure.knobs)
    return [_offer(each, usual) for each in found]


def _offer(each: Procedure, usual: list[Term]) -> Offer:
    slug, own = each.id.removeprefix(OWN), tuple(terms(each.knobs))
    differs = tuple(term for term in own if term not in usual)
    return Offer(each.id, shipped(slug).short, each.label, each.evidence.marker, own, differs)


def _usual(system: str) -> str:
    """The system's own path, or Tessamere's where it has none."""
    return system if procedure_for(system).open else DEFAULT


def _named(name: str, code: str) -> Procedure:
    try:
        if name.startswith(OWN):
            return own_procedure(name.removeprefix(OWN), code)
        found = procedure_for(name)
    except UnknownProcedure:
        raise BadChoice(_("No procedure has that name. Choose one from the list.")) from None
    except DocumentError as error:
        fault = error.faults[0]
        raise BadChoice(
            _("That code of a procedure cannot be read: %(message)s %(remedy)s")
            % {"message": fault.message, "remedy": fault.remedy}
        ) from None
    if not found.open:
        raise BadChoice(_("Under that system nobody can file anything. Choose another procedure."))
    return found


def _seed(text: str) -> int:
    if not (text.isdecimal() and len(text) < 9 and int(text) <= MAX_SEED):
        raise BadChoice(_("A seed is a whole number from 0 to 999,999. Nothing was begun."))
    return int(text)


def address_of(procedure: Procedure) -> str:
    """The part of an address that names this procedure."""
    return f"own={code_of(procedure.knobs)}" if procedure.id.startswith(OWN) else f"procedure={procedure.id}"
